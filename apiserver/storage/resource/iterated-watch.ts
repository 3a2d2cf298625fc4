import type { ObjectEvent, ObjectWatch, TakeEvents } from "../resource-storage.js";

/** A watch that is a loop inside. */
export class IteratedWatch implements ObjectWatch {
  readonly #events: AsyncIterable<readonly ObjectEvent[]>;

  constructor(events: AsyncIterable<readonly ObjectEvent[]>) {
    this.#events = events;
  }

  [Symbol.asyncIterator](): AsyncIterator<readonly ObjectEvent[]> {
    return this.#events[Symbol.asyncIterator]();
  }

  async deliver(take: TakeEvents): Promise<void> {
    for await (const batch of this.#events) await take(batch);
  }
}
