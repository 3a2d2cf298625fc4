import { DEFAULT_MAX_KEYS, KeyedState } from "./keyed-state.js";
import { ADMITTED, positive, refused, type Acquisition, type RateLimiter } from "./limiter.js";

export interface TokenBucketOptions {
  /** Tokens that come in a second. */
  readonly qps: number;
  /** Tokens that are kept at the most; there are as many at the start. */
  readonly burst: number;
  readonly maxKeys?: number;
}

/** Tokens come steadily and are spent by requests: what was not used lately may be used at once. What client-go does. */
export class TokenBucketLimiter implements RateLimiter {
  #tokensPerMs: number;
  #burst: number;
  readonly #keys: KeyedState<{ tokens: number; atMs: number }>;

  /** @throws RangeError naming the option. */
  constructor(opts: TokenBucketOptions) {
    this.#tokensPerMs = positive("qps", opts.qps) / 1000;
    this.#burst = positive("burst", opts.burst);
    this.#keys = new KeyedState(opts.maxKeys ?? DEFAULT_MAX_KEYS, (nowMs) => ({ tokens: this.#burst, atMs: nowMs }));
  }

  get size(): number {
    return this.#keys.size;
  }

  /** Changes the rate of all keys from now on; tokens beyond the new burst are lost. @throws RangeError naming the option. */
  setRate(qps: number, burst: number): void {
    this.#tokensPerMs = positive("qps", qps) / 1000;
    this.#burst = positive("burst", burst);
  }

  tryAcquire(key: string, n: number, nowMs: number): Acquisition {
    const bucket = this.#keys.of(key, nowMs);
    bucket.tokens = Math.min(this.#burst, bucket.tokens + Math.max(0, nowMs - bucket.atMs) * this.#tokensPerMs);
    bucket.atMs = Math.max(bucket.atMs, nowMs);
    if (bucket.tokens >= n) {
      bucket.tokens -= n;
      return ADMITTED;
    }
    return refused(n > this.#burst ? Infinity : (n - bucket.tokens) / this.#tokensPerMs);
  }
}
