import type { Clock } from "../../apimachinery/clock/index.js";
import { groupResourceToString, type GroupResource } from "../../apimachinery/schema/index.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import { EVERY_OBJECT, type ResourceRegistry, type Store } from "../../apiserver/registry/index.js";
import type { CacherObserver, CacherStats } from "../../apiserver/storage/cacher/index.js";
import type { StorageBackend } from "../../apiserver/storage/index.js";
import { MeteredBackend } from "../../apiserver/storage/metered-backend.js";

const CALL_SECONDS = [
  0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60,
];
const WAIT_SECONDS = CALL_SECONDS.slice(0, 13);
// Revisions are shown without what a double cannot hold.
const SHOWN_REVISIONS = 10n ** 15n;

/** What storage and the caches in front of it do, for each resource, under upstream's names. */
export class StorageMetrics {
  readonly #instruments: ReturnType<typeof instruments>;
  readonly #registry: MetricsRegistry;
  readonly #clock: Clock;

  constructor(registry: MetricsRegistry, clock: Clock) {
    this.#instruments = instruments(registry);
    this.#registry = registry;
    this.#clock = clock;
  }

  /** A backend that counts a resource's calls. */
  backendOf({ group, resource }: GroupResource, backend: StorageBackend): StorageBackend {
    const all = this.#instruments;
    const callsOf = lookedUpOnce((operation) => ({
      seconds: all.seconds.with(operation, group, resource),
      count: all.calls.with(operation, group, resource),
    }));
    const listsOf = lookedUpOnce(() => ({
      count: all.lists.with(group, resource),
      objects: [all.listFetched, all.listEvaluated, all.listReturned].map((counter) => counter.with(group, resource)),
    }));
    return new MeteredBackend(backend, this.#clock, {
      called: (operation, seconds, failed) => {
        const calls = callsOf(operation);
        calls.seconds.observe(seconds);
        calls.count.inc();
        if (failed) all.errors.with(operation, group, resource).inc();
      },
      listed: (values) => {
        const lists = listsOf("");
        lists.count.inc();
        for (const counter of lists.objects) counter.inc(values);
      },
    });
  }

  cacheObserverOf({ group, resource }: GroupResource, stats: () => CacherStats): CacherObserver {
    const all = this.#instruments;
    const of = <T>(family: { with(...labels: string[]): T }): T => family.with(group, resource);
    this.#registry.beforeScrape(() => {
      const { revision, historyCapacity } = stats();
      of(all.capacity).set(historyCapacity);
      of(all.revision).set(Number(revision % SHOWN_REVISIONS));
    });
    const changesOf = lookedUpOnce(() => [all.storageEvents, all.received, all.dispatched].map(of));
    const bookmarksOf = lookedUpOnce(() => of(all.bookmarks));
    const listsOf = lookedUpOnce((index) => ({
      count: all.cacheLists.with(group, resource, index),
      looked: all.cacheFetched.with(group, resource, index),
      returned: of(all.cacheReturned),
    }));
    const readsOf = lookedUpOnce((inTime) =>
      all.consistentReads.with(group, resource, inTime, inTime === "true" ? "false" : "true"),
    );
    return {
      filled: (objects) => {
        of(all.fills).inc();
        of(all.initEvents).inc(objects);
      },
      received: (changes, bookmarks) => {
        if (changes > 0) for (const counter of changesOf("")) counter.inc(changes);
        if (bookmarks > 0) bookmarksOf("").inc(bookmarks);
      },
      listed: (index, looked, returned) => {
        const lists = listsOf(index);
        lists.count.inc();
        lists.looked.inc(looked);
        lists.returned.inc(returned);
      },
      consistentRead: (inTime) => readsOf(inTime ? "true" : "false").inc(),
      waited: (seconds) => of(all.waits).observe(seconds),
    };
  }
}

/** A series is found by its labels, which costs more than to count; what is called often finds it once. */
function lookedUpOnce<T>(find: (label: string) => T): (label: string) => T {
  const found = new Map<string, T>();
  return (label) => {
    let series = found.get(label);
    if (series === undefined) found.set(label, (series = find(label)));
    return series;
  };
}

function instruments(registry: MetricsRegistry) {
  const labels = ["group", "resource"];
  const counter = (name: string, help: string, more: readonly string[] = []) =>
    registry.counter({ name, help, labels: [...labels, ...more] });
  const call = ["operation", ...labels];
  return {
    seconds: registry.histogram({
      name: "etcd_request_duration_seconds",
      help: "[ALPHA] Etcd request latency in seconds for each operation and object type.",
      labels: call,
      bounds: CALL_SECONDS,
    }),
    calls: registry.counter({
      name: "etcd_requests_total",
      help: "[ALPHA] Etcd request counts for each operation and object type.",
      labels: call,
    }),
    errors: registry.counter({
      name: "etcd_request_errors_total",
      help: "[ALPHA] Etcd failed request counts for each operation and object type.",
      labels: call,
    }),
    bookmarks: counter(
      "etcd_bookmark_total",
      "[ALPHA] Number of etcd bookmarks (progress notify events) split by kind.",
    ),
    storageEvents: counter(
      "apiserver_storage_events_received_total",
      "[BETA] Number of etcd events received split by kind.",
    ),
    lists: counter("apiserver_storage_list_total", "[ALPHA] Number of LIST requests served from storage"),
    listFetched: counter(
      "apiserver_storage_list_fetched_objects_total",
      "[ALPHA] Number of objects read from storage in the course of serving a LIST request",
    ),
    listEvaluated: counter(
      "apiserver_storage_list_evaluated_objects_total",
      "[ALPHA] Number of objects tested in the course of serving a LIST request from storage",
    ),
    listReturned: counter(
      "apiserver_storage_list_returned_objects_total",
      "[ALPHA] Number of objects returned for a LIST request from storage",
    ),
    cacheLists: counter("apiserver_cache_list_total", "[ALPHA] Number of LIST requests served from watch cache", [
      "index",
    ]),
    cacheFetched: counter(
      "apiserver_cache_list_fetched_objects_total",
      "[ALPHA] Number of objects read from watch cache in the course of serving a LIST request",
      ["index"],
    ),
    cacheReturned: counter(
      "apiserver_cache_list_returned_objects_total",
      "[ALPHA] Number of objects returned for a LIST request from watch cache",
    ),
    fills: counter(
      "apiserver_watch_cache_initializations_total",
      "[ALPHA] Counter of watch cache initializations broken by resource type.",
    ),
    initEvents: counter(
      "apiserver_init_events_total",
      "[ALPHA] Counter of init events processed in watch cache broken by resource type.",
    ),
    received: counter(
      "apiserver_watch_cache_events_received_total",
      "[ALPHA] Counter of events received in watch cache broken by resource type.",
    ),
    dispatched: counter(
      "apiserver_watch_cache_events_dispatched_total",
      "[ALPHA] Counter of events dispatched in watch cache broken by resource type.",
    ),
    consistentReads: counter(
      "apiserver_watch_cache_consistent_read_total",
      "[ALPHA] Counter for consistent reads from cache.",
      ["success", "fallback"],
    ),
    capacity: registry.gauge({
      name: "watch_cache_capacity",
      help: "[ALPHA] Total capacity of watch cache broken by resource type.",
      labels,
    }),
    revision: registry.gauge({
      name: "apiserver_watch_cache_resource_version",
      help: "[ALPHA] Current resource version of watch cache broken by resource type. This is truncated to the 15 least significant digits.",
      labels,
    }),
    waits: registry.histogram({
      name: "apiserver_watch_cache_read_wait_seconds",
      help: "[ALPHA] Histogram of time spent waiting for a watch cache to become fresh.",
      labels,
      bounds: WAIT_SECONDS,
    }),
  };
}

/** How many objects of each resource there are; counted when somebody looks. */
export function observeStorage(metrics: MetricsRegistry, resources: ResourceRegistry): void {
  const stored = metrics.gauge({
    name: "apiserver_storage_objects",
    help: "[STABLE] (Deprecated since 1.34.0) [DEPRECATED, consider using apiserver_resource_objects instead] Number of stored objects at the time of last check split by kind. In case of a fetching error, the value will be -1.",
    labels: ["resource"],
  });
  const byResource = metrics.gauge({
    name: "apiserver_resource_objects",
    help: "[ALPHA] Number of stored objects at the time of last check split by kind. In case of a fetching error, the value will be -1.",
    labels: ["group", "resource"],
  });
  const sizes = metrics.gauge({
    name: "apiserver_resource_size_estimate_bytes",
    help: "[ALPHA] Estimated size of stored objects in database. Estimate is based on sum of last observed sizes of serialized objects. In case of a fetching error, the value will be -1.",
    labels: ["group", "resource"],
  });
  metrics.beforeScrape(async () => {
    await Promise.all(
      [...resources.stores()].map(async (store) => {
        const { group, plural } = store.definition;
        const count = await store.count("").catch(() => -1);
        stored.with(groupResourceToString({ group, resource: plural })).set(count);
        byResource.with(group, plural).set(count);
        sizes.with(group, plural).set(await sizeOf(store, count).catch(() => -1));
      }),
    );
  });
}

// Objects of a resource are of about one size.
const SAMPLE = 32;

async function sizeOf(store: Store, count: number): Promise<number> {
  if (count <= 0) return count;
  const { items } = await store.list({ namespace: "", predicate: EVERY_OBJECT, limit: SAMPLE, resourceVersion: "0" });
  const sample = items.slice(0, SAMPLE);
  const bytes = sample.reduce((total, item) => total + item.bytes.length, 0);
  return Math.ceil((bytes / Math.max(1, sample.length)) * count);
}

/** How much the backend has on disk. */
export function observeBackend(metrics: MetricsRegistry, backend: StorageBackend): void {
  const size = metrics.gauge({
    name: "apiserver_storage_size_bytes",
    help: "[STABLE] Size of the storage database file physically allocated in bytes.",
    labels: ["storage_cluster_id"],
  });
  metrics.beforeScrape(async () => {
    // A backend that is away is for the health checks to tell.
    const stats = await backend.stats().catch(() => undefined);
    if (stats !== undefined) size.with("etcd-0").set(stats.sizeBytes);
  });
}
