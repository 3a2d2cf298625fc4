import type { OpenAPISchema } from "../../apimachinery/openapi/index.js";
import type { GroupVersion, GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { DiscoveredVersion } from "../discovery/index.js";
import { plainOperation, resourcesOperation, type PlainPath } from "./discovery-operations.js";
import { DELETE_OPTIONS, PATCH, STATUS, VERSION_INFO, WATCH_EVENT, type Models } from "./models.js";
import { operationsOf, successesOf, tagOf, type Operation, type PathOperations } from "./operations.js";
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
  const all = [resourcesOperation(gv), ...operationsOf(gv, version)];
  const shared = models.collectShared(all.flatMap(({ operations }) => operations.flatMap(sharedModels)));
  const kinds = all.flatMap(({ operations }) => operations.flatMap(kindsOf));
  const schemas = new Map([...shared, ...models.collect(gv, kinds)]);
  return documentOf(all, tagOf(gv), schemas, models, title);
}

/** The document of a path above group versions. */
export function plainDocument(plain: PlainPath, models: Models, title: object): object {
  const all = [plainOperation(plain)];
  const shared = models.collectShared(all.flatMap(({ operations }) => operations.flatMap(sharedModels)));
  return documentOf(all, plain.tag, shared, models, title);
}

function documentOf(
  all: readonly PathOperations[],
  tag: string,
  found: ReadonlyMap<string, OpenAPISchema>,
  models: Models,
  title: object,
): object {
  const paths: Record<string, object> = {};
  for (const { path, parameters, operations } of all) {
    const item: Record<string, object> = parameters.length === 0 ? {} : { parameters: parameters.map(parameterObject) };
    for (const operation of operations) item[operation.method] = operationObject(operation, tag, models);
    paths[path] = item;
  }
  const schemas = Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  const bearer = { type: "apiKey", description: "Bearer Token authentication", name: "authorization", in: "header" };
  return {
    openapi: "3.0.0",
    info: title,
    paths,
    components: { schemas, securitySchemes: { BearerToken: bearer } },
  };
}

/** Kinds whose models an operation refers to. */
export function kindsOf({ kind, answer }: Operation): GroupVersionKind[] {
  return kind === undefined || answer === "text" ? [] : [kind, listKind(kind)];
}

/** Shared models that an operation refers to. */
export function sharedModels({ answer }: Operation): string[] {
  return typeof answer === "object" ? [answer.model] : [];
}

export function listKind(kind: GroupVersionKind): GroupVersionKind {
  return { ...kind, kind: `${kind.kind}List` };
}

function operationObject(operation: Operation, tag: string, models: Models): object {
  const { kind } = operation;
  const ok = contentOf(answerTypes(operation), answerSchema(operation, models));
  return {
    tags: [operation.tag ?? tag],
    description: operation.description,
    operationId: operation.id,
    ...(operation.parameters.length === 0 ? {} : { parameters: operation.parameters.map(parameterObject) }),
    ...bodyObject(operation, models),
    responses: {
      ...Object.fromEntries(successesOf(operation).map(([code, description]) => [code, { description, ...ok }])),
      ...UNAUTHORIZED,
    },
    ...(kind === undefined
      ? {}
      : {
          "x-kubernetes-action": operation.action,
          "x-kubernetes-group-version-kind": { group: kind.group, kind: kind.kind, version: kind.version },
        }),
  };
}

/** Media types of an operation's answer. */
export function answerTypes({ answer, action }: Operation): readonly string[] {
  if (answer === "list" || answer === "event") return LIST_TYPES;
  if (answer === "text") return action === "connect" ? ["*/*"] : ["application/json"];
  return typeof answer === "object" && answer.model === VERSION_INFO ? ["application/json"] : BODY_TYPES;
}

/** The model of an operation's answer; undefined where it has none. */
export function answerModel({ answer, kind }: Operation, models: Models): string | undefined {
  if (typeof answer === "object") return models.hasShared(answer.model) ? answer.model : undefined;
  if (answer === "status") return STATUS;
  if (answer === "event") return WATCH_EVENT;
  if (kind === undefined || answer === "text") return undefined;
  return models.nameOf(answer === "list" ? listKind(kind) : kind);
}

function bodyObject(operation: Operation, models: Models): object {
  switch (operation.body) {
    case undefined:
      return {};
    case "object": {
      const name = operation.kind && models.nameOf(operation.kind);
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
  if (operation.answer === "text") return { type: "string" };
  const name = answerModel(operation, models);
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
