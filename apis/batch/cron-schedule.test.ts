import assert from "node:assert/strict";
import test from "node:test";
import { scheduleError } from "./cron-schedule.js";

const good = ["*/5 * * * *", "0 0 1 jan sun", "1,2,3-7/2 0-23 * * mon-fri", "@daily", "@every 1h30m", "5/15 * * * ?"];
for (const schedule of good) test(`${schedule} is fine`, () => assert.equal(scheduleError(schedule), undefined));

const bad: readonly [string, string][] = [
  ["", "empty spec string"],
  ["* * *", "expected exactly 5 fields, found 3: [* * *]"],
  ["60 * * * *", "end of range (60) above maximum (59): 60"],
  ["* * 0 * *", "beginning of range (0) below minimum (1): 0"],
  ["5-1 * * * *", "beginning of range (5) beyond end of range (1): 5-1"],
  ["*/0 * * * *", "step of range should be a positive number: */0"],
  ["x * * * *", 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
  ["1-2-3 * * * *", "too many hyphens: 1-2-3"],
  ["@sometimes", "unrecognized descriptor: @sometimes"],
];
for (const [schedule, want] of bad) {
  test(`${JSON.stringify(schedule)}: ${want}`, () => assert.equal(scheduleError(schedule), want));
}
