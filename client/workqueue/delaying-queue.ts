import { realClock, type Clock, type Timer } from "../../apimachinery/clock/index.js";
import { WorkQueue, type WorkQueueOptions } from "./work-queue.js";

export interface DelayingQueueOptions<T = string> extends WorkQueueOptions<T> {
  readonly clock?: Clock;
}

/** A work queue that also takes keys for later. @see kubernetes/client-go util/workqueue/delaying_queue.go */
export class DelayingQueue<T = string> extends WorkQueue<T> {
  readonly #clock: Clock;
  readonly #waiting = new Map<T, { readonly at: number; readonly timer: Timer }>();

  constructor(opts: DelayingQueueOptions<T> = {}) {
    super(opts);
    this.#clock = opts.clock ?? realClock;
  }

  /** Keys that wait for their time. */
  get delayed(): number {
    return this.#waiting.size;
  }

  /** Adds a key after `delayMs`. A key that waits already comes at the earlier of the two times. */
  addAfter(item: T, delayMs: number): void {
    if (this.isShuttingDown) return;
    this.observer?.retried();
    if (delayMs <= 0) {
      this.add(item);
      return;
    }
    const at = this.#clock.monotonic() + delayMs;
    const waiting = this.#waiting.get(item);
    if (waiting !== undefined && waiting.at <= at) return;
    waiting?.timer.cancel();
    const timer = this.#clock.setTimeout(() => {
      this.#waiting.delete(item);
      this.add(item);
    }, delayMs);
    this.#waiting.set(item, { at, timer });
  }

  /** As for all queues; keys whose time has not come are dropped. */
  override shutDown(): void {
    for (const { timer } of this.#waiting.values()) timer.cancel();
    this.#waiting.clear();
    super.shutDown();
  }
}
