import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
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

/** What upstream's library does, in the fewest words. */
function merged(document: JSONValue | undefined, patch: JSONValue): JSONValue {
  const isObject = (value: unknown): value is { [key: string]: JSONValue } =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const plain = (value: JSONValue): JSONValue => {
    if (Array.isArray(value)) return value.map(plain);
    if (!isObject(value)) return value;
    const kept = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(kept.map(([key, member]) => [key, plain(member)]));
  };
  if (!isObject(document)) return plain(patch);
  if (!isObject(patch)) return patch;
  const members = new Map(Object.entries(document));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) members.delete(key);
    else members.set(key, merged(members.get(key), value));
  }
  return Object.fromEntries(members);
}

test("property: a patch of any form, with a key that objects inherit, and inputs that stay as they are", () => {
  const key = fc.constantFrom("a", "b", "__proto__", "constructor");
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, 1, "x"),
      fc.array(tie("value"), { maxLength: 3 }),
      tie("map"),
    ),
    map: fc.array(fc.tuple(key, tie("value")), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  }));
  fc.assert(
    fc.property(value, value, (document, patch) => {
      const [before, after] = [JSON.stringify([document, patch]), merged(document as JSONValue, patch as JSONValue)];
      assert.deepEqual(applyMergePatch(document as JSONValue, patch as JSONValue), after);
      assert.equal(JSON.stringify([document, patch]), before);
    }),
    { seed: 20_250_611, numRuns: 1000 },
  );
});
