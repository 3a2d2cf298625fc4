import { deepEqualJSON, runAtOnce, type Steps } from "../runtime/index.js";
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
  return runAtOnce(compareSteps(left, right, type));
}

/** As {@link compareTyped}, with breaks in containers of many parts. */
export function* compareSteps(left: unknown, right: unknown, type: SchemaNode): Steps<Comparison> {
  const problems = new ProblemList();
  const at = new Place(undefined, undefined);
  if (left !== right) yield* new Walk(problems).root(left, right, type, at);
  problems.throwIfAny();
  return { removed: at.removed ?? EMPTY_SET, modified: at.modified ?? EMPTY_SET, added: at.added ?? EMPTY_SET };
}

/**
 * The three sets at one container of the two values, each made when something is put into it. A walk goes through a
 * container once and through its parts one after another.
 */
class Place {
  /** The walk comes back to the container after it has been at other parts of what that is in. */
  late = false;
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
    return (this[change] = parent === undefined ? FieldSet.create() : this.#below(parent.#made(change)));
  }

  #below(set: FieldSet): FieldSet {
    return this.late ? set.descendAgain(this.#element!) : set.descend(this.#element!);
  }

  /** Puts what was found here since there were `before` problems where it is in the whole object. */
  locate(problems: ProblemList, before: number): void {
    if (this.#element !== undefined) problems.prefix(before, this.#element);
    this.#parent?.locate(problems, before);
  }
}

/** A container with more parts is gone through in pieces of so many, after all else. */
const PIECE = 1000;

class Walk {
  readonly #problems: ProblemList;
  readonly #later: Steps<void>[] = [];

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** The root itself belongs to nobody. */
  *root(left: unknown, right: unknown, type: SchemaNode, at: Place): Steps<void> {
    const kind = settledKind(type, kindOf(type, right));
    if (kind === undefined) this.#problems.add(nothingAdmitted());
    else if (kind === "map") this.#maps(left, right, type.map!, at);
    else if (kind === "list") this.#lists(left, right, type.list!, at);
    for (let steps = this.#later.pop(); steps !== undefined; steps = this.#later.pop()) yield* steps;
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
    const l = isObject(left) ? left : NOTHING_IN_IT;
    const r = isObject(right) ? right : NOTHING_IN_IT;
    const keysOfLeft = Object.keys(l);
    const keysOfRight = Object.keys(r);
    const size = keysOfLeft.length + keysOfRight.length;
    if (size > PIECE) this.#later.push(this.#mapPieces(l, keysOfLeft, r, keysOfRight, type, at));
    else {
      for (const key of keysOfLeft) this.#leftEntry(key, l, r, type, at);
      for (const key of keysOfRight) this.#rightEntry(key, l, r, type, at);
    }
    return size > 0;
  }

  *#mapPieces(
    l: JSONObject,
    keysOfLeft: readonly string[],
    r: JSONObject,
    keysOfRight: readonly string[],
    type: MapType,
    at: Place,
  ): Steps<void> {
    at.late = true;
    yield* this.#pieces(keysOfLeft, at, (key) => this.#leftEntry(key, l, r, type, at));
    yield* this.#pieces(keysOfRight, at, (key) => this.#rightEntry(key, l, r, type, at));
  }

  *#pieces<T>(parts: Iterable<T>, at: Place, compare: (part: T) => void): Steps<void> {
    let count = 0;
    for (const part of parts) {
      const before = this.#problems.length;
      compare(part);
      at.locate(this.#problems, before);
      if (++count % PIECE === 0) yield;
    }
  }

  #leftEntry(key: string, left: JSONObject, right: JSONObject, type: MapType, at: Place): void {
    const other = Object.hasOwn(right, key) ? right[key] : undefined;
    if (left[key] !== other) this.#entry(key, left[key], other, type, at);
  }

  #rightEntry(key: string, left: JSONObject, right: JSONObject, type: MapType, at: Place): void {
    if (!Object.hasOwn(left, key)) this.#entry(key, undefined, right[key], type, at);
  }

  #entry(key: string, left: unknown, right: unknown, type: MapType, at: Place): void {
    const field = type.fields.get(key);
    this.#part(left, right, field?.type ?? type.element ?? NOTHING, at, field?.element ?? PathElement.field(key));
  }

  #lists(left: unknown, right: unknown, type: ListType, at: Place): void {
    const l = Array.isArray(left) ? (left as readonly unknown[]) : [];
    const r = Array.isArray(right) ? (right as readonly unknown[]) : [];
    if (l.length + r.length > PIECE) {
      this.#later.push(this.#listPieces(l, r, type, at));
      return;
    }
    if (l.length === r.length && deepEqualJSON(l, r)) return;
    const items = new Map<string, ItemPair>();
    l.forEach((item, i) => this.#index(item, i, type, items, "left"));
    r.forEach((item, i) => this.#index(item, i, type, items, "right"));
    for (const pair of items.values()) this.#items(pair, type, at);
  }

  *#listPieces(l: readonly unknown[], r: readonly unknown[], type: ListType, at: Place): Steps<void> {
    at.late = true;
    const items = new Map<string, ItemPair>();
    yield* this.#pieces(l.entries(), at, ([i, item]) => this.#index(item, i, type, items, "left"));
    yield* this.#pieces(r.entries(), at, ([i, item]) => this.#index(item, i, type, items, "right"));
    yield* this.#pieces(items.values(), at, (pair) => this.#items(pair, type, at));
  }

  #items({ element, left, right }: ItemPair, type: ListType, at: Place): void {
    if (left.length < 2 && right.length < 2) {
      this.#part(left[0], right[0], type.element, at, element);
    } else if (left.length >= 2 && right.length >= 2) {
      if (!deepEqualJSON(left, right)) at.put("modified", element);
    } else if (left.length >= 2) {
      // No longer repeated: from here on what is in the item counts.
      if (right.length > 0) this.#part(undefined, right[0], type.element, at, element);
      at.put("removed", element);
    } else {
      if (left.length > 0) this.#part(left[0], undefined, type.element, at, element);
      at.put("added", element);
    }
  }

  #index(item: unknown, at: number, type: ListType, items: Map<string, ItemPair>, side: "left" | "right"): void {
    let element: PathElement;
    try {
      element = itemElement(type, item);
    } catch (err) {
      this.#problems.add(`element ${at}: ${(err as Error).message}`);
      return;
    }
    let pair = items.get(element.text);
    if (pair === undefined) items.set(element.text, (pair = { element, left: NONE, right: NONE }));
    if (pair[side] === NONE) pair[side] = [item];
    else pair[side].push(item);
  }
}

interface ItemPair {
  readonly element: PathElement;
  left: unknown[];
  right: unknown[];
}

/** Shared, and never filled. */
const NONE: never[] = [];

type JSONObject = Readonly<Record<string, unknown>>;

const NOTHING_IN_IT: JSONObject = {};

function isEmptyList(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0;
}
