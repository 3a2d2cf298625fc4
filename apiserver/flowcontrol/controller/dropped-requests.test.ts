import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { DroppedRequestsTracker } from "./dropped-requests.js";

test("the wait doubles while refusals keep coming and shrinks when they stop", async () => {
  const clock = new FakeClock();
  const tracker = new DroppedRequestsTracker(() => clock.now());
  // Second, refusals in it, and the wait after them; the course upstream takes.
  const steps = [
    [0, 5, 1],
    [1, 11, 2],
    [2, 1, 2],
    [3, 11, 4],
    [4, 1, 4],
    [7, 1, 8],
    [11, 1, 8],
    [15, 1, 7],
    [17, 1, 6],
    [21, 14, 5],
    [22, 1, 10],
  ] as const;
  let at = 0;
  for (const [second, refusals, want] of steps) {
    await clock.advance((second - at) * 1000);
    at = second;
    for (let i = 0; i < refusals; i++) tracker.record("pl");
    assert.equal(tracker.retryAfterSeconds("pl"), want, `in second ${second}`);
  }
});

test("levels do not share their waits", async () => {
  const clock = new FakeClock();
  const tracker = new DroppedRequestsTracker(() => clock.now());
  for (let i = 0; i < 5; i++) tracker.record("busy");
  tracker.record("calm");
  await clock.advance(1000);
  tracker.record("busy");
  tracker.record("calm");
  assert.equal(tracker.retryAfterSeconds("busy"), 2);
  assert.equal(tracker.retryAfterSeconds("calm"), 1);
  assert.equal(tracker.retryAfterSeconds("other"), 1);
});
