import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { copyMembersSteps, deepCopyJSONSteps } from "./copy-steps.js";
import { deepCopyJSON } from "./deep-copy-json.js";
import { runAtOnce } from "./turns.js";

const SEED = { seed: 20_250_611, numRuns: 300 };
const anyKey = fc.oneof(fc.constantFrom("__proto__", "constructor", "7"), fc.string({ maxLength: 3 }));
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, fc.string(), fc.integer(), fc.constant(null), tie("list"), tie("map")),
  list: fc.array(tie("value"), { maxLength: 5 }),
  map: fc.array(fc.tuple(anyKey, tie("value")), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
}));

test("property: a copy in steps is the copy made at once", () => {
  fc.assert(
    fc.property(json, (value) => {
      const copy = runAtOnce(deepCopyJSONSteps(value));
      assert.deepEqual(copy, deepCopyJSON(value));
      assert.equal(JSON.stringify(copy), JSON.stringify(value));
      if (typeof value !== "object" || value === null) return;
      assert.notEqual(copy, value);
      const members = runAtOnce(copyMembersSteps(value as { [key: string]: unknown }));
      assert.deepEqual(Object.entries(members), Object.entries(value));
    }),
    SEED,
  );
});

test("many members are copied with breaks, and parts are not shared", () => {
  const source = { map: Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, [i]])) };
  const steps = deepCopyJSONSteps(source);
  let breaks = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) breaks++;
  assert.ok(breaks >= 10, `${breaks} breaks`);
  const copy = step.value as typeof source;
  assert.deepEqual(copy, source);
  assert.notEqual(copy.map["k7"], source.map["k7"]);
});
