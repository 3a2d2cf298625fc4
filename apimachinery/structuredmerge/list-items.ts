import { quote } from "../text/index.js";
import { PathElement, type KeyField } from "./path-element.js";
import type { ListType } from "./schema-node.js";
import { isObject } from "./values.js";

/**
 * The step from a list to one of its items.
 * @throws Error when the item cannot be told apart from others
 * @see kubernetes-sigs/structured-merge-diff typed/helpers.go, listItemToPathElement
 */
export function itemElement(list: ListType, item: unknown): PathElement {
  return list.keys.length > 0 ? keyedItem(list, item) : setItem(item);
}

function keyedItem(list: ListType, item: unknown): PathElement {
  if (item === null || item === undefined) throw new Error("associative list with keys may not have a null element");
  if (!isObject(item)) throw new Error("associative list with keys may not have non-map elements");
  const fields: KeyField[] = [];
  for (const name of list.keys) {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    if (value !== undefined) {
      fields.push({ name, value });
      continue;
    }
    const fallback = keyDefault(list, name);
    if (fallback !== undefined) fields.push({ name, value: fallback });
  }
  if (fields.length === 0) {
    const keys = `[${list.keys.map(quote).join(" ")}]`;
    throw new Error(
      `associative list with keys has an element that omits all key fields ${keys} (and doesn't have default values for any key fields)`,
    );
  }
  return PathElement.key(fields);
}

function keyDefault({ element }: ListType, name: string): unknown {
  if (element.map === undefined) {
    throw new Error(`couldn't find default value for ${name}: associative list may not have non-map types`);
  }
  return element.map.fields.get(name)?.default ?? undefined;
}

function setItem(item: unknown): PathElement {
  if (isObject(item)) throw new Error("associative list without keys has an element that's a map type");
  if (Array.isArray(item)) throw new Error("not supported: associative list with lists as elements");
  if (item === null || item === undefined) {
    throw new Error("associative list without keys has an element that's an explicit null");
  }
  return PathElement.value(item);
}
