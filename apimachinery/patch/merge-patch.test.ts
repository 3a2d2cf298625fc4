import assert from "node:assert/strict";
import { test } from "node:test";
import type { JSONValue } from "../meta/v1/scalars.js";
import { applyMergePatch } from "./index.js";

// The examples of RFC 7386, appendix A, and what upstream's library does with nulls in lists.
const cases: [JSONValue, JSONValue, JSONValue][] = [
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: ["b"] }, { a: "c" }, { a: "c" }],
  [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  [{ a: 1 }, { a: [{ b: null, c: 1 }, null] }, { a: [{ c: 1 }, null] }],
];

for (const [document, patch, want] of cases) {
  test(`${JSON.stringify(document)} + ${JSON.stringify(patch)}`, () => {
    const before = structuredClone([document, patch]);
    assert.deepEqual(applyMergePatch(document, patch), want);
    assert.deepEqual([document, patch], before);
  });
}
