import assert from "node:assert/strict";
import { test } from "node:test";
import { deepCopyJSON } from "./deep-copy-json.js";

for (const value of [null, true, 0, "text", [], {}, [1, [2, { a: [null] }]], { b: { c: [{}] }, a: 1 }]) {
  test(`copies ${JSON.stringify(value)}`, () => {
    const copy = deepCopyJSON(value);
    assert.equal(JSON.stringify(copy), JSON.stringify(value));
    assertApart(copy, value);
  });
}

test("a key named __proto__ is data", () => {
  const source = JSON.parse('{"__proto__":{"admin":true},"x":{"__proto__":{"y":[1]}}}') as Record<string, unknown>;
  const copy = deepCopyJSON(source);
  assert.equal(JSON.stringify(copy), JSON.stringify(source));
  assert.equal(Object.getPrototypeOf(copy), Object.prototype);
  assert.equal((copy as { admin?: boolean }).admin, undefined);
  assertApart(copy, source);
});

test("the copy of a frozen value can be changed", () => {
  const copy = deepCopyJSON(Object.freeze({ list: Object.freeze([1]) as number[] }));
  copy.list.push(2);
  assert.deepEqual(copy, { list: [1, 2] });
});

function assertApart(a: unknown, b: unknown): void {
  if (typeof a !== "object" || a === null) return;
  assert.notEqual(a, b);
  for (const key of Object.keys(a)) assertApart((a as never)[key], (b as never)[key]);
}
