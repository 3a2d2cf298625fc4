import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { parseRequestInfo } from "../../endpoints/index.js";
import { MetricsRegistry } from "../../metrics/index.js";
import { suggestedFlowSchemas, suggestedPriorityLevels } from "../config/bootstrap.js";
import { FlowController } from "../controller/flow-controller.js";
import { FlowControlMetrics } from "../metrics/flow-control-metrics.js";
import { dumpPriorityLevels, dumpQueues, dumpRequests } from "./dumps.js";

async function running(): Promise<{ flow: FlowController; clock: FakeClock; registry: MetricsRegistry }> {
  const clock = new FakeClock(Date.parse("2026-01-01T00:00:00.25Z"));
  const registry = new MetricsRegistry();
  const metrics = new FlowControlMetrics(registry, clock);
  const flow = new FlowController({
    clock,
    serverConcurrencyLimit: 600,
    observerOf: (level) => metrics.observerOf(level),
    onSeatsChanged: (levels, round) => metrics.seatsChanged(levels, round),
  });
  flow.configure(suggestedPriorityLevels, suggestedFlowSchemas);
  const path = "/debug/api_priority_and_fairness/dump_requests";
  const digest = {
    requestInfo: parseRequestInfo("GET", path, { query: new URLSearchParams() }),
    user: { name: "admin", uid: "", groups: ["system:masters"], extra: {} },
  };
  const work = { initialSeats: 1, finalSeats: 0, additionalLatencyNs: 0 };
  flow.admit(flow.classify(digest), work, digest);
  return { flow, clock, registry };
}

test("priority levels, in upstream's layout", async () => {
  const { flow } = await running();
  const lines = dumpPriorityLevels(flow).split("\n");
  assert.equal(
    lines[0],
    "PriorityLevelName, ActiveQueues, IsIdle, IsQuiescing, WaitingRequests, ExecutingRequests, DispatchedRequests, RejectedRequests, TimedoutRequests, CancelledRequests",
  );
  assert.equal(
    lines[1],
    "catch-all,         0,            true,   false,       0,               0,                 0,                  0,                0,                0",
  );
  assert.equal(
    lines[2],
    "exempt,            0,            false,  false,       0,               1,                 1,                  0,                0,                0",
  );
  assert.equal(lines.length, 10);
});

test("queues", async () => {
  const { flow } = await running();
  const lines = dumpQueues(flow).split("\n");
  assert.equal(
    lines.find((line) => line.startsWith("workload-high,     10,")),
    "workload-high,     10,     0,               0,                 0,          0.00000000ss,  0,               0,           0.00000000ss",
  );
});

test("requests, with details when asked for", async () => {
  const { flow, clock } = await running();
  assert.equal(
    dumpRequests(flow, clock, { includeDetails: false }).split("\n")[1],
    "exempt,            exempt,         -1,         -1,                  ,                2026-01-01T00:00:00.25Z, 1,            0,          0s,                2026-01-01T00:00:00.25Z",
  );
  const [header, row] = dumpRequests(flow, clock, { includeDetails: true }).split("\n");
  assert.match(
    header ?? "",
    /StartTime, +UserName, Verb, +APIPath, +Namespace, Name, +APIVersion, Resource, SubResource$/,
  );
  assert.match(row ?? "", /Z, admin, +get, +\/debug\/api_priority_and_fairness\/dump_requests, , +, +, +, +$/);
});

test("metrics carry what dashboards ask for", async () => {
  const { flow, clock, registry } = await running();
  await clock.advance(1000);
  flow.adjustBorrowing();
  const text = await registry.text();
  for (const line of [
    'apiserver_flowcontrol_dispatched_requests_total{flow_schema="exempt",priority_level="exempt"} 1',
    'apiserver_flowcontrol_current_executing_requests{flow_schema="exempt",priority_level="exempt"} 1',
    'apiserver_flowcontrol_nominal_limit_seats{priority_level="workload-low"} 245',
    'apiserver_flowcontrol_demand_seats_average{priority_level="exempt"} 1',
    'apiserver_flowcontrol_priority_level_request_utilization_count{phase="executing",priority_level="exempt"} 1e+09',
  ]) {
    assert.ok(text.includes(`${line}\n`), line);
  }
});
