import type { Clock } from "../../apimachinery/clock/index.js";
import type { GenericAPIServer, Logger } from "../../apiserver/server/index.js";
import { keepDefaultAccounts } from "../../controllers/default-account/index.js";
import { keepStorageProtection } from "../../controllers/storage-protection/index.js";
import type { QueueObserver } from "../../client/workqueue/index.js";
import { StoreObjects } from "./cluster-objects.js";
import { ensureSystemPriorities } from "./system-priorities.js";
import type { Stores } from "./stores.js";
import type { WorkQueueMetrics } from "./workqueue-metrics.js";

export interface ObjectControllersDeps {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly queues: WorkQueueMetrics;
}

/**
 * Adds what admission plug-ins count on: the accounts and classes that pods name, and somebody who takes finalizers away
 * again. In a cluster the controller manager does that; with one beside this server both do the same.
 */
export function addObjectControllers(
  server: GenericAPIServer,
  { stores, clock, logger, queues }: ObjectControllersDeps,
): void {
  const objects = new StoreObjects({ stores, clock });
  const onError = (what: string, err: unknown): void => logger.error(what, err);
  const queueObserverOf = (name: string): QueueObserver => queues.observerOf(name);
  if (objects.serves({ group: "scheduling.k8s.io", resource: "priorityclasses" })) {
    server.addPostStartHook("scheduling/bootstrap-system-priority-classes", ({ signal }) =>
      ensureSystemPriorities(objects, { signal }),
    );
  }
  if (!objects.serves({ group: "", resource: "namespaces" })) return;
  server.addPostStartHook("start-default-service-account-controller", ({ signal }) => {
    void keepDefaultAccounts({ objects, clock, queueObserverOf, onError }, signal);
    return Promise.resolve();
  });
  server.addPostStartHook("start-storage-protection-controllers", ({ signal }) => {
    void keepStorageProtection({ objects, clock, queueObserverOf, onError }, signal);
    return Promise.resolve();
  });
}
