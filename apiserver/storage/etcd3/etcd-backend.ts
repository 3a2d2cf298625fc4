import type { Clock } from "../../../apimachinery/clock/index.js";
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
import { CompactionLoop, readCompactedRevision } from "./compaction-loop.js";
import { EtcdClient, type EtcdClientOptions } from "./etcd-client.js";
import { compactMethod, rangeMethod, statusMethod, txnMethod } from "./etcd-methods.js";
import { isProgressReliable } from "./etcd-version.js";
import { EtcdWatch, valueOf } from "./etcd-watch.js";
import { LeaseManager } from "./lease-manager.js";
import { CompareResult, CompareTarget, type TxnResponse } from "./messages.js";

export interface EtcdBackendOptions extends EtcdClientOptions {
  readonly clock: Clock;
  /** 5 min by default; 0: this server does not compact. */
  readonly compactionIntervalMs?: number;
  /** Whether servers of a version answer requests for progress correctly. */
  readonly isProgressReliable?: (version: string) => boolean;
  /** Told of what failed and is tried again. */
  readonly warn?: (message: string, cause?: unknown) => void;
}

const COMPACTION_INTERVAL_MS = 5 * 60_000;
const LIST_PAGE = 10_000;
/** Never written; a read of it tells whether the cluster has a quorum, and its newest revision. */
const PROBE_KEY = Buffer.from("/health");
const ALL_KEYS = "/";

/** Keeps everything in an etcd cluster of version 3.4 to 3.6, in keys that kube-apiserver and `etcdctl` know. */
export class EtcdBackend implements StorageBackend {
  readonly name = "etcd3";
  readonly #opts: EtcdBackendOptions;
  readonly #client: EtcdClient;
  readonly #leases: LeaseManager;
  readonly #watches = new Set<EtcdWatch>();
  readonly #stop = new AbortController();
  #compacting: Promise<void> | undefined;
  #compacted = 0n;
  #progressIsReliable = true;
  #running = false;

  constructor(opts: EtcdBackendOptions) {
    this.#opts = opts;
    this.#client = new EtcdClient(opts);
    this.#leases = new LeaseManager(this.#client, opts.clock);
  }

  get progressIsReliable(): boolean {
    return this.#progressIsReliable;
  }

  async start(): Promise<void> {
    const { endpoints, clock, compactionIntervalMs: intervalMs = COMPACTION_INTERVAL_MS, warn } = this.#opts;
    this.#client.open();
    try {
      const { version } = await this.#client.call(statusMethod, {});
      this.#progressIsReliable = (this.#opts.isProgressReliable ?? isProgressReliable)(version);
      if (!this.#progressIsReliable)
        warn?.(`etcd ${version} answers requests for progress too early: consistent lists are read from etcd itself`);
      this.#noteCompacted(await readCompactedRevision(this.#client));
    } catch (err) {
      this.#client.close();
      throw new Error(`no etcd server answers at ${endpoints.join(", ")}: ${(err as Error).message}`, { cause: err });
    }
    this.#running = true;
    if (intervalMs === 0) return;
    const onCompacted = (revision: bigint): void => this.#noteCompacted(revision);
    const loop = new CompactionLoop({ client: this.#client, clock, intervalMs, onCompacted, warn });
    this.#compacting = loop.run(this.#stop.signal);
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    this.#stop.abort(newUnavailable("storage is not running"));
    for (const watch of [...this.#watches]) watch.events.end();
    await this.#compacting;
    this.#client.close();
  }

  async get(
    key: string,
    opts: OperationOptions & { readonly revision?: bigint } = {},
  ): Promise<StoredValue | undefined> {
    const { kvs } = await this.#range({ key: Buffer.from(key), ...revisionOf(opts.revision) }, opts);
    return kvs[0] && valueOf(kvs[0]);
  }

  async list(prefix: string, opts: ListOptions = {}): Promise<ListResult> {
    const limit = opts.limit ?? 0;
    const rangeEnd = endOf(prefix);
    const values: StoredValue[] = [];
    let { revision, after } = opts;
    for (;;) {
      const wanted = limit === 0 ? LIST_PAGE : Math.min(LIST_PAGE, limit - values.length);
      const key = Buffer.from(after === undefined ? prefix : `${after}\0`);
      const page = await this.#range({ key, rangeEnd, limit: BigInt(wanted), ...revisionOf(revision) }, opts);
      revision ??= page.header?.revision ?? 0n;
      for (const kv of page.kvs) values.push(valueOf(kv));
      after = values.at(-1)?.key;
      if (page.more && (limit === 0 || values.length < limit)) continue;
      const remaining = page.more ? Number(page.count) - page.kvs.length : 0;
      return { values, revision, more: page.more, remaining };
    }
  }

  async count(prefix: string): Promise<number> {
    const { count } = await this.#range({ key: Buffer.from(prefix), rangeEnd: endOf(prefix), countOnly: true }, {});
    return Number(count);
  }

  async create(key: string, bytes: Uint8Array, opts: WriteOptions = {}): Promise<StoredValue> {
    const lease = await this.#leaseFor(opts);
    const response = await this.#guarded(key, 0n, [{ put: { key: Buffer.from(key), value: bytes, ...lease } }], opts);
    if (!response.succeeded) throw newKeyExists(key, currentOf(response));
    const revision = response.header?.revision ?? 0n;
    return { key, bytes, modRevision: revision, createRevision: revision };
  }

  async update(
    key: string,
    bytes: Uint8Array,
    expectedRevision: bigint,
    opts: WriteOptions = {},
  ): Promise<StoredValue> {
    const lease = await this.#leaseFor(opts);
    const at = Buffer.from(key);
    // The answer to a put does not tell when the key was created, so it is read along.
    const ops = [{ put: { key: at, value: bytes, ...lease } }, { range: { key: at, keysOnly: true } }];
    const response = await this.#guarded(key, expectedRevision, ops, opts);
    if (!response.succeeded) throw newConflict(key, expectedRevision, currentOf(response));
    const written = response.responses[1]?.range?.kvs[0];
    if (written === undefined) throw newUnavailable(`etcd did not return what it wrote to ${key}`);
    const { modRevision, createRevision } = written;
    return { key, bytes, modRevision, createRevision };
  }

  async delete(key: string, expectedRevision: bigint, opts: OperationOptions = {}): Promise<bigint> {
    const ops = [{ deleteRange: { key: Buffer.from(key) } }];
    // A key that is not there has revision 0, and nothing was ever written at that.
    const response = await this.#guarded(key, expectedRevision, ops, opts);
    if (!response.succeeded) throw newConflict(key, expectedRevision, currentOf(response));
    return response.header?.revision ?? 0n;
  }

  watch(prefix: string, opts: WatchOptions = {}): AsyncIterable<readonly StorageEvent[]> {
    this.#check(opts.signal);
    const watch = new EtcdWatch(this.#client.watch(), {
      prefix,
      rangeEnd: endOf(prefix),
      afterRevision: opts.afterRevision,
      progressIsReliable: this.#progressIsReliable,
      signal: opts.signal,
      onEnd: (ended) => this.#watches.delete(ended),
    });
    this.#watches.add(watch);
    watch.start();
    return watch.events;
  }

  async currentRevision(opts: OperationOptions = {}): Promise<bigint> {
    const { header } = await this.#range({ key: PROBE_KEY, countOnly: true }, opts);
    return header?.revision ?? 0n;
  }

  async requestProgress(prefix: string): Promise<void> {
    this.#check();
    for (const watch of this.#watches) if (watch.prefix.startsWith(prefix)) watch.requestProgress();
  }

  async compact(revision: bigint): Promise<void> {
    this.#check();
    try {
      await this.#client.call(compactMethod, { revision });
      this.#noteCompacted(revision);
    } catch (err) {
      if (isStorageError(err, "Compacted")) return;
      if (isStorageError(err, "FutureRevision")) throw newFutureRevision(revision, await this.currentRevision());
      throw err;
    }
  }

  async healthCheck(opts: OperationOptions = {}): Promise<void> {
    await this.currentRevision(opts);
  }

  async stats(): Promise<StorageStats> {
    this.#check();
    const [revision, keys, { dbSize }] = await Promise.all([
      this.currentRevision(),
      this.count(ALL_KEYS),
      this.#client.call(statusMethod, {}),
    ]);
    return { revision, compactedRevision: this.#compacted, sizeBytes: Number(dbSize), keys };
  }

  #check(signal?: AbortSignal): void {
    signal?.throwIfAborted();
    if (!this.#running) throw newUnavailable("storage is not running");
  }

  async #range(request: Parameters<typeof rangeMethod.request.encode>[0], { signal }: OperationOptions) {
    this.#check(signal);
    try {
      return await this.#client.call(rangeMethod, request, signal);
    } catch (err) {
      const revision = request.revision ?? 0n;
      if (isStorageError(err, "FutureRevision")) throw newFutureRevision(revision, await this.currentRevision());
      if (isStorageError(err, "Compacted")) {
        this.#noteCompacted(await readCompactedRevision(this.#client));
        throw newCompacted(revision, this.#compacted);
      }
      throw err;
    }
  }

  /** Does `success` when the key's last write is that of `revision`, and reads the key otherwise. */
  async #guarded(
    key: string,
    revision: bigint,
    success: NonNullable<Parameters<typeof txnMethod.request.encode>[0]["success"]>,
    { signal }: OperationOptions,
  ): Promise<TxnResponse> {
    this.#check(signal);
    const at = Buffer.from(key);
    const request = {
      compare: [{ result: CompareResult.EQUAL, target: CompareTarget.MOD, key: at, modRevision: revision }],
      success,
      failure: [{ range: { key: at } }],
    };
    return this.#client.call(txnMethod, request, signal);
  }

  async #leaseFor({ ttlSeconds = 0, signal }: WriteOptions): Promise<{ readonly lease?: bigint }> {
    this.#check(signal);
    return ttlSeconds > 0 ? { lease: await this.#leases.leaseFor(ttlSeconds) } : {};
  }

  #noteCompacted(revision: bigint): void {
    if (revision > this.#compacted) this.#compacted = revision;
  }
}

function currentOf(response: TxnResponse): StoredValue | undefined {
  const kv = response.responses[0]?.range?.kvs[0];
  return kv && valueOf(kv);
}

function revisionOf(revision: bigint | undefined): { readonly revision?: bigint } {
  return revision === undefined ? {} : { revision };
}

/** The end of the range of keys that start with `prefix`, in bytes. */
function endOf(prefix: string): Uint8Array {
  const end = Buffer.from(prefix);
  end[end.length - 1]! += 1;
  return end;
}
