import { itemElement } from "./list-items.js";
import { PathElement } from "./path-element.js";
import { ProblemList } from "./schema-errors.js";
import type { ListType, MapType, Scalar, SchemaNode } from "./schema-node.js";
import { kindOf, settledKind } from "./value-kind.js";
import { isObject, valueToString } from "./values.js";

export interface ValidateOptions {
  /** Items of one key may stand in a list several times, as they may in what was stored. */
  readonly allowDuplicates?: boolean;
}

/**
 * @throws SchemaError with everything that is wrong
 * @see kubernetes-sigs/structured-merge-diff typed/validate.go
 */
export function validateValue(value: unknown, type: SchemaNode, opts: ValidateOptions = {}): void {
  const problems = new ProblemList();
  validate(value, type, opts, problems);
  problems.throwIfAny();
}

/** What is wrong with a value of a scalar type, or undefined. `prefix` opens the message. */
export function scalarProblem(type: Scalar, value: unknown, prefix: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  const is = typeof value;
  switch (type) {
    case "numeric":
      return is === "number" || is === "bigint"
        ? undefined
        : `${prefix}expected numeric (int or float), got ${goTypeOf(value)}`;
    case "string":
      return is === "string" ? undefined : `${prefix}expected string, got ${valueToString(value)}`;
    case "boolean":
      return is === "boolean" ? undefined : `${prefix}expected boolean, got ${valueToString(value)}`;
    case "untyped":
      return is === "object" ? `${prefix}expected any scalar, got ${valueToString(value)}` : undefined;
  }
}

export function nothingAdmitted(): string {
  return "schema error: invalid atom: inlined";
}

function validate(value: unknown, type: SchemaNode, opts: ValidateOptions, problems: ProblemList): void {
  switch (settledKind(type, kindOf(type, value))) {
    case "map":
      return validateMap(value, type.map!, opts, problems);
    case "list":
      return validateList(value, type.list!, opts, problems);
    case "scalar": {
      const problem = scalarProblem(type.scalar!, value, "");
      if (problem !== undefined) problems.add(problem);
      return;
    }
    case undefined:
      problems.add(nothingAdmitted());
  }
}

function validateMap(value: unknown, type: MapType, opts: ValidateOptions, problems: ProblemList): void {
  if (value === null) return;
  if (!isObject(value)) {
    problems.add(value === undefined ? "expected map, got nil" : `expected map, got ${valueText(value)}`);
    return;
  }
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined) continue;
    const field = type.fields.get(key);
    const itemType = field?.type ?? type.element;
    const before = problems.length;
    if (itemType === undefined) problems.add("field not declared in schema");
    else validate(item, itemType, opts, problems);
    if (problems.length > before) problems.prefix(before, field?.element ?? PathElement.field(key));
    if (itemType === undefined) return;
  }
}

function validateList(value: unknown, type: ListType, opts: ValidateOptions, problems: ProblemList): void {
  if (value === null || value === undefined) return;
  if (!Array.isArray(value)) {
    problems.add(`expected list, got ${valueText(value)}`);
    return;
  }
  const seen = new Set<string>();
  for (let i = 0; i < value.length; i++) {
    let element: PathElement | undefined;
    if (!type.atomic) {
      try {
        element = itemElement(type, value[i]);
      } catch (err) {
        problems.add(`element ${i}: ${(err as Error).message}`);
        return;
      }
      if (seen.has(element.text) && opts.allowDuplicates !== true) {
        problems.add(`duplicate entries for key ${element.toString()}`);
      }
      seen.add(element.text);
    }
    const before = problems.length;
    validate(value[i], type.element, opts, problems);
    if (problems.length > before) problems.prefix(before, element ?? PathElement.index(i));
  }
}

function valueText(value: unknown): string {
  return `&{${typeof value === "string" ? value : valueToString(value)}}`;
}

function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return "[]interface {}";
  if (isObject(value)) return "map[string]interface {}";
  return typeof value === "boolean" ? "bool" : "string";
}
