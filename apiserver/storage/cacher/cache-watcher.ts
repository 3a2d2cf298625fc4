import { newCompacted } from "../errors.js";
import { keyAfter, sortKey } from "../ordered/index.js";
import { matches, type EncodedObject, type ObjectChange } from "../resource/index.js";
import type { ObjectEvent, ObjectWatch, SelectionPredicate, TakeEvents } from "../resource-storage.js";
import { yieldToLoop } from "../stream/yield-to-loop.js";
import type { EventHistory } from "./event-history.js";
import type { ObjectMap } from "./snapshots.js";
import type { WatcherPlace } from "./watcher-index.js";

/** What a watch starts with, in order of keys. */
export interface InitialEvents {
  readonly objects: ObjectMap;
  /** Sort keys: `from` <= key < `to`. */
  readonly from: string;
  readonly to: string;
  /** The revision of `objects`, for a bookmark that says they are complete; undefined for none. */
  readonly endRevision: bigint | undefined;
}

export interface WatchStart {
  readonly initial: InitialEvents | undefined;
  /** The first change to show. */
  readonly sequence: number;
  /** Changes up to it are not shown, for watches that start in the future. */
  readonly afterRevision: bigint;
}

export interface CacheWatcherHost {
  readonly history: EventHistory;
  readonly limits: WatcherLimits;
  /** From now on `offer` is called for each change that may concern the watcher, and `bookmark` when one is due. */
  goLive(watcher: CacheWatcher): void;
  /** No more calls of `offer`; the watcher reads the history again. */
  leaveLive(watcher: CacheWatcher): void;
  /** The watcher has ended. */
  forget(watcher: CacheWatcher): void;
  /** Calls `wake` when it is this watcher's turn. */
  wakeSoon(watcher: CacheWatcher): void;
}

export interface WatcherLimits {
  readonly maxEvents: number;
  readonly maxBytes: number;
}

export interface CacheWatcherOptions {
  readonly prefix: string;
  readonly place: WatcherPlace;
  readonly predicate: SelectionPredicate;
  readonly allowBookmarks: boolean;
  readonly deadlineMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  /** Called when the watch first goes live. */
  readonly onInitialized: (() => void) | undefined;
}

const CHANGES_PER_BATCH = 500;
const LOOKS_PER_SLICE = 1_000;
const DECODES_PER_SLICE = 250;
// What a live reader takes in its turn. Some 30 KB are cheapest to write: less pays for each write, more for memory.
const EVENTS_PER_TURN = 24;

/**
 * One watch. It first shows a snapshot, then follows the history, and once it has caught up it is live: changes are put
 * into its queue as they happen. A queue that grows too long is given up for the history again, so a slow reader holds
 * no memory and costs writers nothing; one that falls out of the history is ended.
 */
export class CacheWatcher implements ObjectWatch, AsyncIterableIterator<readonly ObjectEvent[]> {
  readonly prefix: string;
  readonly place: WatcherPlace;
  readonly predicate: SelectionPredicate;
  readonly allowBookmarks: boolean;
  readonly deadlineMs: number | undefined;
  readonly #host: CacheWatcherHost;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = (): void => {
    this.#queue = [];
    this.end(this.#signal?.reason as Error);
  };
  #opening: Promise<WatchStart> | undefined;
  #initial: InitialEvents | undefined;
  #position: string | undefined;
  #sequence = 0;
  #afterRevision = 0n;
  // How far the reader has come, for the error of one that is too slow.
  #lastRevision = 0n;
  #live = false;
  #queue: ObjectEvent[] = [];
  #queueBytes = 0;
  // Whom batches are handed to while the reader's loop waits, so that it need not be woken for them.
  #take: TakeEvents | undefined;
  // What the loop has to wait for before it goes on.
  #taking: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #wakesSoon = false;
  // More is queued, but others come first.
  #tookItsTurn = false;
  #ended = false;
  #error: Error | undefined;
  #onInitialized: (() => void) | undefined;

  constructor(host: CacheWatcherHost, opts: CacheWatcherOptions) {
    this.#host = host;
    this.#signal = opts.signal;
    this.prefix = opts.prefix;
    this.place = opts.place;
    this.predicate = opts.predicate;
    this.allowBookmarks = opts.allowBookmarks;
    this.deadlineMs = opts.deadlineMs;
    this.#onInitialized = opts.onInitialized;
  }

  /** `start` says where the watch begins, once the cache is fresh enough; its error is the reader's. */
  open(start: Promise<WatchStart>): void {
    this.#opening = start;
    if (this.#signal?.aborted === true) this.#onAbort();
    else this.#signal?.addEventListener("abort", this.#onAbort, { once: true });
    // The reader sees the error at its next call; without one nobody is left to tell.
    start.catch(() => undefined);
  }

  /** Puts in the event that `change`, the one with number `sequence`, is to this watch; in order, while live. */
  offer(event: ObjectEvent, change: ObjectChange, sequence: number): void {
    if (change.revision <= this.#afterRevision) return;
    const { maxEvents, maxBytes } = this.#host.limits;
    this.#queueBytes += byteLengthOf(event);
    if (this.#queue.length >= maxEvents || (this.#queue.length > 0 && this.#queueBytes > maxBytes)) {
      this.#live = false;
      this.#sequence = sequence;
      this.#host.leaveLive(this);
      this.#wakeReader();
      return;
    }
    this.#queue.push(event);
    this.#wakeSoon();
  }

  /** Lets the reader take what is queued. */
  wake(): void {
    this.#wakesSoon = false;
    if (this.#take === undefined || this.#wake === undefined || !this.#live || this.#ended) this.#wakeReader();
    else this.#hand(this.#take);
  }

  /** All changes up to `revision` have been offered. */
  bookmark(revision: bigint): void {
    if (!this.#live || revision < this.#afterRevision) return;
    if (this.#queue.at(-1)?.type === "BOOKMARK") this.#queue.pop();
    this.#queue.push({ type: "BOOKMARK", revision });
    this.#wakeReader();
  }

  /** Ends the watch: cleanly after what is queued, or by an error. */
  end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#initial = undefined;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#host.forget(this);
    this.#wakeReader();
  }

  async deliver(take: TakeEvents): Promise<void> {
    this.#take = take;
    try {
      for (let batch = await this.#nextBatch(); batch !== undefined; batch = await this.#nextBatch()) {
        const taking = take(batch);
        if (taking !== undefined) await taking;
      }
    } finally {
      void this.return();
    }
  }

  async next(): Promise<IteratorResult<readonly ObjectEvent[], undefined>> {
    try {
      const batch = await this.#nextBatch();
      return batch === undefined ? { done: true, value: undefined } : { done: false, value: batch };
    } catch (err) {
      this.end();
      throw err;
    }
  }

  return(): Promise<IteratorResult<readonly ObjectEvent[], undefined>> {
    this.#queue = [];
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #nextBatch(): Promise<readonly ObjectEvent[] | undefined> {
    const opening = this.#opening;
    if (opening !== undefined) {
      this.#opening = undefined;
      const start = await opening;
      this.#initial = start.initial;
      this.#sequence = start.sequence;
      this.#afterRevision = start.afterRevision;
      this.#lastRevision = start.afterRevision;
    }
    for (;;) {
      const taking = this.#taking;
      if (taking !== undefined) {
        this.#taking = undefined;
        await taking;
      }
      const isLive = this.#live && !this.#ended;
      if (this.#queue.length > 0 && !(this.#tookItsTurn && isLive)) return this.#takeQueue(isLive);
      if (this.#ended) {
        const error = this.#error;
        this.#error = undefined;
        if (error !== undefined) throw error;
        return undefined;
      }
      if (this.#initial !== undefined) {
        const batch = this.#readInitial(this.#initial);
        if (batch.length > 0) return batch;
        await yieldToLoop();
      } else if (!this.#live) {
        const batch = this.#readHistory();
        if (batch.length > 0) return batch;
        if (!this.#live) await yieldToLoop();
      } else {
        const next = new Promise<void>((resolve) => (this.#wake = resolve));
        if (this.#tookItsTurn) this.#wakeSoon();
        this.#tookItsTurn = false;
        await next;
      }
    }
  }

  /** The loop waits: gives it something to do only where `take` does. */
  #hand(take: TakeEvents): void {
    if (this.#queue.length === 0) return;
    try {
      this.#taking = take(this.#takeQueue(true)) ?? undefined;
    } catch (err) {
      this.#taking = Promise.reject(err as Error);
    }
    if (this.#taking !== undefined) {
      // The loop sees it.
      this.#taking.catch(() => undefined);
      this.#wakeReader();
    } else if (this.#queue.length > 0) {
      this.#wakeSoon();
    }
  }

  #takeQueue(isLive: boolean): readonly ObjectEvent[] {
    if (this.#queue.length <= EVENTS_PER_TURN || !isLive) {
      const batch = this.#queue;
      this.#queue = [];
      this.#queueBytes = 0;
      return batch;
    }
    this.#tookItsTurn = true;
    const batch = this.#queue.splice(0, EVENTS_PER_TURN);
    for (const event of batch) this.#queueBytes -= byteLengthOf(event);
    return batch;
  }

  #readInitial(initial: InitialEvents): readonly ObjectEvent[] {
    const batch: ObjectEvent[] = [];
    let looks = 0;
    let last: EncodedObject | undefined;
    const most = this.predicate.empty ? CHANGES_PER_BATCH : DECODES_PER_SLICE;
    initial.objects.visit(this.#position ?? initial.from, initial.to, (object) => {
      last = object;
      if (matches(this.predicate, object)) batch.push({ type: "ADDED", object });
      return ++looks < most;
    });
    if (last !== undefined && looks === most) {
      this.#position = keyAfter(sortKey(last.key));
      return batch;
    }
    this.#initial = undefined;
    if (initial.endRevision !== undefined)
      batch.push({ type: "BOOKMARK", revision: initial.endRevision, initialEventsEnd: true });
    return batch;
  }

  /** A piece of the history; when it ends there, the watch is live. */
  #readHistory(): readonly ObjectEvent[] {
    const { history } = this.#host;
    if (this.#sequence < history.start) throw newCompacted(this.#lastRevision, history.floor);
    const batch: ObjectEvent[] = [];
    const end = Math.min(history.end, this.#sequence + LOOKS_PER_SLICE);
    while (this.#sequence < end && batch.length < CHANGES_PER_BATCH) {
      const change = history.at(this.#sequence++);
      this.#lastRevision = change.revision;
      if (change.revision <= this.#afterRevision || !change.key.startsWith(this.prefix)) continue;
      const event = change.eventFor(this.predicate);
      if (event !== undefined) batch.push(event);
    }
    if (this.#sequence === history.end) {
      this.#live = true;
      this.#host.goLive(this);
      this.#onInitialized?.();
      this.#onInitialized = undefined;
    }
    return batch;
  }

  #wakeSoon(): void {
    if (this.#wake === undefined || this.#wakesSoon) return;
    this.#wakesSoon = true;
    this.#host.wakeSoon(this);
  }

  #wakeReader(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}

function byteLengthOf(event: ObjectEvent): number {
  return event.type === "BOOKMARK" ? 0 : event.object.bytes.byteLength;
}
