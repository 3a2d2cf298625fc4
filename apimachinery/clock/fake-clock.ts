import type { Clock, Timer } from "./index.js";
import { sleepOn } from "./real-clock.js";

interface Pending {
  readonly at: number;
  readonly order: number;
  readonly fn: () => void;
}

/** A clock that moves only when told. Timers due at the same time fire in the order in which they were set. */
export class FakeClock implements Clock {
  #now: number;
  #order = 0;
  readonly #start: number;
  readonly #pending = new Set<Pending>();

  constructor(startMs = Date.parse("2026-01-01T00:00:00Z")) {
    this.#now = startMs;
    this.#start = startMs;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#start;
  }

  setTimeout(fn: () => void, delayMs: number): Timer {
    const pending: Pending = { at: this.#now + Math.max(delayMs, 0), order: this.#order++, fn };
    this.#pending.add(pending);
    return { cancel: () => this.#pending.delete(pending) };
  }

  sleep(delayMs: number, opts: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn(this, delayMs, opts.signal);
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#pending.size;
  }

  /** Moves `ms` on, firing what falls due in order, and lets promises settle after each. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      // Work that a promise continues may set the next timer, so settle before looking.
      await settle();
      const next = this.#earliest(end);
      if (next === undefined) break;
      this.#pending.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.fn();
    }
    this.#now = end;
    await settle();
  }

  #earliest(end: number): Pending | undefined {
    let best: Pending | undefined;
    for (const p of this.#pending) {
      if (p.at > end) continue;
      if (best === undefined || p.at < best.at || (p.at === best.at && p.order < best.order)) best = p;
    }
    return best;
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
