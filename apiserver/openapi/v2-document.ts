import type { OpenAPISchema } from "../../apimachinery/openapi/index.js";
import type { GroupVersion, GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { DiscoveredVersion } from "../discovery/index.js";
import { DELETE_OPTIONS, PATCH, STATUS, type Models } from "./models.js";
import { operationsOf, tagOf, type Operation } from "./operations.js";
import type { Parameter } from "./parameters.js";
import { listKind } from "./v3-document.js";
import { v2Schema } from "./v2-schema.js";

const BODY_TYPES = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];
const LIST_TYPES = [...BODY_TYPES, "application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch"];
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
  readonly "x-kubernetes-action": string;
  readonly "x-kubernetes-group-version-kind": object;
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
  models: Models,
  title: { readonly title: string; readonly version: string },
): SwaggerDocument {
  const paths: Record<string, SwaggerPath> = {};
  const definitions = new Map<string, OpenAPISchema>();
  for (const { gv, version } of installed) {
    const kinds: GroupVersionKind[] = [];
    for (const { path, parameters, operations } of operationsOf(gv, version)) {
      const item: Record<string, SwaggerOperation> = {};
      for (const operation of operations) {
        kinds.push(operation.kind, listKind(operation.kind));
        item[operation.method] = operationObject(operation, parameters, tagOf(gv), models);
      }
      paths[path] = item as SwaggerPath;
    }
    for (const [name, schema] of models.collect(gv, kinds))
      definitions.set(name, merged(definitions.get(name), schema));
  }
  const sorted = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    swagger: "2.0",
    info: title,
    paths,
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
  const created = operation.method === "post" || operation.method === "put";
  const accepted = operation.method === "post" || operation.action === "delete";
  return {
    description: operation.description,
    consumes: operation.body === "patch" ? PATCH_TYPES : ["*/*"],
    produces: operation.answer === "list" ? LIST_TYPES : BODY_TYPES,
    schemes: SCHEMES,
    tags: [tag],
    operationId: operation.id,
    parameters: [
      ...bodyParameter(operation, models),
      ...[...pathParameters, ...operation.parameters].map(parameterObject),
    ],
    responses: {
      "200": { description: "OK", ...ok },
      ...(created ? { "201": { description: "Created", ...ok } } : {}),
      ...(accepted ? { "202": { description: "Accepted", ...ok } } : {}),
      "401": { description: "Unauthorized" },
    },
    "x-kubernetes-action": operation.action,
    "x-kubernetes-group-version-kind": { group: kind.group, kind: kind.kind, version: kind.version },
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
  return operation.body === "deleteOptions" ? DELETE_OPTIONS : models.nameOf(operation.kind);
}

function answerSchema(operation: Operation, models: Models): { readonly schema?: object } {
  const kind = operation.answer === "list" ? listKind(operation.kind) : operation.kind;
  const name = operation.answer === "status" ? STATUS : models.nameOf(kind);
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
