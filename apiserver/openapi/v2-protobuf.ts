import protobuf from "protobufjs/minimal.js";
import type { SwaggerDocument, SwaggerOperation, SwaggerParameter } from "./v2-document.js";

/**
 * A Swagger document in gnostic's protobuf form, which kubectl reads. Field numbers are those of google/gnostic
 * openapiv2/OpenAPIv2.proto; messages are named after it.
 */
export function encodeSwagger(document: SwaggerDocument): Uint8Array {
  const writer = protobuf.Writer.create();
  writer.uint32(tag(1)).string(document.swagger);
  message(writer, 2, () => {
    text(writer, 1, document.info.title);
    text(writer, 2, document.info.version);
  });
  message(writer, 8, () => {
    for (const [path, item] of Object.entries(document.paths)) {
      named(writer, 2, path, () => pathItem(writer, item));
    }
  });
  message(writer, 9, () => {
    for (const [name, schema] of Object.entries(document.definitions)) {
      named(writer, 1, name, () => schemaFields(writer, schema as JSONSchema));
    }
  });
  return writer.finish();
}

interface JSONSchema {
  readonly [key: string]: unknown;
  readonly properties?: { readonly [name: string]: JSONSchema };
  readonly items?: JSONSchema;
  readonly additionalProperties?: JSONSchema | boolean;
  readonly allOf?: readonly JSONSchema[];
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
}

const METHOD_FIELDS: { readonly [method: string]: number } = {
  get: 2,
  put: 3,
  post: 4,
  delete: 5,
  options: 6,
  head: 7,
  patch: 8,
};

function pathItem(writer: protobuf.Writer, item: { readonly [method: string]: SwaggerOperation | undefined }): void {
  for (const [method, operation] of Object.entries(item)) {
    const field = METHOD_FIELDS[method];
    if (field !== undefined && operation !== undefined)
      message(writer, field, () => operationFields(writer, operation));
  }
}

function operationFields(writer: protobuf.Writer, operation: SwaggerOperation): void {
  texts(writer, 1, operation.tags);
  text(writer, 3, operation.description);
  text(writer, 5, operation.operationId);
  texts(writer, 6, operation.produces);
  texts(writer, 7, operation.consumes);
  for (const parameter of operation.parameters) {
    // ParametersItem.parameter
    message(writer, 8, () => message(writer, 1, () => parameterFields(writer, parameter)));
  }
  message(writer, 9, () => {
    for (const [code, response] of Object.entries(operation.responses)) {
      named(writer, 1, code, () =>
        // ResponseValue.response
        message(writer, 1, () => {
          text(writer, 1, response.description);
          const { schema } = response;
          // SchemaItem.schema
          if (schema !== undefined)
            message(writer, 2, () => message(writer, 1, () => schemaFields(writer, { ...schema })));
        }),
      );
    }
  });
  texts(writer, 10, operation.schemes);
  extensions(writer, 13, operation);
}

function parameterFields(writer: protobuf.Writer, parameter: SwaggerParameter): void {
  const { schema } = parameter;
  if (schema !== undefined) {
    // Parameter.body_parameter
    message(writer, 1, () => {
      text(writer, 2, parameter.name);
      text(writer, 3, parameter.in);
      flag(writer, 4, parameter.required);
      message(writer, 5, () => schemaFields(writer, { ...schema }));
    });
    return;
  }
  const path = parameter.in === "path";
  // Parameter.non_body_parameter, then NonBodyParameter.query_parameter_sub_schema or path_parameter_sub_schema
  message(writer, 2, () =>
    message(writer, path ? 4 : 3, () => {
      flag(writer, 1, parameter.required);
      text(writer, 2, parameter.in);
      text(writer, 3, parameter.description);
      text(writer, 4, parameter.name);
      text(writer, path ? 5 : 6, parameter.type);
      flag(writer, path ? 19 : 20, parameter.uniqueItems);
    }),
  );
}

/** Plain fields of Schema by number. */
const SCHEMA_TEXTS: readonly (readonly [string, number])[] = [
  ["$ref", 1],
  ["format", 2],
  ["title", 3],
  ["description", 4],
  ["pattern", 13],
];
const SCHEMA_DOUBLES: readonly (readonly [string, number])[] = [
  ["maximum", 7],
  ["minimum", 9],
];
const SCHEMA_INTEGERS: readonly (readonly [string, number])[] = [
  ["maxLength", 11],
  ["minLength", 12],
  ["maxItems", 14],
  ["minItems", 15],
];

function schemaFields(writer: protobuf.Writer, schema: JSONSchema): void {
  for (const [key, field] of SCHEMA_TEXTS) text(writer, field, schema[key]);
  for (const [key, field] of SCHEMA_DOUBLES) {
    const value = schema[key];
    if (typeof value === "number") writer.uint32(tag(field, 1)).double(value);
  }
  for (const [key, field] of SCHEMA_INTEGERS) {
    const value = schema[key];
    if (typeof value === "number") writer.uint32(tag(field, 0)).int64(value);
  }
  texts(writer, 19, schema.required ?? []);
  for (const value of schema.enum ?? []) message(writer, 20, () => any(writer, value));
  const { additionalProperties, type, items, properties } = schema;
  if (additionalProperties !== undefined) {
    message(writer, 21, () => {
      if (typeof additionalProperties === "boolean") flag(writer, 2, additionalProperties);
      else message(writer, 1, () => schemaFields(writer, additionalProperties));
    });
  }
  if (typeof type === "string") message(writer, 22, () => text(writer, 1, type));
  if (items !== undefined) message(writer, 23, () => message(writer, 1, () => schemaFields(writer, items)));
  for (const part of schema.allOf ?? []) message(writer, 24, () => schemaFields(writer, part));
  if (properties !== undefined) {
    message(writer, 25, () => {
      for (const [name, property] of Object.entries(properties)) {
        named(writer, 1, name, () => schemaFields(writer, property));
      }
    });
  }
  extensions(writer, 31, schema);
}

/** `x-…` keys as NamedAny. */
function extensions(writer: protobuf.Writer, field: number, object: object): void {
  for (const [key, value] of Object.entries(object)) {
    if (key.startsWith("x-")) named(writer, field, key, () => any(writer, value));
  }
}

/** Any.yaml; JSON is YAML. */
function any(writer: protobuf.Writer, value: unknown): void {
  text(writer, 2, JSON.stringify(value));
}

/** The messages that stand for maps: a name and a value. */
function named(writer: protobuf.Writer, field: number, name: string, value: () => void): void {
  message(writer, field, () => {
    text(writer, 1, name);
    message(writer, 2, value);
  });
}

function message(writer: protobuf.Writer, field: number, fields: () => void): void {
  writer.uint32(tag(field)).fork();
  fields();
  writer.ldelim();
}

function text(writer: protobuf.Writer, field: number, value: unknown): void {
  if (typeof value === "string" && value !== "") writer.uint32(tag(field)).string(value);
}

function texts(writer: protobuf.Writer, field: number, values: readonly string[]): void {
  for (const value of values) writer.uint32(tag(field)).string(value);
}

function flag(writer: protobuf.Writer, field: number, value: boolean | undefined): void {
  if (value === true) writer.uint32(tag(field, 0)).bool(true);
}

function tag(field: number, wireType = 2): number {
  return ((field << 3) | wireType) >>> 0;
}
