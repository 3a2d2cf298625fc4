import assert from "node:assert/strict";
import test from "node:test";
import { mandatoryPriorityLevels, suggestedPriorityLevels } from "../config/bootstrap.js";
import { borrowSeats, type BorrowingLevel } from "./borrow.js";
import { Integrator } from "./integrator.js";
import { maxSeatsPerRequest, seatLimits, sharesOf } from "./seat-limits.js";

const SERVER_LIMIT = 600;
const levels = [...mandatoryPriorityLevels, ...suggestedPriorityLevels];
const shareSum = levels.reduce((total, level) => total + sharesOf(level.spec).shares, 0);

// Name, nominal, lendable, min, max, widest request, seats when all levels are idle: upstream's defaults for 600 seats.
const table: [string, number, number, number, number, number | undefined, number][] = [
  ["exempt", 0, 0, 0, 600, undefined, 0],
  ["catch-all", 13, 0, 13, 613, undefined, 30],
  ["system", 74, 24, 50, 674, 12, 117],
  ["node-high", 98, 25, 73, 698, 15, 170],
  ["leader-election", 25, 0, 25, 625, 4, 58],
  ["workload-high", 98, 49, 49, 698, 15, 114],
  ["workload-low", 245, 221, 24, 845, 37, 56],
  ["global-default", 49, 25, 24, 649, 8, 56],
];

test("the shares of the defaults", () => assert.equal(shareSum, 245));

for (const [name, nominal, lendable, min, max, widest] of table) {
  test(`seats of ${name}`, () => {
    const spec = levels.find((level) => level.metadata.name === name)?.spec;
    assert.ok(spec !== undefined);
    const limits = seatLimits(sharesOf(spec), shareSum, SERVER_LIMIT);
    assert.deepEqual({ ...limits, initial: 0 }, { nominal, lendable, min, max, initial: 0 });
    const handSize = spec.limited?.limitResponse?.queuing?.handSize;
    if (widest !== undefined && handSize !== undefined) assert.equal(maxSeatsPerRequest(nominal, handSize), widest);
  });
}

function borrowing(demands: Readonly<Record<string, number>>): Record<string, number> {
  const rows = table.map(([name]): BorrowingLevel => {
    const spec = levels.find((level) => level.metadata.name === name)?.spec;
    assert.ok(spec !== undefined);
    const integrator = new Integrator(0);
    integrator.set(demands[name] ?? 0, 0);
    const demand = integrator.reset(10e9);
    return {
      exempt: name === "exempt",
      limits: seatLimits(sharesOf(spec), shareSum, SERVER_LIMIT),
      demand,
      smoothedDemand: 0,
    };
  });
  const round = borrowSeats(
    rows,
    table.map(() => 0),
  );
  return Object.fromEntries(table.map(([name], i) => [name, round.levels[i]?.currentLimit ?? NaN]));
}

test("idle levels share by what they must keep", () => {
  assert.deepEqual(borrowing({}), Object.fromEntries(table.map((row) => [row[0], row[6]])));
});

test("a busy level borrows what the idle ones lend", () => {
  const got = borrowing({ "workload-low": 800 });
  assert.ok((got["workload-low"] ?? 0) > 245, JSON.stringify(got));
  assert.equal(got["system"], 50);
  assert.equal(
    Object.values(got).reduce((total, seats) => total + seats, 0),
    602,
  );
});

test("average, deviation and extremes are weighted by time", () => {
  const integrator = new Integrator(0);
  integrator.set(4, 1e9);
  integrator.set(0, 2e9);
  const got = integrator.reset(4e9);
  assert.deepEqual(got, { durationSeconds: 4, average: 1, deviation: Math.sqrt(3), min: 0, max: 4 });
  assert.ok(Number.isNaN(integrator.results(4e9).average));
});
