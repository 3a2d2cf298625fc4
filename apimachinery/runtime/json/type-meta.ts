/** Group version and kind as an object tells them; "" for what it does not tell. */
export interface ObjectTypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

/** An object whose kind cannot be read; the message is upstream's. */
export class TypeMetaError extends Error {
  constructor(message: string, opts?: { readonly cause?: unknown }) {
    super(`couldn't get version/kind; json parse error: ${message}`, opts);
    this.name = "TypeMetaError";
  }
}

const GO_TYPE =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/**
 * Reads `apiVersion` and `kind` of a parsed value.
 * @throws TypeMetaError when the value is no object, or one of the two is no text.
 * @see kubernetes/apimachinery pkg/runtime/serializer/json/meta.go
 */
export function readTypeMeta(value: unknown): ObjectTypeMeta {
  if (value === null) return { apiVersion: "", kind: "" };
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new TypeMetaError(`json: cannot unmarshal ${jsonTypeOf(value)} into Go value of type ${GO_TYPE}`);
  }
  const object = value as { readonly [key: string]: unknown };
  return { apiVersion: textField(object, "apiVersion"), kind: textField(object, "kind") };
}

/** `number`, `bool`, `string`, `array` or `object`: what Go calls a JSON value. */
export function jsonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function textField(object: { readonly [key: string]: unknown }, name: string): string {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  throw new TypeMetaError(`json: cannot unmarshal ${jsonTypeOf(value)} into Go struct field .${name} of type string`);
}
