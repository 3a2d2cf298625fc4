import type { Clock } from "../../../apimachinery/clock/index.js";
import { nextBookmarkMs, type ObjectChange } from "../resource/index.js";
import type { WatchQuery } from "../resource-storage.js";
import { BookmarkWheel } from "./bookmark-wheel.js";
import { CacheWatcher, type CacheWatcherHost, type WatcherLimits, type WatchStart } from "./cache-watcher.js";
import type { EventHistory } from "./event-history.js";
import { WakePacer } from "./wake-pacer.js";
import { WatcherIndex } from "./watcher-index.js";

export interface WatchDispatcherOptions {
  readonly clock: Clock;
  readonly history: EventHistory;
  /** The resource's prefix. */
  readonly prefix: string;
  readonly namespaced: boolean;
  readonly indexFields: readonly string[];
  readonly limits: WatcherLimits;
  /** A revision as new as can be had, up to which all changes have been dispatched. */
  readonly freshRevision: () => Promise<bigint>;
}

/** Hands each change to the watchers that it concerns, and bookmarks to those that are due. */
export class WatchDispatcher {
  readonly #opts: WatchDispatcherOptions;
  readonly #index: WatcherIndex<CacheWatcher>;
  readonly #wheel: BookmarkWheel<CacheWatcher>;
  readonly #open = new Set<CacheWatcher>();
  readonly #host: CacheWatcherHost;

  constructor(opts: WatchDispatcherOptions) {
    this.#opts = opts;
    this.#index = new WatcherIndex(opts.prefix, opts.indexFields);
    this.#wheel = new BookmarkWheel(opts.clock, (due) => void this.#sendBookmarks(due));
    const pacer = new WakePacer(opts.clock);
    this.#host = {
      history: opts.history,
      limits: opts.limits,
      goLive: (watcher) => this.#goLive(watcher),
      leaveLive: (watcher) => this.#index.delete(watcher, watcher.place),
      forget: (watcher) => this.#forget(watcher),
      wakeSoon: (watcher) => pacer.add(watcher),
    };
  }

  /** How many watches there are, live or not yet. */
  get size(): number {
    return this.#open.size;
  }

  /** How many a change below `prefix` may concern. */
  count(prefix: string): number {
    return this.#index.count(prefix);
  }

  /** `prefix` may lie below that of the query, where its selector narrows it. */
  watch(prefix: string, query: WatchQuery, start: Promise<WatchStart>): CacheWatcher {
    const place = this.#index.placeOf({ prefix, predicate: query.predicate }, this.#opts.namespaced);
    const watcher = new CacheWatcher(this.#host, {
      prefix,
      place,
      predicate: query.predicate,
      allowBookmarks: query.allowBookmarks,
      deadlineMs: query.deadlineMs,
      signal: query.signal,
      onInitialized: query.onInitialized,
    });
    this.#open.add(watcher);
    watcher.open(start);
    return watcher;
  }

  /** `change` is the newest of the history. */
  dispatch(change: ObjectChange): void {
    if (this.#index.size === 0) return;
    const sequence = this.#opts.history.end - 1;
    this.#index.forChange(change, (watcher) => {
      const event = change.eventFor(watcher.predicate);
      if (event !== undefined) watcher.offer(event, change, sequence);
    });
  }

  /** Ends all watches cleanly. */
  endAll(): void {
    for (const watcher of [...this.#open]) watcher.end();
  }

  #goLive(watcher: CacheWatcher): void {
    this.#index.add(watcher, watcher.place);
    if (watcher.allowBookmarks && !this.#wheel.has(watcher)) this.#schedule(watcher);
  }

  #forget(watcher: CacheWatcher): void {
    this.#open.delete(watcher);
    this.#index.delete(watcher, watcher.place);
    this.#wheel.delete(watcher);
  }

  #schedule(watcher: CacheWatcher): void {
    const due = nextBookmarkMs(this.#opts.clock.monotonic(), watcher.deadlineMs);
    if (due !== undefined) this.#wheel.add(watcher, due);
  }

  async #sendBookmarks(due: readonly CacheWatcher[]): Promise<void> {
    const revision = await this.#opts.freshRevision();
    for (const watcher of due) {
      if (!this.#open.has(watcher)) continue;
      watcher.bookmark(revision);
      this.#schedule(watcher);
    }
  }
}
