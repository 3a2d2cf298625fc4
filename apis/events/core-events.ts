import type { Scheme } from "kindsmith/apimachinery";
import type { Event as CoreEvent } from "../core/v1/types.js";
import type { Event } from "./v1/types.js";

const CORE = { group: "", version: "v1", kind: "Event" };
const EVENTS = { group: "events.k8s.io", version: "v1", kind: "Event" };

/**
 * Events of the core group and of events.k8s.io are the same objects under two names, stored as those of the core group.
 * @see kubernetes/kubernetes pkg/apis/events/v1/conversion.go
 */
export function addEventConversions(scheme: Scheme): void {
  if (!scheme.recognizes(CORE) || !scheme.recognizes(EVENTS)) return;
  scheme.addConversionFunc(EVENTS, CORE, (event) => toCore(event as unknown as Event));
  scheme.addConversionFunc(CORE, EVENTS, (event) => fromCore(event as unknown as CoreEvent));
}

/** With all fields that the core group always writes, since what is stored is also what clients are sent. */
export function toCore(event: Event): CoreEvent {
  return {
    kind: "Event",
    apiVersion: "v1",
    metadata: event.metadata,
    involvedObject: event.regarding ?? {},
    ...present("reason", event.reason),
    ...present("message", event.note),
    source: event.deprecatedSource ?? {},
    firstTimestamp: event.deprecatedFirstTimestamp ?? null,
    lastTimestamp: event.deprecatedLastTimestamp ?? null,
    ...present("count", event.deprecatedCount),
    ...present("type", event.type),
    eventTime: event.eventTime ?? null,
    ...present("series", event.series),
    ...present("action", event.action),
    ...present("related", event.related),
    reportingComponent: event.reportingController ?? "",
    reportingInstance: event.reportingInstance ?? "",
  };
}

export function fromCore(event: CoreEvent): Event {
  return {
    kind: "Event",
    apiVersion: "events.k8s.io/v1",
    metadata: event.metadata,
    eventTime: event.eventTime ?? null,
    ...present("series", event.series),
    ...present("reportingController", event.reportingComponent),
    ...present("reportingInstance", event.reportingInstance),
    ...present("action", event.action),
    ...present("reason", event.reason),
    regarding: event.involvedObject,
    ...present("related", event.related),
    ...present("note", event.message),
    ...present("type", event.type),
    deprecatedSource: event.source ?? {},
    deprecatedFirstTimestamp: event.firstTimestamp ?? null,
    deprecatedLastTimestamp: event.lastTimestamp ?? null,
    ...present("deprecatedCount", event.count),
  } as Event;
}

/** A field, unless it has the value that Go leaves out. */
function present<N extends string, T>(name: N, value: T): { readonly [key in N]?: NonNullable<T> } {
  const empty = value === undefined || value === null || value === "" || value === 0;
  return (empty ? {} : { [name]: value }) as { readonly [key in N]?: NonNullable<T> };
}
