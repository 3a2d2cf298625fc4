import type { PathElement } from "./path-element.js";

export type Scalar = "numeric" | "string" | "boolean" | "untyped";

/**
 * A type as merging sees it: what a value may be, and how its parts are owned. References are resolved, so recursive
 * types are cycles. A type of which nothing is set admits no value.
 * @see kubernetes-sigs/structured-merge-diff schema/elements.go, Atom
 */
export interface SchemaNode {
  readonly scalar?: Scalar;
  readonly list?: ListType;
  readonly map?: MapType;
}

export interface ListType {
  /** One owner for the whole list. Otherwise items are owned one by one. */
  readonly atomic: boolean;
  /** The fields that tell the items of a list apart; none: items are told apart by their values. */
  readonly keys: readonly string[];
  readonly element: SchemaNode;
}

/** An object with fields, a map, or both. */
export interface MapType {
  readonly atomic: boolean;
  readonly fields: ReadonlyMap<string, FieldType>;
  /** Of keys that are not fields; absent: there are none. */
  readonly element?: SchemaNode;
}

export interface FieldType {
  readonly element: PathElement;
  readonly type: SchemaNode;
  readonly default?: unknown;
}

const NO_FIELDS: ReadonlyMap<string, FieldType> = new Map();

/** Any value; lists and maps have one owner. */
export const UNTYPED_ATOMIC: SchemaNode = untyped(true);

/** Any value; maps are owned key by key, lists as a whole: what is known of a type without a schema. */
export const DEDUCED: SchemaNode = untyped(false);

/** The type of what its container does not know. */
export const NOTHING: SchemaNode = {};

/** A map of which nothing is known: it is merged by its content. */
export function isDeducedMap(map: MapType): boolean {
  return map.fields.size === 0 && map.element === DEDUCED;
}

function untyped(atomic: boolean): SchemaNode {
  const node: { scalar: Scalar; list?: ListType; map?: MapType } = { scalar: "untyped" };
  node.list = { atomic: true, keys: [], element: atomic ? node : UNTYPED_ATOMIC };
  node.map = { atomic, fields: NO_FIELDS, element: node };
  return node;
}
