import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { parseRequestInfo } from "../../endpoints/index.js";
import { suggestedFlowSchemas, suggestedPriorityLevels } from "../config/bootstrap.js";
import type { RequestDigest } from "../config/matching.js";
import type { FlowSchema, PriorityLevelConfiguration } from "../config/types.js";
import { NO_OBSERVER } from "../queueset/observer.js";
import { FlowController, type Ticket } from "./flow-controller.js";

const ONE_SEAT = { initialSeats: 1, finalSeats: 0, additionalLatencyNs: 0 };

function controller(serverConcurrencyLimit = 600): { flow: FlowController; clock: FakeClock } {
  const clock = new FakeClock();
  return { clock, flow: new FlowController({ clock, serverConcurrencyLimit, observerOf: () => NO_OBSERVER }) };
}

function request(path: string, name: string, groups: readonly string[]): RequestDigest {
  return {
    requestInfo: parseRequestInfo("GET", path, new URLSearchParams()),
    user: { name, uid: "", groups, extra: {} },
  };
}

const anybody = (path = "/api/v1/namespaces/a/pods"): RequestDigest => request(path, "u", ["system:authenticated"]);

async function started(
  flow: FlowController,
  digest: RequestDigest,
  signal = new AbortController().signal,
): Promise<Ticket> {
  const got = await flow.start(flow.classify(digest), ONE_SEAT, { details: digest, signal });
  assert.ok(typeof got !== "string", String(got));
  return got;
}

test("without objects the mandatory ones decide", () => {
  const { flow } = controller();
  assert.equal(flow.classify(anybody()).flowSchema.metadata.name, "catch-all");
  assert.equal(flow.classify(request("/api/v1/pods", "admin", ["system:masters"])).level.name, "exempt");
});

test("the objects of a new server", () => {
  const { flow } = controller();
  const { dangling } = flow.configure(suggestedPriorityLevels, suggestedFlowSchemas);
  // Schemas may name a mandatory level only when its object is there.
  assert.deepEqual([...dangling], ["probes"]);
  const { flowSchema, level, distinguisher } = flow.classify(anybody());
  assert.deepEqual([flowSchema.metadata.name, level.name, distinguisher], ["global-default", "global-default", "u"]);
  assert.equal(flow.maxSeats("global-default"), 8);
  assert.equal(flow.maxSeats("catch-all"), 0);
});

const tiny: PriorityLevelConfiguration = {
  metadata: { name: "tiny" },
  spec: {
    type: "Limited",
    limited: {
      nominalConcurrencyShares: 1000,
      borrowingLimitPercent: 0,
      limitResponse: { type: "Queue", queuing: { queues: 1, handSize: 1, queueLengthLimit: 2 } },
    },
  },
};
const toTiny: FlowSchema = {
  metadata: { name: "to-tiny" },
  spec: {
    priorityLevelConfiguration: { name: "tiny" },
    matchingPrecedence: 5,
    rules: [
      {
        subjects: [{ kind: "User", user: { name: "u" } }],
        resourceRules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"], namespaces: ["*"] }],
      },
    ],
  },
};

test("what does not fit waits, a full queue refuses, and giving up makes room", async () => {
  const { flow } = controller(1);
  flow.configure([tiny], [toTiny]);
  const first = await started(flow, anybody());
  const stop = new AbortController();
  const second = flow.start(flow.classify(anybody()), ONE_SEAT, { details: {}, signal: stop.signal });
  const third = flow.start(flow.classify(anybody()), ONE_SEAT, { details: {}, signal: new AbortController().signal });
  assert.equal(
    await flow.start(flow.classify(anybody()), ONE_SEAT, { details: {}, signal: stop.signal }),
    "queue-full",
  );
  stop.abort();
  assert.equal(await second, "time-out");
  first.finish();
  const ticket = await third;
  assert.ok(typeof ticket !== "string");
  ticket.finish();
  assert.ok(flow.levels.every((level) => level.queues.isIdle));
});

test("a level that is taken away serves its last requests and then goes", async () => {
  const { flow } = controller(10);
  flow.configure([tiny], [toTiny]);
  const ticket = await started(flow, anybody());
  const { dangling } = flow.configure([], [toTiny]);
  assert.deepEqual([...dangling], ["to-tiny"]);
  assert.equal(flow.levels.find((level) => level.name === "tiny")?.quiescing, true);
  assert.equal(flow.classify(anybody()).level.name, "catch-all");
  ticket.finish();
  assert.equal(
    flow.levels.some((level) => level.name === "tiny"),
    false,
  );
});

test("a change of shares keeps those who wait", async () => {
  const { flow } = controller(1);
  flow.configure([tiny], [toTiny]);
  const first = await started(flow, anybody());
  const waiting = flow.start(flow.classify(anybody()), ONE_SEAT, { details: {}, signal: new AbortController().signal });
  const wider = structuredClone(tiny) as { spec: { limited: { nominalConcurrencyShares: number } } };
  wider.spec.limited.nominalConcurrencyShares = 2000;
  flow.configure([wider as unknown as PriorityLevelConfiguration], [toTiny]);
  first.finish();
  assert.ok(typeof (await waiting) !== "string");
});

test("seats linger after the answer and then wake the next request", async () => {
  const { flow, clock } = controller(1);
  flow.configure([tiny], [toTiny]);
  const work = { initialSeats: 1, finalSeats: 1, additionalLatencyNs: 5e6 };
  const first = await flow.start(flow.classify(anybody()), work, { details: {}, signal: new AbortController().signal });
  assert.ok(typeof first !== "string");
  first.finish();
  let admitted = false;
  const second = flow
    .start(flow.classify(anybody()), ONE_SEAT, { details: {}, signal: new AbortController().signal })
    .then(() => (admitted = true));
  await clock.advance(4);
  assert.equal(admitted, false);
  await clock.advance(1);
  await second;
  assert.equal(admitted, true);
  flow.stop();
});

test("requests that read much run a few at a time, and narrow ones pass them", async () => {
  const clock = new FakeClock();
  const flow = new FlowController({
    clock,
    serverConcurrencyLimit: 600,
    processorSlots: 2,
    observerOf: () => NO_OBSERVER,
  });
  flow.configure(suggestedPriorityLevels, suggestedFlowSchemas);
  const wide = { initialSeats: 8, finalSeats: 0, additionalLatencyNs: 0 };
  const order: string[] = [];
  const start = (name: string, work: typeof wide, user: string): Promise<Ticket> =>
    flow
      .start(flow.classify(request("/api/v1/pods", user, ["system:authenticated"])), work, {
        details: {},
        signal: new AbortController().signal,
      })
      .then((ticket) => {
        assert.ok(typeof ticket !== "string");
        order.push(name);
        return ticket;
      });
  const lists = [start("list1", wide, "elephant"), start("list2", wide, "elephant"), start("list3", wide, "elephant")];
  const get = start("get", ONE_SEAT, "mouse");
  await clock.advance(0);
  assert.deepEqual(order, ["list1", "list2", "get"]);
  (await (lists[0] as Promise<Ticket>)).finish();
  await clock.advance(0);
  assert.deepEqual(order, ["list1", "list2", "get", "list3"]);
  for (const list of [...lists.slice(1), get]) (await list).finish();
  assert.ok(flow.levels.every((level) => level.queues.isIdle));
});
