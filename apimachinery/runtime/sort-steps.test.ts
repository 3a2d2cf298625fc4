import assert from "node:assert/strict";
import test from "node:test";
import { sortSteps } from "./sort-steps.js";
import { runAtOnce } from "./turns.js";

for (const length of [0, 1, 1999, 2000, 2001, 4000, 9001]) {
  test(`sorts ${length} items as toSorted does, equal ones in their order`, () => {
    const items = Array.from({ length }, (_, i) => ({ key: (i * 7919) % 1013, i }));
    const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
    const before = items.slice();
    assert.deepEqual(runAtOnce(sortSteps(items, compare)), items.toSorted(compare));
    assert.deepEqual(items, before);
  });
}
