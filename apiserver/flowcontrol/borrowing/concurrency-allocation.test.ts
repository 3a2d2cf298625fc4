import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { computeConcurrencyAllocation, type AllocationItem } from "./concurrency-allocation.js";

const vectors = "../shared/golden/vectors/apf-hash-and-allocation.json";
const skip = existsSync(vectors) ? false : "recorded vectors are not beside the repository";

const cases: { name: string; sum: number; items: AllocationItem[]; want: number[] }[] = [
  {
    name: "by targets",
    sum: 100,
    items: [
      { lowerBound: 0, target: 10, upperBound: 100 },
      { lowerBound: 0, target: 30, upperBound: 100 },
    ],
    want: [25, 75],
  },
  {
    name: "held by an upper bound",
    sum: 100,
    items: [
      { lowerBound: 0, target: 10, upperBound: 100 },
      { lowerBound: 0, target: 30, upperBound: 50 },
    ],
    want: [50, 50],
  },
  {
    name: "held by a lower bound",
    sum: 60,
    items: [
      { lowerBound: 30, target: 30, upperBound: 100 },
      { lowerBound: 0, target: 60, upperBound: 100 },
    ],
    want: [30, 30],
  },
];
for (const tc of cases) {
  test(tc.name, () => {
    const { allocs } = computeConcurrencyAllocation(tc.sum, tc.items);
    assert.equal(allocs.length, tc.want.length);
    allocs.forEach((alloc, i) => assert.ok(Math.abs(alloc - (tc.want[i] ?? NaN)) < 1e-9, `${allocs.join(" ")}`));
  });
}

test("no solution", () => {
  assert.throws(
    () => computeConcurrencyAllocation(1, [{ lowerBound: 2, target: 2, upperBound: 3 }]),
    /lower bounds sum to 2/,
  );
  assert.throws(
    () => computeConcurrencyAllocation(5, [{ lowerBound: 2, target: 2, upperBound: 3 }]),
    /upper bounds sum to 3/,
  );
});

test("recorded allocations", { skip }, () => {
  type Row = {
    requiredSum: number;
    items: AllocationItem[];
    allocs: number[] | null;
    fairProp: number;
    error?: string;
  };
  const { concurrencyAllocation: rows } = JSON.parse(readFileSync(vectors, "utf8")) as { concurrencyAllocation: Row[] };
  assert.ok(rows.length > 0);
  for (const row of rows) {
    if (row.error !== undefined) {
      assert.throws(() => computeConcurrencyAllocation(row.requiredSum, row.items), RangeError);
      continue;
    }
    const { allocs, fairProp } = computeConcurrencyAllocation(row.requiredSum, row.items);
    const text = JSON.stringify({ row, allocs, fairProp });
    (row.allocs ?? []).forEach((want, i) =>
      assert.ok(Math.abs((allocs[i] ?? NaN) - want) <= 1e-6 * Math.max(1, want), text),
    );
    assert.ok(Math.abs(fairProp - row.fairProp) <= 1e-6 * Math.max(1, row.fairProp), text);
  }
});
