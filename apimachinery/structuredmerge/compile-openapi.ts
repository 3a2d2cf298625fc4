import type { OpenAPIDefinitions, OpenAPISchema } from "../openapi/index.js";
import { PathElement } from "./path-element.js";
import {
  DEDUCED,
  UNTYPED_ATOMIC,
  type FieldType,
  type ListType,
  type MapType,
  type Scalar,
  type SchemaNode,
} from "./schema-node.js";

/** Models whose schema says less than there is to know. */
const WELL_KNOWN: Readonly<Record<string, SchemaNode>> = {
  "io.k8s.apimachinery.pkg.api.resource.Quantity": { scalar: "untyped" },
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { scalar: "untyped" },
  "io.k8s.apimachinery.pkg.runtime.RawExtension": UNTYPED_ATOMIC,
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Types of published schemas, each made once, at its first use. References, alone or in an `allOf` of one, are resolved;
 * a relation between parts that stands beside a reference has its way over the model's own.
 * @see kubernetes/kube-openapi pkg/schemaconv/openapi.go
 */
export class OpenAPITypes {
  readonly #definitions: OpenAPIDefinitions;
  readonly #models = new Map<string, SchemaNode>();

  constructor(definitions: OpenAPIDefinitions) {
    this.#definitions = definitions;
  }

  /** By model name: `io.k8s.api.core.v1.Pod`. @throws Error when there is no such model. */
  model(name: string): SchemaNode {
    return this.#model(name, undefined, false);
  }

  #model(name: string, mapType: string | undefined, preserve: boolean): SchemaNode {
    const key = `${name} ${mapType ?? ""}`;
    const known = this.#models.get(key) ?? WELL_KNOWN[name];
    if (known !== undefined) return known;
    const schema = this.#definitions[name];
    if (schema === undefined) throw new Error(`no model ${name}`);
    const node: Mutable<SchemaNode> = {};
    this.#models.set(key, node);
    this.#fill(node, schema, preserve);
    if (mapType !== undefined) override(node, mapType === "atomic");
    return node;
  }

  #type(schema: OpenAPISchema, preserve: boolean): SchemaNode {
    const ref = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]!.$ref : undefined);
    if (ref !== undefined) return this.#model(nameOf(ref), schema["x-kubernetes-map-type"], preserve);
    if (isAnything(schema)) return DEDUCED;
    const node: Mutable<SchemaNode> = {};
    this.#fill(node, schema, preserve);
    return node;
  }

  #fill(node: Mutable<SchemaNode>, schema: OpenAPISchema, preserved: boolean): void {
    const preserve = preserved || schema["x-kubernetes-preserve-unknown-fields"] === true;
    switch (schema.type) {
      case "object":
        node.map = this.#map(schema, preserve);
        return;
      case "array":
        node.list = this.#list(schema, preserve);
        return;
      case undefined:
        node.scalar = "untyped";
        if (schema["x-kubernetes-int-or-string"] === true || schema.oneOf !== undefined) return;
        node.list = this.#list(schema, preserve);
        node.map = this.#map(schema, preserve);
        return;
      default:
        node.scalar = scalarOf(schema);
    }
  }

  #map(schema: OpenAPISchema, preserve: boolean): MapType {
    const fields = new Map<string, FieldType>();
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      fields.set(name, {
        element: PathElement.field(name),
        type: this.#type(field, preserve),
        ...(field.default === undefined ? {} : { default: field.default }),
      });
    }
    const element = this.#elementOf(schema, preserve);
    const atomic = schema["x-kubernetes-map-type"] === "atomic";
    return { atomic, fields, ...(element === undefined ? {} : { element }) };
  }

  /** The type of keys that are no fields. An object without any fields may have them all. */
  #elementOf(schema: OpenAPISchema, preserve: boolean): SchemaNode | undefined {
    const { additionalProperties } = schema;
    if (typeof additionalProperties === "object") return this.#type(additionalProperties, preserve);
    if (additionalProperties === true) return DEDUCED;
    if (additionalProperties === false) return undefined;
    return preserve || Object.keys(schema.properties ?? {}).length === 0 ? DEDUCED : undefined;
  }

  #list(schema: OpenAPISchema, preserve: boolean): ListType {
    const element = schema.items === undefined ? UNTYPED_ATOMIC : this.#type(schema.items, preserve);
    const keys = keysOf(schema);
    return { atomic: keys === undefined, keys: keys ?? [], element };
  }
}

/** The key fields of a list whose items have owners of their own, none for a set; undefined: the list is atomic. */
function keysOf(schema: OpenAPISchema): readonly string[] | undefined {
  switch (schema["x-kubernetes-list-type"]) {
    case "map":
      return schema["x-kubernetes-list-map-keys"] ?? [];
    case "set":
      return [];
    case "atomic":
      return undefined;
    case undefined:
      break;
  }
  // Older types say it in terms of strategic merge patches.
  const strategy = schema["x-kubernetes-patch-strategy"];
  if (strategy !== "merge" && strategy !== "merge,retainKeys") return undefined;
  const key = schema["x-kubernetes-patch-merge-key"];
  return key === undefined ? [] : [key];
}

function scalarOf({ type, format = "" }: OpenAPISchema): Scalar {
  if (type === "boolean") return "boolean";
  if (type === "integer" || type === "number") return "numeric";
  // What has a format may have been written as a number.
  return type === "string" && (format === "" || format === "byte") ? "string" : "untyped";
}

function override(node: Mutable<SchemaNode>, atomic: boolean): void {
  if (node.map !== undefined) node.map = { ...node.map, atomic };
  else if (node.list !== undefined) node.list = { ...node.list, atomic };
}

/** A schema that says nothing of the type. */
function isAnything(schema: OpenAPISchema): boolean {
  return (
    schema.type === undefined &&
    schema.oneOf === undefined &&
    schema.properties === undefined &&
    schema.additionalProperties === undefined &&
    schema.items === undefined &&
    schema["x-kubernetes-int-or-string"] !== true &&
    schema["x-kubernetes-map-type"] === undefined &&
    schema["x-kubernetes-list-type"] === undefined
  );
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
