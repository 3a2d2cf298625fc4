import type { KubeObject } from "../../apimachinery/runtime/index.js";
import type { WatchEvent } from "../../apimachinery/watch/index.js";

export type { WatchEvent };

/** Cause of the ERROR event that ends a watch whose connection was lost: watching may go on from the last version seen. */
export const CONNECTION_LOST = "ConnectionLost";

/**
 * A watch that the server has accepted. Can be iterated once. Leaving the loop, `stop()` and the request's signal end it;
 * the signal makes the loop throw its reason. Nothing is read ahead of the reader but what the connection's window holds.
 */
export interface Watch<T = KubeObject> extends AsyncIterable<WatchEvent<T>> {
  /** Ends the watch: the loop returns after the events that it has begun to read. */
  stop(): void;
}
