import type { Filter } from "./filter.js";

/** Names the request for audit and logs: the client's `Audit-ID` as it is, else a new one. The answer carries it. */
export function withAuditID(deps: { readonly newID: () => string }): Filter {
  return (next) => (request) => {
    request.auditID = request.header("audit-id") || deps.newID();
    request.response.setHeader("audit-id", request.auditID);
    return next(request);
  };
}
