import { deepCopyJSON, NotRegisteredError, type RuntimeObject, type Scheme } from "../runtime/index.js";
import { gvkFromTypeMeta, type GroupVersionKind } from "../schema/index.js";
import type { TypedValue, VersionConverter } from "../structuredmerge/index.js";
import type { ManagedTypes } from "./managed-types.js";

/** What is needed of a scheme to convert objects. */
export type ObjectConvertor = Pick<Scheme, "convertToVersion" | "convertToHub">;

/**
 * Converts the objects of one kind through the scheme.
 * @see kubernetes/apimachinery pkg/util/managedfields/internal/versionconverter.go
 */
export class SchemeVersionConverter implements VersionConverter {
  readonly #convertor: ObjectConvertor;
  readonly #types: ManagedTypes;
  readonly #kind: GroupVersionKind;

  constructor(convertor: ObjectConvertor, types: ManagedTypes, kind: GroupVersionKind) {
    this.#convertor = convertor;
    this.#types = types;
    this.#kind = kind;
  }

  convert(object: TypedValue, apiVersion: string): TypedValue | undefined {
    const value = object.value as RuntimeObject;
    if (value.apiVersion === apiVersion) return object;
    const { kind } = this.#kind;
    // Clients may have written anything there; what is no version is one that nobody serves.
    const target = gvkFromTypeMeta(apiVersion, kind);
    const to = this.#types.typeOf(target);
    const from = this.#types.typeOf(gvkFromTypeMeta(value.apiVersion ?? "", kind));
    if (to === undefined || from === undefined) return undefined;
    try {
      // A value from which fields were removed is none of its kind yet: it has nulls in their place.
      const whole = from.decode(deepCopyJSON(value));
      return { value: this.#convertor.convertToVersion(whole, target), type: to.type };
    } catch (err) {
      if (err instanceof NotRegisteredError) return undefined;
      throw err;
    }
  }
}
