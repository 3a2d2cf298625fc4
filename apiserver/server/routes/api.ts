import type { DiscoveryCatalog } from "../../discovery/index.js";
import type { Handler } from "../../endpoints/index.js";
import type { ServerHandler } from "../transport/index.js";
import type { DiscoveryRoutes } from "./discovery.js";
import { notFound, readOnly } from "./simple.js";

/**
 * Everything below `/api/` and `/apis/`: discovery of groups and versions that are served, and their resources. What is
 * below a version that nobody serves is not found, in plain text as upstream's router says it.
 */
export function createAPIHandler(deps: {
  readonly catalog: DiscoveryCatalog;
  readonly discovery: DiscoveryRoutes;
  readonly resources: Handler;
}): ServerHandler {
  const { catalog, discovery, resources } = deps;
  return (request) => {
    const { isResourceRequest, apiGroup, apiVersion, path } = request.requestInfo;
    if (isResourceRequest) return catalog.has(apiGroup, apiVersion) ? resources(request) : notFound(request);
    const [prefix, first = "", version] = path.split("/").filter((part) => part !== "");
    let handler: ServerHandler | undefined;
    if (prefix === "api") handler = version === undefined ? discovery.version("", first) : undefined;
    else handler = version === undefined ? discovery.group(first) : discovery.version(first, version);
    return handler === undefined ? notFound(request) : readOnly(handler)(request);
  };
}
