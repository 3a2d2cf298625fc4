import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { fakeRequest, type FakeRequest } from "../../server/testing/fake-request.js";
import type { FlowSchema, PriorityLevelConfiguration } from "../config/types.js";
import { DroppedRequestsTracker } from "../controller/dropped-requests.js";
import { FlowController } from "../controller/flow-controller.js";
import { WatchTracker } from "../estimation/watch-tracker.js";
import { createWorkEstimator } from "../estimation/work-estimator.js";
import { NO_OBSERVER } from "../queueset/observer.js";
import { withMaxInFlight } from "./with-max-in-flight.js";
import { withPriorityAndFairness, type FilterObserver } from "./with-priority-and-fairness.js";

const LEVEL: PriorityLevelConfiguration = {
  metadata: { name: "one-seat", uid: "level-uid" },
  spec: {
    type: "Limited",
    limited: {
      nominalConcurrencyShares: 1000,
      borrowingLimitPercent: 0,
      limitResponse: { type: "Queue", queuing: { queues: 1, handSize: 1, queueLengthLimit: 1 } },
    },
  },
};
const SCHEMA: FlowSchema = {
  metadata: { name: "everybody", uid: "schema-uid" },
  spec: {
    priorityLevelConfiguration: { name: "one-seat" },
    matchingPrecedence: 5,
    rules: [
      {
        subjects: [{ kind: "Group", group: { name: "system:authenticated" } }],
        resourceRules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"], namespaces: ["*"], clusterScope: true }],
      },
    ],
  },
};

const nothing = (): void => undefined;
const NO_FILTER_OBSERVER: FilterObserver = {
  estimated: nothing,
  waiting: nothing,
  waited: nothing,
  executing: nothing,
  executed: nothing,
};

/** A handler whose requests end when told. */
class Handlers {
  readonly running: { request: FakeRequest; end: () => void }[] = [];
  readonly handle = (request: FakeRequest): Promise<void> =>
    new Promise((resolve) => {
      this.running.push({
        request,
        end: () => {
          request.response.send(200, "text/plain", "ok");
          resolve();
        },
      });
    });
}

function setUp(): {
  handle: (request: FakeRequest) => Promise<void>;
  handlers: Handlers;
  clock: FakeClock;
  flow: FlowController;
  watches: WatchTracker;
} {
  const clock = new FakeClock(Date.parse("2026-01-01T00:00:00Z"));
  const flow = new FlowController({ clock, serverConcurrencyLimit: 1, observerOf: () => NO_OBSERVER });
  flow.configure([LEVEL], [SCHEMA]);
  const watches = new WatchTracker();
  const handlers = new Handlers();
  const filter = withPriorityAndFairness({
    flow,
    watches,
    clock,
    estimateWork: createWorkEstimator({
      stats: () => ({ state: "unknown" }),
      watchCount: (info) => watches.interestedIn(info),
      maxSeats: (level) => flow.maxSeats(level),
      consistentReadsFromCache: true,
    }),
    dropped: new DroppedRequestsTracker(() => clock.now()),
    requestTimeoutMs: 60_000,
    observer: NO_FILTER_OBSERVER,
    bypasses: (request) => request.requestInfo.subresource === "exec",
  });
  const served = filter(handlers.handle);
  return { handle: async (request: FakeRequest) => served(request), handlers, clock, flow, watches };
}

const user = { name: "u", uid: "", groups: ["system:authenticated"], extra: {} };
const get = (url = "/api/v1/namespaces/a/pods/x"): FakeRequest => fakeRequest("GET", url, { user });

test("a request runs at once, and its answer says where it was put", async () => {
  const { handle, handlers, flow } = setUp();
  const request = get();
  const done = handle(request);
  await new Promise(setImmediate);
  handlers.running[0]?.end();
  await done;
  assert.equal(request.response.status, 200);
  assert.equal(request.response.headers["x-kubernetes-pf-flowschema-uid"], "schema-uid");
  assert.equal(request.response.headers["x-kubernetes-pf-prioritylevel-uid"], "level-uid");
  assert.ok(flow.levels.every((level) => level.queues.isIdle));
});

test("the next one waits, the one after the queue's end is refused", async () => {
  const { handle, handlers, clock } = setUp();
  const [first, second, third] = [get(), get(), get()];
  const done = [handle(first), handle(second), handle(third)];
  await done[2];
  assert.equal(third.response.status, 429);
  assert.equal(third.response.body, "Too many requests, please try again later.\n");
  assert.equal(third.response.headers["retry-after"], "1");
  assert.equal(third.response.headers["x-kubernetes-pf-flowschema-uid"], "schema-uid");
  assert.equal(handlers.running.length, 1);
  await clock.advance(250);
  handlers.running[0]?.end();
  await done[0];
  await new Promise(setImmediate);
  assert.equal(handlers.running.length, 2);
  handlers.running[1]?.end();
  await done[1];
  assert.equal(second.response.status, 200);
  assert.deepEqual([first.queuedMs, second.queuedMs], [0, 250]);
});

test("a quarter of the request's time is the longest wait", async () => {
  const { handle, handlers, clock } = setUp();
  void handle(get());
  const waiting = get();
  const done = handle(waiting);
  await clock.advance(14_999);
  assert.equal(waiting.response.status, 0);
  await clock.advance(1);
  await done;
  assert.equal(waiting.response.status, 429);
  handlers.running[0]?.end();
});

test("a client that is gone leaves its queue", async () => {
  const { handle, handlers, flow } = setUp();
  void handle(get());
  const gone = get();
  const done = handle(gone);
  await new Promise(setImmediate);
  gone.abort(new Error("client is gone"));
  await done;
  assert.equal(flow.levels.find((level) => level.name === "one-seat")?.queues.snapshot().waiting, 0);
  handlers.running[0]?.end();
});

test("a watch gives its seats back once it is set up, and is counted until it ends", async () => {
  const { handle, handlers, watches } = setUp();
  const watch = get("/api/v1/namespaces/a/pods?watch=true");
  const watching = handle(watch);
  const next = get();
  const done = handle(next);
  await new Promise(setImmediate);
  assert.equal(handlers.running.length, 1);
  watch.watchInitialized?.();
  await new Promise(setImmediate);
  assert.equal(handlers.running.length, 2);
  const write = fakeRequest("PUT", "/api/v1/namespaces/a/pods/x", { user }).requestInfo;
  assert.equal(watches.interestedIn(write), 1);
  for (const running of handlers.running) running.end();
  await Promise.all([watching, done]);
  assert.equal(watches.interestedIn(write), 0);
});

test("exec passes by", async () => {
  const { handle, handlers } = setUp();
  void handle(get());
  void handle(get("/api/v1/namespaces/a/pods/x/exec"));
  await new Promise(setImmediate);
  assert.equal(handlers.running.length, 2);
});

test("the handler's failure frees the seat", async () => {
  const { flow, clock, watches } = setUp();
  const filter = withPriorityAndFairness({
    flow,
    watches,
    clock,
    estimateWork: () => ({ initialSeats: 1, finalSeats: 0, additionalLatencyNs: 0 }),
    dropped: new DroppedRequestsTracker(() => clock.now()),
    requestTimeoutMs: 60_000,
    observer: NO_FILTER_OBSERVER,
    bypasses: () => false,
  });
  await assert.rejects(async () => filter(() => Promise.reject(new Error("broken")))(get()), /broken/);
  assert.ok(flow.levels.every((level) => level.queues.isIdle));
});

test("without priority and fairness two plain limits hold, but not for administrators", async () => {
  const handlers = new Handlers();
  const handle = withMaxInFlight({ maxReadOnly: 1, maxMutating: 1, bypasses: () => false })(handlers.handle);
  void handle(get());
  const refused = get();
  await handle(refused);
  assert.equal(refused.response.status, 429);
  void handle(fakeRequest("DELETE", "/api/v1/namespaces/a/pods/x", { user }));
  void handle(fakeRequest("GET", "/api/v1/pods", { user: { ...user, groups: ["system:masters"] } }));
  await new Promise(setImmediate);
  assert.equal(handlers.running.length, 3);
});
