import assert from "node:assert/strict";
import test from "node:test";
import {
  decodeEnvelope,
  decodeMessage,
  encodeEnvelope,
  encodeMessage,
  type MessageDescriptors,
} from "../../apimachinery/protobuf/index.js";
import { expectGolden, runGenerator } from "../framework/testing.js";
import { protobufGen } from "./index.js";

const dir = "test/testdata/protobuf/shapes";
const spec = "com.example.zoo.v1.AnimalSpec";

async function shapes(): Promise<MessageDescriptors> {
  const module = (await import(`../../${dir}/out/generated/zoo/v1/zz_generated.protobuf.ts`)) as {
    protobufDescriptors: MessageDescriptors;
  };
  return module.protobufDescriptors;
}

test("golden: every shape of a field", () => expectGolden(dir, protobufGen));

test("the descriptors write and read every shape", async () => {
  const protobufDescriptors = await shapes();
  const object = {
    text: "a ü",
    small: -1,
    large: 9007199254740991,
    weight: 1.5,
    tame: true,
    diet: "Plants",
    amounts: { __proto__x: "1", b: "500m" },
    port: "http",
    born: "2026-01-02T03:04:05.000006Z",
    nap: "1h30m0.5s",
    photo: "AAEC",
    anything: { a: [1, null] },
    value: null,
    feedings: [{ name: "a", at: "2026-01-02T03:04:05Z" }, { name: "" }],
    nicknames: ["x", ""],
    names: ["n"],
    extra: { k: ["v", "w"], empty: [] },
    legs: 4,
  };
  const raw = encodeMessage(protobufDescriptors, spec, object);
  const envelope = decodeEnvelope(encodeEnvelope("zoo.example.com/v1", "Animal", raw));
  assert.equal(envelope.apiVersion, "zoo.example.com/v1");
  assert.equal(envelope.kind, "Animal");
  assert.deepEqual(decodeMessage(protobufDescriptors, spec, envelope.raw), object);
});

test("an inlined struct is a message of its own on the wire, and zero values read back as absent", async () => {
  const protobufDescriptors = await shapes();
  const cage = "com.example.zoo.v1.Cage";
  const raw = encodeMessage(protobufDescriptors, cage, { name: "a", code: 7 });
  // 1: "a", 2: { 1: 7, 2: "" }
  assert.deepEqual([...raw], [0x0a, 1, 0x61, 0x12, 4, 0x08, 7, 0x12, 0]);
  assert.deepEqual(decodeMessage(protobufDescriptors, cage, raw), { name: "a", code: 7 });
  const full = { name: "b", code: 1, maker: "m", open: false };
  assert.deepEqual(decodeMessage(protobufDescriptors, cage, encodeMessage(protobufDescriptors, cage, full)), full);
});

test("field numbers that clash or are none are reported", async () => {
  const types = `/** A. */\nexport interface A {\n  /** +protobuf=1 */\n  a: string;\n  /** +protobuf=1 */\n  b: string;\n  /** +protobuf=x */\n  c: string;\n}\n`;
  const { diagnostics } = await runGenerator(protobufGen, {
    "apis/zoo/v1/doc.ts": "/**\n * +k8s:protobuf-gen=package\n * +groupName=zoo.example.com\n */\nexport {};\n",
    "apis/zoo/v1/types.ts": types,
  });
  assert.deepEqual(
    diagnostics.map((line) => line.replace(/:\d+: error/, ": error")),
    [
      "apis/zoo/v1/types.ts:5: error KS5002: field number 1 of A.b is taken by a: give one of them another number",
      'apis/zoo/v1/types.ts:7: error KS5001: field number "x" of A.c: write a whole number from 1 to 536870911, as in +protobuf=3',
    ],
  );
});
