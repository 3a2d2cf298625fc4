import { positive, type Acquisition, type RateLimiter } from "./limiter.js";
import { TokenBucketLimiter } from "./token-bucket.js";

/** How the server feels, measured by whoever runs it. */
export interface LoadSignal {
  /** p99 of the answers of late. */
  readonly latencyMs: number;
  /** How late timers of the event loop come. */
  readonly loopDelayMs: number;
  /** Share of the memory that may be used, 0 to 1. */
  readonly memory: number;
}

export interface AdaptiveOptions {
  /** The rate never falls below this, so that nobody is shut out by a signal gone wrong. */
  readonly floorPerSecond: number;
  readonly ceilingPerSecond: number;
  /** Above any of these the server is overloaded. */
  readonly target: LoadSignal;
  /** What the rate grows by when all is well; default a fiftieth of the ceiling. */
  readonly increasePerSecond?: number;
  /** What the rate is multiplied by under overload; default 0.7. */
  readonly decrease?: number;
  readonly maxKeys?: number;
}

/**
 * A token bucket whose rate follows the load: a step up while all is well, a cut at each sign of overload (AIMD, as TCP
 * does it). `report` is called at regular times, once a second as a rule.
 */
export class AdaptiveLimiter implements RateLimiter {
  readonly #opts: AdaptiveOptions;
  #rate: number;
  readonly #bucket: TokenBucketLimiter;

  /** @throws RangeError naming the option. */
  constructor(opts: AdaptiveOptions) {
    positive("floorPerSecond", opts.floorPerSecond);
    positive("increasePerSecond", opts.increasePerSecond ?? 1);
    if (!(opts.ceilingPerSecond >= opts.floorPerSecond)) {
      throw new RangeError(
        `ceilingPerSecond is ${opts.ceilingPerSecond}; expected at least floorPerSecond, which is ${opts.floorPerSecond}`,
      );
    }
    const decrease = opts.decrease ?? 0.7;
    if (!(decrease > 0 && decrease < 1))
      throw new RangeError(`decrease is ${decrease}; expected a number between 0 and 1`);
    this.#opts = opts;
    this.#rate = opts.ceilingPerSecond;
    const { maxKeys } = opts;
    this.#bucket = new TokenBucketLimiter({
      qps: this.#rate,
      burst: Math.max(1, this.#rate),
      ...(maxKeys === undefined ? {} : { maxKeys }),
    });
  }

  /** What each key may do in a second now. */
  get ratePerSecond(): number {
    return this.#rate;
  }

  get size(): number {
    return this.#bucket.size;
  }

  tryAcquire(key: string, n: number, nowMs: number): Acquisition {
    return this.#bucket.tryAcquire(key, n, nowMs);
  }

  report(signal: LoadSignal): void {
    const { target, floorPerSecond, ceilingPerSecond } = this.#opts;
    const overloaded =
      signal.latencyMs > target.latencyMs || signal.loopDelayMs > target.loopDelayMs || signal.memory > target.memory;
    const step = this.#opts.increasePerSecond ?? ceilingPerSecond / 50;
    const next = overloaded ? this.#rate * (this.#opts.decrease ?? 0.7) : this.#rate + step;
    const rate = Math.min(Math.max(next, floorPerSecond), ceilingPerSecond);
    if (rate === this.#rate) return;
    this.#rate = rate;
    this.#bucket.setRate(rate, Math.max(1, rate));
  }
}
