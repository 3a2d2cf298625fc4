import type { Schema } from "./schema.js";

/** Keyword of a schema → name in `+kubebuilder:validation:…`. */
const RULES: readonly (readonly [keyword: string, rule: string])[] = [
  ["maximum", "Maximum"],
  ["minimum", "Minimum"],
  ["exclusiveMaximum", "ExclusiveMaximum"],
  ["exclusiveMinimum", "ExclusiveMinimum"],
  ["multipleOf", "MultipleOf"],
  ["maxLength", "MaxLength"],
  ["minLength", "MinLength"],
  ["pattern", "Pattern"],
  ["maxItems", "MaxItems"],
  ["minItems", "MinItems"],
  ["uniqueItems", "UniqueItems"],
  ["maxProperties", "MaxProperties"],
  ["minProperties", "MinProperties"],
];

/** Formats that the type itself says. */
const TYPED_FORMATS: ReadonlySet<unknown> = new Set([
  "int32",
  "int64",
  "byte",
  "date-time",
  "double",
  "float",
  "int-or-string",
]);

/** The tags, without their plus, that say of a field what its schema says. */
export function schemaTags(schema: Schema): string[] {
  const tags: string[] = [];
  if (schema.default !== undefined) tags.push(`default=${JSON.stringify(schema.default)}`);
  if (schema.nullable === true) tags.push("nullable");
  pushText(tags, "listType", schema["x-kubernetes-list-type"]);
  for (const key of schema["x-kubernetes-list-map-keys"] ?? []) tags.push(`listMapKey=${key}`);
  if (schema["x-kubernetes-map-type"] !== undefined) {
    const isMap = typeof schema.additionalProperties === "object";
    tags.push(`${isMap ? "mapType" : "structType"}=${schema["x-kubernetes-map-type"]}`);
  }
  pushText(tags, "patchStrategy", schema["x-kubernetes-patch-strategy"]);
  pushText(tags, "patchMergeKey", schema["x-kubernetes-patch-merge-key"]);
  tags.push(...rules(schema, "kubebuilder:validation:"));
  if (schema.items !== undefined) tags.push(...rules(schema.items, "kubebuilder:validation:items:"));
  if (schema["x-kubernetes-preserve-unknown-fields"] === true && schema.properties !== undefined) {
    tags.push("kubebuilder:pruning:PreserveUnknownFields");
  }
  if (schema["x-kubernetes-embedded-resource"] === true) tags.push("kubebuilder:validation:EmbeddedResource");
  for (const validation of schema["x-kubernetes-validations"] ?? []) {
    tags.push(`kubebuilder:validation:XValidation:${markerFields(validation)}`);
  }
  return tags;
}

function rules(schema: Schema, prefix: string): string[] {
  const tags: string[] = [];
  for (const [keyword, rule] of RULES) {
    const value = schema[keyword];
    if (value === undefined || value === false) continue;
    tags.push(`${prefix}${rule}=${typeof value === "string" ? quote(value) : String(value)}`);
  }
  if (schema.format !== undefined && !TYPED_FORMATS.has(schema.format)) tags.push(`${prefix}Format=${schema.format}`);
  const numbers = schema.enum?.filter((value) => typeof value === "number");
  if (numbers !== undefined && numbers.length > 0) tags.push(`${prefix}Enum=${numbers.join(";")}`);
  return tags;
}

/** `name=Age,type=date`: fields that are undefined or empty are left out. */
export function markerFields(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== "" && value !== false)
    .map(([name, value]) => `${name}=${typeof value === "string" ? bareOrQuoted(value) : String(value)}`)
    .join(",");
}

function bareOrQuoted(value: string): string {
  return /^[A-Za-z0-9_./-]+$/.test(value) ? value : quote(value);
}

/** A backtick keeps backslashes as they are; a text with one needs double quotes. A tag is one line. */
function quote(value: string): string {
  const line = value.replace(/\s*\n\s*/g, " ");
  return line.includes("`") ? JSON.stringify(line) : `\`${line}\``;
}

function pushText(tags: string[], name: string, value: string | undefined): void {
  if (value !== undefined) tags.push(`${name}=${value}`);
}
