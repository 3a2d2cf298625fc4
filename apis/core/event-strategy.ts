import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { since } from "../shared/cells.js";
import type { Event } from "./v1/types.js";
import { validateEvent } from "./validation/event.js";

/**
 * Business rules of Event.
 * @see kubernetes/kubernetes pkg/registry/core/event/strategy.go
 */
export const eventStrategy: StrategyHooks<Event> = {
  validate: (_ctx, event) => validateEvent(event),
  validateUpdate: (_ctx, event) => validateEvent(event),
  allowCreateOnUpdate: true,
  tableCells: {
    "Last Seen": (event, now) => lastSeen(event, now),
    Type: (event) => event.type ?? "",
    Reason: (event) => event.reason ?? "",
    Object: ({ involvedObject: { kind = "", name = "" } }) =>
      name === "" ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`,
    Subobject: (event) => event.involvedObject.fieldPath ?? "",
    Source: (event) => source(event),
    Message: (event) => (event.message ?? "").trim(),
    "First Seen": (event, now) => firstSeen(event, now),
    Count: (event) => event.series?.count ?? (event.count || 1),
    Name: (event) => event.metadata.name ?? "",
  },
  selectableFields: (event) => ({
    "involvedObject.kind": event.involvedObject.kind ?? "",
    "involvedObject.namespace": event.involvedObject.namespace ?? "",
    "involvedObject.name": event.involvedObject.name ?? "",
    "involvedObject.uid": event.involvedObject.uid ?? "",
    "involvedObject.apiVersion": event.involvedObject.apiVersion ?? "",
    "involvedObject.resourceVersion": event.involvedObject.resourceVersion ?? "",
    "involvedObject.fieldPath": event.involvedObject.fieldPath ?? "",
    reason: event.reason ?? "",
    reportingComponent: event.reportingComponent ?? "",
    source: event.source?.component || event.reportingComponent || "",
    type: event.type ?? "",
  }),
};

function firstSeen(event: DeepReadonly<Event>, now: number): string {
  return since(event.firstTimestamp ?? event.eventTime, now);
}

function lastSeen(event: DeepReadonly<Event>, now: number): string {
  if (event.series !== undefined) return since(event.series.lastObservedTime, now);
  return event.lastTimestamp == null ? firstSeen(event, now) : since(event.lastTimestamp, now);
}

function source(event: DeepReadonly<Event>): string {
  const component = event.source?.component || event.reportingComponent || "";
  const instance = event.source?.host || event.reportingInstance;
  return instance ? `${component}, ${instance}` : component;
}
