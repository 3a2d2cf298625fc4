import { deepEqualJSON } from "../runtime/index.js";
import { EMPTY_SET, FieldSet } from "./field-set.js";
import { itemElement } from "./list-items.js";
import { PathElement } from "./path-element.js";
import { ProblemList } from "./schema-errors.js";
import { NOTHING, type ListType, type MapType, type SchemaNode } from "./schema-node.js";
import { nothingAdmitted, scalarProblem } from "./validate-value.js";
import { kindOf, settledKind, type SettledKind } from "./value-kind.js";
import { isObject } from "./values.js";

/** What a change did. No field is in two of the sets. */
export interface Comparison {
  readonly removed: FieldSet;
  /** In both values, but different. */
  readonly modified: FieldSet;
  readonly added: FieldSet;
}

export function isUnchanged({ removed, modified, added }: Comparison): boolean {
  return removed.isEmpty && modified.isEmpty && added.isEmpty;
}

/**
 * Compares two values of one type.
 * @throws SchemaError when a difference cannot be told in terms of the type
 * @see kubernetes-sigs/structured-merge-diff typed/compare.go
 */
export function compareTyped(left: unknown, right: unknown, type: SchemaNode): Comparison {
  const problems = new ProblemList();
  const at = new Place(undefined, undefined);
  if (left !== right) new Walk(problems).root(left, right, type, at);
  problems.throwIfAny();
  return { removed: at.removed ?? EMPTY_SET, modified: at.modified ?? EMPTY_SET, added: at.added ?? EMPTY_SET };
}

/**
 * The three sets at one container of the two values, each made when something is put into it. A walk goes through a
 * container once and through its parts one after another.
 */
class Place {
  readonly #parent: Place | undefined;
  readonly #element: PathElement | undefined;
  removed: FieldSet | undefined;
  modified: FieldSet | undefined;
  added: FieldSet | undefined;

  /** Without a parent: at the root. */
  constructor(parent: Place | undefined, element: PathElement | undefined) {
    this.#parent = parent;
    this.#element = element;
  }

  /** The walk is at `element`, which belongs to a set. */
  put(change: keyof Comparison, element: PathElement): void {
    this.#made(change).append(element);
  }

  #made(change: keyof Comparison): FieldSet {
    const made = this[change];
    if (made !== undefined) return made;
    const parent = this.#parent;
    return (this[change] = parent === undefined ? FieldSet.create() : parent.#made(change).descend(this.#element!));
  }
}

class Walk {
  readonly #problems: ProblemList;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** The root itself belongs to nobody. */
  root(left: unknown, right: unknown, type: SchemaNode, at: Place): void {
    const kind = settledKind(type, kindOf(type, right));
    if (kind === undefined) this.#problems.add(nothingAdmitted());
    else if (kind === "map") this.#maps(left, right, type.map!, at);
    else if (kind === "list") this.#lists(left, right, type.list!, at);
  }

  /** Undefined stands for a value that is not there; at most one of them is. */
  #part(left: unknown, right: unknown, type: SchemaNode, at: Place, element: PathElement): void {
    if (left === right) return;
    const before = this.#problems.length;
    const leftKind = settledKind(type, kindOf(type, left));
    const rightKind = settledKind(type, kindOf(type, right));
    let leaf: boolean;
    if (right === undefined) leaf = this.#as(leftKind, left, right, type, at, element);
    else {
      if (left !== undefined && leftKind !== rightKind) this.#as(leftKind, left, right, type, at, element);
      leaf = this.#as(rightKind, left, right, type, at, element);
    }
    if (!leaf) {
      if (left === undefined) at.put("added", element);
      else if (right === undefined) at.put("removed", element);
    }
    this.#problems.prefix(before, element);
  }

  /** True: the two were compared as a whole. */
  #as(kind: SettledKind, left: unknown, right: unknown, type: SchemaNode, at: Place, element: PathElement): boolean {
    switch (kind) {
      case "map":
        if (type.map!.atomic || !this.#maps(left, right, type.map!, new Place(at, element))) break;
        return false;
      case "list":
        if (type.list!.atomic || (isEmptyList(left) && isEmptyList(right))) break;
        this.#lists(left, right, type.list!, new Place(at, element));
        return false;
      case "scalar": {
        const ofLeft = scalarProblem(type.scalar!, left, "lhs: ");
        const ofRight = scalarProblem(type.scalar!, right, "rhs: ");
        if (ofLeft === undefined || ofRight === undefined) break;
        this.#problems.add(ofLeft);
        this.#problems.add(ofRight);
        return false;
      }
      case undefined:
        this.#problems.add(nothingAdmitted());
        return false;
    }
    if (left === undefined) at.put("added", element);
    else if (right === undefined) at.put("removed", element);
    else if (!deepEqualJSON(left, right)) at.put("modified", element);
    return true;
  }

  /** False: there is nothing in either. */
  #maps(left: unknown, right: unknown, type: MapType, at: Place): boolean {
    const l = isObject(left) ? left : undefined;
    const r = isObject(right) ? right : undefined;
    const keysOfLeft = l === undefined ? NONE : Object.keys(l);
    const keysOfRight = r === undefined ? NONE : Object.keys(r);
    if (l !== undefined) {
      for (const key of keysOfLeft) {
        const other = r !== undefined && Object.hasOwn(r, key) ? r[key] : undefined;
        if (l[key] !== other) this.#entry(key, l[key], other, type, at);
      }
    }
    if (r !== undefined) {
      for (const key of keysOfRight) {
        if (l === undefined || !Object.hasOwn(l, key)) this.#entry(key, undefined, r[key], type, at);
      }
    }
    return keysOfLeft.length > 0 || keysOfRight.length > 0;
  }

  #entry(key: string, left: unknown, right: unknown, type: MapType, at: Place): void {
    const field = type.fields.get(key);
    this.#part(left, right, field?.type ?? type.element ?? NOTHING, at, field?.element ?? PathElement.field(key));
  }

  #lists(left: unknown, right: unknown, type: ListType, at: Place): void {
    const l = Array.isArray(left) ? (left as readonly unknown[]) : [];
    const r = Array.isArray(right) ? (right as readonly unknown[]) : [];
    if (l.length === r.length && deepEqualJSON(l, r)) return;
    const items = new Map<string, ItemPair>();
    this.#index(l, type, items, "left");
    this.#index(r, type, items, "right");
    for (const { element, left: ls, right: rs } of items.values()) {
      if (ls.length < 2 && rs.length < 2) {
        this.#part(ls[0], rs[0], type.element, at, element);
      } else if (ls.length >= 2 && rs.length >= 2) {
        if (!deepEqualJSON(ls, rs)) at.put("modified", element);
      } else if (ls.length >= 2) {
        // No longer repeated: from here on what is in the item counts.
        if (rs.length > 0) this.#part(undefined, rs[0], type.element, at, element);
        at.put("removed", element);
      } else {
        if (ls.length > 0) this.#part(ls[0], undefined, type.element, at, element);
        at.put("added", element);
      }
    }
  }

  #index(list: readonly unknown[], type: ListType, items: Map<string, ItemPair>, side: "left" | "right"): void {
    for (let i = 0; i < list.length; i++) {
      let element: PathElement;
      try {
        element = itemElement(type, list[i]);
      } catch (err) {
        this.#problems.add(`element ${i}: ${(err as Error).message}`);
        continue;
      }
      let pair = items.get(element.text);
      if (pair === undefined) items.set(element.text, (pair = { element, left: NONE, right: NONE }));
      if (pair[side] === NONE) pair[side] = [list[i]];
      else pair[side].push(list[i]);
    }
  }
}

interface ItemPair {
  readonly element: PathElement;
  left: unknown[];
  right: unknown[];
}

/** Shared, and never filled. */
const NONE: never[] = [];

function isEmptyList(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0;
}
