import { traced } from "../tracing/index.js";
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

/**
 * A span for each call of a backend that a request waits for. Only in front of a backend when spans are recorded.
 * @see kubernetes/apiserver pkg/storage/etcd3/store.go
 */
export class TracingBackend implements StorageBackend {
  readonly #inner: StorageBackend;

  constructor(inner: StorageBackend) {
    this.#inner = inner;
  }

  get name(): string {
    return this.#inner.name;
  }

  get progressIsReliable(): boolean {
    return this.#inner.progressIsReliable ?? true;
  }

  start(): Promise<void> {
    return this.#inner.start();
  }

  stop(): Promise<void> {
    return this.#inner.stop();
  }

  get(key: string, opts?: OperationOptions & { readonly revision?: bigint }): Promise<StoredValue | undefined> {
    return this.#traced("Get", key, () => this.#inner.get(key, opts));
  }

  list(prefix: string, opts?: ListOptions): Promise<ListResult> {
    return this.#traced("List", prefix, () => this.#inner.list(prefix, opts), { limit: opts?.limit });
  }

  count(prefix: string): Promise<number> {
    return this.#inner.count(prefix);
  }

  create(key: string, bytes: Uint8Array, opts?: WriteOptions): Promise<StoredValue> {
    return this.#traced("Create", key, () => this.#inner.create(key, bytes, opts), { len: bytes.length });
  }

  update(key: string, bytes: Uint8Array, expectedRevision: bigint, opts?: WriteOptions): Promise<StoredValue> {
    const update = () => this.#inner.update(key, bytes, expectedRevision, opts);
    return this.#traced("Update", key, update, { len: bytes.length });
  }

  delete(key: string, expectedRevision: bigint, opts?: OperationOptions): Promise<bigint> {
    return this.#traced("Delete", key, () => this.#inner.delete(key, expectedRevision, opts));
  }

  watch(prefix: string, opts?: WatchOptions): AsyncIterable<readonly StorageEvent[]> {
    return this.#inner.watch(prefix, opts);
  }

  currentRevisionIfSeen(prefix: string, seen: bigint): bigint | undefined {
    return this.#inner.currentRevisionIfSeen?.(prefix, seen);
  }

  currentRevision(opts?: OperationOptions): Promise<bigint> {
    return this.#inner.currentRevision(opts);
  }

  requestProgress(prefix: string): Promise<void> {
    return this.#inner.requestProgress(prefix);
  }

  compact(revision: bigint): Promise<void> {
    return this.#inner.compact(revision);
  }

  healthCheck(opts?: OperationOptions): Promise<void> {
    return this.#inner.healthCheck(opts);
  }

  stats(): Promise<StorageStats> {
    return this.#inner.stats();
  }

  /** `Create embedded`, as upstream has `Create etcd3`. */
  #traced<T>(
    operation: string,
    key: string,
    work: () => Promise<T>,
    attributes: { readonly [name: string]: number | undefined } = {},
  ): Promise<T> {
    return traced(`${operation} ${this.#inner.name}`, () => ({ key, ...attributes }), work);
  }
}
