import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import {
  BucketRateLimiter,
  DelayingQueue,
  ExponentialFailureRateLimiter,
  MaxOfRateLimiter,
  processQueue,
  RateLimitingQueue,
  WorkQueue,
} from "./index.js";

test("a key is in the queue once, in order of its first add", async () => {
  const queue = new WorkQueue();
  for (const key of ["a", "b", "a"]) queue.add(key);
  assert.equal(queue.length, 2);
  assert.deepEqual([await queue.get(), await queue.get()], ["a", "b"]);
});

test("a key that is added while it is worked on comes again after done, and not before", async () => {
  const queue = new WorkQueue();
  queue.add("a");
  assert.equal(await queue.get(), "a");
  queue.add("a");
  queue.add("a");
  assert.equal(queue.length, 0);
  queue.done("a");
  assert.equal(await queue.get(), "a");
  queue.done("a");
  assert.equal(queue.length, 0);
});

test("who waits gets the next key; one that is aborted does not swallow it", async () => {
  const queue = new WorkQueue();
  const stop = new AbortController();
  const aborted = queue.get({ signal: stop.signal });
  const waiting = queue.get();
  stop.abort(new Error("enough"));
  await assert.rejects(aborted, /enough/);
  queue.add("a");
  assert.equal(await waiting, "a");
});

test("shutting down gives out what waits, then undefined", async () => {
  const queue = new WorkQueue();
  queue.add("a");
  queue.shutDown();
  queue.add("b");
  assert.equal(await queue.get(), "a");
  assert.equal(await queue.get(), undefined);
  const idle = new WorkQueue();
  const waiting = [idle.get(), idle.get()];
  idle.shutDown();
  assert.deepEqual(await Promise.all(waiting), [undefined, undefined]);
});

test("a drain waits for work that runs, what is added during it included", async () => {
  const queue = new WorkQueue();
  queue.add("a");
  await queue.get();
  queue.add("a");
  let drained = false;
  const draining = queue.shutDownWithDrain().then(() => (drained = true));
  assert.equal(await queue.get(), undefined, "idle workers may go");
  queue.done("a");
  assert.equal(await queue.get(), "a", "whoever did the work takes what came meanwhile");
  assert.equal(drained, false);
  queue.done("a");
  await draining;
});

test("many keys pass through without the queue keeping them", async () => {
  const queue = new WorkQueue<number>();
  for (let i = 0; i < 5000; i++) queue.add(i);
  for (let i = 0; i < 5000; i++) {
    assert.equal(await queue.get(), i);
    queue.done(i);
  }
  assert.equal(queue.length, 0);
});

test("a delayed key comes at the earlier of its times", async () => {
  const clock = new FakeClock();
  const queue = new DelayingQueue({ clock });
  queue.addAfter("a", 1000);
  queue.addAfter("a", 2000);
  queue.addAfter("b", 500);
  queue.addAfter("b", 100);
  queue.addAfter("c", 0);
  assert.equal(queue.length, 1);
  await clock.advance(100);
  assert.equal(queue.length, 2);
  await clock.advance(900);
  assert.deepEqual([await queue.get(), await queue.get(), await queue.get()], ["c", "b", "a"]);
  await clock.advance(5000);
  assert.equal(queue.length, 0);
  queue.addAfter("d", 10);
  queue.shutDown();
  assert.equal(clock.waiting, 0);
});

test("limiters", async () => {
  const clock = new FakeClock();
  const exponential = new ExponentialFailureRateLimiter({ baseMs: 5, maxMs: 30 });
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(() => exponential.when("a")),
    [5, 10, 20, 30, 30],
  );
  assert.equal(exponential.numRequeues("a"), 5);
  assert.equal(exponential.when("b"), 5);
  exponential.forget("a");
  assert.equal(exponential.when("a"), 5);
  const bucket = new BucketRateLimiter({ qps: 10, burst: 2, clock });
  assert.deepEqual(
    [1, 2, 3, 4].map(() => bucket.when("a")),
    [0, 0, 100, 200],
  );
  await clock.advance(10_000);
  assert.equal(bucket.when("a"), 0);
  const both = new MaxOfRateLimiter(exponential, new ExponentialFailureRateLimiter({ baseMs: 7, maxMs: 7 }));
  assert.equal(both.when("c"), 7);
  assert.equal(both.when("c"), 10);
  assert.equal(both.numRequeues("c"), 2);
});

test("the loop of a controller tries again what failed, and stops with its signal", async () => {
  const clock = new FakeClock();
  const queue = new RateLimitingQueue({ clock });
  const handled: string[] = [];
  const errors: string[] = [];
  const stop = new AbortController();
  let running = 0;
  const loop = processQueue(queue, {
    concurrency: 2,
    signal: stop.signal,
    onError: (err, key) => errors.push(`${key}: ${err.message}`),
    handle: async (key, { signal }) => {
      assert.ok(++running <= 2);
      await clock.sleep(1, { signal });
      running--;
      handled.push(key);
      if (key === "bad" && handled.filter((k) => k === "bad").length < 3) throw new Error("no");
    },
  });
  for (const key of ["a", "bad", "b"]) queue.add(key);
  await clock.advance(100);
  assert.deepEqual(handled.sort(), ["a", "b", "bad", "bad", "bad"]);
  assert.deepEqual(errors, ["bad: no", "bad: no"]);
  assert.equal(queue.numRequeues("bad"), 0, "success is forgotten");
  queue.add("last");
  await clock.advance(0);
  stop.abort(new Error("over"));
  await loop;
  assert.equal(errors.length, 2, "work that the signal ended is no failure");
  assert.equal(clock.waiting, 0);
});
