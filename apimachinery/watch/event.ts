import type { Status } from "../meta/v1/types.js";
import type { KubeObject } from "../runtime/object.js";

export type WatchEventType = "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";

/**
 * News of an object: its new state, its last state when deleted, or, in a bookmark, no more than its kind and the
 * resourceVersion up to which all has been told.
 */
export interface WatchObjectEvent<T = KubeObject> {
  readonly type: Exclude<WatchEventType, "ERROR">;
  readonly object: T;
}

/** The end of a watch that went wrong. */
export interface WatchErrorEvent {
  readonly type: "ERROR";
  readonly object: Status;
}

/** One line of a watch. @see kubernetes/apimachinery pkg/watch/watch.go */
export type WatchEvent<T = KubeObject> = WatchObjectEvent<T> | WatchErrorEvent;

/** On the bookmark after the initial events of a watch with `sendInitialEvents`; its value is `true`. */
export const INITIAL_EVENTS_END_ANNOTATION = "k8s.io/initial-events-end";

export function addedEvent<T>(object: T): WatchObjectEvent<T> {
  return { type: "ADDED", object };
}

export function modifiedEvent<T>(object: T): WatchObjectEvent<T> {
  return { type: "MODIFIED", object };
}

export function deletedEvent<T>(object: T): WatchObjectEvent<T> {
  return { type: "DELETED", object };
}

export function bookmarkEvent<T>(object: T): WatchObjectEvent<T> {
  return { type: "BOOKMARK", object };
}

export function errorEvent(status: Status): WatchErrorEvent {
  return { type: "ERROR", object: status };
}

/** True for the bookmark that ends the initial events. */
export function isInitialEventsEnd(event: WatchEvent): boolean {
  return event.type === "BOOKMARK" && event.object.metadata.annotations?.[INITIAL_EVENTS_END_ANNOTATION] === "true";
}
