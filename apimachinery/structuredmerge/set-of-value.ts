import { itemElement } from "./list-items.js";
import type { FieldSet } from "./field-set.js";
import { PathElement } from "./path-element.js";
import { ProblemList } from "./schema-errors.js";
import { NOTHING, type ListType, type MapType, type SchemaNode } from "./schema-node.js";
import { SetCursor } from "./set-cursor.js";
import { nothingAdmitted } from "./validate-value.js";
import { kindOf, settledKind } from "./value-kind.js";
import { isObject } from "./values.js";

/**
 * Every leaf and item that a valid value has: what its applier owns.
 * @throws SchemaError
 * @see kubernetes-sigs/structured-merge-diff typed/tofieldset.go
 */
export function setOfValue(value: unknown, type: SchemaNode): FieldSet {
  const problems = new ProblemList();
  const root = new SetCursor();
  switch (settledKind(type, kindOf(type, value))) {
    case "map":
      if (!type.map!.atomic) collectMap(value, type.map!, root, problems);
      break;
    case "list":
      if (!type.list!.atomic) collectList(value, type.list!, root, problems);
      break;
    case "scalar":
      break;
    case undefined:
      problems.add(nothingAdmitted());
  }
  problems.throwIfAny();
  return root.result();
}

/** `at` is the container's set, in which the value is `element`. True: it is a map in which there is nothing. */
function collect(
  value: unknown,
  type: SchemaNode,
  at: SetCursor,
  element: PathElement,
  problems: ProblemList,
): boolean {
  switch (settledKind(type, kindOf(type, value))) {
    case "map":
      if (!type.map!.atomic) return collectMap(value, type.map!, new SetCursor(at, element), problems);
      at.append(element);
      return false;
    case "list":
      if (type.list!.atomic) at.append(element);
      else collectList(value, type.list!, new SetCursor(at, element), problems);
      return false;
    case "scalar":
      at.append(element);
      return false;
    case undefined:
      problems.add(nothingAdmitted());
      return false;
  }
}

function collectMap(value: unknown, type: MapType, at: SetCursor, problems: ProblemList): boolean {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  for (const key of keys) {
    const item = value[key];
    if (item === undefined) continue;
    const field = type.fields.get(key);
    const element = field?.element ?? PathElement.field(key);
    const before = problems.length;
    const empty = collect(item, field?.type ?? type.element ?? NOTHING, at, element, problems);
    problems.prefix(before, element);
    if (field === undefined || item === null || empty) at.append(element);
  }
  return keys.length === 0;
}

function collectList(value: unknown, type: ListType, at: SetCursor, problems: ProblemList): void {
  if (!Array.isArray(value)) return;
  const elements = value.map((item) => itemElement(type, item));
  const repeated = repeatedTexts(elements);
  for (let i = 0; i < value.length; i++) {
    const element = elements[i]!;
    if (repeated === undefined || !repeated.has(element.text)) {
      const before = problems.length;
      collect(value[i], type.element, at, element, problems);
      problems.prefix(before, element);
      at.append(element);
    } else at.add(element);
  }
}

/** Items that stand in a list several times are owned as one, without regard to what is in them. */
function repeatedTexts(elements: readonly PathElement[]): ReadonlySet<string> | undefined {
  const seen = new Set<string>();
  let repeated: Set<string> | undefined;
  for (const { text } of elements) {
    if (seen.has(text)) (repeated ??= new Set()).add(text);
    else seen.add(text);
  }
  return repeated;
}
