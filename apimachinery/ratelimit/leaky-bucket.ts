import { DEFAULT_MAX_KEYS, KeyedState } from "./keyed-state.js";
import { ADMITTED, positive, refused, type Acquisition, type RateLimiter } from "./limiter.js";

export interface LeakyBucketOptions {
  /** What leaks out in a second. */
  readonly ratePerSecond: number;
  /** What the bucket holds. With 1 the output is as smooth as can be. */
  readonly capacity: number;
  readonly maxKeys?: number;
}

/** A bucket that leaks steadily and turns away what does not fit. It starts empty. */
export class LeakyBucketLimiter implements RateLimiter {
  readonly #ratePerMs: number;
  readonly #capacity: number;
  readonly #keys: KeyedState<{ level: number; atMs: number }>;

  /** @throws RangeError naming the option. */
  constructor(opts: LeakyBucketOptions) {
    this.#ratePerMs = positive("ratePerSecond", opts.ratePerSecond) / 1000;
    this.#capacity = positive("capacity", opts.capacity);
    this.#keys = new KeyedState(opts.maxKeys ?? DEFAULT_MAX_KEYS, (nowMs) => ({ level: 0, atMs: nowMs }));
  }

  get size(): number {
    return this.#keys.size;
  }

  tryAcquire(key: string, n: number, nowMs: number): Acquisition {
    const bucket = this.#keys.of(key, nowMs);
    bucket.level = Math.max(0, bucket.level - Math.max(0, nowMs - bucket.atMs) * this.#ratePerMs);
    bucket.atMs = Math.max(bucket.atMs, nowMs);
    const over = bucket.level + n - this.#capacity;
    if (over <= 0) {
      bucket.level += n;
      return ADMITTED;
    }
    return refused(n > this.#capacity ? Infinity : over / this.#ratePerMs);
  }
}
