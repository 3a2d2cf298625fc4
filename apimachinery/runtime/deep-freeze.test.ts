import assert from "node:assert/strict";
import { test } from "node:test";
import { deepFreeze } from "./deep-freeze.js";

test("freezes all parts and returns the same value", () => {
  const value = { a: [{ b: {} }], c: null, d: "x" };
  assert.equal(deepFreeze(value), value);
  assert.ok([value, value.a, value.a[0], value.a[0]?.b].every(Object.isFrozen));
  assert.throws(() => value.a.push({ b: {} }), TypeError);
  assert.equal(deepFreeze("x"), "x");
  assert.equal(deepFreeze(null), null);
});
