import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { arrivalTimes, type ArrivalOptions } from "./arrivals.js";
import { Heap } from "./heap.js";
import { Processor } from "./processor.js";
import { exponential, seededRandom } from "./random.js";
import { PeakCounter } from "./statistics.js";
import { VirtualClock } from "./virtual-clock.js";

test("a heap gives back what it got, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((a, b) => a < b);
      for (const number of numbers) heap.push(number);
      const got = numbers.map(() => heap.pop());
      assert.deepEqual(
        got,
        [...numbers].sort((a, b) => a - b),
      );
      assert.equal(heap.size, 0);
    }),
  );
});

test("events happen in order of time, and of their making at one time", () => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  const see = (name: string) => () => void seen.push(`${name} ${clock.nowNs}`);
  clock.at(20, see("late"));
  clock.at(10, see("first"));
  clock.at(10, () => {
    see("second")();
    clock.after(5, see("made on the way"));
  });
  const cancelled = clock.at(11, see("cancelled"));
  assert.equal(cancelled.cancel(), true);
  assert.equal(cancelled.cancel(), false);
  clock.at(30, see("at the end, which is not part of it"));
  clock.runUntil(30);
  assert.deepEqual(seen, ["first 10", "second 10", "made on the way 15", "late 20"]);
  assert.equal(clock.monotonic(), 30 / 1e6);
});

test("random numbers are those of their seed and stream", () => {
  const take = (seed: number, stream: number): number[] => {
    const random = seededRandom(seed, stream);
    return Array.from({ length: 1000 }, () => random());
  };
  assert.deepEqual(take(1, 2), take(1, 2));
  assert.notDeepEqual(take(1, 2), take(1, 3));
  assert.notDeepEqual(take(1, 2), take(2, 2));
  const mean = take(7, 0).reduce((sum, one) => sum + one, 0) / 1000;
  assert.ok(Math.abs(mean - 0.5) < 0.03, String(mean));
  assert.ok(take(7, 0).every((one) => one >= 0 && one < 1));
  assert.equal(
    exponential(() => 0.5, 5),
    5 * Math.LN2,
  );
});

function times(arrivals: Parameters<typeof arrivalTimes>[0], opts: Partial<ArrivalOptions> = {}): number[] {
  return [...arrivalTimes(arrivals, { fromNs: 0, toNs: 1e9, phase: 0, random: seededRandom(1, 1), ...opts })];
}

const patterns: readonly { name: string; got: number[]; want: number[] }[] = [
  { name: "constant", got: times({ pattern: "constant", perSecond: 4 }), want: [0, 250e6, 500e6, 750e6] },
  {
    name: "constant, later and out of step",
    got: times({ pattern: "constant", perSecond: 4 }, { fromNs: 500e6, phase: 0.5 }),
    want: [625e6, 875e6],
  },
  {
    name: "a burst at once",
    got: times({ pattern: "burst", size: 3, withinNs: 0, everyNs: Infinity }, { fromNs: 100 }),
    want: [100, 100, 100],
  },
  {
    name: "bursts again and again, the last cut off",
    got: times({ pattern: "burst", size: 2, withinNs: 200e6, everyNs: 450e6 }),
    want: [0, 100e6, 450e6, 550e6, 900e6],
  },
];
for (const { name, got, want } of patterns) test(`arrivals: ${name}`, () => assert.deepEqual(got, want));

test("arrivals: poisson comes as often as it should, and without rhythm", () => {
  const got = times({ pattern: "poisson", perSecond: 100 }, { toNs: 100e9 });
  assert.ok(Math.abs(got.length - 10_000) < 300, String(got.length));
  const gaps = got.slice(1).map((at, i) => at - (got[i] ?? 0));
  assert.ok(gaps.every((gap) => gap >= 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
  // Of an exponential distribution they are the same.
  assert.ok(Math.abs(deviation / mean - 1) < 0.1, String(deviation / mean));
});

test("a processor with room runs all at full speed; beyond that all share", () => {
  const clock = new VirtualClock();
  const processor = new Processor(clock, 2);
  const done: string[] = [];
  const run = (name: string, seats: number, serviceNs: number): void =>
    processor.run(seats, serviceNs, () => void done.push(`${name} ${clock.nowNs}`));
  run("a", 1, 100);
  run("b", 1, 200);
  // From 50 on four seats share two: half the speed. At 150 `a` is done and three share two.
  clock.at(50, () => run("c", 2, 1000));
  clock.runUntil(1e6);
  // b: 50 at full speed, 100 at half = 100 done, then 100 more at two thirds = 150.
  // c: 100 at half = 50, 150 at two thirds = 100, then alone at full speed 850.
  assert.deepEqual(done, ["a 150", "b 300", "c 1150"]);
  assert.deepEqual(processor.peak, { seats: 4, slowdown: 2 });
});

test("the most in any stretch of time", () => {
  const peak = new PeakCounter(100);
  // 0 and 100 are not of one stretch, which has one of its ends only.
  for (const at of [0, 99, 100, 150, 1000]) peak.add(at);
  assert.equal(peak.peak, 3);
});
