import type { Clock, Random } from "../../apimachinery/clock/index.js";

export interface BackoffOptions {
  /** First delay. */
  readonly baseMs: number;
  /** Delays grow no further than this, jitter apart. */
  readonly maxMs: number;
  /** Default 2. */
  readonly factor?: number;
  /** Up to this share of the delay is added at random. Default 0. */
  readonly jitter?: number;
  /** Without a call for this long, the next delay is the first again. Absent: only `reset()` does that. */
  readonly resetAfterMs?: number;
  readonly clock: Clock;
  readonly random: Random;
}

/** Delays that double up to a bound, with jitter, so that clients of an unhealthy server do not return all at once. */
export class Backoff {
  readonly #options: BackoffOptions;
  #nextMs: number;
  #calledAt: number | undefined;

  constructor(options: BackoffOptions) {
    this.#options = options;
    this.#nextMs = options.baseMs;
  }

  /** The next delay in ms. */
  next(): number {
    const { baseMs, maxMs, factor = 2, jitter = 0, resetAfterMs, clock, random } = this.#options;
    const now = clock.monotonic();
    if (resetAfterMs !== undefined && this.#calledAt !== undefined && now - this.#calledAt > resetAfterMs) {
      this.#nextMs = baseMs;
    }
    this.#calledAt = now;
    const delayMs = this.#nextMs;
    this.#nextMs = Math.min(maxMs, delayMs * factor);
    return delayMs + delayMs * jitter * random();
  }

  reset(): void {
    this.#nextMs = this.#options.baseMs;
  }
}
