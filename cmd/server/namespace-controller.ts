import type { Clock } from "../../apimachinery/clock/index.js";
import { NamespaceContent } from "../../apiserver/registry/index.js";
import type { Logger } from "../../apiserver/server/index.js";
import { NamespaceController } from "../../controllers/namespace/index.js";
import type { Stores } from "./stores.js";
import type { WorkQueueMetrics } from "./workqueue-metrics.js";

export interface NamespaceControllerDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly queues: WorkQueueMetrics;
  /** Other servers write to the same store, and may let something in that has not heard of the deletion yet. */
  readonly shared: boolean;
}

// After this the namespaces are followed anew.
const RETRY_MS = 1_000;

/** Empties namespaces that are being deleted, until the signal aborts. */
export async function runNamespaceController(deps: NamespaceControllerDeps, signal: AbortSignal): Promise<void> {
  const { stores, clock, logger, queues } = deps;
  const controller = new NamespaceController({
    api: new NamespaceContent({ registry: stores.registry, scheme: stores.scheme, clock }),
    clock,
    queueObserver: queues.observerOf("namespace"),
    ...(deps.shared ? {} : { graceMs: 0 }),
    onRetry: (err, namespace) => logger.warn("a namespace is not empty yet", { namespace, cause: err.message }),
  });
  while (!signal.aborted) {
    try {
      await controller.run(signal);
    } catch (err) {
      if (signal.aborted) return;
      logger.error("cannot follow namespaces", err);
      await clock.sleep(RETRY_MS, { signal }).catch(() => undefined);
    }
  }
}
