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
  readonly #value: string;
  readonly #goType: string;
  #struct: string | undefined;
  readonly #fields: string[] = [];

  /** @param goType - the type that was wanted, in Go's words */
  constructor(value: unknown, goType: string) {
    super();
    this.#value = typeof value === "number" ? numberText(value, goType) : jsonTypeOf(value);
    this.#goType = goType;
  }

  /** Notes the field, and the struct if it is the innermost one. */
  within(struct: string, field: string): this {
    this.#struct ??= struct;
    this.#fields.push(field);
    return this;
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
