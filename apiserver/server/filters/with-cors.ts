import type { Filter } from "./filter.js";

const METHODS = "POST, GET, OPTIONS, PUT, DELETE, PATCH";
const HEADERS =
  "Content-Type, Content-Length, Accept-Encoding, X-CSRF-Token, Authorization, X-Requested-With, If-Modified-Since";

/** Lets pages of the allowed origins (any match of any pattern) call the API from a browser. */
export function withCORS(deps: { readonly allowedOrigins: readonly RegExp[] }): Filter {
  return (next) => (request) => {
    const origin = request.header("origin");
    if (origin === undefined || origin === "" || !deps.allowedOrigins.some((pattern) => pattern.test(origin))) {
      return next(request);
    }
    const { response } = request;
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("access-control-allow-methods", METHODS);
    response.setHeader("access-control-allow-headers", HEADERS);
    response.setHeader("access-control-expose-headers", "Date");
    response.setHeader("access-control-allow-credentials", "true");
    if (request.method !== "OPTIONS") return next(request);
    response.send(204, "", "");
  };
}
