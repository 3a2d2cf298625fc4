import assert from "node:assert/strict";
import { test } from "node:test";
import { ownValue } from "./own-value.js";

for (const key of ["constructor", "toString", "hasOwnProperty", "__proto__"]) {
  test(`${key} is absent unless it was put in`, () => {
    assert.equal(ownValue({ a: "1" }, key), undefined);
    assert.equal(ownValue(JSON.parse(`{"${key}":"1"}`) as Record<string, string>, key), "1");
  });
}

test("what is in the map, and no map at all", () => {
  assert.equal(ownValue({ a: "1" }, "a"), "1");
  assert.equal(ownValue(undefined, "a"), undefined);
});
