import { isAlreadyExists, isNotFound } from "../../apimachinery/api/errors/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { KubeObject, Scheme } from "../../apimachinery/runtime/index.js";
import type { Store } from "../../apiserver/registry/index.js";
import type { Logger } from "../../apiserver/server/index.js";
import { StoreAccess } from "./object-access.js";

const NAMES = ["default", "kube-system", "kube-public", "kube-node-lease"];
const CHECK_MS = 60_000;

export interface SystemNamespacesDeps {
  readonly store: Store;
  readonly scheme: Scheme;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Makes the namespaces that every cluster has, and makes them again should one be deleted. Resolves after the first round;
 * later ones run until the signal aborts.
 * @see kubernetes pkg/controlplane/controller/systemnamespaces
 */
export async function keepSystemNamespaces(deps: SystemNamespacesDeps, signal: AbortSignal): Promise<void> {
  await ensureAll(deps);
  void repeat(deps, signal);
}

async function repeat(deps: SystemNamespacesDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await deps.clock.sleep(CHECK_MS, { signal });
      await ensureAll(deps);
    } catch (err) {
      if (!signal.aborted) deps.logger.error("cannot make a system namespace", err);
    }
  }
}

async function ensureAll({ store, scheme, clock }: SystemNamespacesDeps): Promise<void> {
  const namespaces = new StoreAccess<Pick<KubeObject, "metadata">>({ store, scheme, clock });
  for (const name of NAMES) {
    // From the store itself: a cache may not know yet what another server has just made.
    if (await exists(store, name)) continue;
    try {
      await namespaces.create({ metadata: { name } }, {});
    } catch (err) {
      if (!isAlreadyExists(err)) throw err;
    }
  }
}

async function exists(store: Store, name: string): Promise<boolean> {
  try {
    await store.get("", name);
    return true;
  } catch (err) {
    if (isNotFound(err)) return false;
    throw err;
  }
}
