import type { Diagnostics } from "../framework/diagnostics.js";
import type { ImportSet } from "../framework/imports.js";
import type {
  AliasModel,
  ApiModel,
  FieldModel,
  FieldType,
  PackageModel,
  StructModel,
  TypeRef,
} from "../framework/model.js";
import { propertyAccess } from "../framework/property-access.js";
import { suggest } from "../framework/suggest.js";
import { typeText } from "../framework/type-text.js";
import { describe, type Comparison, type Conversion } from "./compare.js";
import { conversionName, conversionSignature, findManual } from "./manual.js";
import { isLeftOut } from "./peers.js";
import { zeroText } from "./zero.js";

export interface FieldView {
  readonly input: string;
  readonly out: string;
  readonly value: string;
  /** When there is something to convert: `input.x !== undefined`. */
  readonly given: string;
  /** What a required field becomes when nothing is given; "" for none. */
  readonly zero: string;
}

export interface FunctionView {
  readonly name: string;
  readonly auto: string;
  readonly inputType: string;
  readonly outType: string;
  /** The hand-written function that is called; "" when there is none. */
  readonly manual: string;
  /** The hand-written function takes a scope, through which it may call the generated part. */
  readonly takesScope: boolean;
  /** The generated part is called, by the public function or through the scope. */
  readonly hasAuto: boolean;
  /** Same shape: only the apiVersion changes, if there is one. */
  readonly identical: boolean;
  readonly isObject: boolean;
  /** The empty value that is filled: `{}`, or `[]` for a list. */
  readonly empty: string;
  readonly apiVersion: string;
  readonly fields: readonly FieldView[];
  /** What a list or map gets from its source: none, or one statement laid out by the template `partial`. */
  readonly elements: readonly { readonly partial: string; readonly value: string }[];
  /** Required fields of the target that the source does not have. */
  readonly invented: readonly { readonly out: string; readonly zero: string }[];
  readonly retag: string;
  readonly typeMeta: string;
}

export interface FunctionContext {
  readonly model: ApiModel;
  readonly imports: ImportSet;
  readonly diagnostics: Diagnostics;
  /** The version that the file belongs to. */
  readonly version: PackageModel;
  readonly comparison: Comparison;
  /** The function for two named types, as the file calls it. */
  call(from: TypeRef, to: TypeRef): string;
  /** `apiVersion` text of a type's package. */
  apiVersionOf(ref: TypeRef): string;
}

const RUNTIME = "kindsmith/codegen/v1/runtime";

/** The functions that convert one named type to another. */
export function functionView(ctx: FunctionContext, from: TypeRef, to: TypeRef): FunctionView {
  const { model, imports } = ctx;
  const [a, b] = [model.type(from), model.type(to)];
  const manual = findManual(ctx.model, from, to);
  const identical = manual === undefined && ctx.comparison.isIdentical(from, to);
  const takesScope = (manual?.parameters.length ?? 0) > 2;
  const structs = a.kind === "struct" && b.kind === "struct" ? ([a, b] as const) : undefined;
  const name = conversionName(model, from, to);
  const fields = structs === undefined || identical ? [] : fieldViews(ctx, from, to, ...structs);
  const isObject = structs !== undefined && structs[0].isObject && structs[1].isObject;
  return {
    name,
    auto: `auto${name}`,
    inputType: typeText(model, imports, { kind: "ref", ref: from }),
    outType: typeText(model, imports, { kind: "ref", ref: to }),
    manual: manual === undefined ? "" : `${imports.namespace(manual.file, "manual", { value: true })}.${manual.name}`,
    takesScope,
    hasAuto: !identical && (manual === undefined || takesScope),
    identical,
    isObject,
    empty: b.kind === "alias" && b.target.kind === "array" ? "[]" : "{}",
    apiVersion: ctx.apiVersionOf(to),
    fields,
    elements: a.kind === "alias" && b.kind === "alias" ? elementViews(ctx, a, b) : [],
    invented: structs === undefined || identical ? [] : inventedFields(ctx, ...structs),
    retag: isObject && identical ? imports.value(RUNTIME, "withAPIVersion") : "",
    typeMeta: isObject && !identical ? imports.value(RUNTIME, "setAPIVersion") : "",
  };
}

/** What a hand-written function for a list or map may leave to `scope.auto`. */
function elementViews(ctx: FunctionContext, a: AliasModel, b: AliasModel): FunctionView["elements"] {
  const conversion = ctx.comparison.compare(a.target, b.target);
  if (a.target.kind === "array" && b.target.kind === "array") {
    const element = conversion.kind === "list" ? conversion.element : conversion;
    if (element.kind === "impossible" || element.kind === "drop") return [];
    return [{ partial: "conversion/list", value: valueText(ctx, element, "item", b.target.element, 1) }];
  }
  if (conversion.kind !== "map" && conversion.kind !== "same" && conversion.kind !== "cast") return [];
  return [{ partial: "conversion/map", value: valueText(ctx, conversion, "input", b.target, 0) }];
}

function fieldViews(ctx: FunctionContext, from: TypeRef, to: TypeRef, a: StructModel, b: StructModel): FieldView[] {
  return a.fields.flatMap((field) => {
    const peer = b.fields.find((one) => one.name === field.name);
    if (isLeftOut(field) || (peer !== undefined && isLeftOut(peer))) return [];
    if (peer === undefined) {
      reportMissing(ctx, from, to, field, a, b);
      return [];
    }
    const conversion = ctx.comparison.compare(field.type, peer.type);
    if (conversion.kind === "impossible") reportImpossible(ctx, from, to, field, peer, conversion.reason);
    if (conversion.kind === "impossible" || conversion.kind === "drop") return [];
    return [fieldView(ctx, field, peer, conversion)];
  });
}

function fieldView(ctx: FunctionContext, field: FieldModel, peer: FieldModel, conversion: Conversion): FieldView {
  const input = propertyAccess("input", field.name);
  const keepsNull = field.nullable && peer.nullable;
  const assigns = conversion.kind === "same" || conversion.kind === "cast";
  // A null where the type knows none stands for "not given"; an assignment can pass it on, a function could not read it.
  const skipsNull = keepsNull ? false : field.nullable || !assigns;
  const value = valueText(ctx, conversion, input, peer.type, 0);
  return {
    input,
    out: propertyAccess("out", peer.name),
    value: keepsNull && !assigns ? `${input} === null ? null : ${value}` : value,
    given: `${input} ${skipsNull ? "!= null" : "!== undefined"}`,
    zero: field.optional && !peer.optional ? zeroOf(ctx, peer) : "",
  };
}

function valueText(ctx: FunctionContext, conversion: Conversion, input: string, to: FieldType, depth: number): string {
  switch (conversion.kind) {
    case "same":
      return input;
    case "cast":
      return `${input} as ${typeText(ctx.model, ctx.imports, to)}`;
    case "call":
      return `${ctx.call(conversion.from, conversion.to)}(${input})`;
    case "list": {
      const item = depth === 0 ? "item" : `item${depth + 1}`;
      return `${input}.map((${item}) => ${valueText(ctx, conversion.element, item, elementOf(ctx, to), depth + 1)})`;
    }
    case "map": {
      const item = depth === 0 ? "value" : `value${depth + 1}`;
      const convertMap = ctx.imports.value(RUNTIME, "convertMap");
      const inner = valueText(ctx, conversion.value, item, elementOf(ctx, to), depth + 1);
      return `${convertMap}(${input}, (${item}) => ${inner})`;
    }
    case "drop":
    case "impossible":
      throw new Error(`a ${conversion.kind} conversion has no value`);
  }
}

function elementOf(ctx: FunctionContext, type: FieldType): FieldType {
  if (type.kind === "array") return type.element;
  if (type.kind === "map") return type.value;
  const target = type.kind === "ref" ? ctx.model.type(type.ref) : undefined;
  if (target?.kind !== "alias") throw new Error(`${describe(type)} has no elements`);
  return elementOf(ctx, target.target);
}

function inventedFields(ctx: FunctionContext, a: StructModel, b: StructModel): FunctionView["invented"] {
  return b.fields
    .filter((field) => !field.optional && !isLeftOut(field) && !a.fields.some((one) => one.name === field.name))
    .map((field) => ({ out: propertyAccess("out", field.name), zero: zeroOf(ctx, field) }));
}

function zeroOf(ctx: FunctionContext, field: FieldModel): string {
  return zeroText(ctx.model, field.type, (type) => typeText(ctx.model, ctx.imports, type));
}

function reportMissing(
  ctx: FunctionContext,
  from: TypeRef,
  to: TypeRef,
  field: FieldModel,
  a: StructModel,
  b: StructModel,
): void {
  if (findManual(ctx.model, from, to) !== undefined) return;
  const hint = renameHint(field, a, b);
  ctx.diagnostics.error(
    "KS2401",
    field.position,
    `${from.name}.${field.name} (${describe(field.type)}) does not exist in ${to.name} of ${to.packageId}.${hint} ${remedy(ctx, from, to)}`,
  );
}

/** A field of the other side that has no counterpart either, by a similar name or as the only one of its type. */
function renameHint(field: FieldModel, a: StructModel, b: StructModel): string {
  const onlyIn = (one: StructModel, other: StructModel): readonly FieldModel[] =>
    one.fields.filter(({ name }) => !other.fields.some((peer) => peer.name === name));
  const sameType = (fields: readonly FieldModel[]): readonly FieldModel[] =>
    fields.filter(({ type }) => describe(type) === describe(field.type));
  const candidates = onlyIn(b, a);
  const similar = suggest(
    field.name,
    candidates.map(({ name }) => name),
  );
  const [theirs, ours] = [sameType(candidates), sameType(onlyIn(a, b))];
  const renamed = similar ?? (theirs.length === 1 && ours.length === 1 ? theirs[0]!.name : undefined);
  return renamed === undefined ? "" : ` Was it renamed to ${renamed}?`;
}

function reportImpossible(
  ctx: FunctionContext,
  from: TypeRef,
  to: TypeRef,
  field: FieldModel,
  peer: FieldModel,
  reason: string,
): void {
  if (findManual(ctx.model, from, to) !== undefined) return;
  ctx.diagnostics.error(
    "KS2402",
    field.position,
    `${from.name}.${field.name} (${describe(field.type)}) cannot become ${to.name}.${peer.name} (${describe(peer.type)}) of ` +
      `${to.packageId}: ${reason}. ${remedy(ctx, from, to)}`,
  );
}

function remedy(ctx: FunctionContext, from: TypeRef, to: TypeRef): string {
  const signature = conversionSignature(ctx.model, from, to);
  return (
    `Write in ${ctx.version.id}/conversion.ts: ${signature} — with scope.auto(input, out) for all other fields — or ` +
    "leave the field out in both directions with +k8s:conversion-gen=false"
  );
}
