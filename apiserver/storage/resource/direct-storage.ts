import type { Clock } from "../../../apimachinery/clock/index.js";
import { newFutureRevision } from "../errors.js";
import type { OperationOptions, StorageBackend, StorageEvent, StoredValue, WriteOptions } from "../interface.js";
import type {
  ListPage,
  ListQuery,
  ObjectEvent,
  ObjectWatch,
  ResourceCodec,
  ResourceStorage,
  StoredObject,
  WatchQuery,
} from "../resource-storage.js";
import { leavable } from "../stream/leavable.js";
import { BookmarkTimer } from "./bookmark-timer.js";
import { EncodedObject, type ObjectReader } from "./encoded-object.js";
import { EncodingMemo } from "./encoding-memo.js";
import { IteratedWatch } from "./iterated-watch.js";
import { matches, ObjectChange } from "./object-change.js";
import { listSelected } from "./list-selected.js";
import { planList } from "./list-plan.js";
import { planWatch } from "./watch-plan.js";

const INITIAL_EVENTS_PAGE = 500;

export interface DirectStorageOptions {
  readonly backend: StorageBackend;
  readonly codec: ResourceCodec;
  readonly clock: Clock;
  /** Shared with other resources, so that one budget covers all. */
  readonly memo?: EncodingMemo;
  /** The object that a cache holds under a key, so that a state that is there already is not made a second time. */
  readonly cached?: (key: string) => EncodedObject | undefined;
}

/** Answers every request from the backend: for resources whose cache is off, and while a cache cannot answer. */
export class DirectStorage implements ResourceStorage {
  readonly #backend: StorageBackend;
  readonly #clock: Clock;
  readonly #reader: ObjectReader;
  readonly #cached: ((key: string) => EncodedObject | undefined) | undefined;
  readonly #watchers = new Map<string, number>();

  constructor(opts: DirectStorageOptions) {
    this.#backend = opts.backend;
    this.#clock = opts.clock;
    this.#reader = { codec: opts.codec, memo: opts.memo ?? new EncodingMemo() };
    this.#cached = opts.cached;
  }

  async get(
    key: string,
    opts: OperationOptions & { readonly resourceVersion?: string } = {},
  ): Promise<StoredObject | undefined> {
    const value = await this.#backend.get(key, signalOf(opts));
    const wanted = BigInt(opts.resourceVersion ?? "");
    if (wanted > 0n && (value?.modRevision ?? 0n) < wanted) {
      const current = await this.#backend.currentRevision(signalOf(opts));
      if (current < wanted) throw newFutureRevision(wanted, current);
    }
    return value && this.#object(value);
  }

  async list(prefix: string, query: ListQuery): Promise<ListPage> {
    const plan = planList(query);
    const page = await listSelected(query, {
      revision: plan.kind === "exact" ? plan.revision : undefined,
      after: plan.kind === "atLeast" ? undefined : plan.after,
      read: (opts) => this.#backend.list(prefix, { ...opts, ...signalOf(query) }),
      object: (value) => this.#object(value),
    });
    if (plan.kind === "atLeast" && page.revision < plan.revision) throw newFutureRevision(plan.revision, page.revision);
    return page;
  }

  watch(prefix: string, query: WatchQuery): ObjectWatch {
    return new IteratedWatch(leavable((signal) => this.#watch(prefix, { ...query, signal }), query.signal));
  }

  async create(key: string, bytes: Uint8Array, opts?: WriteOptions): Promise<StoredObject> {
    return this.#object(await this.#backend.create(key, bytes, opts));
  }

  async update(key: string, bytes: Uint8Array, expectedRevision: bigint, opts?: WriteOptions): Promise<StoredObject> {
    return this.#object(await this.#backend.update(key, bytes, expectedRevision, opts));
  }

  async delete(key: string, expectedRevision: bigint, opts?: OperationOptions): Promise<StoredObject> {
    const last = await this.#backend.get(key, signalOf(opts ?? {}));
    const revision = await this.#backend.delete(key, expectedRevision, opts);
    // The delete went through at `expectedRevision`, so that is the last state; a read before it may be older.
    const value = last?.modRevision === expectedRevision ? last : await this.#stateBefore(key, revision);
    return this.#object(value).deletedAt(revision);
  }

  count(prefix: string): Promise<number> {
    return this.#backend.count(prefix);
  }

  watcherCount(prefix: string): number {
    let count = 0;
    for (const [watched, n] of this.#watchers) {
      if (watched.startsWith(prefix) || prefix.startsWith(watched)) count += n;
    }
    return count;
  }

  async waitReady(opts: OperationOptions = {}): Promise<void> {
    await this.#backend.currentRevision(opts);
  }

  async *#watch(prefix: string, query: WatchQuery): AsyncGenerator<readonly ObjectEvent[], void> {
    const bookmarks = new BookmarkTimer(this.#clock, query, () => this.#backend.requestProgress(prefix));
    this.#count(prefix, 1);
    bookmarks.start();
    try {
      const after = yield* this.#initialEvents(prefix, query);
      query.onInitialized?.();
      for await (const batch of this.#backend.watch(prefix, { afterRevision: after, ...signalOf(query) })) {
        const events = this.#select(batch, query, bookmarks);
        if (events.length > 0) yield events;
      }
      query.signal?.throwIfAborted();
    } finally {
      bookmarks.stop();
      this.#count(prefix, -1);
    }
  }

  /** Yields what the watch starts with and returns the revision that its changes follow. */
  async *#initialEvents(prefix: string, query: WatchQuery): AsyncGenerator<readonly ObjectEvent[], bigint> {
    const plan = planWatch(query);
    const signal = signalOf(query);
    if (!plan.initialEvents) return plan.revision ?? (await this.#backend.currentRevision(signal));
    let page = await this.#backend.list(prefix, { limit: INITIAL_EVENTS_PAGE, ...signal });
    const revision = page.revision;
    if (plan.revision !== undefined && revision < plan.revision) throw newFutureRevision(plan.revision, revision);
    for (;;) {
      const selected = page.values.map((value) => this.#object(value)).filter((o) => matches(query.predicate, o));
      if (selected.length > 0) yield selected.map((object) => ({ type: "ADDED", object }));
      const last = page.values.at(-1);
      if (!page.more || last === undefined) break;
      page = await this.#backend.list(prefix, { limit: INITIAL_EVENTS_PAGE, after: last.key, revision, ...signal });
    }
    if (plan.initialEventsEnd) yield [{ type: "BOOKMARK", revision, initialEventsEnd: true }];
    return revision;
  }

  #select(batch: readonly StorageEvent[], query: WatchQuery, bookmarks: BookmarkTimer): ObjectEvent[] {
    const events: ObjectEvent[] = [];
    for (const event of batch) {
      if (event.type === "progress") {
        if (bookmarks.take()) events.push({ type: "BOOKMARK", revision: event.revision });
        continue;
      }
      const selected = this.#change(event).eventFor(query.predicate);
      if (selected !== undefined) events.push(selected);
    }
    return events;
  }

  #change(event: Exclude<StorageEvent, { type: "progress" }>): ObjectChange {
    const previous = event.previous && this.#object(event.previous);
    if (event.type === "delete") return new ObjectChange(event.key, event.revision, undefined, previous);
    return new ObjectChange(event.value.key, event.revision, this.#object(event.value), previous);
  }

  async #stateBefore(key: string, revision: bigint): Promise<StoredValue> {
    const value = await this.#backend.get(key, { revision: revision - 1n });
    if (value === undefined) throw new Error(`key ${key} was deleted at ${revision} but had no value before`);
    return value;
  }

  #object(value: StoredValue): EncodedObject {
    const cached = this.#cached?.(value.key);
    return cached?.revision === value.modRevision ? cached : new EncodedObject(this.#reader, value);
  }

  #count(prefix: string, by: number): void {
    const count = (this.#watchers.get(prefix) ?? 0) + by;
    if (count === 0) this.#watchers.delete(prefix);
    else this.#watchers.set(prefix, count);
  }
}

function signalOf(opts: OperationOptions): OperationOptions {
  return opts.signal === undefined ? {} : { signal: opts.signal };
}
