import { jsonTypeOf } from "../json/index.js";

/** An object that does not fit its schema; the message is that of upstream's typed decoder. */
export class DecodeError extends Error {
  constructor(message: string, opts?: { readonly cause?: unknown }) {
    super(message, opts);
    this.name = "DecodeError";
  }
}

/**
 * A value of the wrong type, on its way up to the root: each object that it passes adds its field.
 * @see sigs.k8s.io/json, UnmarshalTypeError
 */
export class TypeMismatch extends Error {
  readonly #sent: unknown;
  readonly #value: string;
  readonly #goType: string;
  #struct: string | undefined;
  readonly #fields: string[] = [];

  /** @param goType - the type that was wanted, in Go's words */
  constructor(value: unknown, goType: string) {
    super();
    this.#sent = value;
    this.#value = typeof value === "number" ? numberText(value, goType) : jsonTypeOf(value);
    this.#goType = goType;
  }

  /** Notes the field, and the struct if it is the innermost one. */
  within(struct: string, field: string): this {
    this.#struct ??= struct;
    this.#fields.push(field);
    return this;
  }

  /**
   * As the one says it that fills an object from a patched map, not from JSON: without the field.
   * @see kubernetes/apimachinery pkg/runtime/converter.go
   */
  get conversionText(): string {
    const type = this.#goType;
    if (type.startsWith("map[")) return `cannot restore map from ${goKindOf(this.#sent)}`;
    if (type.startsWith("[]")) return `cannot restore slice from ${goKindOf(this.#sent)}`;
    const scalar = SCALAR_TYPES.has(type);
    if (!scalar) return `cannot restore struct from: ${goKindOf(this.#sent)}`;
    const number = typeof this.#sent === "number";
    const convertible = number && (type !== "string" ? type !== "bool" : Number.isInteger(this.#sent));
    return convertible ? `cannot convert ${goKindOf(this.#sent)} to ${type}` : `unrecognized type: ${type}`;
  }

  override toString(): string {
    const target =
      this.#struct === undefined ? "value" : `struct field ${this.#struct}.${this.#fields.toReversed().join(".")}`;
    return `json: cannot unmarshal ${this.#value} into Go ${target} of type ${this.#goType}`;
  }
}

/** Numbers that are of the wrong size or form are told; beside a wrong type only the word stands. */
function numberText(value: number, goType: string): string {
  return /^u?int/.test(goType) ? `number ${value}` : "number";
}

const SCALAR_TYPES = new Set(["string", "bool", "int32", "int64", "float64"]);

/** What Go calls the kind of a value that was read from JSON into an interface. */
function goKindOf(value: unknown): string {
  if (Array.isArray(value)) return "slice";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  const type = jsonTypeOf(value);
  return type === "object" ? "map" : type;
}
