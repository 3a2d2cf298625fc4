import { TypeMismatch } from "./errors.js";
import type { DecodeNode, ListNode, MapNode, StructNode } from "./node.js";

type JSONObject = Record<string, unknown>;

const NO_FIELDS: ReadonlySet<string> = new Set();

// Upstream tells at most a hundred of them.
const MAX_UNKNOWN = 100;

/**
 * An object with the given fields. Unknown fields, fields that are `null`, and zero values of fields in `zeroless` are
 * dropped: the object is then made anew, since deleting would make it slow for whoever reads it. `fields` may be filled
 * after this call (cycles).
 */
export function structNode(
  name: string,
  goType: string,
  fields: ReadonlyMap<string, DecodeNode>,
  zeroless: ReadonlySet<string> = NO_FIELDS,
): StructNode {
  const decode = (value: unknown, unknown: string[] | undefined): unknown => {
    if (!isObject(value)) throw new TypeMismatch(value, goType);
    let drop = false;
    for (const key in value) {
      const field = fields.get(key);
      const before = value[key];
      if (field === undefined || before === null) {
        if (field === undefined && unknown !== undefined && unknown.length < MAX_UNKNOWN) unknown.push(key);
        drop = true;
        continue;
      }
      const known = unknown?.length;
      let after: unknown;
      try {
        after = field.decode(before, unknown);
      } catch (err) {
        throw err instanceof TypeMismatch ? err.within(name, key) : err;
      }
      if (known !== unknown?.length) prefixPaths(unknown as string[], known as number, key);
      if (zeroless.size > 0 && isZero(after) && zeroless.has(key)) {
        value[key] = null;
        drop = true;
        continue;
      }
      if (after === before) continue;
      value[key] = after;
      drop ||= after === null;
    }
    return drop ? withFields(value, fields) : value;
  };
  return { kind: "struct", goType, zero: () => ({}), decode, fields };
}

/** An object with any keys. */
export function mapNode(values: DecodeNode): MapNode {
  const goType = `map[string]${values.goType}`;
  const decode = (value: unknown, unknown: string[] | undefined): unknown => {
    if (!isObject(value)) throw new TypeMismatch(value, goType);
    for (const key in value) {
      const before = value[key];
      const known = unknown?.length;
      const after = before === null ? values.zero() : values.decode(before, unknown);
      if (known !== unknown?.length) prefixPaths(unknown as string[], known as number, key);
      // The key is an own property, so that this never reaches a setter of the prototype.
      if (after !== before) value[key] = after;
    }
    return value;
  };
  return { kind: "map", goType, zero: () => null, decode, values };
}

export function listNode(items: DecodeNode): ListNode {
  const goType = `[]${items.goType}`;
  const decode = (value: unknown, unknown: string[] | undefined): unknown => {
    if (!Array.isArray(value)) throw new TypeMismatch(value, goType);
    const list = value as unknown[];
    for (let i = 0; i < list.length; i++) {
      const before = list[i];
      const known = unknown?.length;
      const after = before === null ? items.zero() : items.decode(before, unknown);
      if (known !== unknown?.length) prefixPaths(unknown as string[], known as number, `[${i}]`);
      if (after !== before) list[i] = after;
    }
    return value;
  };
  return { kind: "list", goType, zero: () => null, decode, items };
}

/** `spec` and `[0].x` make `spec[0].x`. */
export function joinPath(parent: string, child: string): string {
  if (parent === "") return child;
  return child.startsWith("[") ? parent + child : `${parent}.${child}`;
}

function isObject(value: unknown): value is JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function prefixPaths(paths: string[], from: number, parent: string): void {
  for (let i = from; i < paths.length; i++) paths[i] = joinPath(parent, paths[i] as string);
}

function withFields(value: JSONObject, fields: ReadonlyMap<string, DecodeNode>): JSONObject {
  const kept: JSONObject = {};
  for (const key in value) {
    if (value[key] !== null && fields.has(key)) kept[key] = value[key];
  }
  return kept;
}

/** Go's zero values of scalars, and lists and maps with nothing in them. */
function isZero(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === "" || value === 0 || value === false;
  if (Array.isArray(value)) return value.length === 0;
  for (const _ in value) return false;
  return true;
}
