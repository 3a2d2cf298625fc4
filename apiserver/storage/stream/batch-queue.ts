import { newUnavailable } from "../errors.js";

export interface BatchQueueOptions {
  /** More waiting items than this end the stream with StorageError Unavailable. */
  readonly maxItems: number;
  readonly signal?: AbortSignal | undefined;
  /** Called once, when the stream ends for whatever reason. */
  readonly onEnd?: () => void;
}

/**
 * Hands items to one reader in batches: a reader gets all that waits. Ends by `end`, by `fail`, by the signal (which
 * makes the reader throw its reason) or by the reader leaving its loop. What was pushed before `end` or `fail` is read
 * first; an abort drops it.
 */
export class BatchQueue<T> implements AsyncIterableIterator<readonly T[]> {
  readonly #opts: BatchQueueOptions;
  #items: T[] = [];
  #wake: (() => void) | undefined;
  #ended = false;
  #error: Error | undefined;
  #onAbort: (() => void) | undefined;

  constructor(opts: BatchQueueOptions) {
    this.#opts = opts;
    const { signal } = opts;
    if (signal === undefined) return;
    this.#onAbort = () => {
      this.#items = [];
      this.fail(signal.reason as Error);
    };
    if (signal.aborted) this.#onAbort();
    else signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  get ended(): boolean {
    return this.#ended;
  }

  get length(): number {
    return this.#items.length;
  }

  push(item: T): void {
    if (this.#ended) return;
    if (this.#items.length >= this.#opts.maxItems) {
      this.fail(newUnavailable(`watch fell behind by more than ${this.#opts.maxItems} events`));
      return;
    }
    this.#items.push(item);
    this.#wakeReader();
  }

  /** Puts in what the stream starts with; the bound does not count it. */
  prefill(items: readonly T[]): void {
    if (!this.#ended) for (const item of items) this.#items.push(item);
    this.#wakeReader();
  }

  end(): void {
    this.#finish();
  }

  fail(error: Error): void {
    if (!this.#ended) this.#error = error;
    this.#finish();
  }

  async next(): Promise<IteratorResult<readonly T[], undefined>> {
    while (this.#items.length === 0) {
      if (this.#ended) {
        const error = this.#error;
        this.#error = undefined;
        if (error !== undefined) throw error;
        return { done: true, value: undefined };
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const batch = this.#items;
    this.#items = [];
    return { done: false, value: batch };
  }

  return(): Promise<IteratorResult<readonly T[], undefined>> {
    this.#items = [];
    this.#error = undefined;
    this.#finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#onAbort !== undefined) this.#opts.signal?.removeEventListener("abort", this.#onAbort);
    this.#wakeReader();
    this.#opts.onEnd?.();
  }

  #wakeReader(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
