import type {
  ApiModel,
  FieldModel,
  FieldType,
  ScalarName,
  StructModel,
  TagSet,
  TypeModel,
} from "../framework/model.js";
import { descriptionOf, enumDescription } from "./description.js";
import { validationKeywords } from "./validation-keywords.js";

/** A JSON object in the order in which it is printed. */
export type SchemaObject = { [keyword: string]: unknown };

/** OpenAPI names of the scalars that are models of their own upstream. Their schemas come with the runtime. */
const SCALAR_MODELS: Readonly<Partial<Record<ScalarName, string>>> = {
  Quantity: "io.k8s.apimachinery.pkg.api.resource.Quantity",
  IntOrString: "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
  Time: "io.k8s.apimachinery.pkg.apis.meta.v1.Time",
  MicroTime: "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime",
  Duration: "io.k8s.apimachinery.pkg.apis.meta.v1.Duration",
  RawExtension: "io.k8s.apimachinery.pkg.runtime.RawExtension",
  FieldsV1: "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1",
};

const REF_PREFIX = "#/components/schemas/";

/**
 * The schema of a struct, as kube-openapi would publish it in version 3.
 * @see kubernetes/kube-openapi pkg/generators/openapi.go
 */
export function structSchema(model: ApiModel, type: StructModel): SchemaObject {
  const properties: SchemaObject = {};
  if (type.isObject) {
    properties["apiVersion"] = {
      type: "string",
      description: "Group and version of the schema this object is written in.",
    };
    properties["kind"] = { type: "string", description: "Name of the object's kind, in CamelCase." };
  }
  for (const field of type.fields) properties[field.name] = fieldSchema(model, field);
  // Kinds may always be sent without metadata; what they need of it is the server's to say.
  const required = type.fields
    .filter((field) => isRequired(field) && !(type.isObject && field.name === "metadata"))
    .map((field) => field.name);
  return {
    ...withDescription(descriptionOf(type.doc)),
    type: "object",
    ...(type.fields.length > 0 || type.isObject ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
    ...extensions(type.tags, undefined),
    ...validationKeywords(type.tags).own,
    ...unions(type),
  };
}

/** `+optional` and `+required` win over the question mark, as upstream's tags win over omitempty. */
export function isRequired(field: FieldModel): boolean {
  if (field.tags.has("required") || field.tags.has("k8s:required") || field.tags.has("kubebuilder:validation:Required"))
    return true;
  if (field.tags.has("optional") || field.tags.has("k8s:optional") || field.tags.has("kubebuilder:validation:Optional"))
    return false;
  return !field.optional;
}

function fieldSchema(model: ApiModel, field: FieldModel): SchemaObject {
  const keywords = validationKeywords(field.tags);
  const base = withItems(typeSchema(model, field.type), keywords.items);
  const defaulted = defaultOf(model, field);
  const description = enumDescription(descriptionOf(field.doc), enumOf(model, field.type));
  const rest: SchemaObject = {
    ...(defaulted === undefined ? {} : { default: defaulted }),
    ...(isPublishedNullable(field) ? { nullable: true } : {}),
    ...extensions(field.tags, resolve(model, field.type)),
    ...keywords.own,
  };
  const shaped =
    base["$ref"] !== undefined && (description !== "" || Object.keys(rest).length > 0) ? { allOf: [base] } : base;
  return { ...withDescription(description), ...shaped, ...rest };
}

/** Null as the default only says how none is written; clients are not told that they may send it. */
function isPublishedNullable(field: FieldModel): boolean {
  return field.tags.has("nullable") || (field.nullable && field.tags.value("default") !== "null");
}

/** The schema of a type where it is used: structs by reference, aliases in place. */
export function typeSchema(model: ApiModel, type: FieldType): SchemaObject {
  switch (type.kind) {
    case "primitive":
      return primitiveSchema(type.name);
    case "scalar":
      return scalarSchema(type.name);
    case "array":
      return { type: "array", items: elementSchema(model, type.element) };
    case "map":
      return { type: "object", additionalProperties: elementSchema(model, type.value) };
    case "ref": {
      const target = model.type(type.ref);
      return target.kind === "struct" ? { $ref: REF_PREFIX + target.openAPIName } : aliasSchema(model, target);
    }
  }
}

function aliasSchema(model: ApiModel, alias: Extract<TypeModel, { kind: "alias" }>): SchemaObject {
  const { own, items } = validationKeywords(alias.tags);
  const schema = {
    ...withItems(typeSchema(model, alias.target), items),
    ...extensions(alias.tags, alias.target),
    ...own,
  };
  if (!isEnum(alias)) return schema;
  return { ...schema, enum: alias.enumValues.map((v) => v.value).sort() };
}

/** Elements that Go holds by value carry their zero value as default, so that a missing list-map key reads as it. */
function elementSchema(model: ApiModel, type: FieldType): SchemaObject {
  const schema = typeSchema(model, type);
  if (schema["$ref"] !== undefined)
    return resolve(model, type)?.kind === "scalar" ? schema : { allOf: [schema], default: {} };
  const zero = zeroOf(model, type);
  return zero === undefined ? schema : { ...schema, default: zero };
}

function primitiveSchema(name: string): SchemaObject {
  switch (name) {
    case "int32":
    case "int64":
      return { type: "integer", format: name };
    case "float64":
      return { type: "number", format: "double" };
    case "boolean":
      return { type: "boolean" };
    default:
      return { type: "string" };
  }
}

function scalarSchema(name: ScalarName): SchemaObject {
  const model = SCALAR_MODELS[name];
  if (model !== undefined) return { $ref: REF_PREFIX + model };
  if (name === "Bytes") return { type: "string", format: "byte" };
  return { "x-kubernetes-preserve-unknown-fields": true };
}

function defaultOf(model: ApiModel, field: FieldModel): unknown {
  const literal = field.tags.value("default");
  if (literal === "null") return undefined;
  if (literal !== undefined && !literal.startsWith("ref(")) return parseDefault(literal);
  return isRequired(field) ? zeroOf(model, field.type) : undefined;
}

/** A malformed literal is reported by defaulter-gen, which owns the tag. */
function parseDefault(literal: string): unknown {
  try {
    return JSON.parse(literal) as unknown;
  } catch {
    return undefined;
  }
}

function zeroOf(model: ApiModel, type: FieldType): unknown {
  const resolved = resolve(model, type);
  switch (resolved?.kind) {
    case "primitive":
      return resolved.name === "string" ? "" : resolved.name === "boolean" ? false : 0;
    case "ref":
      return {};
    default:
      return undefined;
  }
}

/** Follows aliases down to what a value of the type is in JSON. */
function resolve(model: ApiModel, type: FieldType): FieldType | undefined {
  let current = type;
  for (let depth = 0; depth < 32; depth++) {
    if (current.kind !== "ref") return current;
    const target = model.type(current.ref);
    if (target.kind === "struct") return current;
    current = target.target;
  }
  return undefined;
}

function enumOf(model: ApiModel, type: FieldType): Extract<TypeModel, { kind: "alias" }> | undefined {
  if (type.kind !== "ref") return undefined;
  const target = model.type(type.ref);
  return target.kind === "alias" && isEnum(target) ? target : undefined;
}

function isEnum(alias: Extract<TypeModel, { kind: "alias" }>): boolean {
  return alias.enumValues.length > 0 && (alias.tags.has("enum") || alias.tags.has("k8s:enum"));
}

/** Adds keywords to a list's elements. */
function withItems(schema: SchemaObject, items: SchemaObject): SchemaObject {
  if (Object.keys(items).length === 0 || schema["items"] === undefined) return schema;
  return { ...schema, items: { ...(schema["items"] as SchemaObject), ...items } };
}

function withDescription(text: string): SchemaObject {
  return text === "" ? {} : { description: text };
}

function extensions(tags: TagSet, type: FieldType | undefined): SchemaObject {
  const out: SchemaObject = {};
  const listType = tags.value("listType") ?? tags.value("k8s:listType");
  if (listType !== undefined) out["x-kubernetes-list-type"] = listType;
  const keys = [...tags.every("listMapKey"), ...tags.every("k8s:listMapKey")].map((tag) => tag.value);
  if (keys.length > 0) out["x-kubernetes-list-map-keys"] = [...new Set(keys)];
  const mapType = tags.value("mapType") ?? tags.value("structType");
  if (mapType !== undefined) out["x-kubernetes-map-type"] = mapType;
  const strategy = tags.value("patchStrategy");
  if (strategy !== undefined) out["x-kubernetes-patch-strategy"] = strategy;
  const mergeKey = tags.value("patchMergeKey");
  if (mergeKey !== undefined) out["x-kubernetes-patch-merge-key"] = mergeKey;
  if (tags.has("kubebuilder:pruning:PreserveUnknownFields")) out["x-kubernetes-preserve-unknown-fields"] = true;
  if (tags.has("kubebuilder:validation:EmbeddedResource") && type !== undefined)
    out["x-kubernetes-embedded-resource"] = true;
  return out;
}

function unions(type: StructModel): SchemaObject {
  if (!type.tags.has("union")) return {};
  const discriminator = type.fields.find((field) => field.tags.has("unionDiscriminator"));
  const members = type.fields.filter((field) => field !== discriminator && field.optional);
  const union = {
    ...(discriminator === undefined ? {} : { discriminator: discriminator.name }),
    "fields-to-discriminateBy": Object.fromEntries(
      members.map((f) => [f.name, f.name.charAt(0).toUpperCase() + f.name.slice(1)]),
    ),
  };
  return { "x-kubernetes-unions": [union] };
}
