import type { Latch } from "../lifecycle.js";
import { answerText } from "../answer.js";
import type { ServerRequest } from "../transport/index.js";
import type { Filter } from "./filter.js";

const EXEMPT_PREFIXES = ["/readyz", "/livez", "/healthz", "/metrics"];

/** Probes must see a server until its end, and it may have to ask itself something to come to an end. */
export function isExemptFromDrain(request: ServerRequest): boolean {
  return (
    EXEMPT_PREFIXES.some((prefix) => request.path.startsWith(prefix)) ||
    (request.header("user-agent") ?? "").startsWith("kube-apiserver/")
  );
}

/** While a server drains with its port open, sends clients elsewhere. */
export function withRetryAfter(deps: { readonly notAcceptingNewRequests: Latch }): Filter {
  return (next) => (request) => {
    if (!deps.notAcceptingNewRequests.done || isExemptFromDrain(request)) return next(request);
    request.response.setHeader("connection", "close");
    request.response.setHeader("retry-after", "5");
    answerText(request, 429, "The apiserver is shutting down, please try again later.");
  };
}
