import type { OpenAPIDefinitions } from "../../apimachinery/openapi/index.js";
import { SchemaDecoder } from "../../apimachinery/runtime/decode/index.js";
import { gvkKey, type GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { KindSchema, SchemaSource } from "./handlers/deps.js";

/** The schemas of all groups that a server was started with. Read at the first request that needs them. */
export class SchemaIndex implements SchemaSource {
  readonly #definitions: () => OpenAPIDefinitions;
  #schemas: ReadonlyMap<string, KindSchema> | undefined;

  /** `definitions` gives those of all groups together, the shared meta types included. */
  constructor(definitions: () => OpenAPIDefinitions) {
    this.#definitions = definitions;
  }

  schemaOf(gvk: GroupVersionKind): KindSchema | undefined {
    return (this.#schemas ??= indexSchemas(this.#definitions())).get(gvkKey(gvk));
  }
}

function indexSchemas(definitions: OpenAPIDefinitions): ReadonlyMap<string, KindSchema> {
  const decoder = new SchemaDecoder(definitions);
  const schemas = new Map<string, KindSchema>();
  for (const [model, schema] of Object.entries(definitions)) {
    for (const gvk of schema["x-kubernetes-group-version-kind"] ?? []) {
      schemas.set(gvkKey(gvk), { model, definitions, decoder });
    }
  }
  return schemas;
}
