import { setImmediate } from "node:timers/promises";

/** A health check that comes meanwhile waits for some of these at most, not for a whole request. */
const TURN_MS = 10;

/** Of a text or an object that has no more bytes, all is done at once: in some milliseconds, and at the least cost. */
export const AT_ONCE_BYTES = 64 * 1024;

/** Long work on one request, which lets others have their turn in between. */
export class Turns {
  #began = performance.now();

  /** To be awaited between two steps: passes once this turn has been long, else at once. */
  rest(): Promise<void> | undefined {
    return performance.now() - this.#began < TURN_MS ? undefined : this.#pass();
  }

  /** Runs `steps` to their end, with rests wherever they yield. */
  async run<T>(steps: Steps<T>): Promise<T> {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      const rest = this.rest();
      if (rest !== undefined) await rest;
    }
  }

  async #pass(): Promise<void> {
    await setImmediate();
    this.#began = performance.now();
  }
}

/** Work that can be interrupted wherever it yields. */
export type Steps<T> = Generator<void, T, void>;

/** Runs `steps` to their end without an interruption. */
export function runAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
