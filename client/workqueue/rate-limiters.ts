import { realClock, type Clock } from "../../apimachinery/clock/index.js";

/** Says how long a key that failed has to wait. @see kubernetes/client-go util/workqueue/default_rate_limiters.go */
export interface ItemRateLimiter<T = string> {
  /** The delay in ms before the key's next try; each call counts as a failure. */
  when(item: T): number;
  /** The key has succeeded, or is given up. */
  forget(item: T): void;
  /** How often the key has failed. */
  numRequeues(item: T): number;
}

/** `baseMs` doubling with each failure of the key, up to `maxMs`. */
export class ExponentialFailureRateLimiter<T = string> implements ItemRateLimiter<T> {
  readonly #baseMs: number;
  readonly #maxMs: number;
  readonly #failures = new Map<T, number>();

  constructor(opts: { readonly baseMs: number; readonly maxMs: number }) {
    this.#baseMs = opts.baseMs;
    this.#maxMs = opts.maxMs;
  }

  when(item: T): number {
    const failures = this.#failures.get(item) ?? 0;
    this.#failures.set(item, failures + 1);
    return Math.min(this.#maxMs, this.#baseMs * 2 ** failures);
  }

  forget(item: T): void {
    this.#failures.delete(item);
  }

  numRequeues(item: T): number {
    return this.#failures.get(item) ?? 0;
  }
}

/** `burst` keys at once, then `qps` a second, whichever keys they are. */
export class BucketRateLimiter<T = string> implements ItemRateLimiter<T> {
  readonly #qps: number;
  readonly #burst: number;
  readonly #clock: Clock;
  #tokens: number;
  #updatedAt: number;

  constructor(opts: { readonly qps: number; readonly burst: number; readonly clock?: Clock }) {
    this.#qps = opts.qps;
    this.#burst = opts.burst;
    this.#clock = opts.clock ?? realClock;
    this.#tokens = opts.burst;
    this.#updatedAt = this.#clock.monotonic();
  }

  when(_item: T): number {
    const now = this.#clock.monotonic();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#updatedAt) / 1000) * this.#qps) - 1;
    this.#updatedAt = now;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#qps) * 1000;
  }

  forget(_item: T): void {}

  numRequeues(_item: T): number {
    return 0;
  }
}

/** The longest of several delays. */
export class MaxOfRateLimiter<T = string> implements ItemRateLimiter<T> {
  readonly #limiters: readonly ItemRateLimiter<T>[];

  constructor(...limiters: readonly ItemRateLimiter<T>[]) {
    this.#limiters = limiters;
  }

  when(item: T): number {
    return Math.max(...this.#limiters.map((limiter) => limiter.when(item)));
  }

  forget(item: T): void {
    for (const limiter of this.#limiters) limiter.forget(item);
  }

  numRequeues(item: T): number {
    return Math.max(...this.#limiters.map((limiter) => limiter.numRequeues(item)));
  }
}

/** What controllers use: 5 ms doubling to 1000 s for each key, and 10 a second (100 at once) for all. */
export function defaultControllerRateLimiter<T = string>(clock?: Clock): ItemRateLimiter<T> {
  return new MaxOfRateLimiter<T>(
    new ExponentialFailureRateLimiter<T>({ baseMs: 5, maxMs: 1_000_000 }),
    new BucketRateLimiter<T>({ qps: 10, burst: 100, ...(clock !== undefined && { clock }) }),
  );
}
