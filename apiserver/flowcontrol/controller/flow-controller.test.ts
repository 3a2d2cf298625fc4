import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { parseRequestInfo } from "../../endpoints/index.js";
import { suggestedFlowSchemas, suggestedPriorityLevels } from "../config/bootstrap.js";
import type { RequestDigest } from "../config/matching.js";
import type { FlowSchema, PriorityLevelConfiguration } from "../config/types.js";
import { NO_OBSERVER } from "../queueset/observer.js";
import { FlowController } from "./flow-controller.js";
import type { Ticket } from "./ticket.js";

const ONE_SEAT = { initialSeats: 1, finalSeats: 0, additionalLatencyNs: 0 };

function controller(serverConcurrencyLimit = 600): { flow: FlowController; clock: FakeClock } {
  const clock = new FakeClock();
  return { clock, flow: new FlowController({ clock, serverConcurrencyLimit, observerOf: () => NO_OBSERVER }) };
}

function request(path: string, name: string, groups: readonly string[]): RequestDigest {
  return {
    requestInfo: parseRequestInfo("GET", path, { query: new URLSearchParams() }),
    user: { name, uid: "", groups, extra: {} },
  };
}

const anybody = (path = "/api/v1/namespaces/a/pods"): RequestDigest => request(path, "u", ["system:authenticated"]);

function admitted(flow: FlowController, digest = anybody(), work = ONE_SEAT): Ticket {
  const got = flow.admit(flow.classify(digest), work, digest);
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
  const first = admitted(flow, anybody());
  const [second, third] = [admitted(flow), admitted(flow)];
  assert.deepEqual([first.waits, second.waits, third.waits], [false, true, true]);
  assert.equal(flow.admit(flow.classify(anybody()), ONE_SEAT, {}), "queue-full");
  const turns = [second.turn(), third.turn()];
  second.cancel();
  assert.equal(await turns[0], "time-out");
  first.cancel();
  first.finish();
  assert.equal(await turns[1], undefined);
  third.finish();
  assert.ok(flow.levels.every((level) => level.queues.isIdle));
});

test("a level that is taken away serves its last requests and then goes", async () => {
  const { flow } = controller(10);
  flow.configure([tiny], [toTiny]);
  const ticket = admitted(flow, anybody());
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
  const first = admitted(flow, anybody());
  const waiting = admitted(flow);
  const turn = waiting.turn();
  const wider = structuredClone(tiny) as { spec: { limited: { nominalConcurrencyShares: number } } };
  wider.spec.limited.nominalConcurrencyShares = 2000;
  flow.configure([wider as unknown as PriorityLevelConfiguration], [toTiny]);
  first.finish();
  assert.equal(await turn, undefined);
  assert.equal(waiting.waits, false);
});

test("seats linger after the answer and then wake the next request", async () => {
  const { flow, clock } = controller(1);
  flow.configure([tiny], [toTiny]);
  const work = { initialSeats: 1, finalSeats: 1, additionalLatencyNs: 5e6 };
  admitted(flow, anybody(), work).finish();
  const second = admitted(flow);
  await clock.advance(4);
  assert.equal(second.waits, true);
  await clock.advance(1);
  assert.equal(second.waits, false);
  flow.stop();
});

test("requests that read much run a few at a time, and narrow ones pass them", () => {
  const clock = new FakeClock();
  const flow = new FlowController({
    clock,
    serverConcurrencyLimit: 600,
    processorSlots: 2,
    observerOf: () => NO_OBSERVER,
  });
  flow.configure(suggestedPriorityLevels, suggestedFlowSchemas);
  const wide = { initialSeats: 8, finalSeats: 0, additionalLatencyNs: 0 };
  const start = (user: string, work = wide): Ticket =>
    admitted(flow, request("/api/v1/pods", user, ["system:authenticated"]), work);
  const lists = [start("elephant"), start("elephant"), start("elephant")];
  const get = start("mouse", ONE_SEAT);
  const waits = (): boolean[] => [...lists, get].map((ticket) => ticket.waits);
  assert.deepEqual(waits(), [false, false, true, false]);
  lists[0]?.finish();
  assert.deepEqual(waits(), [false, false, false, false]);
  for (const ticket of [...lists.slice(1), get]) ticket.finish();
  assert.ok(flow.levels.every((level) => level.queues.isIdle));
  assert.equal(clock.waiting, 0);
});

test("a request that reads much and is not done after a while makes room for the next", async () => {
  const clock = new FakeClock();
  const flow = new FlowController({ clock, serverConcurrencyLimit: 600, observerOf: () => NO_OBSERVER });
  flow.configure(suggestedPriorityLevels, suggestedFlowSchemas);
  const wide = { initialSeats: 8, finalSeats: 0, additionalLatencyNs: 0 };
  const start = (user: string): Ticket => admitted(flow, request("/api/v1/pods", user, ["system:authenticated"]), wide);
  const slow = start("slow");
  const others = [start("quick"), start("quick")];
  const waiting = (): number => others.filter((ticket) => ticket.waits).length;
  await clock.advance(99);
  assert.equal(waiting(), 2);
  await clock.advance(1);
  assert.equal(waiting(), 1);
  // It holds seats, but no place any more.
  slow.finish();
  assert.equal(waiting(), 1);
  others.find((ticket) => !ticket.waits)?.finish();
  assert.equal(waiting(), 0);
});
