import type { ObjectEvent, ObjectWatch, TakeEvents } from "../../storage/index.js";

/** A watch whose errors are told in the API's terms. */
export class InterpretedWatch implements ObjectWatch {
  readonly #inner: ObjectWatch;
  readonly #interpret: (err: unknown) => unknown;

  constructor(inner: ObjectWatch, interpret: (err: unknown) => unknown) {
    this.#inner = inner;
    this.#interpret = interpret;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly ObjectEvent[], void> {
    try {
      yield* this.#inner;
    } catch (err) {
      throw this.#interpret(err);
    }
  }

  async deliver(take: TakeEvents): Promise<void> {
    try {
      await this.#inner.deliver(take);
    } catch (err) {
      throw this.#interpret(err);
    }
  }
}
