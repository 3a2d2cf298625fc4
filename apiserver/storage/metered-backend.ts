import type { Clock } from "../../apimachinery/clock/index.js";
import { ForwardingBackend } from "./forwarding-backend.js";
import type {
  ListOptions,
  ListResult,
  OperationOptions,
  StorageBackend,
  StoredValue,
  WriteOptions,
} from "./interface.js";

/** The names of operations are those of upstream's metrics. */
export interface BackendObserver {
  called(operation: "get" | "list" | "create" | "update" | "delete", seconds: number, failed: boolean): void;
  /** A list gave so many values. */
  listed(values: number): void;
}

/** Tells an observer of every call that reads or writes. */
export class MeteredBackend extends ForwardingBackend {
  readonly #clock: Clock;
  readonly #observer: BackendObserver;

  constructor(inner: StorageBackend, clock: Clock, observer: BackendObserver) {
    super(inner);
    this.#clock = clock;
    this.#observer = observer;
  }

  override get(
    key: string,
    opts?: OperationOptions & { readonly revision?: bigint },
  ): Promise<StoredValue | undefined> {
    return this.#timed("get", super.get(key, opts));
  }

  override list(prefix: string, opts?: ListOptions): Promise<ListResult> {
    const work = super.list(prefix, opts);
    work.then(
      ({ values }) => this.#observer.listed(values.length),
      () => undefined,
    );
    return this.#timed("list", work);
  }

  override create(key: string, bytes: Uint8Array, opts?: WriteOptions): Promise<StoredValue> {
    return this.#timed("create", super.create(key, bytes, opts));
  }

  override update(key: string, bytes: Uint8Array, expectedRevision: bigint, opts?: WriteOptions): Promise<StoredValue> {
    return this.#timed("update", super.update(key, bytes, expectedRevision, opts));
  }

  override delete(key: string, expectedRevision: bigint, opts?: OperationOptions): Promise<bigint> {
    return this.#timed("delete", super.delete(key, expectedRevision, opts));
  }

  /** Returns the work itself: whoever waits for it does not wait a turn longer. */
  #timed<T>(operation: Parameters<BackendObserver["called"]>[0], work: Promise<T>): Promise<T> {
    const start = this.#clock.monotonic();
    const seconds = (): number => (this.#clock.monotonic() - start) / 1000;
    work.then(
      () => this.#observer.called(operation, seconds(), false),
      () => this.#observer.called(operation, seconds(), true),
    );
    return work;
  }
}
