import type { GroupVersion, GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { DiscoveredVersion } from "../discovery/index.js";
import { DELETE_OPTIONS, PATCH, STATUS, type Models } from "./models.js";
import { operationsOf, tagOf, type Operation } from "./operations.js";
import type { Parameter } from "./parameters.js";
import { schemaReference } from "./schema-set.js";

const BODY_TYPES = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"];
const LIST_TYPES = [...BODY_TYPES, "application/json;stream=watch", "application/vnd.kubernetes.protobuf;stream=watch"];
const PATCH_TYPES = [
  "application/apply-patch+yaml",
  "application/json-patch+json",
  "application/merge-patch+json",
  "application/strategic-merge-patch+json",
];
const UNAUTHORIZED = { "401": { description: "Unauthorized" } };

/** The OpenAPI 3.0 document of one group version. @see kubernetes/kube-openapi pkg/builder3 */
export function v3Document(gv: GroupVersion, version: DiscoveredVersion, models: Models, title: object): object {
  const paths: Record<string, object> = {};
  const kinds: GroupVersionKind[] = [];
  const tag = tagOf(gv);
  for (const { path, parameters, operations } of operationsOf(gv, version)) {
    const item: Record<string, object> = { parameters: parameters.map(parameterObject) };
    for (const operation of operations) {
      kinds.push(operation.kind, listKind(operation.kind));
      item[operation.method] = operationObject(operation, tag, models);
    }
    paths[path] = item;
  }
  const schemas = Object.fromEntries(models.collect(gv, kinds));
  const bearer = { type: "apiKey", description: "Bearer Token authentication", name: "authorization", in: "header" };
  return {
    openapi: "3.0.0",
    info: title,
    paths,
    components: { schemas, securitySchemes: { BearerToken: bearer } },
  };
}

export function listKind(kind: GroupVersionKind): GroupVersionKind {
  return { ...kind, kind: `${kind.kind}List` };
}

function operationObject(operation: Operation, tag: string, models: Models): object {
  const { kind } = operation;
  const answer = answerSchema(operation, models);
  const ok = contentOf(operation.answer === "list" ? LIST_TYPES : BODY_TYPES, answer);
  return {
    tags: [tag],
    description: operation.description,
    operationId: operation.id,
    ...(operation.parameters.length === 0 ? {} : { parameters: operation.parameters.map(parameterObject) }),
    ...bodyObject(operation, models),
    responses: {
      "200": { description: "OK", ...ok },
      ...(operation.method === "post" || operation.method === "put"
        ? { "201": { description: "Created", ...ok } }
        : {}),
      ...(operation.method === "post" || operation.action === "delete"
        ? { "202": { description: "Accepted", ...ok } }
        : {}),
      ...UNAUTHORIZED,
    },
    "x-kubernetes-action": operation.action,
    "x-kubernetes-group-version-kind": { group: kind.group, kind: kind.kind, version: kind.version },
  };
}

function bodyObject(operation: Operation, models: Models): object {
  switch (operation.body) {
    case undefined:
      return {};
    case "object": {
      const name = models.nameOf(operation.kind);
      return {
        requestBody: { ...contentOf(["*/*"], name === undefined ? undefined : schemaReference(name)), required: true },
      };
    }
    case "patch":
      return { requestBody: { ...contentOf(PATCH_TYPES, schemaReference(PATCH)), required: true } };
    case "deleteOptions":
      return { requestBody: contentOf(["*/*"], schemaReference(DELETE_OPTIONS)) };
  }
}

function answerSchema(operation: Operation, models: Models): object | undefined {
  if (operation.answer === "status") return schemaReference(STATUS);
  const name = models.nameOf(operation.answer === "list" ? listKind(operation.kind) : operation.kind);
  return name === undefined ? undefined : schemaReference(name);
}

function contentOf(types: readonly string[], schema: object | undefined): object {
  const media = schema === undefined ? { schema: { type: "object" } } : { schema };
  return { content: Object.fromEntries(types.map((type) => [type, media])) };
}

function parameterObject(parameter: Parameter): object {
  return {
    name: parameter.name,
    in: parameter.in,
    description: parameter.description,
    ...(parameter.in === "path" ? { required: true } : {}),
    schema: { type: parameter.type, uniqueItems: true },
  };
}
