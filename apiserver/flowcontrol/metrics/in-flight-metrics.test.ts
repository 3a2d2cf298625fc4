import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { MetricsRegistry } from "../../metrics/index.js";
import { InFlightMetrics, requestKind } from "./in-flight-metrics.js";

function setUp(): { clock: FakeClock; metrics: InFlightMetrics; read: (sample: string) => Promise<number> } {
  const clock = new FakeClock();
  const registry = new MetricsRegistry();
  const metrics = new InFlightMetrics(registry, clock);
  const read = async (sample: string): Promise<number> => {
    const line = (await registry.text()).split("\n").find((text) => text.startsWith(`${sample} `));
    return Number(line?.slice(sample.length + 1));
  };
  return { clock, metrics, read };
}

const READING = 'apiserver_current_inflight_requests{request_kind="readOnly"}';

test("which limit a verb falls under", () => {
  const verbs = ["get", "list", "watch", "create", "patch", "deletecollection", "proxy"];
  const kinds = ["readOnly", "readOnly", "readOnly", "mutating", "mutating", "mutating", "mutating"];
  assert.deepEqual(verbs.map(requestKind), kinds);
});

test("the gauges show the highest number of the last second", async () => {
  const { clock, metrics, read } = setUp();
  for (const by of [1, 1, 1, -1, -1, -1]) metrics.change("executing", "readOnly", by);
  assert.equal(await read(READING), 3);
  await clock.advance(1000);
  metrics.change("executing", "readOnly", 1);
  assert.equal(await read(READING), 3);
  await clock.advance(1000);
  assert.equal(await read(READING), 1);
  await clock.advance(5000);
  // What has run all the time is not forgotten.
  assert.equal(await read(READING), 1);
  metrics.change("executing", "readOnly", -1);
  await clock.advance(2000);
  assert.equal(await read(READING), 0);
  assert.equal(await read('apiserver_current_inflight_requests{request_kind="mutating"}'), 0);
});

test("the histogram counts each nanosecond by the share of the limit", async () => {
  const { clock, metrics, read } = setUp();
  metrics.setLimit("waiting", "mutating", 10);
  metrics.change("waiting", "mutating", 5);
  await clock.advance(1000);
  metrics.change("waiting", "mutating", -5);
  await clock.advance(3000);
  const series = "apiserver_flowcontrol_read_vs_write_current_requests_bucket";
  const bucket = (le: string): Promise<number> => read(`${series}{phase="waiting",request_kind="mutating",le="${le}"}`);
  assert.deepEqual([await bucket("0"), await bucket("0.4"), await bucket("0.5")], [3e9, 3e9, 4e9]);
});
