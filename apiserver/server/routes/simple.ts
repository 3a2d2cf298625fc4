import { METRICS_CONTENT_TYPE, type MetricsRegistry, type ProcessMetrics } from "../../metrics/index.js";
import { newGenericServerResponse } from "../../../apimachinery/api/errors/index.js";
import { isAccepted, notAcceptedMessage } from "../../endpoints/negotiation/index.js";
import { answerError, answerIndentedJSON, answerText } from "../answer.js";
import type { ServerHandler } from "../transport/index.js";
import type { VersionInfo } from "../version.js";

/** The answer to a path that nobody serves. */
export const notFound: ServerHandler = (request) => {
  answerText(request, 404, "404 page not found");
  return Promise.resolve();
};

/**
 * Refuses, in the words of upstream's router, every method but GET and clients that accept none of `produces`. HEAD is
 * no GET to it.
 */
export function routed(produces: readonly string[], handler: ServerHandler): ServerHandler {
  return (request) => {
    const code = request.method !== "GET" ? 405 : isAccepted(request.header("accept"), produces) ? undefined : 406;
    if (code === undefined) return handler(request);
    const serverMessage = code === 405 ? "" : notAcceptedMessage(produces);
    answerError(request, newGenericServerResponse({ code, verb: request.method, serverMessage }));
    return Promise.resolve();
  };
}

/** Refuses every method but GET and HEAD. */
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

/** `/metrics` and `/metrics/slis`; DELETE begins to count anew. */
export function createMetricsHandler(deps: {
  readonly registry: MetricsRegistry;
  readonly process?: ProcessMetrics;
}): ServerHandler {
  return async (request) => {
    if (request.method === "DELETE") {
      deps.registry.restart();
      request.response.setHeader("x-content-type-options", "nosniff");
      request.response.send(200, "text/plain; charset=utf-8", "metrics reset\n");
      return;
    }
    const own = await deps.registry.text();
    const text = deps.process === undefined ? own : byName(own + (await deps.process.text()));
    request.response.send(200, METRICS_CONTENT_TYPE, text);
  };
}

/** The metrics of a text in the order of their names. */
function byName(text: string): string {
  const blocks = text.split(/^(?=# HELP )/m).map((block) => `${block.trimEnd()}\n`);
  return blocks.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)).join("");
}

function nameOf(block: string): string {
  return block.split(" ", 3)[2] ?? "";
}
