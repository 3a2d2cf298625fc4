import type { AliasModel, ApiModel, FieldType, PrimitiveName, StructModel, TypeRef } from "../framework/model.js";
import { findManual, isCopyOnly, isDrop } from "./manual.js";
import { isLeftOut, isManualOnly, peersOf, type Peers } from "./peers.js";

/** How a value of one type becomes one of another. */
export type Conversion =
  /** Assigned: the shapes are equal all the way down, or the target takes more. */
  | { readonly kind: "same" }
  /** Assigned with a type assertion. */
  | { readonly kind: "cast" }
  /** By the function for the two named types. */
  | { readonly kind: "call"; readonly from: TypeRef; readonly to: TypeRef }
  | { readonly kind: "list"; readonly element: Conversion }
  | { readonly kind: "map"; readonly value: Conversion }
  /** Left out by a function that says so. */
  | { readonly kind: "drop" }
  | { readonly kind: "impossible"; readonly reason: string };

const SAME: Conversion = { kind: "same" };

/** Decides how types are converted between versions and hubs. */
export class Comparison {
  readonly #model: ApiModel;
  readonly #peers: readonly Peers[];
  readonly #identical = new Map<string, boolean>();

  constructor(model: ApiModel) {
    this.#model = model;
    this.#peers = peersOf(model);
  }

  compare(from: FieldType, to: FieldType): Conversion {
    if (from.kind === "ref" && to.kind === "ref") return this.#compareNamed(from.ref, to.ref);
    if (from.kind === "ref")
      return this.#throughAlias(from.ref, (target, alias) => this.#compareAliased(target, alias, to, undefined));
    if (to.kind === "ref")
      return this.#throughAlias(to.ref, (target, alias) => this.#compareAliased(from, undefined, target, alias));
    return this.#comparePlain(from, to);
  }

  /** True when an object of one type is one of the other as it stands, except for its apiVersion. */
  isIdentical(from: TypeRef, to: TypeRef): boolean {
    const key = keyOf(from, to);
    const known = this.#identical.get(key);
    if (known !== undefined) return known;
    const identical = this.#searchDifference(from, to);
    this.#identical.set(key, identical);
    return identical;
  }

  /** True when there is a function for the two structs: made for a version and its hub, or written by hand. */
  hasFunction(from: TypeRef, to: TypeRef): boolean {
    if (findManual(this.#model, from, to) !== undefined) return true;
    if (from.name !== to.name || !this.#arePeers(from, to)) return false;
    return !isLeftOut(this.#model.type(from)) && !isLeftOut(this.#model.type(to));
  }

  #compareNamed(from: TypeRef, to: TypeRef): Conversion {
    if (from.packageId === to.packageId && from.name === to.name) return SAME;
    const manual = findManual(this.#model, from, to);
    if (manual !== undefined && isDrop(manual)) return { kind: "drop" };
    const [a, b] = [this.#model.type(from), this.#model.type(to)];
    if (a.kind === "struct" && b.kind === "struct") {
      if (this.isIdentical(from, to) && !a.isObject) return SAME;
      if (this.hasFunction(from, to)) return { kind: "call", from, to };
      return { kind: "impossible", reason: "there is no conversion between the two types" };
    }
    if (manual !== undefined && !isCopyOnly(manual)) return { kind: "call", from, to };
    if (a.kind === "alias" && b.kind === "alias") return this.#compareAliased(a.target, a, b.target, b);
    if (a.kind === "alias") return this.compare(a.target, { kind: "ref", ref: to });
    if (b.kind === "alias") return this.compare({ kind: "ref", ref: from }, b.target);
    return SAME;
  }

  #throughAlias(ref: TypeRef, next: (target: FieldType, alias: AliasModel) => Conversion): Conversion {
    const type = this.#model.type(ref);
    if (type.kind === "alias") return next(type.target, type);
    return { kind: "impossible", reason: `${type.name} is an interface and the other is not` };
  }

  /** Enums take part with their values: a value that the target does not know would break it. */
  #compareAliased(
    from: FieldType,
    fromAlias: AliasModel | undefined,
    to: FieldType,
    toAlias: AliasModel | undefined,
  ): Conversion {
    const [given, known] = [fromAlias?.enumValues ?? [], toAlias?.enumValues ?? []];
    if (known.length === 0) return this.compare(from, to);
    if (given.length === 0) {
      const plain = this.compare(from, { kind: "primitive", name: "string" });
      return plain.kind === "same" ? { kind: "cast" } : plain;
    }
    const unknown = given.filter((one) => !known.some((other) => other.value === one.value));
    if (unknown.length === 0) return SAME;
    const values = unknown.map((one) => JSON.stringify(one.value)).join(", ");
    return { kind: "impossible", reason: `${toAlias?.name ?? ""} does not know ${values}` };
  }

  #comparePlain(from: FieldType, to: FieldType): Conversion {
    if (from.kind === "array" && to.kind === "array") {
      return wrap(this.compare(from.element, to.element), (element) => ({ kind: "list", element }));
    }
    if (from.kind === "map" && to.kind === "map") {
      return wrap(this.compare(from.value, to.value), (value) => ({ kind: "map", value }));
    }
    if (from.kind === "primitive" && to.kind === "primitive") {
      return widens(from.name, to.name) ? SAME : different(from, to);
    }
    if (from.kind === "scalar" && to.kind === "scalar" && (from.name === to.name || to.name === "JSONValue"))
      return SAME;
    const takesBoth = to.kind === "scalar" && to.name === "IntOrString" && from.kind === "primitive";
    return takesBoth && (from.name === "string" || from.name === "int32") ? SAME : different(from, to);
  }

  /** Looks for a pair of structs, reachable from the two, that differs by itself. */
  #searchDifference(from: TypeRef, to: TypeRef): boolean {
    const seen = new Set<string>();
    const queue: [TypeRef, TypeRef][] = [[from, to]];
    for (let pair = queue.pop(); pair !== undefined; pair = queue.pop()) {
      const [a, b] = pair;
      if (seen.has(keyOf(a, b)) || (a.packageId === b.packageId && a.name === b.name)) continue;
      seen.add(keyOf(a, b));
      const manual = findManual(this.#model, a, b);
      if (manual !== undefined && !isCopyOnly(manual)) return false;
      const [left, right] = [this.#model.type(a), this.#model.type(b)];
      if (left.kind !== "struct" || right.kind !== "struct" || !this.#sameFields(left, right, queue)) return false;
      // An object inside another one carries an apiVersion of its own.
      if (left.isObject && seen.size > 1) return false;
    }
    return true;
  }

  #sameFields(a: StructModel, b: StructModel, queue: [TypeRef, TypeRef][]): boolean {
    if (a.fields.length !== b.fields.length || a.isObject !== b.isObject || isLeftOut(a) || isLeftOut(b)) return false;
    return a.fields.every((field) => {
      const other = b.fields.find((one) => one.name === field.name);
      if (other === undefined || field.optional !== other.optional || field.nullable !== other.nullable) return false;
      return !isLeftOut(field) && !isLeftOut(other) && this.#sameTypes(field.type, other.type, queue);
    });
  }

  #sameTypes(from: FieldType, to: FieldType, queue: [TypeRef, TypeRef][]): boolean {
    if (from.kind === "ref" && to.kind === "ref") {
      const manual = findManual(this.#model, from.ref, to.ref);
      if (manual !== undefined && !isCopyOnly(manual)) return false;
    }
    // Structs go to the queue and are not compared on the spot: types may contain themselves.
    const [a, b] = [this.#unalias(from), this.#unalias(to)];
    if (a.kind === "array" && b.kind === "array") return this.#sameTypes(a.element, b.element, queue);
    if (a.kind === "map" && b.kind === "map") return this.#sameTypes(a.value, b.value, queue);
    if (a.kind === "ref" && b.kind === "ref" && this.#isStruct(a.ref) && this.#isStruct(b.ref)) {
      queue.push([a.ref, b.ref]);
      return true;
    }
    return this.compare(a, b).kind === "same";
  }

  #unalias(type: FieldType): FieldType {
    if (type.kind !== "ref") return type;
    const target = this.#model.type(type.ref);
    return target.kind === "struct" || target.enumValues.length > 0 ? type : this.#unalias(target.target);
  }

  #isStruct(ref: TypeRef): boolean {
    return this.#model.type(ref).kind === "struct";
  }

  #arePeers(a: TypeRef, b: TypeRef): boolean {
    return this.#peers.some(
      ({ version, hub }) =>
        !isManualOnly(version) &&
        ((a.packageId === version.id && b.packageId === hub.id) ||
          (a.packageId === hub.id && b.packageId === version.id)),
    );
  }
}

function wrap(inner: Conversion, outer: (inner: Conversion) => Conversion): Conversion {
  return inner.kind === "call" || inner.kind === "list" || inner.kind === "map" ? outer(inner) : inner;
}

function widens(from: PrimitiveName, to: PrimitiveName): boolean {
  if (from === to) return true;
  if (from === "int32") return to === "int64" || to === "float64";
  return from === "int64" && to === "float64";
}

function different(from: FieldType, to: FieldType): Conversion {
  return { kind: "impossible", reason: `${describe(from)} is no ${describe(to)}` };
}

/** A type in words: `int32`, `list of string`. */
export function describe(type: FieldType): string {
  switch (type.kind) {
    case "primitive":
    case "scalar":
      return type.name;
    case "array":
      return `list of ${describe(type.element)}`;
    case "map":
      return `map of ${describe(type.value)}`;
    case "ref":
      return type.ref.name;
  }
}

function keyOf(from: TypeRef, to: TypeRef): string {
  return `${from.packageId}.${from.name}>${to.packageId}.${to.name}`;
}
