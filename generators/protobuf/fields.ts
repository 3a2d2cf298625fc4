import type { Diagnostics } from "../framework/diagnostics.js";
import type { ApiModel, FieldModel, FieldType, StructModel } from "../framework/model.js";

/** `+protobuf=3,omitzero`: Go holds the field by value and leaves its zero value out of JSON. */
const OMIT_ZERO = /,omitzero$/;

/** As FieldDescriptor of apimachinery/protobuf, in the order in which it is printed. */
export interface FieldView {
  readonly number: number;
  readonly name: string;
  readonly kind: string;
  readonly message?: string;
  readonly shape?: "list" | "map";
  readonly required?: boolean;
  readonly wrappedList?: boolean;
  readonly inline?: boolean;
  readonly omitZero?: boolean;
}

/**
 * A struct's fields by number. Fields without `+protobuf=N` get the numbers after the highest one, in order of declaration.
 * @see kubernetes/code-generator cmd/go-to-protobuf/protobuf/generator.go, membersToFields
 */
export function messageFields(model: ApiModel, type: StructModel, diagnostics: Diagnostics): readonly FieldView[] {
  const inlined = inlinedMessages(model, type, diagnostics);
  const elsewhere = new Set(inlined.flatMap(({ type: inner }) => inner.fields.map((field) => field.name)));
  const fields = type.fields.filter((field) => !elsewhere.has(field.name));
  const numbers = fieldNumbers(type, fields, inlined, diagnostics);
  const views = fields.map((field) => fieldView(model, field, numbers.get(field) ?? 0));
  for (const { type: inner, number } of inlined)
    views.push({ number, name: inner.name, kind: "message", message: inner.openAPIName, inline: true });
  return views.sort((a, b) => a.number - b.number);
}

interface Inlined {
  readonly type: StructModel;
  readonly number: number;
}

/** `+protobuf.inline=Base,2`: JSON flattens what the struct inherits, the wire has it as one message. */
function inlinedMessages(model: ApiModel, type: StructModel, diagnostics: Diagnostics): readonly Inlined[] {
  const out: Inlined[] = [];
  for (const tag of type.tags.every("protobuf.inline")) {
    const [name, number] = tag.value.split(",");
    const inner = model.packages.find((pkg) => pkg.types.includes(type))?.types.find((other) => other.name === name);
    if (inner?.kind === "struct" && isFieldNumber(number ?? "")) {
      out.push({ type: inner, number: Number(number) });
      continue;
    }
    diagnostics.error(
      "KS5003",
      tag.position,
      `+protobuf.inline=${tag.value} names no struct of the package and a field number: write +protobuf.inline=Base,2`,
    );
  }
  return out;
}

function isFieldNumber(text: string): boolean {
  return /^[1-9]\d*$/.test(text) && Number(text) <= 536_870_911;
}

function fieldNumbers(
  type: StructModel,
  fields: readonly FieldModel[],
  inlined: readonly Inlined[],
  diagnostics: Diagnostics,
): Map<FieldModel, number> {
  const numbers = new Map<FieldModel, number>();
  const taken = new Map<number, string>(inlined.map(({ type: inner, number }) => [number, inner.name]));
  for (const field of fields) {
    const tag = field.tags.first("protobuf");
    if (tag === undefined) continue;
    const text = tag.value.replace(OMIT_ZERO, "");
    const number = Number(text);
    if (!isFieldNumber(text)) {
      diagnostics.error(
        "KS5001",
        tag.position,
        `field number ${JSON.stringify(text)} of ${type.name}.${field.name}: write a whole number from 1 to 536870911, as in +protobuf=3`,
      );
      continue;
    }
    const other = taken.get(number);
    if (other !== undefined) {
      diagnostics.error(
        "KS5002",
        tag.position,
        `field number ${number} of ${type.name}.${field.name} is taken by ${other}: give one of them another number`,
      );
    }
    taken.set(number, field.name);
    numbers.set(field, number);
  }
  let next = Math.max(0, ...taken.keys()) + 1;
  for (const field of fields) if (!numbers.has(field)) numbers.set(field, next++);
  return numbers;
}

function fieldView(model: ApiModel, field: FieldModel, number: number): FieldView {
  const outer = unalias(model, field.type);
  const omitZero = OMIT_ZERO.test(field.tags.value("protobuf") ?? "");
  const required = {
    ...(field.optional || field.nullable ? {} : { required: true }),
    ...(omitZero ? { omitZero } : {}),
  };
  if (outer.wrapped) return { number, name: field.name, ...element(model, listElement(outer.type)), wrappedList: true };
  if (outer.type.kind === "array")
    return { number, name: field.name, ...element(model, outer.type.element), shape: "list" };
  if (outer.type.kind === "map") return { number, name: field.name, ...element(model, outer.type.value), shape: "map" };
  return { number, name: field.name, ...element(model, field.type), ...required };
}

/** How one value is written: the kind, and the message it is. */
function element(model: ApiModel, type: FieldType): { kind: string; message?: string; wrappedList?: boolean } {
  const { type: resolved, wrapped } = unalias(model, type);
  if (wrapped) return { ...element(model, listElement(resolved)), wrappedList: true };
  switch (resolved.kind) {
    case "primitive":
      return { kind: resolved.name === "boolean" ? "bool" : resolved.name === "float64" ? "double" : resolved.name };
    case "scalar":
      return { kind: resolved.name === "Bytes" ? "bytes" : resolved.name === "JSONValue" ? "JSON" : resolved.name };
    case "ref":
      return { kind: "message", message: model.type(resolved.ref).openAPIName };
    default:
      // Lists of lists do not exist on the wire; such a field travels as JSON.
      return { kind: "JSON" };
  }
}

function listElement(type: FieldType): FieldType {
  return type.kind === "array" ? type.element : type;
}

/** Follows aliases. `wrapped`: one on the way is `+protobuf.nullable=true`, a message of its own. */
function unalias(model: ApiModel, type: FieldType): { readonly type: FieldType; readonly wrapped: boolean } {
  let current = type;
  let wrapped = false;
  while (current.kind === "ref") {
    const target = model.type(current.ref);
    if (target.kind === "struct") break;
    wrapped ||= target.tags.value("protobuf.nullable") === "true";
    current = target.target;
  }
  return { type: current, wrapped };
}
