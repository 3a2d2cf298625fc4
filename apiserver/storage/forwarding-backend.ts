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
} from "./interface.js";

/** Hands every call on to the backend behind it: what stands in front of a backend changes some of them. */
export class ForwardingBackend implements StorageBackend {
  protected readonly inner: StorageBackend;

  constructor(inner: StorageBackend) {
    this.inner = inner;
  }

  get name(): string {
    return this.inner.name;
  }

  get progressIsReliable(): boolean {
    return this.inner.progressIsReliable ?? true;
  }

  start(): Promise<void> {
    return this.inner.start();
  }

  stop(): Promise<void> {
    return this.inner.stop();
  }

  get(key: string, opts?: OperationOptions & { readonly revision?: bigint }): Promise<StoredValue | undefined> {
    return this.inner.get(key, opts);
  }

  list(prefix: string, opts?: ListOptions): Promise<ListResult> {
    return this.inner.list(prefix, opts);
  }

  count(prefix: string): Promise<number> {
    return this.inner.count(prefix);
  }

  create(key: string, bytes: Uint8Array, opts?: WriteOptions): Promise<StoredValue> {
    return this.inner.create(key, bytes, opts);
  }

  update(key: string, bytes: Uint8Array, expectedRevision: bigint, opts?: WriteOptions): Promise<StoredValue> {
    return this.inner.update(key, bytes, expectedRevision, opts);
  }

  delete(key: string, expectedRevision: bigint, opts?: OperationOptions): Promise<bigint> {
    return this.inner.delete(key, expectedRevision, opts);
  }

  watch(prefix: string, opts?: WatchOptions): AsyncIterable<readonly StorageEvent[]> {
    return this.inner.watch(prefix, opts);
  }

  currentRevisionIfSeen(prefix: string, seen: bigint): bigint | undefined {
    return this.inner.currentRevisionIfSeen?.(prefix, seen);
  }

  currentRevision(opts?: OperationOptions): Promise<bigint> {
    return this.inner.currentRevision(opts);
  }

  requestProgress(prefix: string): Promise<void> {
    return this.inner.requestProgress(prefix);
  }

  compact(revision: bigint): Promise<void> {
    return this.inner.compact(revision);
  }

  healthCheck(opts?: OperationOptions): Promise<void> {
    return this.inner.healthCheck(opts);
  }

  stats(): Promise<StorageStats> {
    return this.inner.stats();
  }
}
