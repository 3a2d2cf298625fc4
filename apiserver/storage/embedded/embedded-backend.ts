import type { Clock, Timer } from "../../../apimachinery/clock/index.js";
import { CompactionSchedule } from "../compaction/compaction-schedule.js";
import {
  isStorageError,
  newCompacted,
  newConflict,
  newFutureRevision,
  newKeyExists,
  newUnavailable,
} from "../errors.js";
import type {
  ListOptions,
  ListResult,
  OperationOptions,
  StorageBackend,
  StorageEvent,
  StorageStats,
  StoredValue,
  WatchOptions,
  WriteOptions,
} from "../interface.js";
import { listValues } from "../memory/list-values.js";
import { OrderedMap, prefixEnd, sortKey } from "../ordered/index.js";
import { ownBytes } from "../own-bytes.js";
import { WatchHub } from "../stream/watch-hub.js";
import { ExpiryQueue, type Expiry } from "../ttl/expiry-queue.js";
import type { DatabaseThread } from "./database-thread.js";
import { GroupCommit, type PendingWrite } from "./group-commit.js";
import { LogHistory } from "./log-history.js";
import { NUMBERS_PER_ROW, unpackRows, type LogRow } from "./row-chunk.js";
import type { SyncMode } from "./schema.js";
import { SharedRowsWriter } from "./shared-rows.js";
import { WorkerClient } from "./worker-client.js";

export interface EmbeddedBackendOptions {
  /** Created when absent. One server at a time. */
  readonly dir: string;
  readonly clock: Clock;
  /**
   * `full` (the default): a write is answered once it is synced to the disk and survives a power cut. `batch`: once it
   * is handed to the operating system; it survives the end of this process, and a power cut after `syncEveryMs`.
   */
  readonly sync?: SyncMode;
  readonly syncEveryMs?: number;
  /** 5 min by default; 0: never by time. */
  readonly compactionIntervalMs?: number;
  readonly maxHistoryBytes?: number;
  /** Already started, for this backend alone; by default the backend starts one. */
  readonly thread?: DatabaseThread | undefined;
  /** Told what the operator should know: how the last process ended, what could not be done and is tried again. */
  readonly warn?: (message: string, cause?: unknown) => void;
}

/** What is there now, or the revision of the deletion. */
type Written = StoredValue | bigint;

type Expectation = (current: StoredValue | undefined) => void;

interface Write extends PendingWrite {
  readonly key: string;
  readonly sortKey: string;
  readonly previous: StoredValue | undefined;
  readonly ttlMs: number;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: Error) => void;
  /** Called once it is settled, by those who want to write the same key. */
  readonly waiting: (() => void)[];
}

const SYNC_EVERY_MS = 1_000;
const COMPACTION_INTERVAL_MS = 5 * 60_000;
const MAX_HISTORY_BYTES = 256 * 1024 * 1024;
const LOAD_BYTES = 4 * 1024 * 1024;
const COMPACTION_STEP = 5_000;
const EXPIRY_RETRY_MS = 10_000;

/**
 * Keeps everything in one SQLite database under a directory, owned by a thread of its own. The present values and their
 * index are in memory, where reads and comparisons are answered and from where the watch cache shares its bytes; the
 * thread appends each group of writes to the log, and only what is durable is ever shown.
 */
export class EmbeddedBackend implements StorageBackend {
  readonly name = "embedded";
  readonly #opts: EmbeddedBackendOptions;
  readonly #clock: Clock;
  readonly #worker = new WorkerClient();
  readonly #shared = new SharedRowsWriter();
  readonly #history = new LogHistory(this.#worker);
  readonly #hub = new WatchHub();
  readonly #commits: GroupCommit<Write>;
  readonly #compaction: CompactionSchedule;
  readonly #expiries: ExpiryQueue;
  readonly #values = new OrderedMap<StoredValue>();
  // The write of each key that is under way: the next one has to see its outcome first.
  readonly #writing = new Map<string, Write>();
  #revision = 0n;
  #compacted = 0n;
  #running = false;
  #unsynced = false;
  #syncTimer: Timer | undefined;

  constructor(opts: EmbeddedBackendOptions) {
    this.#opts = opts;
    this.#clock = opts.clock;
    this.#commits = new GroupCommit<Write>((group) => this.#commit(group), opts.clock);
    this.#expiries = new ExpiryQueue(opts.clock, (expired) => this.#expire(expired));
    this.#compaction = new CompactionSchedule({
      clock: opts.clock,
      intervalMs: opts.compactionIntervalMs ?? COMPACTION_INTERVAL_MS,
      maxHistoryBytes: opts.maxHistoryBytes ?? MAX_HISTORY_BYTES,
      currentRevision: () => this.#revision,
      compact: (revision) => this.compact(revision),
      warn: opts.warn,
    });
  }

  async start(): Promise<void> {
    const { dir, sync = "full", warn, thread } = this.#opts;
    this.#worker.start(thread);
    try {
      const { revision, compacted, notes } = await this.#worker.call("open", { dir, sync });
      for (const note of notes) warn?.(`${dir}: ${note}`);
      await this.#load();
      this.#revision = BigInt(revision);
      this.#compacted = BigInt(compacted);
    } catch (err) {
      await this.#worker.stop();
      throw err;
    }
    this.#running = true;
    this.#compaction.start();
    if (sync === "batch") this.#scheduleSync();
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    this.#syncTimer?.cancel();
    this.#expiries.stop();
    await this.#commits.idle();
    await this.#compaction.stop();
    this.#hub.close();
    await this.#worker.stop();
  }

  async get(
    key: string,
    opts: OperationOptions & { readonly revision?: bigint } = {},
  ): Promise<StoredValue | undefined> {
    this.#check(opts.signal);
    return (await this.#stateAt(opts.revision)).get(sortKey(key));
  }

  async list(prefix: string, opts: ListOptions = {}): Promise<ListResult> {
    this.#check(opts.signal);
    const values = await this.#stateAt(opts.revision);
    return listValues(values, prefix, opts.revision ?? this.#revision, opts);
  }

  async count(prefix: string): Promise<number> {
    this.#check();
    const from = sortKey(prefix);
    return this.#values.count(from, prefixEnd(from));
  }

  create(key: string, bytes: Uint8Array, opts: WriteOptions = {}): Promise<StoredValue> {
    return this.#write(key, bytes, opts, (current) => {
      if (current !== undefined) throw newKeyExists(key, current);
    }) as Promise<StoredValue>;
  }

  update(key: string, bytes: Uint8Array, expectedRevision: bigint, opts: WriteOptions = {}): Promise<StoredValue> {
    return this.#write(key, bytes, opts, (current) =>
      expectRevision(key, expectedRevision, current),
    ) as Promise<StoredValue>;
  }

  delete(key: string, expectedRevision: bigint, opts: OperationOptions = {}): Promise<bigint> {
    return this.#write(key, undefined, opts, (current) =>
      expectRevision(key, expectedRevision, current),
    ) as Promise<bigint>;
  }

  watch(prefix: string, opts: WatchOptions = {}): AsyncIterable<readonly StorageEvent[]> {
    this.#check(opts.signal);
    const upTo = this.#revision;
    const after = opts.afterRevision ?? upTo;
    const queue = this.#hub.subscribe(prefix, {
      afterRevision: after > upTo ? after : upTo,
      current: upTo,
      signal: opts.signal,
    });
    if (after < this.#compacted) queue.fail(newCompacted(after, this.#compacted));
    if (after >= upTo || queue.ended) return queue;
    return this.#history.follow(queue, { prefix, after, upTo, compacted: () => this.#compacted });
  }

  currentRevisionIfSeen(prefix: string, seen: bigint): bigint | undefined {
    const newest = this.#hub.newestBelow(prefix);
    return this.#running && newest !== undefined && newest <= seen ? this.#revision : undefined;
  }

  async currentRevision(opts: OperationOptions = {}): Promise<bigint> {
    this.#check(opts.signal);
    return this.#revision;
  }

  async requestProgress(prefix: string): Promise<void> {
    this.#check();
    this.#hub.progress(prefix, this.#revision);
  }

  async compact(revision: bigint): Promise<void> {
    this.#check();
    if (revision > this.#revision) throw newFutureRevision(revision, this.#revision);
    if (revision <= this.#compacted) return;
    this.#compacted = revision;
    this.#history.forgetBefore(revision);
    const upTo = Number(revision);
    // In steps, so that writes come in between.
    for (let at = 0; at < upTo;) at = await this.#worker.call("compact", { upTo, step: COMPACTION_STEP });
  }

  async healthCheck(opts: OperationOptions = {}): Promise<void> {
    this.#check(opts.signal);
    await this.#worker.call("ping", undefined);
  }

  async stats(): Promise<StorageStats> {
    this.#check();
    return {
      revision: this.#revision,
      compactedRevision: this.#compacted,
      sizeBytes: await this.#worker.call("sizeBytes", undefined),
      keys: this.#values.size,
    };
  }

  #check(signal?: AbortSignal): void {
    signal?.throwIfAborted();
    if (!this.#running) throw newUnavailable("storage is not running");
  }

  async #load(): Promise<void> {
    let reading = this.#worker.call("present", { after: 0, maxBytes: LOAD_BYTES });
    for (;;) {
      const { chunks, done } = await reading;
      const after = chunks.at(-1)?.numbers.at(-NUMBERS_PER_ROW) ?? 0;
      // The thread reads on while these are taken in.
      if (!done) reading = this.#worker.call("present", { after, maxBytes: LOAD_BYTES });
      for (const chunk of chunks) for (const row of unpackRows(chunk)) this.#take(row);
      if (done) return;
    }
  }

  #take({ key, value: bytes, revision, created, expires }: LogRow): void {
    if (bytes === undefined) throw new Error(`${key} has no value at ${revision}`);
    const modRevision = BigInt(revision);
    const createRevision = created === revision ? modRevision : BigInt(created);
    this.#values.set(sortKey(key), { key, bytes, modRevision, createRevision });
    if (expires === 0) return;
    const leftMs = expires - this.#clock.now();
    this.#expiries.add({ key, modRevision, dueMs: this.#clock.monotonic() + leftMs });
  }

  async #stateAt(revision: bigint | undefined): Promise<OrderedMap<StoredValue>> {
    if (revision === undefined) return this.#values;
    if (revision === this.#revision) return this.#values.clone();
    if (revision > this.#revision) throw newFutureRevision(revision, this.#revision);
    if (revision < this.#compacted) throw newCompacted(revision, this.#compacted);
    return this.#history.stateAt(revision, this.#revision, this.#values, () => this.#compacted);
  }

  /** @param expect - throws when the write must not happen, given the value that is there */
  #write(key: string, bytes: Uint8Array | undefined, opts: WriteOptions, expect: Expectation): Promise<Written> {
    return this.#writing.has(key) ? this.#writeLater(key, bytes, opts, expect) : this.#begin(key, bytes, opts, expect);
  }

  async #writeLater(key: string, bytes: Uint8Array | undefined, opts: WriteOptions, expect: Expectation) {
    this.#check(opts.signal);
    for (let other = this.#writing.get(key); other !== undefined; other = this.#writing.get(key)) {
      const { waiting } = other;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    return this.#begin(key, bytes, opts, expect);
  }

  #begin(key: string, bytes: Uint8Array | undefined, opts: WriteOptions, expect: Expectation): Promise<Written> {
    return new Promise((resolve, reject) => {
      this.#check(opts.signal);
      const at = sortKey(key);
      const previous = this.#values.get(at);
      expect(previous);
      const ttlMs = (opts.ttlSeconds ?? 0) * 1_000;
      const own = bytes && ownBytes(bytes);
      const write = { key, sortKey: at, bytes: own, previous, ttlMs, resolve, reject, waiting: [] };
      this.#writing.set(key, write);
      this.#commits.add(write);
    });
  }

  async #commit(group: readonly Write[]): Promise<void> {
    const first = this.#revision + 1n;
    const now = this.#clock.now();
    const rows = group.map(({ key, bytes, previous, ttlMs }, i): LogRow => {
      const revision = Number(first) + i;
      return {
        key,
        revision,
        created: previous === undefined ? revision : Number(previous.createRevision),
        previous: Number(previous?.modRevision ?? 0n),
        expires: ttlMs === 0 ? 0 : now + ttlMs,
        value: bytes,
      };
    });
    try {
      // One group at a time is under way, so that what was shared before has been read.
      await this.#worker.call("append", this.#shared.write(rows));
    } catch (err) {
      for (const write of group) {
        this.#release(write);
        write.reject(err as Error);
      }
      return;
    }
    this.#unsynced = true;
    for (const write of group) {
      const written = this.#apply(write, ++this.#revision);
      this.#release(write);
      write.resolve(written);
    }
  }

  /** Lets the next write of the key have its turn. */
  #release({ key, waiting }: Write): void {
    this.#writing.delete(key);
    for (const wake of waiting) wake();
  }

  /** Shows what has become durable. */
  #apply({ key, sortKey: at, bytes, previous, ttlMs }: Write, revision: bigint): Written {
    if (previous !== undefined) this.#compaction.note(previous.bytes.byteLength, revision);
    if (bytes === undefined) {
      if (previous === undefined) throw new Error(`${key} was deleted without having been there`);
      this.#values.delete(at);
      this.#hub.publish({ type: "delete", key, previous, revision });
      return revision;
    }
    const value = { key, bytes, modRevision: revision, createRevision: previous?.createRevision ?? revision };
    this.#values.set(at, value);
    if (ttlMs > 0) this.#expiries.add({ key, modRevision: revision, dueMs: this.#clock.monotonic() + ttlMs });
    this.#hub.publish({ type: "put", value, previous, revision });
    return value;
  }

  #expire(expired: readonly Expiry[]): void {
    for (const { key, modRevision } of expired) {
      if (this.#values.get(sortKey(key))?.modRevision !== modRevision) continue;
      this.delete(key, modRevision).catch((err: unknown) => {
        if (isStorageError(err, "Conflict") || !this.#running) return;
        this.#opts.warn?.(`${key} has expired but was not removed; trying again`, err);
        this.#expiries.add({ key, modRevision, dueMs: this.#clock.monotonic() + EXPIRY_RETRY_MS });
      });
    }
  }

  #scheduleSync(): void {
    const sync = async (): Promise<void> => {
      if (this.#unsynced) {
        this.#unsynced = false;
        try {
          await this.#worker.call("sync", undefined);
        } catch (err) {
          this.#unsynced = true;
          this.#opts.warn?.("writes were not synced to the disk; trying again", err);
        }
      }
      if (this.#running) this.#scheduleSync();
    };
    const everyMs = this.#opts.syncEveryMs ?? SYNC_EVERY_MS;
    this.#syncTimer = this.#clock.setTimeout(() => void sync(), everyMs, { unref: true });
  }
}

function expectRevision(key: string, expected: bigint, current: StoredValue | undefined): void {
  if (current?.modRevision !== expected) throw newConflict(key, expected, current);
}
