import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { KubeObject } from "../object.js";
import { encodeObject, encodeStored, spliceResourceVersion } from "./index.js";

const cases: readonly (readonly [string, object, string])[] = [
  [
    "in order",
    { kind: "A", apiVersion: "v1", metadata: { name: "x" }, b: 1 },
    '{"kind":"A","apiVersion":"v1","metadata":{"name":"x"},"b":1}',
  ],
  [
    "out of order",
    { b: 1, metadata: {}, apiVersion: "v1", kind: "A", a: 2 },
    '{"kind":"A","apiVersion":"v1","metadata":{},"b":1,"a":2}',
  ],
  ["no metadata", { apiVersion: "v1", kind: "A", x: [] }, '{"kind":"A","apiVersion":"v1","x":[]}'],
  ["nothing", {}, "{}"],
];
for (const [name, obj, want] of cases) test(name, () => assert.equal(encodeObject(obj), want));

test("stored bytes have no resourceVersion, and the object keeps its own", () => {
  const obj: KubeObject = { apiVersion: "v1", kind: "A", metadata: { name: "x", resourceVersion: "7" } };
  const bytes = encodeStored(obj);
  assert.equal(bytes.toString(), '{"kind":"A","apiVersion":"v1","metadata":{"name":"x"}}');
  assert.equal(obj.metadata.resourceVersion, "7");
  assert.equal(
    spliceResourceVersion(bytes, 12n).toString(),
    '{"kind":"A","apiVersion":"v1","metadata":{"resourceVersion":"12","name":"x"}}',
  );
});

test("empty metadata, and bytes in the middle of a buffer", () => {
  const padded = Buffer.from('xx{"kind":"A","apiVersion":"v1","metadata":{}}yy');
  const bytes = new Uint8Array(padded.buffer, padded.byteOffset + 2, padded.length - 4);
  assert.equal(
    spliceResourceVersion(bytes, "3").toString(),
    '{"kind":"A","apiVersion":"v1","metadata":{"resourceVersion":"3"}}',
  );
  assert.throws(() => spliceResourceVersion(Buffer.from("{}"), "1"), { message: "stored object without metadata" });
});

test("property: splicing is setting the field", () => {
  const name = fc.string({ unit: fc.constantFrom('"metadata":{', "a", '"', "\\", "ü", "{", ",") });
  fc.assert(
    fc.property(name, fc.jsonValue(), fc.bigInt({ min: 0n, max: 2n ** 64n }), (odd, spec, revision) => {
      const obj = { kind: odd, apiVersion: odd, metadata: { name: odd }, spec } as KubeObject;
      const spliced = JSON.parse(spliceResourceVersion(encodeStored(obj), revision).toString()) as KubeObject;
      assert.equal(spliced.metadata.resourceVersion, String(revision));
      delete spliced.metadata.resourceVersion;
      assert.deepEqual(spliced, JSON.parse(JSON.stringify(obj)));
    }),
  );
});
