import type { Attributes } from "@opentelemetry/api";
import type { Clock } from "../../../apimachinery/clock/index.js";
import type { MaybePromise } from "../../../apimachinery/promises/index.js";
import { traced } from "../../tracing/index.js";
import { isStorageError, newCompacted } from "../errors.js";
import type { OperationOptions, StorageBackend, StorageEvent, StoredValue, WriteOptions } from "../interface.js";
import { OrderedMap, prefixEnd, sortKey } from "../ordered/index.js";
import { DirectStorage, EncodedObject, EncodingMemo, ObjectChange } from "../resource/index.js";
import { planList, planWatch, type ObjectReader } from "../resource/index.js";
import type { ListPage, ListQuery, ObjectWatch, ResourceCodec } from "../resource-storage.js";
import type { ResourceStorage, SelectionPredicate, StoredObject, WatchQuery } from "../resource-storage.js";
import type { WatcherLimits, WatchStart } from "./cache-watcher.js";
import type { EventHistoryOptions } from "./event-history.js";
import { feed } from "./feed.js";
import { Freshness } from "./freshness.js";
import { LateWatch } from "./late-watch.js";
import { ObjectStore } from "./object-store.js";
import { pageOfCandidates, readPage, readSelectedPage, type PageRequest } from "./read-page.js";
import { Readiness } from "./readiness.js";
import type { ObjectMap } from "./snapshots.js";
import { WatchDispatcher } from "./watch-dispatcher.js";

export interface CacherOptions {
  readonly backend: StorageBackend;
  readonly codec: ResourceCodec;
  readonly clock: Clock;
  /** The resource's keys, `/registry/configmaps/`; ends with `/`. */
  readonly prefix: string;
  readonly namespaced: boolean;
  /** Selectable fields that lists and watches find through an index. */
  readonly indexFields?: readonly string[];
  readonly history?: EventHistoryOptions;
  /** What waits for one reader; beyond that the watch reads the history again instead. */
  readonly watcherLimits?: WatcherLimits;
  /** Shared with other resources, so that one budget covers all. */
  readonly memo?: EncodingMemo;
  readonly observer?: CacherObserver;
  /** Told of failures that the cacher recovers from. */
  readonly warn?: (message: string, cause: unknown) => void;
}

/** For metrics. */
export interface CacherObserver {
  /** The cache was filled, at first or again. */
  filled(objects: number): void;
  /** What came of the backend's watch: changes, and notes that nothing else is to come up to a revision. */
  received(changes: number, bookmarks: number): void;
  /** A list was answered; `index` is empty where no index was asked. */
  listed(index: string, looked: number, returned: number): void;
  /** A read had to be as new as the backend; false: the cache was not in time. */
  consistentRead(inTime: boolean): void;
  waited(seconds: number): void;
}

export interface CacherStats {
  readonly objects: number;
  readonly watchers: number;
  readonly revision: bigint;
  readonly historyEvents: number;
  readonly historyCapacity: number;
}

/** Watches of one resource that the backend serves since they began before the cache did. */
const MAX_RESUMED = 100;
const DEFAULT_LIMITS: WatcherLimits = { maxEvents: 1_000, maxBytes: 8 * 1024 * 1024 };

/**
 * The watch cache of one resource: all its objects as bytes, kept up to date by one watch of the backend, and every
 * read and watch that allows it served from there. `run` keeps it going; before its first list is in, reads that
 * upstream lets through go to the backend and others wait a little.
 * @see kubernetes/apiserver pkg/storage/cacher/cacher.go, delegator.go
 */
export class Cacher implements ResourceStorage {
  readonly #opts: CacherOptions;
  readonly #backend: StorageBackend;
  readonly #reader: ObjectReader;
  readonly #direct: DirectStorage;
  readonly #store: ObjectStore;
  readonly #freshness: Freshness;
  readonly #readiness: Readiness;
  readonly #dispatcher: WatchDispatcher;

  constructor(opts: CacherOptions) {
    const { backend, codec, clock, prefix, memo = new EncodingMemo(), indexFields = [] } = opts;
    this.#opts = opts;
    this.#backend = backend;
    this.#reader = { codec, memo };
    this.#store = new ObjectStore({ clock, indexFields, history: opts.history ?? {} });
    this.#direct = new DirectStorage({ backend, codec, clock, memo, cached: (key) => this.#store.get(key) });
    this.#freshness = new Freshness(clock, () => backend.requestProgress(prefix));
    this.#readiness = new Readiness(clock);
    this.#dispatcher = new WatchDispatcher({
      clock,
      history: this.#store.history,
      prefix,
      namespaced: opts.namespaced,
      indexFields,
      limits: opts.watcherLimits ?? DEFAULT_LIMITS,
      freshRevision: () => this.#freshRevision(),
    });
  }

  /** Fills the cache and follows the backend until the signal aborts; ends all watches then. */
  async run(signal: AbortSignal): Promise<void> {
    const { backend, prefix, clock, warn } = this.#opts;
    const target = {
      revision: () => this.#freshness.revision,
      replace: (values: readonly StoredValue[], revision: bigint) => this.#replace(values, revision),
      apply: (events: readonly StorageEvent[]) => this.#apply(events),
    };
    try {
      await feed(target, { backend, prefix, clock, signal, warn });
    } finally {
      this.#readiness.close();
      this.#dispatcher.endAll();
    }
  }

  get(
    key: string,
    opts: OperationOptions & { readonly resourceVersion?: string } = {},
  ): MaybePromise<StoredObject | undefined> {
    const attributes = (): Attributes => ({ key, "resource-version": opts.resourceVersion });
    return traced("cacher.Get", attributes, () => this.#get(key, opts));
  }

  list(prefix: string, query: ListQuery): Promise<ListPage> {
    const attributes = (): Attributes => ({ key: prefix, limit: query.limit });
    return traced("cacher.GetList", attributes, () => this.#list(prefix, query));
  }

  watch(prefix: string, query: WatchQuery): ObjectWatch {
    const narrowed = this.#narrowed(prefix, query.predicate);
    const plan = planWatch(query);
    if (plan.initialEvents || plan.revision === undefined) return this.#follow(narrowed, query);
    if (this.#readiness.ready) return this.#resume(narrowed, query, plan.revision);
    return new LateWatch(this.#resumeWhenReady(narrowed, query, plan.revision));
  }

  create(key: string, bytes: Uint8Array, opts?: WriteOptions): Promise<StoredObject> {
    return this.#direct.create(key, bytes, opts);
  }

  update(key: string, bytes: Uint8Array, expectedRevision: bigint, opts?: WriteOptions): Promise<StoredObject> {
    return this.#direct.update(key, bytes, expectedRevision, opts);
  }

  async delete(key: string, expectedRevision: bigint, opts?: OperationOptions): Promise<StoredObject> {
    const known = this.#store.get(key);
    if (known?.revision !== expectedRevision) return this.#direct.delete(key, expectedRevision, opts);
    return known.deletedAt(await this.#backend.delete(key, expectedRevision, opts));
  }

  count(prefix: string): Promise<number> {
    return this.#readiness.ready ? Promise.resolve(this.#store.count(prefix)) : this.#backend.count(prefix);
  }

  watcherCount(prefix: string): number {
    return this.#dispatcher.count(prefix) + this.#direct.watcherCount(prefix);
  }

  get ready(): boolean {
    return this.#readiness.ready;
  }

  waitReady(opts: OperationOptions = {}): Promise<void> {
    return this.#readiness.whenReady(opts.signal);
  }

  /** For metrics. */
  stats(): CacherStats {
    const { history } = this.#store;
    return {
      objects: this.#store.size,
      watchers: this.#dispatcher.size,
      revision: this.#freshness.revision,
      historyEvents: history.end - history.start,
      historyCapacity: history.capacity,
    };
  }

  #get(
    key: string,
    opts: OperationOptions & { readonly resourceVersion?: string },
  ): MaybePromise<StoredObject | undefined> {
    const { resourceVersion = "", signal } = opts;
    if (!this.#readiness.ready) return this.#direct.get(key, opts);
    if (resourceVersion === "") return this.#isKnownNewest() ? this.#store.get(key) : this.#direct.get(key, opts);
    const wanted = BigInt(resourceVersion);
    if (wanted <= this.#freshness.revision) return this.#store.get(key);
    return this.#freshness.wait(wanted, signal).then(() => this.#store.get(key));
  }

  async #list(prefix: string, query: ListQuery): Promise<ListPage> {
    const { limit, predicate, signal } = query;
    signal?.throwIfAborted();
    if (!this.#readiness.ready) {
      if (limit > 0 && predicate.empty) return this.#direct.list(prefix, query);
      await this.#readiness.wait(signal);
    }
    const plan = planList(query);
    if (plan.kind !== "newest") {
      await this.#waitFor(plan.revision, signal);
    } else {
      const newest = await this.#isNewest(signal);
      this.#opts.observer?.consistentRead(newest);
      if (!newest) return this.#direct.list(prefix, query);
    }
    const objects = plan.kind === "exact" ? this.#store.stateAt(plan.revision) : this.#store.objects;
    if (objects === undefined) return this.#direct.list(prefix, query);
    return this.#readPage(objects, query, {
      prefix: this.#narrowed(prefix, predicate),
      after: plan.kind === "atLeast" ? undefined : plan.after,
      limit: query.resourceVersion === "0" ? 0 : limit,
      revision: plan.kind === "exact" ? plan.revision : this.#freshness.revision,
    });
  }

  #replace(values: readonly StoredValue[], revision: bigint): void {
    const objects = this.#mapOf(values);
    // Who watched before this list cannot be told what happened in between; their clients resume or list again.
    if (this.#readiness.ready) this.#dispatcher.endAll();
    this.#store.replace(objects, revision);
    this.#freshness.reset(revision);
    this.#readiness.setReady();
    this.#opts.observer?.filled(values.length);
  }

  #mapOf(values: readonly StoredValue[]): ObjectMap {
    const objects: ObjectMap = new OrderedMap<EncodedObject>();
    for (const value of values) objects.set(sortKey(value.key), new EncodedObject(this.#reader, value));
    return objects;
  }

  #apply(events: readonly StorageEvent[]): void {
    let changes = 0;
    for (const event of events) {
      if (event.type !== "progress") {
        changes++;
        const change = this.#change(event);
        this.#store.apply(change);
        this.#dispatcher.dispatch(change);
      }
      this.#freshness.advance(event.revision);
    }
    this.#freshness.wake();
    this.#opts.observer?.received(changes, events.length - changes);
  }

  #change(event: Exclude<StorageEvent, { type: "progress" }>): ObjectChange {
    const key = event.type === "put" ? event.value.key : event.key;
    const current = event.type === "put" ? new EncodedObject(this.#reader, event.value) : undefined;
    return new ObjectChange(key, event.revision, current, this.#store.get(key));
  }

  #follow(prefix: string, query: WatchQuery): ObjectWatch {
    return this.#dispatcher.watch(prefix, query, this.#startWatch(prefix, query));
  }

  /**
   * The cache knows no change from before its list. What a client missed while the server was away is read from the
   * backend, for as many as that bears; more are told to list again, as upstream tells all.
   */
  #resume(prefix: string, query: WatchQuery, after: bigint): ObjectWatch {
    const { history } = this.#store;
    const isFromBefore = after < history.floor && history.isWhole;
    if (isFromBefore && this.#direct.watcherCount(this.#opts.prefix) < MAX_RESUMED)
      return this.#direct.watch(prefix, query);
    return this.#follow(prefix, query);
  }

  async #resumeWhenReady(prefix: string, query: WatchQuery, after: bigint): Promise<ObjectWatch> {
    await this.#readiness.wait(query.signal);
    return this.#resume(prefix, query, after);
  }

  async #startWatch(prefix: string, query: WatchQuery): Promise<WatchStart> {
    const { signal } = query;
    await this.#readiness.wait(signal);
    const plan = planWatch(query);
    const { history } = this.#store;
    if (!plan.initialEvents) {
      const after = plan.revision ?? this.#freshness.revision;
      if (after < history.floor) throw newCompacted(after, history.floor);
      const sequence = plan.revision === undefined ? history.end : history.firstAfter(after);
      return { initial: undefined, sequence, afterRevision: after };
    }
    const newest = plan.revision === undefined;
    if (plan.revision !== undefined) await this.#freshness.wait(plan.revision, signal);
    const state = newest && !(await this.#isNewest(signal)) ? await this.#readAll(prefix, signal) : this.#present();
    const from = sortKey(prefix);
    const endRevision = plan.initialEventsEnd ? state.revision : undefined;
    return {
      initial: { objects: state.objects, from, to: prefixEnd(from), endRevision },
      sequence: history.firstAfter(state.revision),
      afterRevision: state.revision,
    };
  }

  #present(): { readonly objects: ObjectMap; readonly revision: bigint } {
    return { objects: this.#store.objects.clone(), revision: this.#freshness.revision };
  }

  /** From the backend, where the cache cannot tell whether it is up to date. */
  async #readAll(
    prefix: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly objects: ObjectMap; readonly revision: bigint }> {
    const { values, revision } = await this.#backend.list(prefix, signal === undefined ? {} : { signal });
    return { objects: this.#mapOf(values), revision };
  }

  async #readPage(objects: ObjectMap, query: ListQuery, request: PageRequest): Promise<ListPage> {
    const { predicate } = query;
    const present = objects === this.#store.objects;
    const { observer } = this.#opts;
    let page: ListPage;
    if (predicate.empty) {
      page = readPage(objects, request, this.#reader.memo);
      observer?.listed("", page.items.length, page.items.length);
    } else {
      const candidates = this.#candidates(objects, request, predicate);
      if (candidates !== undefined) {
        page = pageOfCandidates(candidates.objects, request, query);
        observer?.listed(candidates.index, candidates.objects.length, page.items.length);
      } else {
        const state = present ? objects.clone() : objects;
        const labelled = (present ? this.#store.labelled(predicate) : undefined) ?? state;
        page = await readSelectedPage(state, labelled, request, query);
        const from = sortKey(request.prefix);
        observer?.listed("", labelled.count(from, prefixEnd(from)), page.items.length);
      }
    }
    if (present && page.continueAfter !== undefined && objects === this.#store.objects)
      this.#store.keep(request.revision);
    return page;
  }

  /** What an exact selector leaves to look at; undefined when nothing narrows it down. */
  #candidates(
    objects: ObjectMap,
    { prefix, after }: PageRequest,
    predicate: SelectionPredicate,
  ): { readonly index: string; readonly objects: readonly EncodedObject[] } | undefined {
    const exactField = predicate.exactField?.bind(predicate);
    const name = exactField?.("metadata.name");
    if (name !== undefined && (!this.#opts.namespaced || prefix !== this.#opts.prefix)) {
      const object = objects.get(sortKey(prefix + name));
      const isThere = object !== undefined && (after === undefined || object.key > after);
      return { index: "", objects: isThere ? [object] : [] };
    }
    if (objects !== this.#store.objects) return undefined;
    const found = this.#store.indexFor(exactField);
    const from = sortKey(prefix);
    if (found === undefined) return undefined;
    const start = after === undefined ? from : sortKey(after) + "\0";
    return { index: `f:${found.index.field}`, objects: found.index.list(found.value, start, prefixEnd(from)) };
  }

  /** A selector of one namespace looks at no other. */
  #narrowed(prefix: string, predicate: SelectionPredicate): string {
    if (!this.#opts.namespaced || prefix !== this.#opts.prefix || predicate.empty) return prefix;
    const namespace = predicate.exactField?.("metadata.namespace");
    return namespace === undefined || namespace === "" ? prefix : `${prefix}${namespace}/`;
  }

  /** True when the cache has all that the backend has now, and the backend could tell without asking anybody. */
  #isKnownNewest(): boolean {
    const current = this.#backend.currentRevisionIfSeen?.(this.#opts.prefix, this.#freshness.revision);
    if (current === undefined) return false;
    this.#freshness.advance(current);
    return true;
  }

  async #waitFor(revision: bigint, signal: AbortSignal | undefined): Promise<void> {
    if (revision <= this.#freshness.revision) return;
    const { clock, observer } = this.#opts;
    const start = clock.monotonic();
    try {
      await this.#freshness.wait(revision, signal);
    } finally {
      observer?.waited((clock.monotonic() - start) / 1000);
    }
  }

  /** True once the cache has all that the backend has now; false when it cannot tell in time. */
  async #isNewest(signal: AbortSignal | undefined): Promise<boolean> {
    if (this.#isKnownNewest()) return true;
    if (this.#backend.progressIsReliable === false) return false;
    const revision = await this.#backend.currentRevision(signal === undefined ? {} : { signal });
    try {
      await this.#waitFor(revision, signal);
      return true;
    } catch (err) {
      if (isStorageError(err, "FutureRevision")) return false;
      throw err;
    }
  }

  async #freshRevision(): Promise<bigint> {
    try {
      await this.#isNewest(undefined);
    } catch (err) {
      this.#opts.warn?.(`no fresh revision for bookmarks of ${this.#opts.prefix}`, err);
    }
    return this.#freshness.revision;
  }
}
