import assert from "node:assert/strict";
import test from "node:test";
import { formatGoDuration, parseGoDuration } from "./go-duration.js";

const cases: [string, number | RegExp][] = [
  ["1m0s", 60_000],
  ["1h30m", 5_400_000],
  ["1.5s", 1500],
  [".5s", 500],
  ["-2ms", -2],
  ["0", 0],
  ["300us", 0.3],
  ["", /^time: invalid duration ""$/],
  ["10", /^time: missing unit in duration "10"$/],
  ["10x", /^time: unknown unit "x" in duration "10x"$/],
  ["abc", /^time: invalid duration "abc"$/],
];
for (const [text, want] of cases) {
  test(`parse ${JSON.stringify(text)}`, () => {
    if (typeof want === "number") assert.equal(parseGoDuration(text), want);
    else assert.throws(() => parseGoDuration(text), { message: want });
  });
}

test("format", () => {
  const wants: [number, string][] = [
    [0, "0s"],
    [60_000, "1m0s"],
    [5_400_000, "1h30m0s"],
    [1500, "1.5s"],
    [250, "250ms"],
    [-2000, "-2s"],
  ];
  for (const [ms, want] of wants) assert.equal(formatGoDuration(ms), want);
});
