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
  | "FieldValueTooMany"
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
  FieldValueTooMany: "Too many",
  InternalError: "Internal error",
  FieldValueTypeInvalid: "Invalid value",
};

const WITHOUT_VALUE: ReadonlySet<ErrorType> = new Set([
  "FieldValueRequired",
  "FieldValueForbidden",
  "FieldValueTooLong",
  "InternalError",
]);

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
    if (!WITHOUT_VALUE.has(this.type)) text += `: ${valueText(this.badValue)}`;
    return this.detail === "" ? text : `${text}: ${this.detail}`;
  }

  /** The whole message: `spec.replicas: Invalid value: -1: must be greater than or equal to 0`. */
  toString(): string {
    return `${this.field}: ${this.errorBody()}`;
  }
}

/** What validation returns: empty when all is well. */
export type ErrorList = FieldError[];

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
  const detail =
    validValues.length === 0 ? "" : `supported values: ${validValues.map((v) => JSON.stringify(v)).join(", ")}`;
  return new FieldError("FieldValueNotSupported", field, value, detail);
}
export function forbidden(field: Path | undefined, detail: string): FieldError {
  return new FieldError("FieldValueForbidden", field, "", detail);
}
export function tooLong(field: Path | undefined, _value: unknown, maxBytes: number): FieldError {
  return new FieldError("FieldValueTooLong", field, "", `may not be more than ${maxBytes} bytes`);
}
/** `actual` below 0 is left out of the text. */
export function tooMany(field: Path | undefined, actual: number, max: number): FieldError {
  const unit = max === 1 ? "item" : "items";
  return new FieldError(
    "FieldValueTooMany",
    field,
    actual < 0 ? undefined : actual,
    `must have at most ${max} ${unit}`,
  );
}
export function internalError(field: Path | undefined, err: Error): FieldError {
  return new FieldError("InternalError", field, undefined, err.message);
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  return JSON.stringify(value);
}
