import { DelayingQueue, type DelayingQueueOptions } from "./delaying-queue.js";
import { defaultControllerRateLimiter, type ItemRateLimiter } from "./rate-limiters.js";

export interface RateLimitingQueueOptions<T> extends DelayingQueueOptions<T> {
  /** Default {@link defaultControllerRateLimiter}. */
  readonly rateLimiter?: ItemRateLimiter<T>;
}

/** A queue that holds keys that failed back. @see kubernetes/client-go util/workqueue/rate_limiting_queue.go */
export class RateLimitingQueue<T = string> extends DelayingQueue<T> {
  readonly #rateLimiter: ItemRateLimiter<T>;

  constructor(opts: RateLimitingQueueOptions<T> = {}) {
    super(opts);
    this.#rateLimiter = opts.rateLimiter ?? defaultControllerRateLimiter<T>(opts.clock);
  }

  /** Adds a key that failed, when the limiter says that its time has come. */
  addRateLimited(item: T): void {
    this.addAfter(item, this.#rateLimiter.when(item));
  }

  /** The key has succeeded, or is given up: its next failure counts as its first. The key still has to be `done`. */
  forget(item: T): void {
    this.#rateLimiter.forget(item);
  }

  numRequeues(item: T): number {
    return this.#rateLimiter.numRequeues(item);
  }
}
