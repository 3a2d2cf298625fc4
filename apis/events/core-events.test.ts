import assert from "node:assert/strict";
import test from "node:test";
import { eventsGroup } from "../../generated/registry/events/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { Scheme, type KubeObject } from "../../apimachinery/runtime/index.js";
import { addEventConversions } from "./core-events.js";

const CORE = { group: "", version: "v1" };
const EVENTS = { group: "events.k8s.io", version: "v1" };
const metadata = { name: "e", namespace: "n" };
const pod = { kind: "Pod", name: "p" };

const scheme = new Scheme();
coreGroup.addToScheme(scheme);
eventsGroup.addToScheme(scheme);
addEventConversions(scheme);

const core = {
  kind: "Event",
  apiVersion: "v1",
  metadata,
  involvedObject: pod,
  reason: "R",
  message: "text",
  source: { component: "c" },
  firstTimestamp: "2026-01-01T00:00:00Z",
  lastTimestamp: "2026-01-01T00:00:01Z",
  count: 2,
  type: "Normal",
  eventTime: "2026-01-01T00:00:00.000001Z",
  series: { count: 2, lastObservedTime: "2026-01-01T00:00:01.000001Z" },
  action: "A",
  related: { kind: "Node", name: "m" },
  reportingComponent: "a/b",
  reportingInstance: "i",
};
const events = {
  kind: "Event",
  apiVersion: "events.k8s.io/v1",
  metadata,
  eventTime: core.eventTime,
  series: core.series,
  reportingController: "a/b",
  reportingInstance: "i",
  action: "A",
  reason: "R",
  regarding: pod,
  related: core.related,
  note: "text",
  type: "Normal",
  deprecatedSource: core.source,
  deprecatedFirstTimestamp: core.firstTimestamp,
  deprecatedLastTimestamp: core.lastTimestamp,
  deprecatedCount: 2,
};

test("every field has its place in the other group", () => {
  assert.deepEqual(scheme.convertToVersion(core as KubeObject, EVENTS), events);
  assert.deepEqual(scheme.convertToVersion(events as KubeObject, CORE), core);
});

test("what is not there comes as each group writes it", () => {
  const bare = { kind: "Event", apiVersion: "events.k8s.io/v1", metadata, eventTime: null } as KubeObject;
  const stored = {
    kind: "Event",
    apiVersion: "v1",
    metadata,
    involvedObject: {},
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: null,
    reportingComponent: "",
    reportingInstance: "",
  };
  assert.deepEqual(scheme.convertToVersion(bare, CORE), stored);
  assert.deepEqual(scheme.convertToVersion(stored as KubeObject, EVENTS), {
    kind: "Event",
    apiVersion: "events.k8s.io/v1",
    metadata,
    eventTime: null,
    regarding: {},
    deprecatedSource: {},
    deprecatedFirstTimestamp: null,
    deprecatedLastTimestamp: null,
  });
});
