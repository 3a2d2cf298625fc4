import type { StatusError } from "../../apimachinery/api/errors/index.js";
import type { KubeObject, RuntimeObject } from "../../apimachinery/runtime/index.js";

/** Says up to which resourceVersion a watch has got; carries only kind, apiVersion and metadata. */
export type BookmarkObject = KubeObject;

/** One line of a watch. After ERROR the watch ends. */
export type WatchEvent<T = RuntimeObject> =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly object: T }
  | { readonly type: "BOOKMARK"; readonly object: BookmarkObject }
  | { readonly type: "ERROR"; readonly object: StatusError["status"] };

/** Annotation of the bookmark that ends the initial events of a streaming list. */
export const INITIAL_EVENTS_ANNOTATION = "k8s.io/initial-events-end";

/** Cause of the ERROR event that ends a watch whose connection was lost: watching may go on from the last version seen. */
export const CONNECTION_LOST = "ConnectionLost";

/**
 * A watch that the server has accepted. Can be iterated once. Leaving the loop, `stop()` and the request's signal end it;
 * the signal makes the loop throw its reason. Nothing is read ahead of the reader but what the connection's window holds.
 */
export interface Watch<T = RuntimeObject> extends AsyncIterable<WatchEvent<T>> {
  /** Ends the watch: the loop returns after the events that it has begun to read. */
  stop(): void;
}
