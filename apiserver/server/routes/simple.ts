import { METRICS_CONTENT_TYPE, type MetricsRegistry, type ProcessMetrics } from "../../metrics/index.js";
import { answerIndentedJSON, answerText } from "../answer.js";
import type { ServerHandler } from "../transport/index.js";
import type { VersionInfo } from "../version.js";

/** The answer to a path that nobody serves. */
export const notFound: ServerHandler = (request) => {
  answerText(request, 404, "404 page not found");
  return Promise.resolve();
};

/** Refuses every method but GET and HEAD, as upstream's router does. */
export function readOnly(handler: ServerHandler): ServerHandler {
  return (request) => {
    if (request.method === "GET" || request.method === "HEAD") return handler(request);
    request.response.setHeader("allow", "GET");
    request.response.send(405, "text/plain; charset=utf-8", "405: Method Not Allowed");
    return Promise.resolve();
  };
}

/** `/version` */
export function createVersionHandler(info: VersionInfo): ServerHandler {
  return (request) => {
    answerIndentedJSON(request, 200, info);
    return Promise.resolve();
  };
}

/** `/metrics` */
export function createMetricsHandler(deps: {
  readonly registry: MetricsRegistry;
  readonly process: ProcessMetrics;
}): ServerHandler {
  return async (request) => {
    const own = await deps.registry.text();
    request.response.send(200, METRICS_CONTENT_TYPE, own + (await deps.process.text()));
  };
}
