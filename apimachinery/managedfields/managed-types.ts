import type { OpenAPIDefinitions, OpenAPISchema } from "../openapi/index.js";
import { deepCopyJSON, type KubeObject, type RuntimeObject } from "../runtime/index.js";
import type { SchemaDecoder } from "../runtime/decode/index.js";
import { apiVersionOf, type GroupVersionKind } from "../schema/index.js";
import { OpenAPITypes, type SchemaNode } from "../structuredmerge/index.js";

/** A kind in one version, as far as its fields are managed. */
export interface ManagedType {
  readonly type: SchemaNode;
  /** Brings a merged value, which it may change, into the form of the kind. @throws DecodeError */
  decode(value: unknown): RuntimeObject;
  /** An object of which nothing has been said: it has the fields that every object of its kind has. */
  empty(): KubeObject;
}

/** Where a kind's published schema is. */
export interface PublishedSchema {
  readonly model: string;
  readonly definitions: OpenAPIDefinitions;
  readonly decoder: SchemaDecoder;
}

/** Types of kinds by their published schemas, made at first use. */
export class ManagedTypes {
  readonly #schemaOf: (gvk: GroupVersionKind) => PublishedSchema | undefined;
  // By schema, so that a kind whose schema is replaced gets a new type.
  readonly #types = new WeakMap<OpenAPIDefinitions, OpenAPITypes>();
  readonly #managed = new WeakMap<PublishedSchema, ManagedType>();

  constructor(schemaOf: (gvk: GroupVersionKind) => PublishedSchema | undefined) {
    this.#schemaOf = schemaOf;
  }

  /** undefined: there is no such kind. */
  typeOf(gvk: GroupVersionKind): ManagedType | undefined {
    const schema = this.#schemaOf(gvk);
    if (schema === undefined) return undefined;
    let managed = this.#managed.get(schema);
    if (managed === undefined) this.#managed.set(schema, (managed = this.#create(schema, gvk)));
    return managed;
  }

  #create({ model, definitions, decoder }: PublishedSchema, gvk: GroupVersionKind): ManagedType {
    let types = this.#types.get(definitions);
    if (types === undefined) this.#types.set(definitions, (types = new OpenAPITypes(definitions)));
    const template = { apiVersion: apiVersionOf(gvk), kind: gvk.kind, metadata: {}, ...emptyOf(model, definitions) };
    return {
      type: types.model(model),
      decode: (value) => decoder.decode(value, gvk, { strict: false }).object,
      empty: () => deepCopyJSON(template) as KubeObject,
    };
  }
}

/**
 * The fields that an object has before anything is said of it: those with a zero value as their schema's default, and
 * those that are required, which are null.
 */
function emptyOf(model: string, definitions: OpenAPIDefinitions): object {
  const empty: Record<string, unknown> = {};
  const { properties = {}, required = [] } = definitions[model] ?? {};
  for (const [name, schema] of Object.entries(properties)) {
    const reference = referenceOf(schema);
    if (reference !== undefined && isEmptyObject(schema.default)) empty[name] = emptyOf(reference, definitions);
    else if (reference === undefined && isZero(schema.default)) empty[name] = schema.default;
    else if (required.includes(name)) empty[name] = null;
  }
  return empty;
}

function referenceOf({ $ref, allOf }: OpenAPISchema): string | undefined {
  const ref = $ref ?? (allOf?.length === 1 ? allOf[0]!.$ref : undefined);
  return ref?.slice(ref.lastIndexOf("/") + 1);
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isZero(value: unknown): boolean {
  return value === "" || value === 0 || value === false;
}
