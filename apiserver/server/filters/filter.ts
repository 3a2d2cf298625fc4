import type { ServerHandler } from "../transport/index.js";

/**
 * One step around all that follows it. A filter that refuses a request answers by itself and does not call `next`; what a
 * filter throws is a defect.
 */
export type Filter = (next: ServerHandler) => ServerHandler;

/** Folds filters, given in execution order, around the handler that runs last. */
export function chain(filters: readonly Filter[], handler: ServerHandler): ServerHandler {
  return filters.reduceRight((next, filter) => filter(next), handler);
}
