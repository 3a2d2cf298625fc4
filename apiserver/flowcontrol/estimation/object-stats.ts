/** How much of one resource is stored. */
export interface ResourceStats {
  readonly objectCount: number;
  /** 0: not known. */
  readonly averageObjectBytes: number;
}

/** What is known of a resource's size. */
export type StatsLookup =
  | { readonly state: "known"; readonly stats: ResourceStats }
  | { readonly state: "unknown" }
  | { readonly state: "stale" };

// Counts older than this say nothing any more: three missed updates.
const STALE_AFTER_MS = 3 * 60_000;

/** Keys of resources that are gone are forgotten after an hour without an update. */
const FORGET_AFTER_MS = 60 * 60_000;

/**
 * Sizes of resources, reported once a minute by their storage. `groupResource` is `deployments.apps`.
 * @see kubernetes/apiserver pkg/util/flowcontrol/request/object_count_tracker.go
 */
export class ObjectStatsTracker {
  readonly #now: () => number;
  readonly #byResource = new Map<string, { stats: ResourceStats; atMs: number }>();

  /** `now` is a monotonic time in ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  set(groupResource: string, stats: ResourceStats): void {
    const atMs = this.#now();
    this.#byResource.set(groupResource, { stats, atMs });
    for (const [key, entry] of this.#byResource) if (atMs - entry.atMs > FORGET_AFTER_MS) this.#byResource.delete(key);
  }

  get(groupResource: string): StatsLookup {
    const entry = this.#byResource.get(groupResource);
    if (entry === undefined) return { state: "unknown" };
    if (this.#now() - entry.atMs > STALE_AFTER_MS) return { state: "stale" };
    return { state: "known", stats: entry.stats };
  }
}
