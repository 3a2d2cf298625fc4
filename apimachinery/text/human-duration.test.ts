import assert from "node:assert/strict";
import test from "node:test";
import { humanDuration } from "./index.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const cases: readonly [number, string][] = [
  [-2 * SECOND, "<invalid>"],
  [-1999, "0s"],
  [0, "0s"],
  [SECOND, "1s"],
  [119 * SECOND + 999, "119s"],
  [2 * MINUTE, "2m"],
  [2 * MINUTE + SECOND, "2m1s"],
  [10 * MINUTE - SECOND, "9m59s"],
  [10 * MINUTE + SECOND, "10m"],
  [3 * HOUR - MINUTE, "179m"],
  [3 * HOUR, "3h"],
  [3 * HOUR + 59 * SECOND, "3h"],
  [3 * HOUR + 20 * MINUTE, "3h20m"],
  [8 * HOUR + MINUTE, "8h"],
  [47 * HOUR, "47h"],
  [2 * DAY, "2d"],
  [2 * DAY + HOUR, "2d1h"],
  [8 * DAY + HOUR, "8d"],
  [2 * YEAR - DAY, "729d"],
  [2 * YEAR, "2y"],
  [2 * YEAR + DAY, "2y1d"],
  [8 * YEAR + DAY, "8y"],
];
for (const [ms, want] of cases) test(`${ms} ms is ${want}`, () => assert.equal(humanDuration(ms), want));
