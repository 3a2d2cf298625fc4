import type {
  ListOptions,
  ListResult,
  OperationOptions,
  StorageBackend,
  StorageEvent,
  StoredValue,
  WatchOptions,
  WriteOptions,
} from "../interface.js";
import { ForwardingBackend } from "../forwarding-backend.js";
import { StorageError } from "../interface.js";
import { isStorageError } from "../errors.js";
import { ownBytes } from "../own-bytes.js";
import type { Transformer } from "./transformer.js";

/** Encrypts what goes into a backend and decrypts what comes out; one for each resource, over a backend they share. */
export class EncryptingBackend extends ForwardingBackend {
  readonly #transformer: Transformer;
  // A value is opened once, however many lists and events show it.
  readonly #opened = new WeakMap<StoredValue, StoredValue>();

  constructor(inner: StorageBackend, transformer: Transformer) {
    super(inner);
    this.#transformer = transformer;
  }

  override async get(
    key: string,
    opts?: OperationOptions & { readonly revision?: bigint },
  ): Promise<StoredValue | undefined> {
    const value = await this.inner.get(key, opts);
    return value && this.#open(value);
  }

  override async list(prefix: string, opts?: ListOptions): Promise<ListResult> {
    const result = await this.inner.list(prefix, opts);
    return { ...result, values: result.values.map((value) => this.#open(value)) };
  }

  override async create(key: string, bytes: Uint8Array, opts?: WriteOptions): Promise<StoredValue> {
    return this.#written(bytes, () => this.inner.create(key, this.#transformer.seal(bytes, key), opts));
  }

  override async update(
    key: string,
    bytes: Uint8Array,
    expectedRevision: bigint,
    opts?: WriteOptions,
  ): Promise<StoredValue> {
    const sealed = this.#transformer.seal(bytes, key);
    return this.#written(bytes, () => this.inner.update(key, sealed, expectedRevision, opts));
  }

  override async delete(key: string, expectedRevision: bigint, opts?: OperationOptions): Promise<bigint> {
    try {
      return await this.inner.delete(key, expectedRevision, opts);
    } catch (err) {
      throw this.#openedError(err);
    }
  }

  override watch(prefix: string, opts?: WatchOptions): AsyncIterable<readonly StorageEvent[]> {
    const inner = this.inner.watch(prefix, opts)[Symbol.asyncIterator]();
    const events: AsyncIterableIterator<readonly StorageEvent[]> = {
      next: async () => {
        const result = await inner.next();
        return result.done === true
          ? result
          : { done: false, value: result.value.map((event) => this.#openEvent(event)) };
      },
      return: async () => (await inner.return?.()) ?? { done: true, value: undefined },
      [Symbol.asyncIterator]: () => events,
    };
    return events;
  }

  async #written(bytes: Uint8Array, write: () => Promise<StoredValue>): Promise<StoredValue> {
    try {
      const sealed = await write();
      const known = this.#opened.get(sealed);
      if (known !== undefined) return known;
      const value = { ...sealed, bytes: ownBytes(bytes) };
      this.#opened.set(sealed, value);
      return value;
    } catch (err) {
      throw this.#openedError(err);
    }
  }

  #openEvent(event: StorageEvent): StorageEvent {
    if (event.type === "progress") return event;
    if (event.type === "delete") return { ...event, previous: this.#open(event.previous) };
    return { ...event, value: this.#open(event.value), previous: event.previous && this.#open(event.previous) };
  }

  #open(sealed: StoredValue): StoredValue {
    const known = this.#opened.get(sealed);
    if (known !== undefined) return known;
    let value: StoredValue;
    try {
      const { bytes: opened, stale } = this.#transformer.open(sealed.bytes, sealed.key);
      const bytes = ownBytes(opened);
      value = stale ? { ...sealed, bytes, stale } : { ...sealed, bytes };
    } catch (err) {
      const message = `${sealed.key} could not be decrypted: ${(err as Error).message}`;
      throw new StorageError("Corrupt", message, { key: sealed.key, cause: err });
    }
    this.#opened.set(sealed, value);
    return value;
  }

  /** The same error with the value that it carries opened. */
  #openedError(err: unknown): unknown {
    if (!isStorageError(err) || err.details.current === undefined) return err;
    return new StorageError(err.code, err.message, {
      ...err.details,
      current: this.#open(err.details.current),
      cause: err,
    });
  }
}
