import type { Clock } from "../../apimachinery/clock/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import type { Logger } from "../../apiserver/server/index.js";
import type { CallOptions, ClusterObjects } from "../../controllers/reconcile/index.js";

export const NAMESPACES: GroupResource = { group: "", resource: "namespaces" };
const NAMES = ["default", "kube-system", "kube-public", "kube-node-lease"];
const CHECK_MS = 60_000;

export interface SystemNamespacesDeps {
  readonly objects: ClusterObjects;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Makes the namespaces that every cluster has, and makes them again should one be deleted. Resolves after the first round;
 * later ones run until the signal aborts.
 * @see kubernetes pkg/controlplane/controller/systemnamespaces
 */
export async function keepSystemNamespaces(deps: SystemNamespacesDeps, signal: AbortSignal): Promise<void> {
  await ensureAll(deps.objects, { signal });
  void repeat(deps, signal);
}

async function repeat(deps: SystemNamespacesDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await deps.clock.sleep(CHECK_MS, { signal });
      await ensureAll(deps.objects, { signal });
    } catch (err) {
      if (!signal.aborted) deps.logger.error("cannot make a system namespace", err);
    }
  }
}

async function ensureAll(objects: ClusterObjects, opts: CallOptions): Promise<void> {
  const ensure = async (name: string): Promise<void> => {
    const found = await objects.get(NAMESPACES, { namespace: "", name }, opts);
    if (found === undefined) await objects.ensure(NAMESPACES, { metadata: { name } }, opts);
  };
  await Promise.all(NAMES.map(ensure));
}
