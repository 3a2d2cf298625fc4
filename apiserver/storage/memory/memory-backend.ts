import type { Clock } from "../../../apimachinery/clock/index.js";
import { CompactionSchedule } from "../compaction/compaction-schedule.js";
import { newCompacted, newConflict, newFutureRevision, newKeyExists, newUnavailable } from "../errors.js";
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
import { OrderedMap, prefixEnd, sortKey } from "../ordered/index.js";
import { ownBytes } from "../own-bytes.js";
import { WatchHub } from "../stream/watch-hub.js";
import { ExpiryQueue, type Expiry } from "../ttl/expiry-queue.js";
import { listValues } from "./list-values.js";
import { RevisionLog, type Change } from "./revision-log.js";

export interface MemoryBackendOptions {
  readonly clock: Clock;
  /** 5 min by default; 0: never by time. */
  readonly compactionIntervalMs?: number;
  readonly maxHistoryBytes?: number;
}

const COMPACTION_INTERVAL_MS = 5 * 60_000;
const MAX_HISTORY_BYTES = 256 * 1024 * 1024;

// An empty etcd starts at 1, which leaves 0 to mean "any".
const FIRST_REVISION = 1n;

/** Keeps everything in this process and forgets it at its end: for tests and trials. */
export class MemoryBackend implements StorageBackend {
  readonly name = "memory";
  readonly #clock: Clock;
  readonly #values = new OrderedMap<StoredValue>();
  readonly #log = new RevisionLog();
  readonly #hub = new WatchHub();
  readonly #expiries: ExpiryQueue;
  readonly #compaction: CompactionSchedule;
  #revision = FIRST_REVISION;
  #running = false;

  constructor(opts: MemoryBackendOptions) {
    this.#clock = opts.clock;
    this.#expiries = new ExpiryQueue(opts.clock, (expired) => this.#expire(expired));
    this.#compaction = new CompactionSchedule({
      clock: opts.clock,
      intervalMs: opts.compactionIntervalMs ?? COMPACTION_INTERVAL_MS,
      maxHistoryBytes: opts.maxHistoryBytes ?? MAX_HISTORY_BYTES,
      currentRevision: () => this.#revision,
      compact: (revision) => this.compact(revision),
    });
  }

  async start(): Promise<void> {
    this.#running = true;
    this.#compaction.start();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#expiries.stop();
    await this.#compaction.stop();
    this.#hub.close();
  }

  async get(
    key: string,
    opts: OperationOptions & { readonly revision?: bigint } = {},
  ): Promise<StoredValue | undefined> {
    this.#check(opts.signal);
    return this.#stateAt(opts.revision).get(sortKey(key));
  }

  async list(prefix: string, opts: ListOptions = {}): Promise<ListResult> {
    this.#check(opts.signal);
    return listValues(this.#stateAt(opts.revision), prefix, opts.revision ?? this.#revision, opts);
  }

  async count(prefix: string): Promise<number> {
    this.#check();
    const from = sortKey(prefix);
    return this.#values.count(from, prefixEnd(from));
  }

  async create(key: string, bytes: Uint8Array, opts: WriteOptions = {}): Promise<StoredValue> {
    this.#check(opts.signal);
    const current = this.#values.get(sortKey(key));
    if (current !== undefined) throw newKeyExists(key, current);
    return this.#put(key, bytes, undefined, opts.ttlSeconds);
  }

  async update(
    key: string,
    bytes: Uint8Array,
    expectedRevision: bigint,
    opts: WriteOptions = {},
  ): Promise<StoredValue> {
    this.#check(opts.signal);
    return this.#put(key, bytes, this.#expect(key, expectedRevision), opts.ttlSeconds);
  }

  async delete(key: string, expectedRevision: bigint, opts: OperationOptions = {}): Promise<bigint> {
    this.#check(opts.signal);
    return this.#remove(this.#expect(key, expectedRevision));
  }

  watch(prefix: string, opts: WatchOptions = {}): AsyncIterable<readonly StorageEvent[]> {
    this.#check(opts.signal);
    const after = opts.afterRevision ?? this.#revision;
    const queue = this.#hub.subscribe(prefix, {
      afterRevision: after,
      current: this.#revision,
      signal: opts.signal,
    });
    if (after < this.#log.compactedRevision) queue.fail(newCompacted(after, this.#log.compactedRevision));
    queue.prefill(this.#log.since(after).filter((change) => keyOf(change).startsWith(prefix)));
    return queue;
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
    if (revision > this.#log.compactedRevision) this.#log.compact(revision);
  }

  async healthCheck(opts: OperationOptions = {}): Promise<void> {
    this.#check(opts.signal);
  }

  async stats(): Promise<StorageStats> {
    return {
      revision: this.#revision,
      compactedRevision: this.#log.compactedRevision,
      sizeBytes: 0,
      keys: this.#values.size,
    };
  }

  #check(signal?: AbortSignal): void {
    signal?.throwIfAborted();
    if (!this.#running) throw newUnavailable("storage is not running");
  }

  #stateAt(revision: bigint | undefined): OrderedMap<StoredValue> {
    if (revision === undefined || revision === this.#revision) return this.#values;
    if (revision > this.#revision) throw newFutureRevision(revision, this.#revision);
    if (revision < this.#log.compactedRevision) throw newCompacted(revision, this.#log.compactedRevision);
    return this.#log.stateAt(revision, this.#values);
  }

  #expect(key: string, revision: bigint): StoredValue {
    const current = this.#values.get(sortKey(key));
    if (current?.modRevision !== revision) throw newConflict(key, revision, current);
    return current;
  }

  #put(key: string, bytes: Uint8Array, previous: StoredValue | undefined, ttlSeconds = 0): StoredValue {
    const revision = ++this.#revision;
    const createRevision = previous?.createRevision ?? revision;
    const value: StoredValue = { key, bytes: ownBytes(bytes), modRevision: revision, createRevision };
    this.#values.set(sortKey(key), value);
    if (ttlSeconds > 0)
      this.#expiries.add({ key, modRevision: revision, dueMs: this.#clock.monotonic() + ttlSeconds * 1000 });
    this.#publish({ type: "put", value, previous, revision });
    return value;
  }

  #remove(previous: StoredValue): bigint {
    const revision = ++this.#revision;
    this.#values.delete(sortKey(previous.key));
    this.#publish({ type: "delete", key: previous.key, previous, revision });
    return revision;
  }

  #publish(change: Change): void {
    this.#compaction.note(change.previous?.bytes.byteLength ?? 0, change.revision);
    this.#log.append(change);
    this.#hub.publish(change);
  }

  #expire(expired: readonly Expiry[]): void {
    for (const { key, modRevision } of expired) {
      const current = this.#values.get(sortKey(key));
      if (current?.modRevision === modRevision) this.#remove(current);
    }
  }
}

function keyOf(change: Change): string {
  return change.type === "put" ? change.value.key : change.key;
}
