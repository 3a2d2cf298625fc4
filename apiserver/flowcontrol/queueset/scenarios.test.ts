import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { QueueSet } from "./queue-set.js";
import type { QueuedRequest } from "./request.js";
import { VirtualTime } from "./virtual-time.js";

/**
 * Loads that upstream's queue set was put under, with the seats that each client then held on average. Each client has
 * threads that alternate between thinking and one request.
 */
interface Client {
  hash: number;
  threads: number;
  callsPerThread: number;
  initialSeats: number;
  finalSeats: number;
  execNs: number;
  padNs: number;
  thinkNs: number;
  split: boolean;
  executions: number;
  rejects: number;
}
interface Scenario {
  test: string;
  scenario: string;
  clients: Client[];
  concurrencyLimit: number;
  dispatching?: { ConcurrencyLimit: number };
  queues?: number;
  handSize?: number;
  queueLengthLimit?: number;
  evalNs: number;
  evals: { atNs: number; averages: number[]; fairAverages: number[]; margin: number; expectFair: boolean }[];
  expectAllRequests: boolean;
  failed: number;
  rejectReason: string;
}

const vectors = "../shared/golden/vectors/apf-fair-queuing-scenarios.json";
const skip = existsSync(vectors) ? false : "recorded vectors are not beside the repository";
const scenarios = skip === false ? (JSON.parse(readFileSync(vectors, "utf8")) as Scenario[]) : [];

test("there are recorded scenarios", { skip }, () => assert.ok(scenarios.length > 0));
for (const scenario of scenarios) {
  test(`${scenario.test}: ${scenario.scenario}`, () => {
    const result = run(scenario);
    scenario.evals.forEach((evaluation, e) => {
      evaluation.fairAverages.forEach((fair, i) => {
        const got = result.averages[e]?.[i] ?? NaN;
        const difference = fair > 0 ? Math.abs(got - fair) / fair : Math.abs(got);
        const text = `client ${i}: ${got} seats; fair ${fair}, upstream ${evaluation.averages[i]}, margin ${evaluation.margin}`;
        assert.equal(difference <= evaluation.margin, evaluation.expectFair, text);
      });
    });
    assert.equal(result.failed === 0, scenario.expectAllRequests, `${result.failed} failed`);
    if (scenario.expectAllRequests) {
      assert.deepEqual(
        result.executions,
        scenario.clients.map((client) => client.executions),
      );
    } else assert.deepEqual([...result.reasons], [scenario.rejectReason]);
  });
}

function run(scenario: Scenario): { averages: number[][]; failed: number; executions: number[]; reasons: Set<string> } {
  const time = new VirtualTime();
  const queues = scenario.queues ?? -1;
  const set = new QueueSet(
    {
      name: scenario.scenario,
      queues,
      handSize: scenario.handSize ?? 1,
      queueLengthLimit: scenario.queueLengthLimit ?? 1,
    },
    scenario.dispatching?.ConcurrencyLimit ?? scenario.concurrencyLimit,
    time.nowNs,
  );
  time.drive(set);
  const seatNs = scenario.clients.map(() => ({ total: 0, seats: 0, since: 0 }));
  const hold = (i: number, change: number): void => {
    const held = seatNs[i];
    if (held === undefined) return;
    held.total += held.seats * (time.nowNs - held.since);
    held.since = time.nowNs;
    held.seats += change;
  };
  let failed = 0;
  const executions = scenario.clients.map(() => 0);
  const reasons = new Set<string>();
  scenario.clients.forEach((client, i) => {
    for (let j = 0; j < client.threads; j++) {
      const late = client.split && j >= client.threads / 2;
      const calls = late ? Math.floor(client.callsPerThread / 2) : client.callsPerThread;
      const call = (k: number): void => {
        if (k >= calls) return;
        const started = set.startRequest(
          {
            flowSchema: `client${i}`,
            flowDistinguisher: "",
            flowHash: BigInt(client.hash),
            work: {
              initialSeats: client.initialSeats,
              finalSeats: client.finalSeats,
              additionalLatencyNs: client.padNs,
            },
            // As a handler would, work begins after the queue set is done with its own bookkeeping.
            onDispatch: () => time.after(0, () => execute(k)),
          },
          time.nowNs,
        );
        if (typeof started === "string") {
          failed++;
          reasons.add(started);
        }
        requests.set(k, started);
      };
      const requests = new Map<number, QueuedRequest | string>();
      const execute = (k: number): void => {
        executions[i] = (executions[i] ?? 0) + 1;
        hold(i, client.initialSeats);
        time.after(client.execNs, () => {
          hold(i, -client.initialSeats);
          const request = requests.get(k);
          if (request !== undefined && typeof request !== "string") set.finish(request, time.nowNs);
        });
        time.after(client.execNs + client.thinkNs, () => call(k + 1));
      };
      time.after(90 * j + 20 * i + (late ? scenario.evalNs / 2 : 0), () => call(0));
    }
  });
  const averages = scenario.evals.map((evaluation) => {
    const from = time.nowNs;
    time.runUntil(evaluation.atNs);
    return seatNs.map((held, i) => {
      hold(i, 0);
      const average = held.total / (time.nowNs - from);
      held.total = 0;
      return average;
    });
  });
  time.runUntil(Infinity);
  return { averages, failed, executions, reasons };
}
