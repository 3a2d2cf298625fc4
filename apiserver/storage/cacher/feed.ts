import type { Clock } from "../../../apimachinery/clock/index.js";
import { isStorageError } from "../errors.js";
import type { StorageBackend, StorageEvent, StoredValue } from "../interface.js";

/** What the feed fills. */
export interface FeedTarget {
  /** The revision that the target has seen everything up to. */
  revision(): bigint;
  /** Starts anew: these are all values at `revision`, in order. */
  replace(values: readonly StoredValue[], revision: bigint): void;
  apply(events: readonly StorageEvent[]): void;
}

export interface FeedOptions {
  readonly backend: StorageBackend;
  readonly prefix: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly warn?: ((message: string, cause: unknown) => void) | undefined;
}

const LIST_PAGE = 10_000;
const MIN_DELAY_MS = 100;
const MAX_DELAY_MS = 10_000;

/**
 * Lists once, then watches until the signal aborts. A lost watch is resumed where it was lost; only when the backend
 * has forgotten that place is the list read again.
 */
export async function feed(target: FeedTarget, opts: FeedOptions): Promise<void> {
  const { backend, prefix, clock, signal, warn } = opts;
  let listed = false;
  let delayMs = MIN_DELAY_MS;
  while (!signal.aborted) {
    try {
      if (!listed) {
        await relist(target, opts);
        listed = true;
      }
      const changes = backend.watch(prefix, { afterRevision: target.revision(), signal });
      // What was written elsewhere since the list is no news to this reader, but others ask how far it has come. When
      // this fails the watch does so too, and tells it.
      if (backend.currentRevisionIfSeen !== undefined) backend.requestProgress(prefix).catch(() => undefined);
      for await (const batch of changes) {
        target.apply(batch);
        delayMs = MIN_DELAY_MS;
      }
    } catch (err) {
      if (isAborted(signal)) return;
      if (isStorageError(err, "Compacted") || isStorageError(err, "FutureRevision")) listed = false;
      warn?.(`watch of ${prefix} ended, ${listed ? "resuming" : "listing again"} in ${delayMs} ms`, err);
    }
    if (isAborted(signal)) return;
    try {
      await clock.sleep(delayMs, { signal });
    } catch {
      return;
    }
    delayMs = Math.min(delayMs * 2, MAX_DELAY_MS);
  }
}

async function relist(target: FeedTarget, { backend, prefix, signal }: FeedOptions): Promise<void> {
  let page = await backend.list(prefix, { limit: LIST_PAGE, signal });
  const { revision } = page;
  const values = [...page.values];
  for (let last = values.at(-1); page.more && last !== undefined; last = values.at(-1)) {
    page = await backend.list(prefix, { limit: LIST_PAGE, after: last.key, revision, signal });
    for (const value of page.values) values.push(value);
  }
  target.replace(values, revision);
}

/** Read anew after each await. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
