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
  readonly #byPrefix = new Map<string, Set<Subscription>>();

  /** Events below `prefix`, which ends with `/`, from now on; those up to `afterRevision` are left out. */
  subscribe(prefix: string, afterRevision: bigint, signal: AbortSignal | undefined): BatchQueue<StorageEvent> {
    const queue: BatchQueue<StorageEvent> = new BatchQueue<StorageEvent>({
      maxItems: MAX_WAITING_EVENTS,
      signal,
      onEnd: () => this.#remove(subscription),
    });
    const subscription: Subscription = { prefix, afterRevision, queue };
    if (queue.ended) return queue;
    const others = this.#byPrefix.get(prefix);
    if (others === undefined) this.#byPrefix.set(prefix, new Set([subscription]));
    else others.add(subscription);
    return queue;
  }

  publish(event: Exclude<StorageEvent, { type: "progress" }>): void {
    const key = event.type === "put" ? event.value.key : event.key;
    // A key's watches are found by its few ancestors, however many watches there are.
    for (let at = key.indexOf("/"); at >= 0; at = key.indexOf("/", at + 1)) {
      for (const { afterRevision, queue } of this.#byPrefix.get(key.slice(0, at + 1)) ?? []) {
        if (event.revision > afterRevision) queue.push(event);
      }
    }
  }

  /** Tells the watches at `prefix` and below that they have seen everything up to `revision`. */
  progress(prefix: string, revision: bigint): void {
    for (const [watched, subscriptions] of this.#byPrefix) {
      if (!watched.startsWith(prefix)) continue;
      for (const { afterRevision, queue } of subscriptions)
        if (revision >= afterRevision) queue.push({ type: "progress", revision });
    }
  }

  /** Ends all watches cleanly. */
  close(): void {
    for (const { queue } of [...this.#byPrefix.values()].flatMap((set) => [...set])) queue.end();
  }

  #remove(subscription: Subscription): void {
    const subscriptions = this.#byPrefix.get(subscription.prefix);
    subscriptions?.delete(subscription);
    if (subscriptions?.size === 0) this.#byPrefix.delete(subscription.prefix);
  }
}
