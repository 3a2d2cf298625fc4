import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import {
  AdaptiveLimiter,
  FixedWindowLimiter,
  LeakyBucketLimiter,
  SlidingWindowLimiter,
  TokenBucketLimiter,
  type RateLimiter,
} from "./index.js";

/** How many of `count` requests at `nowMs` get through. */
function burst(limiter: RateLimiter, count: number, nowMs: number, key = "k"): number {
  let admitted = 0;
  for (let i = 0; i < count; i++) if (limiter.tryAcquire(key, 1, nowMs).admitted) admitted++;
  return admitted;
}

test("a fixed window lets twice its limit through around its end", () => {
  const limiter = new FixedWindowLimiter({ limit: 10, windowMs: 1000 });
  assert.equal(burst(limiter, 1, 0), 1);
  assert.equal(burst(limiter, 20, 999), 9);
  assert.equal(burst(limiter, 20, 1000), 10);
});

test("a sliding window does not", () => {
  const limiter = new SlidingWindowLimiter({ limit: 10, windowMs: 1000, parts: 10 });
  assert.equal(burst(limiter, 20, 999), 10);
  assert.equal(burst(limiter, 20, 1000), 0);
  assert.equal(burst(limiter, 20, 1899), 0);
  assert.equal(burst(limiter, 20, 1900), 10);
});

test("a jump of time longer than the window empties all of it", () => {
  const limiter = new SlidingWindowLimiter({ limit: 3, windowMs: 1000, parts: 4 });
  for (const at of [0, 250, 500]) burst(limiter, 1, at);
  assert.equal(burst(limiter, 9, 1_000_000), 3);
});

test("a leaky bucket of one lets out one at a time, evenly", () => {
  const limiter = new LeakyBucketLimiter({ ratePerSecond: 10, capacity: 1 });
  const out: number[] = [];
  for (let at = 0; at < 1000; at++) if (limiter.tryAcquire("k", 1, at).admitted) out.push(at);
  assert.deepEqual(out, [0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
});

test("a token bucket starts full, refills and never holds more than its burst", () => {
  const limiter = new TokenBucketLimiter({ qps: 5, burst: 10 });
  assert.equal(burst(limiter, 20, 0), 10);
  assert.equal(burst(limiter, 20, 1000), 5);
  assert.equal(burst(limiter, 20, 3_600_000), 10);
});

test("keys have limits of their own, and forgotten ones start afresh", () => {
  const limiter = new TokenBucketLimiter({ qps: 1, burst: 1, maxKeys: 2 });
  assert.equal(burst(limiter, 2, 0, "a"), 1);
  assert.equal(burst(limiter, 2, 0, "b"), 1);
  assert.equal(burst(limiter, 2, 0, "c"), 1);
  assert.equal(limiter.size, 2);
  assert.equal(burst(limiter, 2, 0, "a"), 1);
});

test("the adaptive rate is cut under load, never below its floor, and climbs back", () => {
  const limiter = new AdaptiveLimiter({
    floorPerSecond: 10,
    ceilingPerSecond: 100,
    target: { latencyMs: 100, loopDelayMs: 50, memory: 0.9 },
  });
  const calm = { latencyMs: 5, loopDelayMs: 1, memory: 0.2 };
  limiter.report({ ...calm, loopDelayMs: 80 });
  assert.equal(limiter.ratePerSecond, 70);
  for (let i = 0; i < 50; i++) limiter.report({ ...calm, memory: 0.99 });
  assert.equal(limiter.ratePerSecond, 10);
  assert.equal(burst(limiter, 100, 0), 10);
  for (let i = 0; i < 50; i++) limiter.report(calm);
  assert.equal(limiter.ratePerSecond, 100);
});

const makers: Record<string, () => RateLimiter> = {
  "fixed window": () => new FixedWindowLimiter({ limit: 7, windowMs: 500 }),
  "sliding window": () => new SlidingWindowLimiter({ limit: 7, windowMs: 500, parts: 5 }),
  "leaky bucket": () => new LeakyBucketLimiter({ ratePerSecond: 20, capacity: 7 }),
  "token bucket": () => new TokenBucketLimiter({ qps: 20, burst: 7 }),
};
for (const [name, make] of Object.entries(makers)) {
  test(`${name}: after the wait it names a request gets through, and not sooner by much`, () => {
    const steps = fc.array(
      fc.record({ n: fc.integer({ min: 1, max: 7 }), afterMs: fc.integer({ min: 0, max: 700 }) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (requests) => {
        const limiter = make();
        let now = 0;
        for (const { n, afterMs } of requests) {
          now += afterMs;
          const { admitted, waitMs } = limiter.tryAcquire("k", n, now);
          if (admitted) continue;
          assert.ok(waitMs > 0 && Number.isFinite(waitMs), `wait ${waitMs}`);
          now += Math.ceil(waitMs + 1e-6);
          assert.equal(limiter.tryAcquire("k", n, now).admitted, true, `${n} at ${now}`);
        }
      }),
      { numRuns: 200 },
    );
  });
  test(`${name}: what can never be is said to take for ever, and time that goes back does no harm`, () => {
    const limiter = make();
    assert.deepEqual(limiter.tryAcquire("k", 8, 1000), { admitted: false, waitMs: Infinity });
    assert.equal(burst(limiter, 20, 1000), 7);
    assert.equal(burst(limiter, 20, 500), 0);
  });
}

const broken: [string, () => unknown, RegExp][] = [
  [
    "limit",
    () => new FixedWindowLimiter({ limit: 0, windowMs: 1 }),
    /^RangeError: limit is 0; expected a number above 0$/,
  ],
  ["windowMs", () => new SlidingWindowLimiter({ limit: 1, windowMs: NaN }), /windowMs is NaN/],
  ["qps", () => new TokenBucketLimiter({ qps: -1, burst: 1 }), /qps is -1/],
  ["capacity", () => new LeakyBucketLimiter({ ratePerSecond: 1, capacity: Infinity }), /capacity is Infinity/],
  [
    "ceiling",
    () =>
      new AdaptiveLimiter({
        floorPerSecond: 2,
        ceilingPerSecond: 1,
        target: { latencyMs: 1, loopDelayMs: 1, memory: 1 },
      }),
    /ceilingPerSecond is 1; expected at least floorPerSecond, which is 2/,
  ],
];
for (const [name, make, want] of broken) test(`a bad ${name} is named`, () => assert.throws(make, want));
