import { DEFAULT_MAX_KEYS, KeyedState } from "./keyed-state.js";
import { ADMITTED, positive, refused, type Acquisition, type RateLimiter } from "./limiter.js";

export interface WindowOptions {
  /** How much may happen in one window. */
  readonly limit: number;
  readonly windowMs: number;
  readonly maxKeys?: number;
}

/**
 * Counts in windows that follow each other. The cheapest limit, and the coarsest: twice the limit gets through around the
 * end of a window.
 */
export class FixedWindowLimiter implements RateLimiter {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #keys: KeyedState<{ count: number; startMs: number }>;

  /** @throws RangeError naming the option. */
  constructor(opts: WindowOptions) {
    this.#limit = positive("limit", opts.limit);
    this.#windowMs = positive("windowMs", opts.windowMs);
    this.#keys = new KeyedState(opts.maxKeys ?? DEFAULT_MAX_KEYS, (nowMs) => ({ count: 0, startMs: nowMs }));
  }

  get size(): number {
    return this.#keys.size;
  }

  tryAcquire(key: string, n: number, nowMs: number): Acquisition {
    const window = this.#keys.of(key, nowMs);
    if (nowMs - window.startMs >= this.#windowMs) {
      // Windows keep their grid, so that a late request does not move all that follow.
      window.startMs += Math.floor((nowMs - window.startMs) / this.#windowMs) * this.#windowMs;
      window.count = 0;
    }
    if (window.count + n <= this.#limit) {
      window.count += n;
      return ADMITTED;
    }
    return refused(n > this.#limit ? Infinity : window.startMs + this.#windowMs - Math.max(nowMs, window.startMs));
  }
}
