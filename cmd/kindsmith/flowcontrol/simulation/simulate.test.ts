import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { plot } from "../plot/plot.js";
import { reportJSON, reportText } from "../report.js";
import { readSimulation } from "./read-simulation.js";
import { measureOf, type ContenderResult, type FlowResult, type SimulationResult } from "./result.js";
import { simulate } from "./simulate.js";

const EXAMPLES = "examples/flowcontrol";

function example(name: string) {
  const simulation = readSimulation(readFileSync(join(EXAMPLES, name), "utf8"), EXAMPLES);
  return { simulation, result: simulate(simulation) };
}

function ran(text: string): SimulationResult {
  return simulate(readSimulation(`apiVersion: config.kindsmith/v1alpha1\nkind: FlowControlSimulation\n${text}`, "."));
}

function contender(result: SimulationResult, name: string): ContenderResult {
  return result.contenders.find((one) => one.name === name) ?? assert.fail(name);
}

function flow(result: ContenderResult | undefined, traffic: string): FlowResult {
  return result?.flows.find((one) => one.traffic === traffic) ?? assert.fail(traffic);
}

test("same input, same bytes", () => {
  const [first, second] = [example("double-burst.yaml"), example("double-burst.yaml")];
  assert.equal(reportJSON(first.result), reportJSON(second.result));
  assert.equal(reportText(first.result), reportText(second.result));
  assert.equal(plot(first.simulation, first.result), plot(second.simulation, second.result));
});

test("a fixed window lets a double burst through, and the others do not", () => {
  const { result } = example("double-burst.yaml");
  const peak = (name: string): number => contender(result, name).peakRequests;
  assert.ok(peak("fixed window") >= 190, String(peak("fixed window")));
  assert.ok(peak("sliding window") <= 100);
  assert.ok(peak("leaky bucket") <= 100);
  assert.ok(peak("token bucket") <= 150);
  // Its rate falls as answers take longer.
  assert.ok(
    flow(contender(result, "adaptive"), "burst").served < flow(contender(result, "fixed window"), "burst").served,
  );
  assert.equal(measureOf(contender(result, "priority and fairness"), "rejectedPercent", undefined), 0);
});

test("the four weaknesses of plain limits, and none of them with priority and fairness", () => {
  const { result } = example("four-weaknesses.yaml");
  const fair = contender(result, "priority and fairness");
  for (const plain of [contender(result, "max in flight"), contender(result, "one queue")]) {
    assert.ok(plain.seats.peak > 20 * fair.seats.peak, "coarse");
    assert.ok(flow(plain, "mouse").latency.p99Ms > 20 * flow(fair, "mouse").latency.p99Ms, "one queue");
    assert.ok(measureOf(plain, "seatPercent", "elephant") > 90, "unfair");
    assert.ok(flow(plain, "leader").latency.p99Ms > 20 * flow(fair, "leader").latency.p99Ms, "no priority");
  }
  assert.ok(flow(contender(result, "max in flight"), "leader").rejected["limit"] ?? 0 > 0);
  assert.deepEqual([flow(fair, "mouse").rejected, flow(fair, "leader").rejected], [{}, {}]);
  assert.deepEqual(flow(fair, "leader").placement, {
    flowSchema: "system-leader-election",
    priorityLevel: "leader-election",
  });
});

test("flows that ask alike get alike, however many send", () => {
  // Both ask for more than half of the seats, so that neither has less to do than it may.
  const client = (name: string, clients: number): string =>
    `- {name: ${name}, verb: get, resource: pods, service: 10ms, arrivals: {closed: {clients: ${clients}}}}\n`;
  const result = ran(
    `duration: 60s\nserver: {maxRequestsInflight: 60, maxMutatingRequestsInflight: 30}\ntraffic:\n${client("few", 80)}${client("many", 160)}`,
  );
  const [few, many] = [flow(result.contenders[0], "few"), flow(result.contenders[0], "many")];
  assert.ok(Math.abs(few.meanSeats / many.meanSeats - 1) < 0.01, `${few.meanSeats} and ${many.meanSeats}`);
  assert.ok(many.wait.meanMs > few.wait.meanMs);
});

test("who waits too long gives up, and what does not fit the queue is refused", () => {
  const result = ran(`
duration: 60s
server: {maxRequestsInflight: 10, maxMutatingRequestsInflight: 10, requestTimeout: 4s}
traffic:
- {name: slow, verb: get, resource: pods, service: 30s, arrivals: {closed: {clients: 400}}}
compare:
- priorityAndFairness: {}
- oneQueue: {length: 100}
`);
  for (const { flows, name } of result.contenders) {
    const { rejected, wait } = flows[0] ?? assert.fail();
    assert.ok((rejected["time-out"] ?? 0) > 0, name);
    assert.ok((rejected["queue-full"] ?? 0) > 0, name);
    assert.ok(wait.maxMs <= 1000, "a quarter of the request's time");
  }
});

test("every request is accounted for", () => {
  for (const { contenders } of [example("double-burst.yaml").result])
    for (const { flows } of contenders)
      for (const { arrived, served, rejected, unfinished } of flows) {
        const refused = Object.values(rejected).reduce((sum, count) => sum + count, 0);
        assert.equal(arrived, served + refused + unfinished);
        assert.ok(unfinished >= 0);
      }
});

test("an hour of traffic", () => {
  const result = ran(`
duration: 1h
traffic:
- {name: steady, verb: get, resource: pods, service: 10ms, users: 4, arrivals: {poisson: {rate: 5}}}
`);
  const { arrived, served, unfinished } = flow(result.contenders[0], "steady");
  assert.ok(Math.abs(arrived - 72_000) < 1500, String(arrived));
  assert.equal(served + unfinished, arrived);
});

test("what names say is text on the picture", () => {
  const simulation = readSimulation(
    `
apiVersion: config.kindsmith/v1alpha1
kind: FlowControlSimulation
title: "<script>alert(1)</script> & more"
duration: 1s
traffic:
- {name: "<b>", verb: get, resource: pods, service: 10ms, arrivals: {constant: {rate: 5}}}
`,
    ".",
  );
  const svg = plot(simulation, simulate(simulation));
  assert.doesNotMatch(svg, /<script|<b>/);
  assert.match(svg, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; more/);
});

test("a level of one's own keeps its seats, and lends what it does not need", () => {
  const { result } = example("own-level.yaml");
  const [shared, own] = [contender(result, "as every server is"), contender(result, "with own level")];
  assert.ok(flow(shared, "payments").wait.meanMs > 20 * flow(own, "payments").wait.meanMs);
  assert.ok(flow(own, "shop").served > 0.9 * flow(shared, "shop").served);
  assert.equal(flow(own, "payments").placement?.priorityLevel, "payments");
});
