import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { KeyValue, RangeRequest, TxnRequest, WatchRequest, WatchResponse } from "./messages.js";
import { bytes, int64, many, message, one, text, uint64 } from "./wire.js";

const hex = (encoded: Uint8Array): string => Buffer.from(encoded).toString("hex");

test("messages are encoded as protoc encodes them", () => {
  const cases: readonly { readonly name: string; readonly got: Uint8Array; readonly want: string }[] = [
    {
      name: "range",
      got: RangeRequest.encode({ key: Buffer.from("a"), rangeEnd: Buffer.from("b"), limit: 300n, countOnly: true }),
      want: "0a016112016218ac024801",
    },
    {
      name: "compare with a zero that is sent",
      got: TxnRequest.encode({ compare: [{ result: 0, target: 2, key: Buffer.from("k"), modRevision: 0n }] }),
      want: "0a09080010021a016b3000",
    },
    { name: "an empty message that is there", got: WatchRequest.encode({ progress: {} }), want: "1a00" },
    { name: "a negative integer", got: KeyValue.encode({ lease: -1n }), want: "30ffffffffffffffffff01" },
    { name: "nothing", got: KeyValue.encode({}), want: "" },
  ];
  for (const { name, got, want } of cases) assert.equal(hex(got), want, name);
});

test("what was not sent has its zero value, and unknown fields are skipped", () => {
  const encoded = Buffer.concat([Buffer.from("a2060378797a", "hex"), KeyValue.encode({ modRevision: 7n })]);
  assert.deepEqual(KeyValue.decode(encoded), {
    key: new Uint8Array(0),
    createRevision: 0n,
    modRevision: 7n,
    version: 0n,
    value: new Uint8Array(0),
    lease: 0n,
  });
  assert.deepEqual(WatchResponse.decode(new Uint8Array(0)).events, []);
});

test("integers of 64 bits survive exactly", () => {
  const Numbers = message({ signed: int64(1), unsigned: uint64(2) });
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(0n, 2n ** 64n - 1n), (signed, unsigned) => {
      assert.deepEqual(Numbers.decode(Numbers.encode({ signed, unsigned })), { signed, unsigned });
    }),
  );
});

test("messages within messages and repeated ones keep their order", () => {
  const Leaf = message({ name: text(1), data: bytes(2) });
  const Tree = message({ leaf: one(1, Leaf), leaves: many(one(2, Leaf)) });
  const value = {
    leaf: { name: "ä", data: Buffer.from([1]) },
    leaves: [
      { name: "x", data: Buffer.from([]) },
      { name: "", data: Buffer.from([0, 255]) },
    ],
  };
  const back = Tree.decode(Tree.encode(value));
  assert.equal(back.leaf?.name, "ä");
  assert.deepEqual(
    back.leaves.map(({ name, data }) => [name, hex(data)]),
    [
      ["x", ""],
      ["", "00ff"],
    ],
  );
});

test("a message that ends too early is refused", () => {
  const encoded = KeyValue.encode({ key: Buffer.from("abc"), modRevision: 1n << 40n });
  for (let length = 1; length < encoded.length; length++) {
    if (length === 5) continue; // A whole field fits, and that is a message of its own.
    assert.throws(() => KeyValue.decode(encoded.subarray(0, length)), RangeError, `${length} bytes`);
  }
});
