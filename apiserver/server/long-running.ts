import type { RequestInfo } from "../endpoints/request/request-info.js";

const VERBS = new Set(["watch", "proxy"]);
const SUBRESOURCES = new Set(["attach", "exec", "proxy", "log", "portforward"]);
const PATH_PREFIXES = ["/debug/pprof/"];

/** Requests without a deadline that a shutdown does not wait for. @see kubernetes cmd/kube-apiserver/app/server.go */
export function isLongRunning(info: RequestInfo): boolean {
  if (info.isResourceRequest) return VERBS.has(info.verb) || SUBRESOURCES.has(info.subresource);
  return PATH_PREFIXES.some((prefix) => info.path.startsWith(prefix));
}
