import type { RequestContext } from "../../endpoints/index.js";

/** 429 as plain text, which clients retry after the time given. */
export function refuseTooMany(request: RequestContext, retryAfterSeconds: number): void {
  const { response } = request;
  response.setHeader("retry-after", String(retryAfterSeconds));
  response.setHeader("x-content-type-options", "nosniff");
  response.send(429, "text/plain; charset=utf-8", "Too many requests, please try again later.\n");
}
