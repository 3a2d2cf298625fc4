import type { ApiModel, FieldModel, FieldType, PackageModel, Tag, TypeModel, TypeRef } from "../framework/model.js";
import { defaultFunctions, type DefaultFunctions } from "./functions.js";
import { DEFAULTER_TAG, DEFAULT_TAG } from "./tags.js";

const NO_FUNCTIONS: DefaultFunctions = { object: undefined, calls: [], covers: false };

/** Answers which types have defaults anywhere inside. Built once for a model. */
export class DefaultsIndex {
  readonly #model: ApiModel;
  readonly #functions = new Map<string, ReadonlyMap<string, DefaultFunctions>>();
  readonly #defaulted = new Set<string>();

  constructor(model: ApiModel) {
    this.#model = model;
    for (const pkg of model.packages) this.#functions.set(pkg.id, defaultFunctions(pkg));
    this.#mark();
  }

  functionsOf(ref: TypeRef): DefaultFunctions {
    return this.#functions.get(ref.packageId)?.get(ref.name) ?? NO_FUNCTIONS;
  }

  /** True when a value of the type has something to default, itself or below. */
  hasDefaults(type: FieldType): boolean {
    switch (type.kind) {
      case "primitive":
      case "scalar":
        return false;
      case "array":
        return this.hasDefaults(type.element) || elementDefault(this.#model, type.element) !== undefined;
      case "map":
        return this.hasDefaults(type.value) || elementDefault(this.#model, type.value) !== undefined;
      case "ref":
        return this.#defaulted.has(keyOf(type.ref));
    }
  }

  /** Types may contain each other, so a type is marked by what it holds until a round adds nothing. */
  #mark(): void {
    for (let grown = true; grown;) {
      grown = false;
      for (const pkg of this.#model.packages) {
        for (const type of pkg.types) {
          const ref = { packageId: pkg.id, name: type.name };
          if (this.#defaulted.has(keyOf(ref)) || !this.#needs(ref, type)) continue;
          this.#defaulted.add(keyOf(ref));
          grown = true;
        }
      }
    }
  }

  #needs(ref: TypeRef, type: TypeModel): boolean {
    const functions = this.functionsOf(ref);
    if (functions.object !== undefined || functions.calls.length > 0) return true;
    if (type.kind === "alias") return this.hasDefaults(type.target);
    return type.fields.some((field) => defaultTag(this.#model, field) !== undefined || this.hasDefaults(field.type));
  }
}

/** The literal of a field: its own tag, else that of its type or of what its type stands for. */
export function defaultTag(model: ApiModel, field: FieldModel): Tag | undefined {
  return field.tags.first(DEFAULT_TAG) ?? elementDefault(model, field.type);
}

/** The literal that a named type brings along; followed through aliases. */
export function elementDefault(model: ApiModel, type: FieldType): Tag | undefined {
  if (type.kind !== "ref") return undefined;
  const target = model.type(type.ref);
  const own = target.tags.first(DEFAULT_TAG);
  if (own !== undefined || target.kind === "struct") return own;
  return elementDefault(model, target.target);
}

/** True when the package's generated file exports a function for each of its types that has defaults. */
export function exportsDefaults(pkg: PackageModel): boolean {
  return pkg.tags.has(DEFAULTER_TAG);
}

/** True when the type says that nobody defaults it from outside. */
export function isOptedOut(type: TypeModel): boolean {
  return type.tags.value(DEFAULTER_TAG) === "false";
}

function keyOf(ref: TypeRef): string {
  return `${ref.packageId}.${ref.name}`;
}

const indexes = new WeakMap<ApiModel, DefaultsIndex>();

/** The index of a model; made on first use, since several generators of one run ask. */
export function defaultsIndex(model: ApiModel): DefaultsIndex {
  let index = indexes.get(model);
  if (index === undefined) indexes.set(model, (index = new DefaultsIndex(model)));
  return index;
}
