import type { WindowOptions } from "./fixed-window.js";
import { DEFAULT_MAX_KEYS, KeyedState } from "./keyed-state.js";
import { ADMITTED, positive, refused, type Acquisition, type RateLimiter } from "./limiter.js";

export interface SlidingWindowOptions extends WindowOptions {
  /** Parts of the window that expire one by one; default 10. */
  readonly parts?: number;
}

interface Ring {
  readonly counts: number[];
  /** Number of the part that time is in, counted from time 0. */
  part: number;
  total: number;
}

/** Counts in the parts of a window that moves on with time: no burst at its end, at the price of a short list of counts. */
export class SlidingWindowLimiter implements RateLimiter {
  readonly #limit: number;
  readonly #parts: number;
  readonly #partMs: number;
  readonly #keys: KeyedState<Ring>;

  /** @throws RangeError naming the option. */
  constructor(opts: SlidingWindowOptions) {
    this.#limit = positive("limit", opts.limit);
    this.#parts = positive("parts", opts.parts ?? 10);
    this.#partMs = positive("windowMs", opts.windowMs) / this.#parts;
    this.#keys = new KeyedState(opts.maxKeys ?? DEFAULT_MAX_KEYS, (nowMs) => ({
      counts: new Array<number>(this.#parts).fill(0),
      part: Math.floor(nowMs / this.#partMs),
      total: 0,
    }));
  }

  get size(): number {
    return this.#keys.size;
  }

  tryAcquire(key: string, n: number, nowMs: number): Acquisition {
    const ring = this.#keys.of(key, nowMs);
    this.#moveOn(ring, Math.floor(nowMs / this.#partMs));
    if (ring.total + n <= this.#limit) {
      const slot = ring.part % this.#parts;
      ring.counts[slot] = (ring.counts[slot] ?? 0) + n;
      ring.total += n;
      return ADMITTED;
    }
    return refused(n > this.#limit ? Infinity : this.#waitMs(ring, n, nowMs));
  }

  /** Empties the parts that time has passed; a jump longer than the window empties all of them. */
  #moveOn(ring: Ring, part: number): void {
    const passed = Math.min(part - ring.part, this.#parts);
    for (let i = 1; i <= passed; i++) {
      const slot = (ring.part + i) % this.#parts;
      ring.total -= ring.counts[slot] ?? 0;
      ring.counts[slot] = 0;
    }
    ring.part = Math.max(ring.part, part);
  }

  /** Until enough of the oldest parts have expired. */
  #waitMs(ring: Ring, n: number, nowMs: number): number {
    let free = this.#limit - ring.total;
    for (let i = 1; i <= this.#parts; i++) {
      free += ring.counts[(ring.part + i) % this.#parts] ?? 0;
      if (free >= n) return (ring.part + i) * this.#partMs - Math.max(nowMs, ring.part * this.#partMs);
    }
    return this.#parts * this.#partMs;
  }
}
