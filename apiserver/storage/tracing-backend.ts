import { traced } from "../tracing/index.js";
import { ForwardingBackend } from "./forwarding-backend.js";
import type { ListOptions, ListResult, OperationOptions, StoredValue, WriteOptions } from "./interface.js";

/**
 * A span for each call of a backend that a request waits for. Only in front of a backend when spans are recorded.
 * @see kubernetes/apiserver pkg/storage/etcd3/store.go
 */
export class TracingBackend extends ForwardingBackend {
  override get(
    key: string,
    opts?: OperationOptions & { readonly revision?: bigint },
  ): Promise<StoredValue | undefined> {
    return this.#traced("Get", key, () => super.get(key, opts));
  }

  override list(prefix: string, opts?: ListOptions): Promise<ListResult> {
    return this.#traced("List", prefix, () => super.list(prefix, opts), { limit: opts?.limit });
  }

  override create(key: string, bytes: Uint8Array, opts?: WriteOptions): Promise<StoredValue> {
    return this.#traced("Create", key, () => super.create(key, bytes, opts), { len: bytes.length });
  }

  override update(key: string, bytes: Uint8Array, expectedRevision: bigint, opts?: WriteOptions): Promise<StoredValue> {
    const update = () => super.update(key, bytes, expectedRevision, opts);
    return this.#traced("Update", key, update, { len: bytes.length });
  }

  override delete(key: string, expectedRevision: bigint, opts?: OperationOptions): Promise<bigint> {
    return this.#traced("Delete", key, () => super.delete(key, expectedRevision, opts));
  }

  /** `Create embedded`, as upstream has `Create etcd3`. */
  #traced<T>(
    operation: string,
    key: string,
    work: () => Promise<T>,
    attributes: { readonly [name: string]: number | undefined } = {},
  ): Promise<T> {
    return traced(`${operation} ${this.name}`, () => ({ key, ...attributes }), work);
  }
}
