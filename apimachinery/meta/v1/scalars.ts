/**
 * Scalars that JSON cannot tell apart. They are aliases, so that objects stay plain JSON; the generators know them by
 * name. A plain `number` in an API type is an error that names these.
 */

/** A whole number in [-2^31, 2^31-1]. */
export type int32 = number;

/** A whole number. Values outside ±(2^53-1) are refused when decoded, since a JavaScript number would alter them. */
export type int64 = number;

/** A double-precision number. */
export type float64 = number;

/** A fixed-point number with a unit suffix, such as `500m` or `1Gi`. Requests may send a number; it is kept as text. */
export type Quantity = string;

/** A whole number or a text, such as a port number or its name. */
export type IntOrString = number | string;

/** RFC 3339 in UTC, with whole seconds: `2026-01-01T00:00:00Z`. `null` stands for the zero time. */
export type Time = string | null;

/** RFC 3339 in UTC with six digits of a second: `2026-01-01T00:00:00.000000Z`. `null` stands for the zero time. */
export type MicroTime = string | null;

/** A length of time in Go's notation: `1h30m0s`. */
export type Duration = string;

/** Binary data in base64 (standard alphabet, padded). */
export type Bytes = string;

/** Any JSON object; the type is known only at run time. */
export type RawExtension = { [key: string]: JSONValue };

/** Any JSON value. */
export type JSONValue = null | boolean | number | string | JSONValue[] | { [key: string]: JSONValue };

/** A set of field paths in the `FieldsV1` notation of managed fields. */
export type FieldsV1 = { [key: string]: JSONValue };
