import type { StorageEvent } from "../interface.js";
import { BatchQueue } from "./batch-queue.js";

/** Far above what a reader in this process leaves waiting. */
const MAX_WAITING_EVENTS = 100_000;

interface Subscription {
  readonly prefix: string;
  readonly afterRevision: bigint;
  readonly queue: BatchQueue<StorageEvent>;
}

/** Distributes events, in the order of `publish`, to the watches of a backend that lives in this process. */
export class WatchHub {
  readonly #subscriptions = new Set<Subscription>();

  /** Events from now on; those up to `afterRevision` are left out. */
  subscribe(prefix: string, afterRevision: bigint, signal: AbortSignal | undefined): BatchQueue<StorageEvent> {
    const queue: BatchQueue<StorageEvent> = new BatchQueue<StorageEvent>({
      maxItems: MAX_WAITING_EVENTS,
      signal,
      onEnd: () => this.#subscriptions.delete(subscription),
    });
    const subscription: Subscription = { prefix, afterRevision, queue };
    if (!queue.ended) this.#subscriptions.add(subscription);
    return queue;
  }

  publish(event: Exclude<StorageEvent, { type: "progress" }>): void {
    const key = event.type === "put" ? event.value.key : event.key;
    for (const { prefix, afterRevision, queue } of this.#subscriptions) {
      if (event.revision > afterRevision && key.startsWith(prefix)) queue.push(event);
    }
  }

  /** Tells the watches at `prefix` and below that they have seen everything up to `revision`. */
  progress(prefix: string, revision: bigint): void {
    for (const subscription of this.#subscriptions) {
      if (subscription.prefix.startsWith(prefix) && revision >= subscription.afterRevision)
        subscription.queue.push({ type: "progress", revision });
    }
  }

  /** Ends all watches cleanly. */
  close(): void {
    for (const { queue } of [...this.#subscriptions]) queue.end();
  }
}
