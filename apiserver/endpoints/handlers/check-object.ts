import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { KubeObject } from "../../../apimachinery/runtime/index.js";
import { ensureNamespace } from "../../registry/index.js";
import type { RequestContext } from "../request/request-context.js";
import type { ResourceScope } from "./scope.js";

/**
 * An object that was sent to a path has to be the one of that path.
 * @throws StatusError 400
 * @see kubernetes/apiserver pkg/endpoints/handlers/rest.go, checkName
 */
export function checkAddressed(ctx: RequestContext, scope: ResourceScope, object: KubeObject): void {
  object.metadata ??= {};
  ensureNamespace(object.metadata, scope.definition.namespaced ? ctx.requestInfo.namespace : "");
  const { name } = ctx.requestInfo;
  const own = object.metadata.name ?? "";
  if (own === "") {
    throw newBadRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  }
  if (own !== name) {
    throw newBadRequest(`the name of the object (${own}) does not match the name on the URL (${name})`);
  }
}
