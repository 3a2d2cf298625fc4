import type { ObjectEvent, ObjectWatch, TakeEvents } from "../resource-storage.js";

type Batches = AsyncIterator<readonly ObjectEvent[]>;
type Batch = IteratorResult<readonly ObjectEvent[], undefined>;

const DONE: Batch = { done: true, value: undefined };

/** A watch of which it is known only later who serves it. */
export class LateWatch implements ObjectWatch, AsyncIterableIterator<readonly ObjectEvent[]> {
  readonly #opening: Promise<ObjectWatch>;
  #inner: Batches | undefined;
  #left = false;

  constructor(opening: Promise<ObjectWatch>) {
    this.#opening = opening;
    // The reader sees the error at its next call.
    this.#opening.catch(() => undefined);
  }

  async deliver(take: TakeEvents): Promise<void> {
    await (await this.#opening).deliver(take);
  }

  next(): Promise<Batch> {
    return (this.#inner?.next() as Promise<Batch> | undefined) ?? this.#first();
  }

  async return(): Promise<Batch> {
    this.#left = true;
    if (this.#inner !== undefined) await this.#inner.return?.();
    else this.#opening.then((inner) => inner[Symbol.asyncIterator]().return?.()).catch(() => undefined);
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #first(): Promise<Batch> {
    const opened = await this.#opening;
    if (this.#left) return DONE;
    this.#inner = opened[Symbol.asyncIterator]();
    return this.#inner.next() as Promise<Batch>;
  }
}
