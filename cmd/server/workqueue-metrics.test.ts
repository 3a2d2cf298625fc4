import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { MetricsRegistry } from "../../apiserver/metrics/index.js";
import { RateLimitingQueue } from "../../client/workqueue/index.js";
import { WorkQueueMetrics } from "./workqueue-metrics.js";

test("a queue's keys are followed from when they are added until their work is done", async () => {
  const clock = new FakeClock();
  const registry = new MetricsRegistry();
  const queue = new RateLimitingQueue({ clock, observer: new WorkQueueMetrics(registry, clock).observerOf("q") });
  const read = async (): Promise<string[]> =>
    (await registry.text())
      .split("\n")
      .filter((line) => !/^#|_bucket|^$/.test(line))
      .map((line) => line.replace('{name="q"}', "").replace("workqueue_", ""));
  queue.add("a");
  queue.add("a");
  queue.add("b");
  await clock.advance(2_000);
  assert.equal(await queue.get(), "a");
  await clock.advance(3_000);
  queue.addRateLimited("a");
  assert.deepEqual(await read(), [
    "adds_total 2",
    "depth 1",
    "longest_running_processor_seconds 3",
    "queue_duration_seconds_sum 2",
    "queue_duration_seconds_count 1",
    "retries_total 1",
    "unfinished_work_seconds 3",
    "work_duration_seconds_sum 0",
    "work_duration_seconds_count 0",
  ]);
  queue.done("a");
  const after = await read();
  assert.ok(after.includes("unfinished_work_seconds 0") && after.includes("work_duration_seconds_sum 3"), after.join());
  queue.shutDown();
});
