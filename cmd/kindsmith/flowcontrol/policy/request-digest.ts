import {
  ALL_AUTHENTICATED,
  ALL_UNAUTHENTICATED,
  ANONYMOUS_USER,
  serviceAccountGroups,
} from "../../../../apiserver/authentication/index.js";
import type { RequestDigest } from "../../../../apiserver/flowcontrol/index.js";

/** A request in the terms in which rules speak of it. */
export interface RequestDescription {
  readonly user: string;
  readonly groups: readonly string[];
  readonly verb: string;
  /** `pods`, `pods/log`, `deployments.apps`, `deployments.apps/scale`, or a path: `/healthz`. */
  readonly target: string;
  /** "": none. */
  readonly namespace: string;
  /** "": none. */
  readonly name: string;
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

/** What flow control would be told of the request. The user gets the groups that authentication would add. */
export function digestOf({ user, groups, verb, target, namespace, name }: RequestDescription): RequestDigest {
  const userInfo = { name: user, uid: "", groups: [...new Set([...groups, ...impliedGroups(user)])], extra: {} };
  if (target.startsWith("/")) return { user: userInfo, requestInfo: { ...NO_RESOURCE, path: target, verb } };
  const [, resource = "", apiGroup = "", subresource = ""] = /^([^./]*)(?:\.([^/]*))?(?:\/(.*))?$/.exec(target) ?? [];
  const requestInfo = { ...NO_RESOURCE, isResourceRequest: true, apiPrefix: apiGroup === "" ? "api" : "apis" };
  return { user: userInfo, requestInfo: { ...requestInfo, verb, apiGroup, resource, subresource, namespace, name } };
}

function impliedGroups(user: string): readonly string[] {
  if (user === ANONYMOUS_USER) return [ALL_UNAUTHENTICATED];
  const namespace = SERVICE_ACCOUNT.exec(user)?.[1];
  const ofAccounts = namespace === undefined ? [] : serviceAccountGroups(namespace);
  return [...ofAccounts, ALL_AUTHENTICATED];
}

const NO_RESOURCE: RequestDigest["requestInfo"] = {
  isResourceRequest: false,
  path: "",
  verb: "",
  apiPrefix: "",
  apiGroup: "",
  apiVersion: "",
  namespace: "",
  resource: "",
  subresource: "",
  name: "",
  parts: [],
  fieldSelector: "",
  labelSelector: "",
};
