import type { GeneratorContext } from "../framework/generator.js";
import type { ImportSet } from "../framework/imports.js";
import type { FieldModel, FieldType, PackageModel, StructModel, Tag, TypeRef } from "../framework/model.js";
import { propertyAccess } from "../framework/property-access.js";
import { readDefault, type DefaultLiteral } from "./literal.js";
import { type DefaultsIndex, defaultTag, elementDefault, exportsDefaults, isOptedOut } from "./reachable.js";
import { helperModule } from "../framework/helper-module.js";

/** One step of a defaulting function; `partial` is the template that lays it out. */
export interface DefaultStatement {
  readonly partial: string;
  /** What the step looks at: `obj.spec`, `item`. */
  readonly target: string;
  /**
   * Of `set`: when the value counts as not given, and what it then becomes. Of `ensure`: the type of the empty struct. Of
   * `case`: the field.
   */
  readonly unset: string;
  readonly value: string;
  /** Of `call`: the function. */
  readonly fn: string;
  /** Of loops: the loop's variable, and the container that it indexes. */
  readonly local: string;
  readonly body: readonly DefaultStatement[];
}

const FOLDER = "defaulter";

// Below this number, asking for each field is as fast and easier to read.
const MIN_WALKED = 4;

export class StatementBuilder {
  readonly #ctx: GeneratorContext;
  readonly #index: DefaultsIndex;
  readonly #pkg: PackageModel;
  readonly #imports: ImportSet;
  /** Types whose functions nobody exports: they are made in this file. */
  readonly locals = new Map<string, TypeRef>();

  constructor(ctx: GeneratorContext, index: DefaultsIndex, pkg: PackageModel, imports: ImportSet) {
    this.#ctx = ctx;
    this.#index = index;
    this.#pkg = pkg;
    this.#imports = imports;
  }

  /** The body of the function for a struct. */
  structBody(ref: TypeRef, type: StructModel): readonly DefaultStatement[] {
    const functions = this.#index.functionsOf(ref);
    if (functions.object !== undefined) return [this.#call(functions.object.file, functions.object.name, "obj")];
    const calls = functions.calls.map((fn) => this.#call(fn.file, fn.name, "obj"));
    // Functions see the structs that are always there in Go, those inside others too.
    const parts = this.#ensureParts(type, "obj", calls.length > 0);
    if (functions.covers) return [...parts, ...calls];
    return [...parts, ...calls, ...this.#fields(ref, type)];
  }

  /**
   * The steps of all fields. Asking an object for fields that it does not have is what costs most of the time in structs
   * with many, so that from some number on the fields that it does have are walked through.
   */
  #fields(ref: TypeRef, type: StructModel): readonly DefaultStatement[] {
    const steps = type.fields.map((field) => ({ field, steps: this.#field(ref, field) }));
    const isWalkable = (one: (typeof steps)[number]): boolean =>
      one.steps.length === 1 && one.steps[0]?.partial === `${FOLDER}/present`;
    const walked = steps.filter(isWalkable);
    if (walked.length < MIN_WALKED) return steps.flatMap((one) => one.steps);
    const cases = walked.map(({ field, steps: [step] }) => ({
      ...step!,
      partial: `${FOLDER}/case`,
      value: field.name,
    }));
    return [
      ...steps.filter((one) => !isWalkable(one)).flatMap((one) => one.steps),
      statement("walk", { target: "obj", body: cases }),
    ];
  }

  /**
   * Makes the structs that Go holds by value: those that are required or default to `{}`. They are there, and defaulted
   * inside, even when nothing was sent.
   */
  #ensureParts(type: StructModel, target: string, deep: boolean): DefaultStatement[] {
    return type.fields.flatMap((field) => {
      const struct = this.#valueStruct(field);
      if (struct === undefined) return [];
      const access = propertyAccess(target, field.name);
      const from = this.#ctx.model.package(struct.packageId).importPath;
      const own = statement("ensure", { target: access, value: this.#imports.type(from, struct.name) });
      const part = this.#ctx.model.type(struct);
      return [own, ...(deep && part.kind === "struct" ? this.#ensureParts(part, access, deep) : [])];
    });
  }

  #valueStruct(field: FieldModel): TypeRef | undefined {
    if (field.nullable) return undefined;
    const isEmptyDefault = /^\{\s*\}$/.test(field.tags.value("default") ?? "");
    if (!isEmptyDefault && (field.optional || !this.#index.hasDefaults(field.type))) return undefined;
    return structRef(this.#ctx.model, field.type);
  }

  /** The name of the function for a struct, imported where need be. */
  functionName(ref: TypeRef): string {
    const pkg = this.#ctx.model.package(ref.packageId);
    if (pkg === this.#pkg) {
      const name = objectFunctionName(ref.name);
      if (isOptedOut(this.#ctx.model.type(ref))) this.locals.set(name, ref);
      return name;
    }
    if (exportsDefaults(pkg) && !isOptedOut(this.#ctx.model.type(ref))) {
      return this.#imports.value(helperModule(pkg, "zz_generated.defaults"), objectFunctionName(ref.name));
    }
    const name = objectFunctionName(`${pkg.groupPascal}${pkg.versionPascal}${ref.name}`);
    this.locals.set(name, ref);
    return name;
  }

  #field(owner: TypeRef, field: FieldModel): DefaultStatement[] {
    const access = propertyAccess("obj", field.name);
    const body = this.#value(field.type, access, 0);
    if (this.#valueStruct(field) !== undefined) return body;
    const set = this.#setField(owner, field, access);
    return body.length === 0 ? set : [...set, statement("present", { target: access, body })];
  }

  #setField(owner: TypeRef, field: FieldModel, access: string): DefaultStatement[] {
    const own = field.tags.every("default");
    const tag = defaultTag(this.#ctx.model, field);
    if (tag === undefined) return [];
    const pkg = this.#ctx.model.package(own.length > 0 ? owner.packageId : namedPackage(field.type, owner));
    const literal = this.#literal(tag, field.type, pkg, field.nullable);
    if (literal === undefined) return [];
    const mayBeNull = field.nullable || tag.value === "null";
    const absent = `${access} ${mayBeNull ? "=== undefined" : "== null"}`;
    // A required plain value that is "" or 0 counts as not given, as in Go, where it cannot be told apart.
    const unset = field.optional || literal.zero || !isPlain(this.#ctx.model, field.type) ? absent : `!${access}`;
    return [statement("set", { target: access, unset, value: literal.expression })];
  }

  /** Steps inside a value that is present. */
  #value(type: FieldType, target: string, depth: number): DefaultStatement[] {
    if (!this.#index.hasDefaults(type)) return [];
    switch (type.kind) {
      case "primitive":
      case "scalar":
        return [];
      case "array":
      case "map":
        return this.#elements(type, target, depth);
      case "ref": {
        const named = this.#ctx.model.type(type.ref);
        if (named.kind === "struct") return [statement("call", { fn: this.functionName(type.ref), target })];
        const functions = this.#index.functionsOf(type.ref);
        if (functions.object !== undefined) return [this.#call(functions.object.file, functions.object.name, target)];
        const calls = functions.calls.map((fn) => this.#call(fn.file, fn.name, target));
        return functions.covers ? calls : [...calls, ...this.#value(named.target, target, depth)];
      }
    }
  }

  #elements(type: Extract<FieldType, { kind: "array" | "map" }>, target: string, depth: number): DefaultStatement[] {
    const element = type.kind === "array" ? type.element : type.value;
    const suffix = depth === 0 ? "" : String(depth + 1);
    const tag = elementDefault(this.#ctx.model, element);
    const index = type.kind === "array" ? `i${suffix}` : `key${suffix}`;
    const place = `${target}[${index}]`;
    const literal =
      tag === undefined
        ? undefined
        : this.#literal(
            tag,
            element,
            this.#ctx.model.package(namedPackage(element, { packageId: this.#pkg.id, name: "" })),
          );
    const set =
      literal === undefined || literal.zero
        ? []
        : [statement("set", { target: place, unset: `!${place}`, value: literal.expression })];
    if (set.length > 0) {
      const body = [...set, ...this.#value(element, `${place}!`, depth + 1)];
      return [statement(type.kind === "array" ? "index-list" : "index-map", { target, local: index, body })];
    }
    const local = `item${suffix}`;
    const body = this.#value(element, local, depth + 1);
    return [statement(type.kind === "array" ? "list" : "map", { target, local, body })];
  }

  #literal(tag: Tag, type: FieldType, pkg: PackageModel, nullable = false): DefaultLiteral | undefined {
    const { model, diagnostics } = this.#ctx;
    return readDefault({ model, diagnostics, imports: this.#imports }, tag, type, pkg, nullable);
  }

  #call(file: string, name: string, target: string): DefaultStatement {
    return statement("call", { fn: this.#imports.value(file, name), target });
  }
}

/** `SetObjectDefaults_Flunder` */
export function objectFunctionName(type: string): string {
  return `SetObjectDefaults_${type}`;
}

/** The package in which a literal that stands on the type itself was written. */
function namedPackage(type: FieldType, owner: TypeRef): string {
  return type.kind === "ref" ? type.ref.packageId : owner.packageId;
}

function structRef(model: GeneratorContext["model"], type: FieldType): TypeRef | undefined {
  if (type.kind !== "ref") return undefined;
  const target = model.type(type.ref);
  return target.kind === "struct" ? type.ref : structRef(model, target.target);
}

function isPlain(model: GeneratorContext["model"], type: FieldType): boolean {
  if (type.kind === "ref") {
    const target = model.type(type.ref);
    return target.kind === "alias" && isPlain(model, target.target);
  }
  return type.kind === "primitive";
}

function statement(
  partial: string,
  more: Partial<Omit<DefaultStatement, "partial">> & { readonly target: string },
): DefaultStatement {
  return { partial: `${FOLDER}/${partial}`, unset: "", value: "", fn: "", local: "", body: [], ...more };
}
