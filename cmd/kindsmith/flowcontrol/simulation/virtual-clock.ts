import { sleepOn } from "../../../../apimachinery/clock/real-clock.js";
import type { Clock, Timer } from "../../../../apimachinery/clock/index.js";
import { Heap } from "./heap.js";

interface Event {
  readonly atNs: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/**
 * Time that passes only from event to event, without promises in between: hours take as long as their events do, and the
 * same events always happen in the same order. Whole nanoseconds from 0.
 */
export class VirtualClock implements Clock {
  readonly #events = new Heap<Event>((a, b) => a.atNs < b.atNs || (a.atNs === b.atNs && a.order < b.order));
  #order = 0;
  #nowNs = 0;

  get nowNs(): number {
    return this.#nowNs;
  }

  now(): number {
    return this.#nowNs / 1e6;
  }

  monotonic(): number {
    return this.#nowNs / 1e6;
  }

  at(atNs: number, run: () => void): Timer {
    const event: Event = { atNs: Math.max(this.#nowNs, Math.round(atNs)), order: this.#order++, run };
    this.#events.push(event);
    return {
      cancel: () => {
        const pending = event.run !== undefined;
        event.run = undefined;
        return pending;
      },
    };
  }

  after(delayNs: number, run: () => void): Timer {
    return this.at(this.#nowNs + delayNs, run);
  }

  setTimeout(run: () => void, delayMs: number): Timer {
    return this.after(delayMs * 1e6, run);
  }

  sleep(delayMs: number, opts: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn(this, delayMs, opts.signal);
  }

  /** Lets everything happen that is due before `endNs`, and stands there. */
  runUntil(endNs: number): void {
    for (let event = this.#events.first; event !== undefined && event.atNs < endNs; event = this.#events.first) {
      this.#events.pop();
      const { run } = event;
      if (run === undefined) continue;
      this.#nowNs = event.atNs;
      event.run = undefined;
      run();
    }
    this.#nowNs = endNs;
  }
}
