import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../../apimachinery/clock/index.js";
import { parseRequestInfo } from "../../../endpoints/index.js";
import type { RequestDigest } from "../../config/matching.js";
import type { FlowSchema, PriorityLevelConfiguration } from "../../config/types.js";
import { FlowController } from "../../controller/flow-controller.js";
import { nowNs } from "../../controller/priority-level.js";
import { NO_OBSERVER } from "../../queueset/observer.js";
import type { RejectReason } from "../../queueset/queue-set.js";
import type { QueuedRequest } from "../../queueset/request.js";
import { hashFlowID } from "../../sharding/flow-hash.js";
import { FlowRecorder } from "./flow-recorder.js";
import { FLOWS_SHOWN, flowControlView, type FlowControlView } from "./flow-view.js";

// One seat of its own, one queue, and no more than two that wait.
const level: PriorityLevelConfiguration = {
  metadata: { name: "narrow" },
  spec: {
    type: "Limited",
    limited: {
      nominalConcurrencyShares: 1,
      borrowingLimitPercent: 0,
      limitResponse: { type: "Queue", queuing: { queues: 2, handSize: 1, queueLengthLimit: 2 } },
    },
  },
};
const schema: FlowSchema = {
  metadata: { name: "guests" },
  spec: {
    priorityLevelConfiguration: { name: "narrow" },
    matchingPrecedence: 500,
    distinguisherMethod: { type: "ByUser" },
    rules: [
      {
        subjects: [{ kind: "Group", group: { name: "guests" } }],
        resourceRules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"], namespaces: ["*"], clusterScope: true }],
      },
    ],
  },
};

function guest(name: string): RequestDigest {
  const path = "/api/v1/namespaces/default/configmaps";
  return {
    requestInfo: parseRequestInfo("GET", path, { query: new URLSearchParams() }),
    user: { name, uid: "", groups: ["guests"], extra: {} },
  };
}

function setUp() {
  const clock = new FakeClock(Date.parse("2026-01-01T00:00:00Z"));
  const recorder = new FlowRecorder(clock);
  const flow = new FlowController({
    clock,
    serverConcurrencyLimit: 6,
    observerOf: (name) => recorder.observe(name, NO_OBSERVER),
  });
  flow.configure([level], [schema]);
  const start = (name: string): QueuedRequest | RejectReason => {
    const details = guest(name);
    const { flowSchema, level, distinguisher } = flow.classify(details);
    const spec = {
      flowSchema: flowSchema.metadata.name ?? "",
      flowDistinguisher: distinguisher,
      flowHash: hashFlowID(flowSchema.metadata.name ?? "", distinguisher),
      work: { initialSeats: 1, finalSeats: 0, additionalLatencyNs: 0 },
      onDispatch: () => undefined,
      details,
    };
    return level.queues.startRequest(spec, nowNs(clock));
  };
  const finish = (request: QueuedRequest | RejectReason): void => {
    assert.ok(typeof request !== "string");
    flow.levels.find(({ name }) => name === "narrow")?.queues.finish(request, nowNs(clock));
  };
  return { clock, start, finish, view: () => flowControlView({ flow, recorder, clock }) };
}

function narrow(view: FlowControlView) {
  const found = view.levels.find(({ name }) => name === "narrow");
  assert.ok(found);
  return found;
}

test("an idle level shows its seats", () => {
  const { view } = setUp();
  const { type, seats, requests, queues, waits } = narrow(view());
  assert.equal(type, "Queue");
  assert.deepEqual(seats, { nominal: 1, min: 1, max: 1, current: 1, inUse: 0, wanted: 0, borrowed: 0, lent: 0 });
  assert.deepEqual(requests, { executing: 0, waiting: 0, dispatched: 0, rejected: 0 });
  assert.deepEqual(queues, { count: 2, lengthLimit: 2, busy: [] });
  assert.deepEqual(waits, { count: 0, meanMs: 0, p99Ms: 0, oldestMs: 0 });
});

test("levels come by name, the mandatory ones among them", () => {
  const { levels } = setUp().view();
  assert.deepEqual(
    levels.map(({ name, type }) => [name, type]),
    [
      ["catch-all", "Reject"],
      ["exempt", "Exempt"],
      ["narrow", "Queue"],
    ],
  );
});

test("who waits, where and for how long; and who was refused", async () => {
  const { clock, start, finish, view } = setUp();
  const running = start("anna");
  start("anna");
  await clock.advance(250);
  start("anna");
  assert.equal(start("anna"), "queue-full");

  const full = view();
  assert.equal(narrow(full).seats.inUse, 1);
  assert.equal(narrow(full).seats.wanted, 2);
  assert.deepEqual(
    narrow(full).queues.busy.map(({ waiting, executing, seatsInUse }) => ({ waiting, executing, seatsInUse })),
    [{ waiting: 2, executing: 1, seatsInUse: 1 }],
  );
  assert.equal(narrow(full).waits.oldestMs, 250);
  assert.deepEqual(narrow(full).rejectedBy, { "queue-full": 1 });
  assert.deepEqual(full.flows, [
    {
      level: "narrow",
      flowSchema: "guests",
      distinguisher: "anna",
      user: "anna",
      executing: 1,
      waiting: 2,
      seatsInUse: 1,
      seatsWanted: 2,
      oldestWaitMs: 250,
    },
  ]);
  assert.deepEqual(full.rejections, [
    {
      time: "2026-01-01T00:00:00.250Z",
      level: "narrow",
      flowSchema: "guests",
      user: "anna",
      verb: "list",
      path: "/api/v1/namespaces/default/configmaps",
      reason: "queue-full",
    },
  ]);

  finish(running);
  assert.deepEqual(narrow(view()).waits, { count: 1, meanMs: 250, p99Ms: 250, oldestMs: 0 });
  await clock.advance(61_000);
  assert.equal(narrow(view()).waits.count, 0, "waits older than a minute do not count");
});

test("the list of flows and that of rejections have an end", () => {
  const { start, view } = setUp();
  for (let i = 0; i < 150; i++) start(`user-${i}`);
  const { rejections } = view();
  assert.equal(rejections.length, 50);
  assert.equal(rejections[0]?.user, "user-149");
  assert.ok(view().flowCount <= FLOWS_SHOWN);
});
