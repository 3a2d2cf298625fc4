import type { OpenAPISchema } from "../../apimachinery/openapi/index.js";
import type { GroupVersion } from "../../apimachinery/schema/index.js";
import type { DiscoveredVersion } from "../discovery/index.js";
import { plainOperation, resourcesOperation, type PlainPath } from "./discovery-operations.js";
import { DELETE_OPTIONS, PATCH, type Models } from "./models.js";
import { operationsOf, successesOf, tagOf, type Operation, type PathOperations } from "./operations.js";
import type { Parameter } from "./parameters.js";
import { answerModel, answerTypes, kindsOf, sharedModels } from "./v3-document.js";
import { v2Schema } from "./v2-schema.js";

const PATCH_TYPES = [
  "application/json-patch+json",
  "application/merge-patch+json",
  "application/strategic-merge-patch+json",
  "application/apply-patch+yaml",
];
const SCHEMES = ["https"];

/** The parts of a Swagger 2.0 document, as the protobuf encoder needs them. */
export interface SwaggerDocument {
  readonly swagger: "2.0";
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: { readonly [path: string]: SwaggerPath };
  readonly definitions: { readonly [name: string]: object };
  readonly securityDefinitions: object;
  readonly security: readonly object[];
}
export type SwaggerPath = { readonly [method: string]: SwaggerOperation } & { readonly parameters?: never };
export interface SwaggerOperation {
  readonly description: string;
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  readonly schemes: readonly string[];
  readonly tags: readonly string[];
  readonly operationId: string;
  readonly parameters: readonly SwaggerParameter[];
  readonly responses: { readonly [code: string]: { readonly description: string; readonly schema?: object } };
  readonly "x-kubernetes-action"?: string;
  readonly "x-kubernetes-group-version-kind"?: object;
}
export interface SwaggerParameter {
  readonly name: string;
  readonly in: "query" | "path" | "body";
  readonly description?: string;
  readonly required?: boolean;
  readonly type?: string;
  readonly uniqueItems?: boolean;
  readonly schema?: object;
}

/** One version of one group, with what is known of it. */
export interface InstalledVersion {
  readonly gv: GroupVersion;
  readonly version: DiscoveredVersion;
}

/** The OpenAPI 2.0 document of all groups together. @see kubernetes/kube-openapi pkg/builder */
export function v2Document(
  installed: readonly InstalledVersion[],
  plain: readonly PlainPath[],
  models: Models,
  title: { readonly title: string; readonly version: string },
): SwaggerDocument {
  const paths: Record<string, SwaggerPath> = {};
  const definitions = new Map<string, OpenAPISchema>();
  const shared = new Set<string>();
  const addPaths = (all: readonly PathOperations[], tag: string): void => {
    for (const { path, parameters, operations } of all) {
      const item: Record<string, SwaggerOperation> = {};
      for (const operation of operations) {
        for (const name of sharedModels(operation)) shared.add(name);
        item[operation.method] = operationObject(operation, parameters, tag, models);
      }
      paths[path] = item as SwaggerPath;
    }
  };
  for (const path of plain) addPaths([plainOperation(path)], path.tag);
  for (const { gv, version } of installed) {
    const all = [resourcesOperation(gv), ...operationsOf(gv, version)];
    addPaths(all, tagOf(gv));
    const kinds = all.flatMap(({ operations }) => operations.flatMap(kindsOf));
    for (const [name, schema] of models.collect(gv, kinds))
      definitions.set(name, merged(definitions.get(name), schema));
  }
  for (const [name, schema] of models.collectShared(shared)) {
    if (!definitions.has(name)) definitions.set(name, schema);
  }
  const sorted = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    swagger: "2.0",
    info: title,
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    definitions: Object.fromEntries(sorted.map(([name, schema]) => [name, v2Schema(schema)])),
    securityDefinitions: {
      BearerToken: { description: "Bearer Token authentication", type: "apiKey", name: "authorization", in: "header" },
    },
    security: [{ BearerToken: [] }],
  };
}

/** A model of several groups (DeleteOptions) belongs to the kinds of all of them. */
function merged(before: OpenAPISchema | undefined, schema: OpenAPISchema): OpenAPISchema {
  const known = before?.["x-kubernetes-group-version-kind"];
  const more = schema["x-kubernetes-group-version-kind"];
  if (known === undefined || more === undefined) return schema;
  const texts = new Set(known.map((gvk) => JSON.stringify(gvk)));
  const added = more.filter((gvk) => !texts.has(JSON.stringify(gvk)));
  return { ...schema, "x-kubernetes-group-version-kind": [...known, ...added] };
}

function operationObject(
  operation: Operation,
  pathParameters: readonly Parameter[],
  tag: string,
  models: Models,
): SwaggerOperation {
  const { kind } = operation;
  const ok = answerSchema(operation, models);
  return {
    description: operation.description,
    consumes: operation.body === "patch" ? PATCH_TYPES : ["*/*"],
    produces: answerTypes(operation),
    schemes: SCHEMES,
    tags: [operation.tag ?? tag],
    operationId: operation.id,
    parameters: [
      ...bodyParameter(operation, models),
      ...[...pathParameters, ...operation.parameters].map(parameterObject),
    ],
    responses: {
      ...Object.fromEntries(successesOf(operation).map(([code, description]) => [code, { description, ...ok }])),
      "401": { description: "Unauthorized" },
    },
    ...(kind === undefined || operation.action === undefined
      ? {}
      : {
          "x-kubernetes-action": operation.action,
          "x-kubernetes-group-version-kind": { group: kind.group, kind: kind.kind, version: kind.version },
        }),
  };
}

function bodyParameter(operation: Operation, models: Models): SwaggerParameter[] {
  const name = bodyModel(operation, models);
  if (operation.body === undefined) return [];
  const schema = name === undefined ? { type: "object" } : reference(name);
  return [{ name: "body", in: "body", ...(operation.body === "deleteOptions" ? {} : { required: true }), schema }];
}

function bodyModel(operation: Operation, models: Models): string | undefined {
  if (operation.body === "patch") return PATCH;
  return operation.body === "deleteOptions" ? DELETE_OPTIONS : operation.kind && models.nameOf(operation.kind);
}

function answerSchema(operation: Operation, models: Models): { readonly schema?: object } {
  if (operation.answer === "text") return { schema: { type: "string" } };
  const name = answerModel(operation, models);
  return name === undefined ? {} : { schema: reference(name) };
}

function parameterObject(parameter: Parameter): SwaggerParameter {
  return {
    uniqueItems: true,
    type: parameter.type,
    description: parameter.description,
    name: parameter.name,
    in: parameter.in,
    ...(parameter.in === "path" ? { required: true } : {}),
  };
}

function reference(name: string): object {
  return { $ref: `#/definitions/${name}` };
}
