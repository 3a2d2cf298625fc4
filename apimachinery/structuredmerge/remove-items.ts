import { setOwn } from "../runtime/index.js";
import type { FieldSet } from "./field-set.js";
import { itemElement } from "./list-items.js";
import { PathElement } from "./path-element.js";
import { NOTHING, type ListType, type MapType, type SchemaNode } from "./schema-node.js";
import { kindOf, settledKind } from "./value-kind.js";
import { isEmptyObject, isObject } from "./values.js";

/**
 * A valid value without the fields and items of a set. A container that loses everything becomes null. The result shares
 * what it keeps with the value.
 * @see kubernetes-sigs/structured-merge-diff typed/remove.go
 */
export function removeItems(value: unknown, items: FieldSet, type: SchemaNode): unknown {
  return pick(value, items, type, false);
}

/** Only the fields and items of a set, of which atomic ones are taken whole. */
export function extractItems(value: unknown, items: FieldSet, type: SchemaNode): unknown {
  return pick(value, items, type, true);
}

function pick(value: unknown, set: FieldSet, type: SchemaNode, extract: boolean): unknown {
  switch (settledKind(type, kindOf(type, value))) {
    case "map":
      if (!isObject(value)) return null;
      if (type.map!.atomic || isEmptyObject(value)) return extract ? value : null;
      return pickFields(value, set, type.map!, extract);
    case "list":
      if (!Array.isArray(value)) return null;
      if (type.list!.atomic || value.length === 0) return extract ? value : null;
      return pickListItems(value, set, type.list!, extract);
    case "scalar":
      return value ?? null;
    case undefined:
      return null;
  }
}

function pickFields(value: Readonly<Record<string, unknown>>, set: FieldSet, type: MapType, extract: boolean): unknown {
  const out: Record<string, unknown> = {};
  let size = 0;
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    const field = type.fields.get(key);
    const element = field?.element ?? PathElement.field(key);
    const itemType = field?.type ?? type.element ?? NOTHING;
    const below = set.child(element);
    let kept: unknown = item;
    if (set.hasMember(element)) {
      if (!extract) continue;
      kept = pick(item, set, itemType, true);
    } else if (below !== undefined) kept = pick(item, below, itemType, extract);
    else if (extract) continue;
    setOwn(out, key, kept);
    size++;
  }
  return size === 0 ? null : out;
}

function pickListItems(value: readonly unknown[], set: FieldSet, type: ListType, extract: boolean): unknown {
  const out: unknown[] = [];
  for (const item of value) {
    const element = itemElement(type, item);
    const below = set.child(element);
    const kept = below === undefined ? item : pick(item, below, type.element, extract);
    if (extract ? below !== undefined || set.hasMember(element) : !set.hasMember(element)) out.push(kept);
  }
  return out.length === 0 ? null : out;
}
