import type { ObjectEvent } from "../resource-storage.js";

type Batches = AsyncIterator<readonly ObjectEvent[]>;
type Batch = IteratorResult<readonly ObjectEvent[], undefined>;

const DONE: Batch = { done: true, value: undefined };

/** A watch of which it is known only later who serves it. */
export class LateWatch implements AsyncIterableIterator<readonly ObjectEvent[]> {
  readonly #opening: Promise<Batches>;
  #inner: Batches | undefined;
  #left = false;

  constructor(opening: Promise<AsyncIterable<readonly ObjectEvent[]>>) {
    this.#opening = opening.then((events) => events[Symbol.asyncIterator]());
    // The reader sees the error at its next call.
    this.#opening.catch(() => undefined);
  }

  next(): Promise<Batch> {
    return (this.#inner?.next() as Promise<Batch> | undefined) ?? this.#first();
  }

  async return(): Promise<Batch> {
    this.#left = true;
    if (this.#inner !== undefined) await this.#inner.return?.();
    else this.#opening.then((inner) => inner.return?.()).catch(() => undefined);
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #first(): Promise<Batch> {
    const inner = await this.#opening;
    if (this.#left) return DONE;
    this.#inner = inner;
    return inner.next() as Promise<Batch>;
  }
}
