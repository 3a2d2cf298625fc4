import { EMPTY_SET, FieldSet } from "./field-set.js";
import { PathElement } from "./path-element.js";
import { isObject } from "./values.js";

/** A set of fields as plain JSON: keys are path elements, `.` stands for the part itself. */
export type FieldsV1 = Record<string, unknown>;

/**
 * Writes a set with its keys in canonical order.
 * @see kubernetes-sigs/structured-merge-diff fieldpath/serialize.go
 */
export function fieldsV1FromSet(set: FieldSet): FieldsV1 {
  const out: FieldsV1 = {};
  for (const { element, member, children } of set.sortedNodes()) {
    const value = children === undefined ? {} : fieldsV1FromSet(children);
    // A key begins with a letter and a colon: none is `__proto__`.
    out[element.text] = member && children !== undefined ? { ".": {}, ...value } : value;
  }
  return out;
}

/** @throws Error when a key is malformed or a value is not an object */
export function setFromFieldsV1(fields: unknown): FieldSet {
  if (!isObject(fields)) throw new Error("a set of fields is an object");
  return readBelow(fields) ?? EMPTY_SET;
}

function readBelow(fields: Readonly<Record<string, unknown>>): FieldSet | undefined {
  let set: FieldSet | undefined;
  for (const key of Object.keys(fields)) {
    if (key === ".") continue;
    const element = PathElement.parse(key);
    if (element === undefined) continue;
    const below = fields[key];
    if (!isObject(below)) throw new Error(`the fields below ${key} are not an object`);
    set ??= new FieldSet();
    const children = readBelow(below);
    if (children === undefined || Object.hasOwn(below, ".")) set.add(element);
    if (children !== undefined) set.attach(element, children);
  }
  return set;
}
