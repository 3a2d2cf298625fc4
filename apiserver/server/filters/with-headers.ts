import type { Random } from "../../../apimachinery/clock/index.js";
import type { Filter } from "./filter.js";

/** Keeps proxies and browsers from storing answers; a handler that knows better sets its own. */
export function withCacheControl(): Filter {
  return (next) => (request) => {
    request.response.setHeader("cache-control", "no-cache, private");
    return next(request);
  };
}

/** `Strict-Transport-Security`, for servers that browsers reach. */
export function withHSTS(deps: { readonly directives: readonly string[] }): Filter {
  const value = deps.directives.join("; ");
  return (next) => (request) => {
    request.response.setHeader("strict-transport-security", value);
    return next(request);
  };
}

/** Now and then asks an HTTP/2 client to connect anew, so that a load balancer can spread long-lived connections. */
export function withGoaway(deps: { readonly chance: number; readonly random: Random }): Filter {
  return (next) => (request) => {
    if (request.httpVersion === "2" && deps.random() < deps.chance) request.response.setHeader("connection", "close");
    return next(request);
  };
}
