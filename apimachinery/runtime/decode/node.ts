/**
 * A compiled part of a schema: checks and normalises a parsed value in place.
 *
 * `decode` returns the value to keep: the same one, or another where the form or the fields had to change. It throws
 * TypeMismatch, or the error of a scalar. `unknown` collects the paths of fields that the schema does not have, relative
 * to the value; undefined drops them silently.
 */
export type DecodeNode = StructNode | MapNode | ListNode | ScalarNode;

interface NodeBase {
  readonly decode: (value: unknown, unknown: string[] | undefined) => unknown;
  /** Go's name of the type, for messages: `[]v1.Container`. */
  readonly goType: string;
  /** What `null` stands for as an element of a list or map: Go's zero value. */
  readonly zero: () => unknown;
}

export interface StructNode extends NodeBase {
  readonly kind: "struct";
  readonly fields: ReadonlyMap<string, DecodeNode>;
}

export interface MapNode extends NodeBase {
  readonly kind: "map";
  readonly values: DecodeNode;
}

export interface ListNode extends NodeBase {
  readonly kind: "list";
  readonly items: DecodeNode;
}

/** Texts, numbers, and values of any form, which are not looked into. */
export interface ScalarNode extends NodeBase {
  readonly kind: "scalar";
}
