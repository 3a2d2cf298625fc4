import { newGenericServerResponse } from "../../../apimachinery/api/errors/index.js";
import type { MaybePromise } from "../../../apimachinery/promises/index.js";
import { DISCOVERY_MEDIA_TYPES, type DiscoveryCatalog } from "../../discovery/index.js";
import type { Handler } from "../../endpoints/index.js";
import { answerError } from "../answer.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";
import type { DiscoveryRoutes } from "./discovery.js";
import { notFound, routed } from "./simple.js";

/**
 * Everything below `/api/` and `/apis/`: discovery of groups and versions that are served, and their resources. What is
 * below a version that nobody serves is not found: a Status where the group is there in another version, as upstream's
 * router for the group says it, else plain text.
 */
export function createAPIHandler(deps: {
  readonly catalog: DiscoveryCatalog;
  readonly discovery: DiscoveryRoutes;
  readonly resources: Handler;
}): ServerHandler {
  const { catalog, discovery, resources } = deps;
  return (request) => {
    const { isResourceRequest, apiGroup, apiVersion, path } = request.requestInfo;
    if (isResourceRequest) {
      return catalog.has(apiGroup, apiVersion) ? resources(request) : unserved(request, apiGroup);
    }
    const [prefix, first = "", version] = path.split("/").filter((part) => part !== "");
    const group = prefix === "api" ? "" : first;
    if (prefix !== "api" && version === undefined) return (discovery.group(first) ?? notFound)(request);
    const handler = discovery.version(group, prefix === "api" ? first : version!);
    if (handler === undefined) return unserved(request, group);
    return routed(DISCOVERY_MEDIA_TYPES, handler)(request);
  };

  function unserved(request: ServerRequest, group: string): MaybePromise<void> {
    if (catalog.group(group) === undefined) return notFound(request);
    answerError(request, newGenericServerResponse({ code: 404, verb: request.method }));
  }
}
