import type { GroupVersionResource } from "../../apimachinery/schema/index.js";
import type { RequestParams, RequestSpec } from "../rest/index.js";

export type ActionVerb = "create" | "delete" | "deletecollection" | "get" | "list" | "patch" | "update" | "watch";

/** One call of a client, as reactors and tests see it. */
export interface Action {
  readonly verb: ActionVerb;
  readonly gvr: GroupVersionResource;
  /** `flunders` */
  readonly resource: string;
  /** "" for the object itself. */
  readonly subresource: string;
  /** "" for cluster-scoped resources and for all namespaces. */
  readonly namespace: string;
  /** "" for whole collections; of the object's own metadata for create. */
  readonly name: string;
  /** What was sent: an object, a patch or DeleteOptions. */
  readonly body: unknown;
  /** Of a patch. */
  readonly patchType: string;
  readonly params: RequestParams;
}

/** @throws Error for requests that are not about a resource. */
export function actionOf(spec: RequestSpec, watch: boolean): Action {
  const { groupVersion, resource } = spec;
  if (groupVersion === undefined || resource === undefined) throw new Error("the fake knows resources only");
  const named = spec.name !== undefined;
  return {
    verb: verbOf(spec, watch, named),
    gvr: { group: groupVersion.group, version: groupVersion.version, resource },
    resource,
    subresource: spec.subresource ?? "",
    namespace: spec.namespace ?? "",
    name: spec.name ?? nameInBody(spec.body),
    body: spec.body,
    patchType: spec.contentType ?? "",
    params: spec.params ?? {},
  };
}

/** The first value of a query parameter, "" when there is none. */
export function paramOf(action: Action, name: string): string {
  const value = action.params[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === null ? "" : String(first as string | number | boolean);
}

function verbOf(spec: RequestSpec, watch: boolean, named: boolean): ActionVerb {
  switch (spec.method) {
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return named ? "delete" : "deletecollection";
    case "GET":
    case "HEAD":
      return watch ? "watch" : named ? "get" : "list";
  }
}

function nameInBody(body: unknown): string {
  return (body as { metadata?: { name?: string } } | undefined)?.metadata?.name ?? "";
}
