import type { OpenAPIDefinitions, OpenAPISchema } from "../../apimachinery/openapi/index.js";
import { gvkKey, type GroupVersionKind } from "../../apimachinery/schema/index.js";

const GVK_EXTENSION = "x-kubernetes-group-version-kind";
const REF_PREFIX = "#/components/schemas/";

/** The definitions of one group, found by model name or by kind. */
export class SchemaSet {
  readonly #definitions: OpenAPIDefinitions;
  readonly #byKind = new Map<string, string>();

  constructor(definitions: OpenAPIDefinitions) {
    this.#definitions = definitions;
    for (const [name, schema] of Object.entries(definitions)) {
      for (const gvk of schema[GVK_EXTENSION] ?? []) this.#byKind.set(gvkKey(gvk), name);
    }
  }

  /** The model's name; undefined when the kind has none here. */
  nameOf(gvk: GroupVersionKind): string | undefined {
    return this.#byKind.get(gvkKey(gvk));
  }

  get(name: string): OpenAPISchema | undefined {
    return this.#definitions[name];
  }

  /** Adds the model and all that it refers to, directly or not, to `into`. Names without a definition are left out. */
  collect(name: string, into: Map<string, OpenAPISchema>): void {
    if (into.has(name)) return;
    const schema = this.get(name);
    if (schema === undefined) return;
    into.set(name, schema);
    for (const target of referencesOf(schema)) this.collect(target, into);
  }
}

/** Names of the models that a schema refers to. */
function* referencesOf(schema: OpenAPISchema): Iterable<string> {
  if (schema.$ref !== undefined) yield schema.$ref.slice(REF_PREFIX.length);
  for (const child of childrenOf(schema)) yield* referencesOf(child);
}

function* childrenOf(schema: OpenAPISchema): Iterable<OpenAPISchema> {
  if (schema.properties !== undefined) yield* Object.values(schema.properties);
  if (schema.items !== undefined) yield schema.items;
  if (typeof schema.additionalProperties === "object") yield schema.additionalProperties;
  if (schema.allOf !== undefined) yield* schema.allOf;
  if (schema.oneOf !== undefined) yield* schema.oneOf;
}

export function schemaReference(name: string): OpenAPISchema {
  return { $ref: REF_PREFIX + name };
}
