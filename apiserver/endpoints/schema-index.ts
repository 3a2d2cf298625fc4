import type { MessageDescriptors } from "../../apimachinery/protobuf/index.js";
import type { OpenAPIDefinitions } from "../../apimachinery/openapi/index.js";
import { SchemaDecoder } from "../../apimachinery/runtime/decode/index.js";
import { gvkKey, parseGroupVersion, type GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { APIGroupDefinition } from "../registry/index.js";
import { ProtobufCodec } from "./encoding/index.js";
import type { KindSchema, SchemaSource } from "./handlers/deps.js";

const META = { group: "meta.k8s.io", version: "v1" };

/** The schemas of all groups that a server was started with. Read at the first request that needs them. */
export class SchemaIndex implements SchemaSource {
  readonly #definitions: () => OpenAPIDefinitions;
  #schemas: ReadonlyMap<string, KindSchema> | undefined;

  /** `definitions` gives those of all groups together, the shared meta types included. */
  constructor(definitions: () => OpenAPIDefinitions) {
    this.#definitions = definitions;
  }

  static ofGroups(groups: readonly APIGroupDefinition[]): SchemaIndex {
    return new SchemaIndex(
      () => Object.assign({}, ...groups.map((group) => group.openAPIDefinitions())) as OpenAPIDefinitions,
    );
  }

  schemaOf(gvk: GroupVersionKind): KindSchema | undefined {
    return (this.#schemas ??= indexSchemas(this.#definitions())).get(gvkKey(gvk));
  }
}

/** The protobuf form of the groups' kinds and of the shared ones, such as Status, that every version has. */
export function protobufOfGroups(groups: readonly APIGroupDefinition[], schemas: SchemaSource): ProtobufCodec {
  const descriptors = Object.assign({}, ...groups.map((group) => group.protobufDescriptors?.())) as MessageDescriptors;
  return new ProtobufCodec(descriptors, (apiVersion, kind) => {
    const own = schemas.schemaOf({ ...parseGroupVersion(apiVersion), kind });
    return (own ?? schemas.schemaOf({ ...META, kind }))?.model;
  });
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
