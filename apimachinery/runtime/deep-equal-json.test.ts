import assert from "node:assert/strict";
import { test } from "node:test";
import { deepEqualJSON, semanticEqualJSON } from "./deep-equal-json.js";

const cases: readonly { a: unknown; b: unknown; equal: boolean; semantic: boolean }[] = [
  { a: 1, b: 1, equal: true, semantic: true },
  { a: 1, b: "1", equal: false, semantic: false },
  { a: { x: 1, y: [2] }, b: { y: [2], x: 1 }, equal: true, semantic: true },
  { a: [1, 2], b: [2, 1], equal: false, semantic: false },
  { a: {}, b: { x: null }, equal: false, semantic: true },
  { a: { x: [] }, b: { y: {} }, equal: false, semantic: true },
  { a: { x: [] }, b: { x: 0 }, equal: false, semantic: false },
  { a: { x: "" }, b: {}, equal: false, semantic: false },
  { a: { x: 1 }, b: { x: 1, y: 2 }, equal: false, semantic: false },
  { a: [], b: {}, equal: false, semantic: true },
  { a: JSON.parse('{"__proto__":1}'), b: {}, equal: false, semantic: false },
  { a: { toString: 1 }, b: {}, equal: false, semantic: false },
];
for (const { a, b, equal, semantic } of cases) {
  test(`${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => {
    assert.equal(deepEqualJSON(a, b), equal);
    assert.equal(deepEqualJSON(b, a), equal);
    assert.equal(semanticEqualJSON(a, b), semantic);
    assert.equal(semanticEqualJSON(b, a), semantic);
  });
}
