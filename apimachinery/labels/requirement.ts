import { compareBytes, NumberFormatError, parseInt64 } from "../text/index.js";
import { isQualifiedName, isValidLabelValue } from "../validation/content/index.js";
import {
  aggregateMessage,
  childOf,
  invalid,
  notSupported,
  type ErrorList,
  type FieldError,
  type Path,
} from "../validation/field/index.js";

/** `gt` and `lt` are written `>` and `<` in a selector's text. */
export type Operator = "in" | "notin" | "=" | "==" | "!=" | "gt" | "lt" | "exists" | "!";

const OPERATORS: readonly Operator[] = ["in", "notin", "=", "==", "!=", "gt", "lt", "exists", "!"];

/** The operators that stand between a key and its values, as error messages list them. */
export const BINARY_OPERATORS = OPERATORS.slice(0, 7);

/** Labels of an object; undefined for an object without any. */
export type Labels = { readonly [key: string]: string };

/** A selector that cannot be read or built; the message is upstream's. */
export class InvalidSelectorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InvalidSelectorError";
  }
}

/** What a selector asks of one label. Immutable. Made by {@link newRequirement}, which validates. */
export class Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];

  constructor(key: string, operator: Operator, values: readonly string[]) {
    this.key = internalized(key);
    this.operator = operator;
    this.values = values;
  }

  /** A missing label matches `!`, `!=` and `notin` only. */
  matches(labels: Labels | undefined): boolean {
    const value = lookup(labels, this.key);
    switch (this.operator) {
      case "in":
      case "=":
      case "==":
        return value !== undefined && this.values.includes(value);
      case "notin":
      case "!=":
        return value === undefined || !this.values.includes(value);
      case "exists":
        return value !== undefined;
      case "!":
        return value === undefined;
      case "gt":
      case "lt":
        return value !== undefined && this.#compare(value);
    }
  }

  toString(): string {
    const sorted = this.values.length > 1 ? [...this.values].sort(compareBytes).join(",") : (this.values[0] ?? "");
    switch (this.operator) {
      case "!":
        return `!${this.key}`;
      case "exists":
        return this.key;
      case "in":
      case "notin":
        return `${this.key} ${this.operator} (${sorted})`;
      case "gt":
        return `${this.key}>${sorted}`;
      case "lt":
        return `${this.key}<${sorted}`;
      default:
        return `${this.key}${this.operator}${sorted}`;
    }
  }

  #compare(value: string): boolean {
    const left = integerOf(value);
    const right = integerOf(this.values[0] ?? "");
    if (left === undefined || right === undefined) return false;
    return this.operator === "gt" ? left > right : left < right;
  }
}

/**
 * A requirement that has been checked: key, operator, number and form of the values.
 * @throws InvalidSelectorError
 * @see kubernetes/apimachinery pkg/labels/selector.go, NewRequirement
 */
export function newRequirement(
  key: string,
  operator: Operator,
  values: readonly string[] | undefined,
  path?: Path,
): Requirement {
  const errs: ErrorList = [];
  const keyError = validateKey(key, childOf(path, "key"));
  if (keyError !== undefined) errs.push(keyError);
  const valuesPath = childOf(path, "values");
  const given = values ?? [];
  switch (operator) {
    case "in":
    case "notin":
      if (given.length === 0) {
        errs.push(invalid(valuesPath, values, "for 'in', 'notin' operators, values set can't be empty"));
      }
      break;
    case "=":
    case "==":
    case "!=":
      if (given.length !== 1) {
        errs.push(invalid(valuesPath, values, "exact-match compatibility requires one single value"));
      }
      break;
    case "exists":
    case "!":
      if (given.length !== 0) {
        errs.push(invalid(valuesPath, values, "values set must be empty for exists and does not exist"));
      }
      break;
    case "gt":
    case "lt":
      if (given.length !== 1) {
        errs.push(invalid(valuesPath, values, "for 'Gt', 'Lt' operators, exactly one value is required"));
      }
      for (const [i, value] of given.entries()) {
        if (integerOf(value) !== undefined) continue;
        errs.push(invalid(valuesPath.index(i), value, "for 'Gt', 'Lt' operators, the value must be an integer"));
      }
      break;
    default:
      errs.push(notSupported(childOf(path, "operator"), operator, OPERATORS));
  }
  for (const [i, value] of given.entries()) {
    const messages = isValidLabelValue(value);
    if (messages.length > 0) errs.push(invalid(valuesPath.index(i).key(key), value, messages.join("; ")));
  }
  if (errs.length > 0) throw new InvalidSelectorError(aggregateMessage(errs));
  return new Requirement(key, operator, given);
}

/** What is wrong with a label key, as one error. */
export function validateKey(key: string, path: Path | undefined): FieldError | undefined {
  const messages = isQualifiedName(key);
  return messages.length === 0 ? undefined : invalid(path, key, messages.join("; "));
}

/**
 * The same text as names of properties are kept. V8 looks text of a request up among those at each access to a property,
 * which takes twice as long as all else when labels of ten thousand objects are tested.
 */
function internalized(text: string): string {
  return Object.keys({ [text]: true })[0]!;
}

/** A label's value; names that objects inherit are no labels. */
function lookup(labels: Labels | undefined, key: string): string | undefined {
  const value: unknown = labels?.[key];
  return typeof value === "string" ? value : undefined;
}

function integerOf(text: string): bigint | undefined {
  try {
    return parseInt64(text);
  } catch (err) {
    if (err instanceof NumberFormatError) return undefined;
    throw err;
  }
}
