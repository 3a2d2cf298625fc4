import { runAtOnce, type Steps } from "../runtime/index.js";
import { EMPTY_SET, FieldSet, type FieldPart } from "./field-set.js";
import { PathElement } from "./path-element.js";
import { isObject } from "./values.js";

/** A set of fields as plain JSON: keys are path elements, `.` stands for the part itself. */
export type FieldsV1 = Record<string, unknown>;

/** What has nothing below it. Most parts have not: all share one object. */
const LEAF: FieldsV1 = Object.freeze({});

/** A set with more direct parts is written in pieces of so many, after all else. */
const PIECE = 1000;

/**
 * Writes a set with its keys in canonical order. Parts of the result are shared and frozen.
 * @see kubernetes-sigs/structured-merge-diff fieldpath/serialize.go
 */
export function fieldsV1FromSet(set: FieldSet): FieldsV1 {
  return runAtOnce(fieldsV1Steps(set));
}

/** As {@link fieldsV1FromSet}, with breaks in sets of many parts. */
export function* fieldsV1Steps(set: FieldSet): Steps<FieldsV1> {
  const later: Unwritten[] = [];
  const out = write(set, {}, later);
  for (let next = later.pop(); next !== undefined; next = later.pop()) {
    const parts = yield* next.set.sortedPartsSteps();
    for (let i = 0; i < parts.length; i++) {
      writePart(parts[i]!, next.out, later);
      if (i % PIECE === 0) yield;
    }
  }
  return out;
}

interface Unwritten {
  readonly set: FieldSet;
  /** Where it goes, after what is there. */
  readonly out: FieldsV1;
}

function write(set: FieldSet, out: FieldsV1, later: Unwritten[]): FieldsV1 {
  if (set.parts().length > PIECE) later.push({ set, out });
  else for (const part of set.sortedParts()) writePart(part, out, later);
  return out;
}

function writePart({ element, member, children }: FieldPart, out: FieldsV1, later: Unwritten[]): void {
  // A key begins with a letter and a colon: none is `__proto__`.
  out[element.text] = children === undefined ? LEAF : write(children, member ? { ".": LEAF } : {}, later);
}

/** @throws Error when a key is malformed or a value is not an object */
export function setFromFieldsV1(fields: unknown): FieldSet {
  if (!isObject(fields)) throw new Error("a set of fields is an object");
  return readBelow(fields) ?? EMPTY_SET;
}

function readBelow(fields: Readonly<Record<string, unknown>>): FieldSet | undefined {
  const parts: FieldPart[] = [];
  // As the server writes them. Two of other keys may stand for one element.
  let canonical = true;
  for (const key of Object.keys(fields)) {
    if (key === ".") continue;
    const element = PathElement.parse(key);
    if (element === undefined) continue;
    canonical &&= element.text === key;
    const below = fields[key];
    if (!isObject(below)) throw new Error(`the fields below ${key} are not an object`);
    const children = readBelow(below);
    parts.push({ element, member: children === undefined || Object.hasOwn(below, "."), children });
  }
  return parts.length === 0 ? undefined : FieldSet.ofParts(parts, canonical);
}
