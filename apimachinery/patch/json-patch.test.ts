import assert from "node:assert/strict";
import { test } from "node:test";
import type { JSONValue } from "../meta/v1/scalars.js";
import { applyJSONPatch, JSONPatchError, type JSONPatchOperation } from "./index.js";

const document = { metadata: { labels: { l: "1" } }, list: [1, 2, 3], nested: [{ a: [] }] };

const cases: { name: string; ops: JSONPatchOperation[]; want?: JSONValue; error?: RegExp }[] = [
  { name: "add a member", ops: [{ op: "add", path: "/x", value: 1 }], want: { ...document, x: 1 } },
  {
    name: "add to the end",
    ops: [{ op: "add", path: "/list/-", value: 4 }],
    want: { ...document, list: [1, 2, 3, 4] },
  },
  {
    name: "add at an index",
    ops: [{ op: "add", path: "/list/1", value: 9 }],
    want: { ...document, list: [1, 9, 2, 3] },
  },
  {
    name: "add from the end",
    ops: [{ op: "add", path: "/list/-1", value: 9 }],
    want: { ...document, list: [1, 2, 3, 9] },
  },
  { name: "add beyond the end", ops: [{ op: "add", path: "/list/4", value: 9 }], error: /invalid index: 4/ },
  {
    name: "add below a missing parent",
    ops: [{ op: "add", path: "/none/x", value: 9 }],
    error: /doc is missing path: "\/none\/x"/,
  },
  { name: "a path without a slash", ops: [{ op: "add", path: "labels", value: 1 }], error: /doc is missing path/ },
  {
    name: "escapes",
    ops: [{ op: "add", path: "/metadata/labels/n~1x~0y~01", value: "v" }],
    want: { ...document, metadata: { labels: { l: "1", "n/x~y~1": "v" } } },
  },
  { name: "remove", ops: [{ op: "remove", path: "/list/0" }], want: { ...document, list: [2, 3] } },
  { name: "remove what is not there", ops: [{ op: "remove", path: "/none" }], error: /nonexistent key: none/ },
  { name: "remove beyond the end", ops: [{ op: "remove", path: "/list/5" }], error: /invalid index/ },
  {
    name: "replace creates a member",
    ops: [{ op: "replace", path: "/metadata/labels/none", value: "x" }],
    want: { ...document, metadata: { labels: { l: "1", none: "x" } } },
  },
  { name: "replace beyond the end", ops: [{ op: "replace", path: "/list/3", value: 1 }], error: /invalid index/ },
  { name: "replace the whole", ops: [{ op: "replace", path: "", value: {} }], want: {} },
  {
    name: "replace the whole by a scalar",
    ops: [{ op: "replace", path: "", value: 1 }],
    error: /must be object or array/,
  },
  {
    name: "copy",
    ops: [
      { op: "copy", from: "/nested/0", path: "/nested/-" },
      { op: "add", path: "/nested/1/a/-", value: 1 },
    ],
    want: { ...document, nested: [{ a: [] }, { a: [1] }] },
  },
  {
    name: "move",
    ops: [{ op: "move", from: "/metadata/labels/l", path: "/metadata/labels/m" }],
    want: { ...document, metadata: { labels: { m: "1" } } },
  },
  { name: "test passes", ops: [{ op: "test", path: "/nested/0", value: { a: [] } }], want: document },
  { name: "test fails", ops: [{ op: "test", path: "/list/0", value: 2 }], error: /testing value \/list\/0 failed/ },
  { name: "test for null on an absent member", ops: [{ op: "test", path: "/none", value: null }], want: document },
  { name: "unknown operation", ops: [{ op: "frob", path: "/x" }], error: /Unexpected kind: frob/ },
  { name: "no path", ops: [{ op: "add", value: 1 }], error: /unable to decode path field/ },
];

for (const { name, ops, want, error } of cases) {
  test(name, () => {
    const before = structuredClone(document);
    if (error !== undefined) {
      assert.throws(
        () => applyJSONPatch(document, ops),
        (err) => err instanceof JSONPatchError && error.test(err.message),
      );
    } else {
      assert.deepEqual(applyJSONPatch(document, ops), want);
    }
    assert.deepEqual(document, before);
  });
}

test("copies are bounded", () => {
  const ops = [
    { op: "copy", from: "/big", path: "/more" },
    { op: "copy", from: "/big", path: "/again" },
  ];
  const big = { big: "x".repeat(100) };
  assert.doesNotThrow(() => applyJSONPatch(big, ops, { maxCopiedBytes: 204 }));
  assert.throws(() => applyJSONPatch(big, ops, { maxCopiedBytes: 203 }), /accumulated size increase/);
});

test("a member named __proto__ stays a member", () => {
  const result = applyJSONPatch({}, [{ op: "add", path: "/__proto__", value: { polluted: true } }]);
  assert.equal(JSON.stringify(result), '{"__proto__":{"polluted":true}}');
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});
