import type { StorageEvent } from "../interface.js";
import { BatchQueue } from "./batch-queue.js";

/** Far above what a reader in this process leaves waiting. */
const MAX_WAITING_EVENTS = 100_000;

interface Subscription {
  readonly afterRevision: bigint;
  readonly queue: BatchQueue<StorageEvent>;
}

/** The watches of one prefix, of which there is at least one. */
interface Watched {
  readonly subscriptions: Set<Subscription>;
  /** Nothing below the prefix has changed since. */
  newest: bigint;
}

/** Distributes events, in the order of `publish`, to the watches of a backend that lives in this process. */
export class WatchHub {
  readonly #byPrefix = new Map<string, Watched>();

  /**
   * Events below `prefix`, which ends with `/`, from now on; those up to `afterRevision` are left out. `current` is the
   * backend's revision.
   */
  subscribe(
    prefix: string,
    opts: {
      readonly afterRevision: bigint;
      readonly current: bigint;
      readonly signal: AbortSignal | undefined;
    },
  ): BatchQueue<StorageEvent> {
    const { afterRevision, current, signal } = opts;
    const queue: BatchQueue<StorageEvent> = new BatchQueue<StorageEvent>({
      maxItems: MAX_WAITING_EVENTS,
      signal,
      onEnd: () => this.#remove(prefix, subscription),
    });
    const subscription: Subscription = { afterRevision, queue };
    if (queue.ended) return queue;
    const watched = this.#byPrefix.get(prefix);
    if (watched === undefined) this.#byPrefix.set(prefix, { subscriptions: new Set([subscription]), newest: current });
    else watched.subscriptions.add(subscription);
    return queue;
  }

  publish(event: Exclude<StorageEvent, { type: "progress" }>): void {
    const key = event.type === "put" ? event.value.key : event.key;
    // A key's watches are found by its few ancestors, however many watches there are.
    for (let at = key.indexOf("/"); at >= 0; at = key.indexOf("/", at + 1)) {
      const watched = this.#byPrefix.get(key.slice(0, at + 1));
      if (watched === undefined) continue;
      watched.newest = event.revision;
      for (const { afterRevision, queue } of watched.subscriptions) {
        if (event.revision > afterRevision) queue.push(event);
      }
    }
  }

  /** A revision after which nothing was published below `prefix`; undefined where nobody watches exactly that prefix. */
  newestBelow(prefix: string): bigint | undefined {
    return this.#byPrefix.get(prefix)?.newest;
  }

  /** Tells the watches at `prefix` and below that they have seen everything up to `revision`. */
  progress(prefix: string, revision: bigint): void {
    for (const [watched, { subscriptions }] of this.#byPrefix) {
      if (!watched.startsWith(prefix)) continue;
      for (const { afterRevision, queue } of subscriptions)
        if (revision >= afterRevision) queue.push({ type: "progress", revision });
    }
  }

  /** Ends all watches cleanly. */
  close(): void {
    for (const { queue } of [...this.#byPrefix.values()].flatMap(({ subscriptions }) => [...subscriptions]))
      queue.end();
  }

  #remove(prefix: string, subscription: Subscription): void {
    const watched = this.#byPrefix.get(prefix);
    watched?.subscriptions.delete(subscription);
    if (watched?.subscriptions.size === 0) this.#byPrefix.delete(prefix);
  }
}
