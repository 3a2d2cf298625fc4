import type { Clock } from "../../apimachinery/clock/index.js";
import {
  ExponentialFailureRateLimiter,
  processQueue,
  RateLimitingQueue,
  type QueueObserver,
} from "../../client/workqueue/index.js";
import type { CallOptions } from "./objects.js";

// Failures are tried again after 1 s, then less and less often.
const RETRY = { baseMs: 1_000, maxMs: 60_000 };
const CONCURRENCY = 4;

/** What follows the queue of a name, for metrics. */
export type QueueObserverOf = (name: string) => QueueObserver;

export interface ReconcileOptions {
  /** Streams of keys to look at; each begins with all that there are. */
  readonly sources: readonly ((opts: CallOptions) => AsyncIterable<readonly string[]>)[];
  readonly reconcile: (key: string, opts: CallOptions) => Promise<void>;
  readonly clock: Clock;
  readonly queueObserver?: QueueObserver | undefined;
  readonly onError: (what: string, err: unknown) => void;
  /** What the controller does, for `onError`: `cannot make default accounts`. */
  readonly what: string;
}

/** Looks at each key as it comes, once at a time, and again after failures, until the signal aborts. */
export async function reconcile(options: ReconcileOptions, signal: AbortSignal): Promise<void> {
  const { sources, clock, onError, queueObserver: observer, what } = options;
  const queue = new RateLimitingQueue<string>({
    clock,
    observer,
    rateLimiter: new ExponentialFailureRateLimiter(RETRY),
  });
  const work = processQueue(queue, {
    concurrency: CONCURRENCY,
    handle: options.reconcile,
    onError: (err, key) => onError(`${what}: ${key}`, err),
    signal,
  });
  await Promise.all([work, ...sources.map((source) => follow(source, queue, options, signal))]);
}

async function follow(
  source: ReconcileOptions["sources"][number],
  queue: RateLimitingQueue<string>,
  { clock, onError, what }: ReconcileOptions,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const keys of source({ signal })) for (const key of keys) queue.add(key);
    } catch (err) {
      if (!signal.aborted) onError(what, err);
    }
    await clock.sleep(RETRY.baseMs, { signal }).catch(() => undefined);
  }
}
