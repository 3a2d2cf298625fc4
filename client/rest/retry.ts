import type { HttpMethod } from "./request.js";
import { headerValue, TransportError, type TransportResponse } from "./transport.js";

/** As client-go: about ten tries are made when the server asks for patience. */
export const MAX_RETRIES = 10;

/**
 * Seconds that a response asks to wait before the request is sent again; undefined when it does not. Only 429 and 5xx
 * with a `Retry-After` in seconds ask.
 * @see kubernetes/client-go rest/with_retry.go, checkWait
 */
export function retryAfterSeconds(response: TransportResponse): number | undefined {
  if (response.status !== 429 && response.status < 500) return undefined;
  return retryAfterOf(response.headers);
}

/** The `Retry-After` header in seconds; dates are not understood, as upstream does not. */
export function retryAfterOf(headers: TransportResponse["headers"]): number | undefined {
  const text = headerValue(headers, "retry-after");
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/**
 * Whether to send again after a failure below HTTP. What the server refused to look at may always be sent again; a lost
 * connection only repeats reads, since a write may have been done. A server that cannot be reached is reported at once.
 */
export function isRetriableFailure(err: unknown, method: HttpMethod): boolean {
  if (!(err instanceof TransportError)) return false;
  switch (err.kind) {
    case "refused":
      return true;
    case "lost":
      return method === "GET" || method === "HEAD";
    case "connect":
      return false;
  }
}
