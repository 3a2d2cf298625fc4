import type { RateLimitingQueue } from "./rate-limiting-queue.js";

export interface ProcessQueueOptions<T> {
  /** Keys that are worked on at a time. Default 1. */
  readonly concurrency?: number;
  /** Does the work of one key. One that throws is tried again later. Must end when the signal aborts. */
  readonly handle: (item: T, opts: { readonly signal: AbortSignal }) => Promise<void>;
  /** Is told why a key is tried again. Must not throw. */
  readonly onError: (err: Error, item: T) => void;
  /** Ends the work: the queue is shut down, and running work is waited for. */
  readonly signal: AbortSignal;
}

/** The loop of a controller: takes keys and works on them until the signal. */
export async function processQueue<T>(queue: RateLimitingQueue<T>, opts: ProcessQueueOptions<T>): Promise<void> {
  const onAbort = (): void => queue.shutDown();
  if (opts.signal.aborted) onAbort();
  opts.signal.addEventListener("abort", onAbort, { once: true });
  try {
    await Promise.all(Array.from({ length: opts.concurrency ?? 1 }, () => work(queue, opts)));
  } finally {
    opts.signal.removeEventListener("abort", onAbort);
  }
}

async function work<T>(queue: RateLimitingQueue<T>, opts: ProcessQueueOptions<T>): Promise<void> {
  for (;;) {
    const item = await queue.get();
    // What still waits when the signal comes is left undone.
    if (item === undefined || opts.signal.aborted) return;
    try {
      await opts.handle(item, { signal: opts.signal });
      queue.forget(item);
    } catch (err) {
      if (!opts.signal.aborted) {
        opts.onError(err instanceof Error ? err : new Error(String(err)), item);
        queue.addRateLimited(item);
      }
    } finally {
      queue.done(item);
    }
  }
}
