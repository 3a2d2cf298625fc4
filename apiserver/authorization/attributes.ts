import type { UserInfo } from "../authentication/index.js";
import type { RequestInfo } from "../endpoints/request/request-info.js";
import type { AuthorizationAttributes } from "./interface.js";

/** What a request asks to be allowed. */
export function attributesOf(user: UserInfo, info: RequestInfo): AuthorizationAttributes {
  if (!info.isResourceRequest) return { kind: "nonResource", user, verb: info.verb, path: info.path };
  return {
    kind: "resource",
    user,
    verb: info.verb,
    group: info.apiGroup,
    version: info.apiVersion,
    resource: info.resource,
    subresource: info.subresource,
    namespace: info.namespace,
    name: info.name,
    ...(info.labelSelector === "" ? {} : { labelSelector: info.labelSelector }),
    ...(info.fieldSelector === "" ? {} : { fieldSelector: info.fieldSelector }),
  };
}
