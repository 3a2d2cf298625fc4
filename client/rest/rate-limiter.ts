import type { Clock } from "../../apimachinery/clock/index.js";

/** Holds requests back so that no more than a set rate goes out. */
export interface RateLimiter {
  /** Resolves when one request may go. @throws the signal's reason. */
  wait(opts: { readonly signal?: AbortSignal }): Promise<void>;
}

/**
 * A bucket of `burst` tokens that fills at `qps` a second. Waiters go in order of arrival: each takes its token at once,
 * on credit when the bucket is empty, and waits for the time that the credit needs. A waiter that is aborted gives its
 * token back.
 */
export class TokenBucketRateLimiter implements RateLimiter {
  readonly #qps: number;
  readonly #burst: number;
  readonly #clock: Clock;
  #tokens: number;
  #updatedAt: number;

  constructor(opts: { readonly qps: number; readonly burst: number; readonly clock: Clock }) {
    this.#qps = opts.qps;
    this.#burst = opts.burst;
    this.#clock = opts.clock;
    this.#tokens = opts.burst;
    this.#updatedAt = opts.clock.monotonic();
  }

  async wait(opts: { readonly signal?: AbortSignal }): Promise<void> {
    opts.signal?.throwIfAborted();
    this.#fill();
    this.#tokens -= 1;
    if (this.#tokens >= 0) return;
    try {
      await this.#clock.sleep((-this.#tokens / this.#qps) * 1000, opts);
    } catch (err) {
      this.#tokens += 1;
      throw err;
    }
  }

  #fill(): void {
    const now = this.#clock.monotonic();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#updatedAt) / 1000) * this.#qps);
    this.#updatedAt = now;
  }
}
