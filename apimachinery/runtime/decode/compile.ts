import type { OpenAPIDefinitions, OpenAPISchema } from "../../openapi/index.js";
import { listNode, mapNode, structNode } from "./composites.js";
import type { DecodeNode } from "./node.js";
import {
  anyNode,
  booleanNode,
  bytesNode,
  floatNode,
  int32Node,
  int64Node,
  intOrStringNode,
  MODEL_SCALARS,
  stringNode,
} from "./scalars.js";

/**
 * The fields of a model, by its name, whose zero value means the same as none, as of Go's fields with `omitempty`: the
 * empty text, 0 and false where a field is held by value, and empty lists and maps.
 */
export type ZerolessFields = (model: string) => ReadonlySet<string> | undefined;

/** Compiles models of a schema set, each once and only when asked for. Models may refer to each other in cycles. */
export class SchemaCompiler {
  readonly #definitions: OpenAPIDefinitions;
  readonly #zeroless: ZerolessFields;
  readonly #nodes = new Map<string, DecodeNode>();

  constructor(definitions: OpenAPIDefinitions, zeroless: ZerolessFields) {
    this.#definitions = definitions;
    this.#zeroless = zeroless;
  }

  /** @throws Error when there is no such model. */
  model(name: string): DecodeNode {
    const known = this.#nodes.get(name) ?? MODEL_SCALARS.get(name);
    if (known !== undefined) return known;
    const schema = Object.hasOwn(this.#definitions, name) ? this.#definitions[name] : undefined;
    if (schema === undefined) throw new Error(`no schema of model ${name}`);
    if (schema.properties === undefined) {
      const node = this.#compile(schema);
      this.#nodes.set(name, node);
      return node;
    }
    const fields = new Map<string, DecodeNode>();
    const node = structNode(shortName(name), goNameOf(name), fields, this.#zeroless(name));
    // Before its fields, since they may refer back to it.
    this.#nodes.set(name, node);
    this.#addFields(fields, schema.properties);
    return node;
  }

  #compile(schema: OpenAPISchema): DecodeNode {
    const reference = referenceOf(schema);
    if (reference !== undefined) return this.model(reference);
    if (schema["x-kubernetes-int-or-string"] === true) return intOrStringNode;
    switch (schema.type) {
      case "string":
        return schema.format === "byte" ? bytesNode : stringNode;
      case "boolean":
        return booleanNode;
      case "integer":
        return schema.format === "int32" ? int32Node : int64Node;
      case "number":
        return floatNode;
      case "array":
        return listNode(schema.items === undefined ? anyNode : this.#compile(schema.items));
      case "object":
        return this.#object(schema);
      default:
        return anyNode;
    }
  }

  #object(schema: OpenAPISchema): DecodeNode {
    if (schema["x-kubernetes-preserve-unknown-fields"] === true) return anyNode;
    if (schema.properties !== undefined) {
      const fields = new Map<string, DecodeNode>();
      this.#addFields(fields, schema.properties);
      return structNode("", "struct {}", fields);
    }
    const { additionalProperties } = schema;
    return typeof additionalProperties === "object" ? mapNode(this.#compile(additionalProperties)) : anyNode;
  }

  #addFields(fields: Map<string, DecodeNode>, properties: NonNullable<OpenAPISchema["properties"]>): void {
    for (const [name, schema] of Object.entries(properties)) fields.set(name, this.#compile(schema));
  }
}

/** The model that a schema refers to, by itself or in an `allOf` that only adds a default or a description. */
function referenceOf(schema: OpenAPISchema): string | undefined {
  const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined);
  return reference?.slice(reference.lastIndexOf("/") + 1);
}

/** `Container` of `io.k8s.api.core.v1.Container`. */
function shortName(model: string): string {
  return model.slice(model.lastIndexOf(".") + 1);
}

/** `v1.Container` of `io.k8s.api.core.v1.Container`. */
function goNameOf(model: string): string {
  return model.split(".").slice(-2).join(".");
}
