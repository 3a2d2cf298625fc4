import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { runAtOnce } from "../../../apimachinery/runtime/index.js";
import { exceeds } from "./check-size.js";

test("property: never says that of a value whose JSON fits", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.equal(runAtOnce(exceeds(value, Buffer.byteLength(JSON.stringify(value)))), false);
    }),
    { seed: 20_250_611, numRuns: 500 },
  );
});

const many = (length: number): unknown[] => Array.from({ length }, (_, i) => ({ name: `c${i}` }));
for (const [name, value] of [
  ["texts", { a: "x".repeat(5000), b: ["y".repeat(5000)] }],
  ["members", Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`k${i}`, ""]))],
  ["lists of objects", { spec: { containers: many(3000) } }],
] as const) {
  test(`counts ${name} as JSON has them`, () => {
    const { length } = JSON.stringify(value);
    assert.equal(runAtOnce(exceeds(value, length - 1)), true);
    assert.equal(runAtOnce(exceeds(value, length)), false);
  });
}

test("members that are undefined are not there", () => {
  assert.equal(runAtOnce(exceeds({ a: undefined, b: { c: undefined } }, '{"b":{}}'.length)), false);
});
