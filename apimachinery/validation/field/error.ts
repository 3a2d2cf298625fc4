import { escapeHTMLInJSON, quote } from "../../text/index.js";
import type { Path } from "./path.js";

/** The reasons that Status causes carry. @see kubernetes/apimachinery pkg/util/validation/field/errors.go */
export type ErrorType =
  | "FieldValueNotFound"
  | "FieldValueRequired"
  | "FieldValueDuplicate"
  | "FieldValueInvalid"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueTooLong"
  | "FieldValueTooShort"
  | "FieldValueTooMany"
  | "FieldValueTooFew"
  | "InternalError"
  | "FieldValueTypeInvalid";

const TYPE_TEXT: Readonly<Record<ErrorType, string>> = {
  FieldValueNotFound: "Not found",
  FieldValueRequired: "Required value",
  FieldValueDuplicate: "Duplicate value",
  FieldValueInvalid: "Invalid value",
  FieldValueNotSupported: "Unsupported value",
  FieldValueForbidden: "Forbidden",
  FieldValueTooLong: "Too long",
  FieldValueTooShort: "Too short",
  FieldValueTooMany: "Too many",
  FieldValueTooFew: "Too few",
  InternalError: "Internal error",
  FieldValueTypeInvalid: "Invalid value",
};

const WITHOUT_VALUE: ReadonlySet<ErrorType> = new Set([
  "FieldValueRequired",
  "FieldValueForbidden",
  "FieldValueTooLong",
  "FieldValueTooShort",
  "InternalError",
]);

/** A bad value that the message leaves out. */
export const OMIT_VALUE: unique symbol = Symbol("omitted value");

/** One thing that is wrong with one field. */
export class FieldError {
  readonly type: ErrorType;
  /** Dotted path; "" or `<nil>` for the object as a whole. */
  readonly field: string;
  readonly badValue: unknown;
  readonly detail: string;

  constructor(type: ErrorType, field: Path | string | undefined, badValue: unknown, detail: string) {
    this.type = type;
    this.field = field === undefined ? "<nil>" : String(field);
    this.badValue = badValue;
    this.detail = detail;
  }

  /** The message without the field, as it stands in a Status cause. */
  errorBody(): string {
    let text = TYPE_TEXT[this.type];
    if (!WITHOUT_VALUE.has(this.type) && this.badValue !== OMIT_VALUE) text += `: ${valueText(this.badValue)}`;
    return this.detail === "" ? text : `${text}: ${this.detail}`;
  }

  /** The whole message: `spec.replicas: Invalid value: -1: must be greater than or equal to 0`. */
  toString(): string {
    return `${this.field}: ${this.errorBody()}`;
  }
}

/** What validation returns: empty when all is well. */
export type ErrorList = FieldError[];

/** All messages as one text, each once: the message itself when there is one, else `[first, second]`; "" for none. */
export function aggregateMessage(errs: ErrorList): string {
  const messages = [...new Set(errs.map(String))];
  return messages.length > 1 ? `[${messages.join(", ")}]` : (messages[0] ?? "");
}

export function notFound(field: Path | undefined, value: unknown): FieldError {
  return new FieldError("FieldValueNotFound", field, value, "");
}
export function required(field: Path | undefined, detail: string): FieldError {
  return new FieldError("FieldValueRequired", field, "", detail);
}
export function duplicate(field: Path | undefined, value: unknown): FieldError {
  return new FieldError("FieldValueDuplicate", field, value, "");
}
export function invalid(field: Path | undefined, value: unknown, detail: string): FieldError {
  return new FieldError("FieldValueInvalid", field, value, detail);
}
export function typeInvalid(field: Path | undefined, value: unknown, detail: string): FieldError {
  return new FieldError("FieldValueTypeInvalid", field, value, detail);
}
/** `validValues` are listed in the order given, as upstream does; pass them sorted. */
export function notSupported(field: Path | undefined, value: unknown, validValues: readonly string[]): FieldError {
  const detail = validValues.length === 0 ? "" : `supported values: ${validValues.map(quote).join(", ")}`;
  return new FieldError("FieldValueNotSupported", field, value, detail);
}
export function forbidden(field: Path | undefined, detail: string): FieldError {
  return new FieldError("FieldValueForbidden", field, "", detail);
}
/** A limit below 0 stands for a limit that is not told. */
export function tooLong(field: Path | undefined, _value: unknown, maxBytes: number): FieldError {
  return new FieldError("FieldValueTooLong", field, "<value omitted>", longText(maxBytes, "byte"));
}
export function tooLongCharacters(field: Path | undefined, _value: unknown, maxCharacters: number): FieldError {
  return new FieldError("FieldValueTooLong", field, "<value omitted>", longText(maxCharacters, "character"));
}
export function tooShort(field: Path | undefined, value: string, minCharacters: number): FieldError {
  const detail = minCharacters < 0 ? "value is too short" : `must be at least ${counted(minCharacters, "character")}`;
  return new FieldError("FieldValueTooShort", field, value, detail);
}
/** `actual` below 0 is left out of the text. */
export function tooMany(field: Path | undefined, actual: number, max: number): FieldError {
  const detail = max < 0 ? "has too many items" : `must have at most ${counted(max, "item")}`;
  return new FieldError("FieldValueTooMany", field, actual < 0 ? OMIT_VALUE : actual, detail);
}
export function tooFew(field: Path | undefined, actual: number, min: number): FieldError {
  const detail = min < 0 ? "has too few items" : `must have at least ${counted(min, "item")}`;
  return new FieldError("FieldValueTooFew", field, actual, detail);
}
export function internalError(field: Path | undefined, err: Error): FieldError {
  return new FieldError("InternalError", field, undefined, err.message);
}

function longText(max: number, unit: string): string {
  return max < 0 ? "value is too long" : `may not be more than ${counted(max, unit)}`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** Texts in Go's quotes, plain values as they are, all else as JSON. */
function valueText(value: unknown): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return quote(value);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  return escapeHTMLInJSON(JSON.stringify(value));
}
