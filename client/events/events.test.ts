import assert from "node:assert/strict";
import test from "node:test";
import { newForbidden } from "../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { Client } from "../gentype/index.js";
import { TransportError } from "../rest/index.js";
import { createFakeREST, type FakeREST } from "../testing/index.js";
import { EventRecorder, referenceTo, type RecordedEvent } from "./index.js";

const GVK = { group: "", version: "v1", kind: "Event" };
const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "p", namespace: "ns", uid: "u", resourceVersion: "5" } };

interface Env {
  readonly clock: FakeClock;
  readonly rest: FakeREST;
  readonly recorder: EventRecorder;
  readonly errors: string[];
  events(): Promise<RecordedEvent[]>;
}

async function withRecorder(run: (env: Env) => Promise<void>): Promise<void> {
  const clock = new FakeClock();
  const events = { gvk: GVK, listKind: "EventList", resource: "events", singular: "event" };
  const rest = createFakeREST([{ ...events, namespaced: true, statusSubresource: false }], [], { clock });
  const client = (namespace: string): Client<RecordedEvent, { metadata: object; items: RecordedEvent[] }> =>
    new Client(rest, { gvk: GVK, resource: "events" }, namespace);
  const errors: string[] = [];
  let calls = 0;
  const recorder = new EventRecorder({
    events: client,
    component: "controller",
    host: "node",
    onError: (err) => errors.push(err.message),
    clock,
    random: () => (calls++ % 1000) / 1000,
  });
  const stop = new AbortController();
  const running = recorder.run({ signal: stop.signal });
  await run({ clock, rest, recorder, errors, events: async () => (await client("").list()).items });
  stop.abort(new Error("over"));
  await running;
  assert.equal(clock.waiting, 0);
}

test("an event says who saw what when about which object", () =>
  withRecorder(async ({ clock, recorder, events }) => {
    recorder.event(pod, "Warning", "Broken", "it broke");
    await clock.advance(0);
    const [{ metadata, ...event }] = (await events()) as [RecordedEvent];
    assert.match(metadata.name!, /^p\.[0-9a-f]{16}$/);
    assert.equal(metadata.namespace, "ns");
    assert.deepEqual(event, {
      apiVersion: "v1",
      kind: "Event",
      involvedObject: { kind: "Pod", namespace: "ns", name: "p", uid: "u", apiVersion: "v1", resourceVersion: "5" },
      reason: "Broken",
      message: "it broke",
      source: { component: "controller", host: "node" },
      firstTimestamp: "2026-01-01T00:00:00Z",
      lastTimestamp: "2026-01-01T00:00:00Z",
      count: 1,
      type: "Warning",
      reportingComponent: "controller",
      reportingInstance: "node",
    });
  }));

test("equal events are counted in one; one that has expired begins anew", () =>
  withRecorder(async ({ clock, recorder, events, rest }) => {
    for (let i = 0; i < 3; i++) {
      recorder.event(pod, "Normal", "Pulled", "again");
      await clock.advance(1000);
    }
    const [event] = await events();
    assert.deepEqual(
      [event!.count, event!.firstTimestamp, event!.lastTimestamp],
      [3, "2026-01-01T00:00:00Z", "2026-01-01T00:00:02Z"],
    );
    const resource = rest.tracker.resources.all[0]!;
    rest.tracker.delete(resource, "ns", event!.metadata.name!);
    recorder.event(pod, "Normal", "Pulled", "again");
    await clock.advance(0);
    assert.equal((await events()).length, 1);
  }));

test("similar events are combined from the tenth on", () =>
  withRecorder(async ({ clock, recorder, events }) => {
    for (let i = 1; i <= 12; i++) recorder.event(pod, "Normal", "Tick", `number ${i}`);
    await clock.advance(0);
    const combined = (await events()).filter((event) => event.message!.startsWith("(combined from similar events): "));
    assert.equal((await events()).length, 10);
    assert.deepEqual(
      combined.map((event) => [event.message, event.count]),
      [["(combined from similar events): number 12", 3]],
    );
    await clock.advance(601_000);
    recorder.event(pod, "Normal", "Tick", "later");
    await clock.advance(0);
    assert.ok((await events()).some((event) => event.message === "later"));
  }));

test("an object with too many events is muted, others are not", () =>
  withRecorder(async ({ clock, recorder, events, rest }) => {
    for (let i = 0; i < 40; i++) recorder.event(pod, "Normal", `Reason${i}`, "x");
    recorder.event({ ...pod, metadata: { name: "other", namespace: "ns" } }, "Normal", "Fine", "x");
    await clock.advance(0);
    assert.equal((await events()).length, 26);
    rest.clearActions();
    await clock.advance(300_000);
    recorder.event(pod, "Normal", "Refilled", "x");
    recorder.event(pod, "Normal", "Muted", "x");
    await clock.advance(0);
    assert.equal(rest.actions().length, 1);
  }));

test("a server that cannot be reached is asked again, one that refuses is not", () =>
  withRecorder(async ({ clock, recorder, events, rest, errors }) => {
    let failures = 2;
    rest.prependReactor("create", "events", () => {
      if (failures-- > 0) throw new TransportError("connect", "down");
      return undefined;
    });
    recorder.event(pod, "Normal", "Late", "x");
    await clock.advance(25_000);
    assert.equal((await events()).length, 1);
    rest.prependReactor("create", "events", () => {
      throw newForbidden({ group: "", resource: "events" }, "", "no");
    });
    recorder.event(pod, "Normal", "Refused", "x");
    await clock.advance(60_000);
    assert.deepEqual(errors, ["event Refused about Pod ns/p is lost: events is forbidden: no"]);
  }));

test("a full buffer drops what is new and says so", () => {
  const errors: string[] = [];
  const recorder = new EventRecorder({
    events: () => assert.fail("nothing is written before run"),
    component: "c",
    onError: (err) => errors.push(err.message),
    clock: new FakeClock(),
  });
  for (let i = 0; i < 1001; i++) recorder.event(pod, "Normal", "Many", String(i));
  assert.deepEqual(errors, ["event Many about Pod ns/p is lost: 1000 events wait already"]);
});

test("an object must say what it is", () => {
  assert.throws(() => referenceTo({ metadata: { name: "a" } }), /must have kind and apiVersion/);
  assert.equal(referenceTo(pod, "spec.x").fieldPath, "spec.x");
});
