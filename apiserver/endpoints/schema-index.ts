import { entriesAtHand, mergeTables } from "../../apimachinery/lazytable/index.js";
import { zerolessFields, type MessageDescriptors } from "../../apimachinery/protobuf/index.js";
import type { OpenAPIDefinitions } from "../../apimachinery/openapi/index.js";
import { SchemaDecoder } from "../../apimachinery/runtime/decode/index.js";
import { gvkKey, parseGroupVersion, type GroupVersionKind } from "../../apimachinery/schema/index.js";
import { AGGREGATED_API_VERSION, AGGREGATED_MESSAGES, AGGREGATED_MODEL } from "../discovery/aggregated-messages.js";
import type { APIGroupDefinition } from "../registry/index.js";
import { ProtobufCodec } from "./encoding/index.js";
import type { KindSchema, SchemaSource } from "./handlers/deps.js";

const META = { group: "meta.k8s.io", version: "v1" };

/** The schemas of all groups that a server was started with. Read at the first request that needs them. */
export class SchemaIndex implements SchemaSource {
  readonly #definitions: () => OpenAPIDefinitions;
  readonly #makeDescriptors: () => MessageDescriptors;
  #descriptors: MessageDescriptors | undefined;
  #schemas: ReadonlyMap<string, KindSchema> | undefined;
  /** Handlers ask with the same object at every request. */
  readonly #asked = new WeakMap<GroupVersionKind, KindSchema>();

  /**
   * `definitions` gives those of all groups together, the shared meta types included; `descriptors` what is known of their
   * protobuf form.
   */
  constructor(definitions: () => OpenAPIDefinitions, descriptors: () => MessageDescriptors = () => ({})) {
    this.#definitions = definitions;
    this.#makeDescriptors = descriptors;
  }

  static ofGroups(groups: readonly APIGroupDefinition[]): SchemaIndex {
    return new SchemaIndex(
      () => mergeTables(...groups.map((group) => group.openAPIDefinitions())),
      () => mergeTables(...groups.map((group) => group.protobufDescriptors?.() ?? {})),
    );
  }

  /** What is known of the kinds' protobuf form. */
  get descriptors(): MessageDescriptors {
    return (this.#descriptors ??= this.#makeDescriptors());
  }

  schemaOf(gvk: GroupVersionKind): KindSchema | undefined {
    const known = this.#asked.get(gvk);
    if (known !== undefined) return known;
    this.#schemas ??= indexSchemas(this.#definitions(), this.descriptors);
    const schema = this.#schemas.get(gvkKey(gvk));
    if (schema !== undefined) this.#asked.set(gvk, schema);
    return schema;
  }
}

/**
 * The protobuf form of the kinds and of the shared ones, such as Status, that every version has; undefined when no group has
 * one.
 */
export function protobufOf(schemas: SchemaIndex): ProtobufCodec | undefined {
  if (Object.keys(schemas.descriptors).length === 0) return undefined;
  return new ProtobufCodec(mergeTables(AGGREGATED_MESSAGES, schemas.descriptors), (apiVersion, kind) => {
    if (apiVersion === AGGREGATED_API_VERSION) return AGGREGATED_MODEL;
    const own = schemas.schemaOf({ ...parseGroupVersion(apiVersion), kind });
    return (own ?? schemas.schemaOf({ ...META, kind }))?.model;
  });
}

function indexSchemas(
  definitions: OpenAPIDefinitions,
  descriptors: MessageDescriptors,
): ReadonlyMap<string, KindSchema> {
  const decoder = new SchemaDecoder(definitions, (model) => {
    const descriptor = descriptors[model];
    return descriptor === undefined ? undefined : zerolessFields(descriptor);
  });
  const schemas = new Map<string, KindSchema>();
  for (const [model, schema] of entriesAtHand(definitions)) {
    for (const gvk of schema["x-kubernetes-group-version-kind"] ?? []) {
      schemas.set(gvkKey(gvk), { model, definitions, decoder });
    }
  }
  return schemas;
}
