import { setOwn } from "../runtime/index.js";
import { itemElement } from "./list-items.js";
import { PathElement } from "./path-element.js";
import { ProblemList } from "./schema-errors.js";
import { NOTHING, type ListType, type MapType, type SchemaNode } from "./schema-node.js";
import { nothingAdmitted, scalarProblem } from "./validate-value.js";
import { kindOf, settledKind, type SettledKind } from "./value-kind.js";
import { isEmptyObject, isObject } from "./values.js";

/**
 * Both values in one: nothing is removed, and where both say something, `right` has its way. Lists keep the order of
 * `left` for items that `right` does not mention, and that of `right` for those it does. The result is new where the two
 * were joined and shares everything else with them.
 * @throws SchemaError when a value is not of its type
 * @see kubernetes-sigs/structured-merge-diff typed/merge.go
 */
export function mergeValues(left: unknown, right: unknown, type: SchemaNode): unknown {
  const problems = new ProblemList();
  const merged = merge(left, right, type, problems);
  problems.throwIfAny();
  return merged;
}

/** Undefined stands for no value, on either side and as result. */
function merge(left: unknown, right: unknown, type: SchemaNode, problems: ProblemList): unknown {
  if (right === undefined) return left;
  if (left === undefined) return right;
  const leftKind = settledKind(type, kindOf(type, left));
  const rightKind = settledKind(type, kindOf(type, right));
  // Only for what may be wrong with it: a value of another kind gives way.
  if (leftKind !== rightKind) mergeAs(leftKind, left, right, type, problems);
  return mergeAs(rightKind, left, right, type, problems);
}

function mergeAs(kind: SettledKind, left: unknown, right: unknown, type: SchemaNode, problems: ProblemList): unknown {
  switch (kind) {
    case "map": {
      const l = isObject(left) ? left : {};
      const r = isObject(right) ? right : {};
      if (type.map!.atomic || (isEmptyObject(l) && isEmptyObject(r))) return right;
      return mergeMaps(l, r, type.map!, problems);
    }
    case "list": {
      const l = Array.isArray(left) ? (left as readonly unknown[]) : [];
      const r = Array.isArray(right) ? (right as readonly unknown[]) : [];
      if (type.list!.atomic || (l.length === 0 && r.length === 0)) return right;
      return mergeLists(l, r, type.list!, problems);
    }
    case "scalar": {
      const ofLeft = scalarProblem(type.scalar!, left, "lhs: ");
      const ofRight = scalarProblem(type.scalar!, right, "rhs: ");
      if (ofLeft === undefined || ofRight === undefined) return right;
      problems.add(ofLeft);
      problems.add(ofRight);
      return undefined;
    }
    case undefined:
      problems.add(nothingAdmitted());
      return undefined;
  }
}

type JSONObject = Readonly<Record<string, unknown>>;

function mergeMaps(left: JSONObject, right: JSONObject, type: MapType, problems: ProblemList): unknown {
  const out: Record<string, unknown> = {};
  let size = 0;
  const put = (key: string, l: unknown, r: unknown): void => {
    const field = type.fields.get(key);
    const before = problems.length;
    const merged = merge(l, r, field?.type ?? type.element ?? NOTHING, problems);
    if (problems.length > before) problems.prefix(before, field?.element ?? PathElement.field(key));
    if (merged === undefined) return;
    setOwn(out, key, merged);
    size++;
  };
  for (const key of Object.keys(left)) put(key, left[key], Object.hasOwn(right, key) ? right[key] : undefined);
  for (const key of Object.keys(right)) if (!Object.hasOwn(left, key)) put(key, undefined, right[key]);
  return size === 0 ? undefined : out;
}

function mergeLists(
  left: readonly unknown[],
  right: readonly unknown[],
  type: ListType,
  problems: ProblemList,
): unknown {
  const before = problems.length;
  const r = indexItems(right, type, false, problems);
  const l = indexItems(left, type, true, problems);
  if (problems.length > before) return undefined;
  const out: unknown[] = [];
  // What is wrong inside an item has no bearing on the list.
  const ignored = new ProblemList();
  const put = (leftItem: unknown, rightItem: unknown): void => {
    const merged = merge(leftItem, rightItem, type.element, ignored);
    if (merged !== undefined) out.push(merged);
  };
  const shared = r.elements.filter(({ text }) => l.items.has(text)).map(({ text }) => text);
  let nextShared = 0;
  const done = new Set<string>();
  let i = 0;
  let j = 0;
  while (i < l.elements.length || j < r.elements.length) {
    const leftText = l.elements[i]?.text;
    const rightText = r.elements[j]?.text;
    if (leftText !== undefined && rightText !== undefined) {
      if (leftText === rightText) {
        done.add(rightText);
        put(l.items.get(leftText), r.items.get(rightText));
        i++;
        j++;
        nextShared++;
        continue;
      }
      // In both, but it is not yet its turn in the order of the right.
      if (r.items.has(leftText) && nextShared < shared.length && shared[nextShared] !== leftText) {
        i++;
        continue;
      }
    }
    if (leftText !== undefined) {
      if (!r.items.has(leftText)) {
        put(l.values[i], undefined);
        i++;
        continue;
      }
      if (done.has(leftText)) i++;
    }
    if (rightText !== undefined) {
      done.add(rightText);
      put(l.items.get(rightText), r.items.get(rightText));
      j++;
      if (shared[nextShared] === rightText) nextShared++;
    }
  }
  return out.length === 0 ? undefined : out;
}

interface IndexedItems {
  readonly elements: readonly PathElement[];
  readonly values: readonly unknown[];
  /** By text; null for an item that stands in the list several times, which is replaced and not merged. */
  readonly items: ReadonlyMap<string, unknown>;
}

function indexItems(
  list: readonly unknown[],
  type: ListType,
  allowDuplicates: boolean,
  problems: ProblemList,
): IndexedItems {
  const elements: PathElement[] = [];
  const values: unknown[] = [];
  const items = new Map<string, unknown>();
  for (let i = 0; i < list.length; i++) {
    let element: PathElement;
    try {
      element = itemElement(type, list[i]);
    } catch (err) {
      problems.add(`element ${i}: ${(err as Error).message}`);
      continue;
    }
    const repeated = items.has(element.text);
    if (repeated && !allowDuplicates) {
      problems.add(`duplicate entries for key ${element.toString()}`);
      continue;
    }
    items.set(element.text, repeated ? null : list[i]);
    elements.push(element);
    values.push(list[i]);
  }
  return { elements, values, items };
}
