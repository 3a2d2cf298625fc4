import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { Backoff } from "./backoff.js";
import { TokenBucketRateLimiter } from "./rate-limiter.js";

test("a burst goes at once, the rest at the rate and in order", async () => {
  const clock = new FakeClock();
  const limiter = new TokenBucketRateLimiter({ qps: 10, burst: 2, clock });
  const at: [number, number][] = [];
  const all = [0, 1, 2, 3].map(async (i) => {
    await limiter.wait({});
    at.push([i, clock.monotonic()]);
  });
  await clock.advance(1000);
  await Promise.all(all);
  assert.deepEqual(at, [
    [0, 0],
    [1, 0],
    [2, 100],
    [3, 200],
  ]);
});

test("who is aborted gives its turn back", async () => {
  const clock = new FakeClock();
  const limiter = new TokenBucketRateLimiter({ qps: 1, burst: 1, clock });
  await limiter.wait({});
  const stop = new AbortController();
  const aborted = limiter.wait({ signal: stop.signal });
  stop.abort(new Error("gone"));
  await assert.rejects(aborted, /gone/);
  const next = limiter.wait({});
  await clock.advance(1000);
  await next;
});

test("backoff doubles to its bound, jitters, and starts again after a quiet time", async () => {
  const clock = new FakeClock();
  const backoff = new Backoff({ baseMs: 800, maxMs: 3000, jitter: 1, resetAfterMs: 120_000, clock, random: () => 0.5 });
  assert.deepEqual([backoff.next(), backoff.next(), backoff.next(), backoff.next()], [1200, 2400, 4500, 4500]);
  await clock.advance(120_001);
  assert.equal(backoff.next(), 1200);
  assert.equal(backoff.next(), 2400);
  backoff.reset();
  assert.equal(backoff.next(), 1200);
});
