import type { QueueSet } from "./queue-set.js";

interface Event {
  readonly atNs: number;
  readonly order: number;
  readonly fn: () => void;
}

/** Runs events in order of their time, for simulations: hours pass in milliseconds, and always in the same way. */
export class VirtualTime {
  #nowNs = 0;
  #order = 0;
  readonly #events: Event[] = [];
  readonly #sets: QueueSet[] = [];

  get nowNs(): number {
    return this.#nowNs;
  }

  /** Lets a queue set's own events happen too. */
  drive(set: QueueSet): void {
    this.#sets.push(set);
  }

  after(delayNs: number, fn: () => void): void {
    const event = { atNs: this.#nowNs + delayNs, order: this.#order++, fn };
    // Sorted insertion from the back: most events are among the latest.
    let at = this.#events.length;
    while (at > 0 && before(event, this.#events[at - 1] as Event)) at--;
    this.#events.splice(at, 0, event);
  }

  /** Runs all that is due up to `endNs`, then stands there (with `Infinity`: where the last event was). */
  runUntil(endNs: number): void {
    for (;;) {
      const ownNs = this.#events[0]?.atNs ?? Infinity;
      const setNs = Math.min(...this.#sets.map((set) => set.nextEventNs ?? Infinity), Infinity);
      const nextNs = Math.min(ownNs, setNs);
      if (nextNs > endNs || nextNs === Infinity) break;
      this.#nowNs = nextNs;
      if (setNs <= ownNs) for (const set of this.#sets) set.advanceTo(nextNs);
      else this.#events.shift()?.fn();
    }
    if (endNs !== Infinity) this.#nowNs = endNs;
  }
}

function before(a: Event, b: Event): boolean {
  return a.atNs < b.atNs || (a.atNs === b.atNs && a.order < b.order);
}
