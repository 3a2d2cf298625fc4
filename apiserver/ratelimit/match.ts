import type { UserInfo } from "../authentication/index.js";
import { matchesPathPattern, type RequestInfo } from "../endpoints/index.js";
import type { RateLimitMatch } from "./types.js";

const ANY = "*";

/** What rules look at. */
export interface LimitedRequest {
  readonly requestInfo: RequestInfo;
  readonly user: UserInfo;
  readonly remoteAddress: string;
}

/** True when each list of the rule that is not empty has an entry for the request. */
export function matchesRequest(match: RateLimitMatch, { requestInfo, user }: LimitedRequest): boolean {
  return (
    hasEntry(match.users, (name) => name === user.name) &&
    hasEntry(match.groups, (name) => user.groups.includes(name)) &&
    hasEntry(match.verbs, (verb) => verb === requestInfo.verb) &&
    matchesTarget(match, requestInfo)
  );
}

function hasEntry(entries: readonly string[], matches: (entry: string) => boolean): boolean {
  return entries.length === 0 || entries.some((entry) => entry === ANY || matches(entry));
}

function matchesTarget({ resources, paths }: RateLimitMatch, info: RequestInfo): boolean {
  if (resources.length === 0 && paths.length === 0) return true;
  return (
    paths.some((pattern) => matchesPathPattern(pattern, info.path)) ||
    resources.some((pattern) => matchesResource(pattern, info))
  );
}

/**
 * Patterns are `pods` (of the core group), `deployments.apps`, `deployments.apps/scale`, `pods/*` (pods and all of their
 * subresources), `*.apps` (all of a group, with subresources) and `*` (every resource of every group).
 */
export function matchesResource(pattern: string, info: RequestInfo): boolean {
  if (!info.isResourceRequest) return false;
  if (pattern === ANY) return true;
  const [target = "", subresource] = pattern.split("/");
  const dot = target.indexOf(".");
  const resource = dot < 0 ? target : target.slice(0, dot);
  const group = dot < 0 ? "" : target.slice(dot + 1);
  // `*/scale` is the subresource of whatever group has it.
  if (group !== info.apiGroup && !(resource === ANY && dot < 0)) return false;
  if (resource !== ANY && resource !== info.resource) return false;
  if (subresource === undefined) return resource === ANY || info.subresource === "";
  return subresource === ANY || subresource === info.subresource;
}
