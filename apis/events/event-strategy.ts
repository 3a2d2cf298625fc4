import {
  FIELD_IMMUTABLE_MESSAGE,
  invalid,
  isQualifiedName,
  Path,
  required,
  semanticEqualJSON,
  type DeepReadonly,
  type ErrorList,
  type StrategyHooks,
} from "kindsmith/apimachinery";
import { since } from "../shared/cells.js";
import type { Event } from "./v1/types.js";

const REASON_MAX = 128;
const NOTE_MAX_BYTES = 1024;

/**
 * Business rules of Event.
 * @see kubernetes/kubernetes pkg/registry/core/event/strategy.go
 */
export const eventStrategy: StrategyHooks<Event> = {
  validate: (_ctx, event) => validateNewEvent(event),
  validateUpdate: (_ctx, event, old) => validateEventUpdate(event, old),
  allowCreateOnUpdate: true,
  tableCells: {
    "Last Seen": (event, now) =>
      since(event.series?.lastObservedTime ?? event.deprecatedLastTimestamp ?? first(event), now),
    Type: (event) => event.type ?? "",
    Reason: (event) => event.reason ?? "",
    Object: ({ regarding: { kind = "", name = "" } = {} }) =>
      name === "" ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`,
    Subobject: (event) => event.regarding?.fieldPath ?? "",
    Source: (event) => source(event),
    Message: (event) => (event.note ?? "").trim(),
    "First Seen": (event, now) => since(first(event), now),
    Count: (event) => event.series?.count ?? (event.deprecatedCount || 1),
    Name: (event) => event.metadata.name ?? "",
  },
};

function first(event: DeepReadonly<Event>): string | null | undefined {
  return event.deprecatedFirstTimestamp ?? event.eventTime;
}

function source(event: DeepReadonly<Event>): string {
  const component = event.deprecatedSource?.component || event.reportingController || "";
  const instance = event.deprecatedSource?.host || event.reportingInstance;
  return instance ? `${component}, ${instance}` : component;
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/events.go, ValidateEventCreate */
function validateNewEvent(event: DeepReadonly<Event>): ErrorList {
  const errs: ErrorList = [];
  const own = event.metadata.namespace ?? "";
  const namespace = event.regarding?.namespace ?? "";
  const fits = namespace === "" ? own === "" || own === "default" : namespace === own;
  if (!fits) errs.push(invalid(Path.of("involvedObject", "namespace"), namespace, "does not match event.namespace"));
  if (event.eventTime == null) errs.push(required(Path.of("eventTime"), ""));
  const controller = event.reportingController ?? "";
  if (controller === "") errs.push(required(Path.of("reportingController"), ""));
  else errs.push(...isQualifiedName(controller).map((m) => invalid(Path.of("reportingController"), controller, m)));
  for (const field of ["reportingInstance", "action", "reason"] as const) {
    const value = event[field] ?? "";
    if (value === "") errs.push(required(Path.of(field), ""));
    else if (value.length > REASON_MAX) {
      errs.push(invalid(Path.of(field), "", `can have at most ${REASON_MAX} characters`));
    }
  }
  if (Buffer.byteLength(event.note ?? "") > NOTE_MAX_BYTES) {
    errs.push(invalid(Path.of("message"), "", `can have at most ${NOTE_MAX_BYTES} characters`));
  }
  if (event.type !== "Normal" && event.type !== "Warning")
    errs.push(invalid(Path.of("type"), "", "has invalid value: " + (event.type ?? "")));
  return errs;
}

const FIXED_FIELDS = [
  "regarding",
  "reason",
  "note",
  "deprecatedSource",
  "deprecatedFirstTimestamp",
  "deprecatedLastTimestamp",
  "deprecatedCount",
  "type",
  "eventTime",
  "action",
  "related",
  "reportingController",
  "reportingInstance",
] as const;

/** An event is a record: all but its series stays as it is. */
function validateEventUpdate(event: DeepReadonly<Event>, old: DeepReadonly<Event>): ErrorList {
  return FIXED_FIELDS.filter((field) => !semanticEqualJSON(event[field], old[field])).map((field) =>
    invalid(Path.of(field), event[field], FIELD_IMMUTABLE_MESSAGE),
  );
}
