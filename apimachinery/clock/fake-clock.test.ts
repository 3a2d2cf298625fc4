import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "./index.js";

test("timers fire in order of time, then of setting", async () => {
  const clock = new FakeClock(0);
  const fired: string[] = [];
  clock.setTimeout(() => fired.push("b"), 20);
  clock.setTimeout(() => fired.push("a"), 10);
  clock.setTimeout(() => fired.push("c"), 20);
  await clock.advance(15);
  assert.deepEqual(fired, ["a"]);
  await clock.advance(5);
  assert.deepEqual(fired, ["a", "b", "c"]);
  assert.equal(clock.now(), 20);
});

test("a timer set by a continued promise still fires within the same advance", async () => {
  const clock = new FakeClock(0);
  const seen: number[] = [];
  const run = (async () => {
    await clock.sleep(10);
    seen.push(clock.now());
    await clock.sleep(10);
    seen.push(clock.now());
  })();
  await clock.advance(30);
  await run;
  assert.deepEqual(seen, [10, 20]);
});

test("an aborted sleep throws the signal's reason and leaves no timer", async () => {
  const clock = new FakeClock(0);
  const stop = new AbortController();
  const sleeping = clock.sleep(1000, { signal: stop.signal });
  stop.abort(new Error("enough"));
  await assert.rejects(sleeping, /enough/);
  assert.equal(clock.waiting, 0);
});
