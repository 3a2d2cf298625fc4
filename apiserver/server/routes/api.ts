import type { Handler } from "../../endpoints/index.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";
import type { DiscoveryRoutes } from "./discovery.js";
import { notFound, readOnly } from "./simple.js";

/**
 * Everything below `/api/` and `/apis/`: discovery of groups and versions that are served, and their resources. What is
 * below a version that nobody serves is not found, in plain text as upstream's router says it.
 */
export function createAPIHandler(deps: {
  readonly discovery: DiscoveryRoutes;
  readonly resources: Handler;
}): ServerHandler {
  return (request) => route(request, deps)(request);
}

function route(
  request: ServerRequest,
  deps: { readonly discovery: DiscoveryRoutes; readonly resources: Handler },
): ServerHandler {
  const { discovery, resources } = deps;
  const parts = request.requestInfo.path.split("/").filter((part) => part !== "");
  const grouped = parts[0] === "apis";
  const [group = "", version] = grouped ? parts.slice(1) : ["", parts[1]];
  const depth = parts.length - (grouped ? 3 : 2);
  if (version === undefined || depth < 0) {
    const handler = grouped ? discovery.group(group) : undefined;
    return handler === undefined ? notFound : readOnly(handler);
  }
  const handler = discovery.version(group, version);
  if (handler === undefined) return notFound;
  return depth === 0 ? readOnly(handler) : resources;
}
