import type { Clock } from "../../apimachinery/clock/index.js";
import { groupResourceToString } from "../../apimachinery/schema/index.js";
import type { ObjectStatsTracker, ResourceStats } from "../../apiserver/flowcontrol/index.js";
import { EVERY_OBJECT, type Store } from "../../apiserver/registry/index.js";

// Upstream asks etcd once a minute. Here it is a look into memory, and what was written a moment ago has to be known for
// long, or hundreds of its lists would run at once.
const PERIOD_MS = 1000;
// Objects of a resource are of about one size.
const SAMPLE = 32;
// Sizes are looked at again when there are this many times as many objects as then, or as few.
const GROWTH = 1.25;

export interface ObjectStatsDeps {
  readonly stores: () => Iterable<Store>;
  readonly stats: ObjectStatsTracker;
  readonly clock: Clock;
  /** Told of a resource that cannot be counted; it is tried again. */
  readonly onError: (resource: string, err: unknown) => void;
}

/** Tells the estimates of flow control how much there is of each resource, until `signal` is aborted. */
export async function followObjectStats(deps: ObjectStatsDeps, signal: AbortSignal): Promise<void> {
  const measured = new WeakMap<Store, ResourceStats>();
  while (!signal.aborted) {
    for (const store of deps.stores()) {
      const { group, plural } = store.definition;
      try {
        const stats = await measure(store, measured);
        deps.stats.set(groupResourceToString({ group, resource: plural }), stats);
      } catch (err) {
        if (!signal.aborted) deps.onError(plural, err);
      }
    }
    await deps.clock.sleep(PERIOD_MS, { signal }).catch(() => undefined);
  }
}

async function measure(store: Store, measured: WeakMap<Store, ResourceStats>): Promise<ResourceStats> {
  const objectCount = await store.count("");
  if (objectCount === 0) return { objectCount, averageObjectBytes: 0 };
  const last = measured.get(store);
  if (last !== undefined && objectCount < last.objectCount * GROWTH && objectCount > last.objectCount / GROWTH) {
    return { objectCount, averageObjectBytes: last.averageObjectBytes };
  }
  const { items } = await store.list({ namespace: "", predicate: EVERY_OBJECT, limit: SAMPLE });
  const bytes = items.reduce((total, item) => total + item.bytes.length, 0);
  const stats = { objectCount, averageObjectBytes: Math.ceil(bytes / Math.max(1, items.length)) };
  measured.set(store, stats);
  return stats;
}
