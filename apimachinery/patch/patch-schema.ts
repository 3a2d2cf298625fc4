import type { OpenAPIDefinitions, OpenAPISchema } from "../openapi/index.js";
import { StrategicMergePatchError } from "./strategic-directives.js";

/** What a strategic merge patch has to know of one field. */
export interface PatchField {
  /** How the field's own value is patched: lists are replaced unless `merge`; maps are merged unless `replace`. */
  readonly strategy: "" | "merge" | "replace";
  /** The key by which elements of a merged list are told apart; "" for lists of scalars. */
  readonly mergeKey: string;
  /** Of a list's elements, or of the map itself; undefined when nothing is known of it. */
  readonly schema: PatchSchema | undefined;
}

const PREFIX = "#/components/schemas/";
const NOTHING_KNOWN: PatchField = { strategy: "", mergeKey: "", schema: undefined };

/** The view of an OpenAPI schema that strategic merge patches need. */
export class PatchSchema {
  readonly #schema: OpenAPISchema;
  readonly #definitions: OpenAPIDefinitions;
  /** The type's last name, as upstream's messages have it. */
  readonly name: string;

  private constructor(name: string, schema: OpenAPISchema, definitions: OpenAPIDefinitions) {
    this.name = name;
    this.#schema = schema;
    this.#definitions = definitions;
  }

  /** `model` is a key of `definitions`: `io.k8s.api.core.v1.Pod`. @throws Error when there is no such model. */
  static of(model: string, definitions: OpenAPIDefinitions): PatchSchema {
    const schema = definitions[model];
    if (schema === undefined) throw new Error(`no OpenAPI model ${model}`);
    return new PatchSchema(lastName(model), schema, definitions);
  }

  /**
   * What is known of the field `name`, whose value is a list or a map.
   * @throws StrategicMergePatchError when the type has fields and this is none of them.
   */
  field(name: string): PatchField {
    const property = this.#schema.properties?.[name];
    if (property === undefined) return this.#undeclared(name);
    const strategies = (property["x-kubernetes-patch-strategy"] ?? "").split(",");
    const strategy = strategies.includes("merge") ? "merge" : strategies.includes("replace") ? "replace" : "";
    return {
      strategy,
      mergeKey: property["x-kubernetes-patch-merge-key"] ?? "",
      schema: this.#resolve(property.items ?? property),
    };
  }

  #undeclared(name: string): PatchField {
    const { properties, additionalProperties } = this.#schema;
    if (typeof additionalProperties === "object") {
      return { strategy: "", mergeKey: "", schema: this.#resolve(additionalProperties.items ?? additionalProperties) };
    }
    if (properties === undefined) return NOTHING_KNOWN;
    throw new StrategicMergePatchError(
      "other",
      `unable to find api field in struct ${this.name} for the json field ${JSON.stringify(name)}`,
    );
  }

  #resolve(schema: OpenAPISchema): PatchSchema | undefined {
    // A reference with a default beside it is written as the only member of allOf.
    const target = schema.allOf?.[0] ?? schema;
    if (target.$ref === undefined) return new PatchSchema("Struct", target, this.#definitions);
    const model = target.$ref.slice(PREFIX.length);
    const found = this.#definitions[model];
    return found === undefined ? undefined : new PatchSchema(lastName(model), found, this.#definitions);
  }
}

function lastName(model: string): string {
  return model.slice(model.lastIndexOf(".") + 1);
}
