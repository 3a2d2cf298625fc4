import assert from "node:assert/strict";
import { test } from "node:test";
import { Fuzzer, parseFuzzType, SeededRandom, type FuzzPackage } from "./index.js";

const PACKAGE: FuzzPackage = {
  types: {
    "a/v1.All":
      "text!:string flag:boolean small:int32 big:int64 ratio:float64 quantity:Quantity port:IntOrString time:Time " +
      "micro:MicroTime every:Duration bytes:Bytes raw:RawExtension any:JSONValue fields:FieldsV1 size:a/v1.Size " +
      "list:a/v1.Names map:{}a/v1.Tree null:string? hidden-:string",
    "a/v1.Size": '=["S","L"]',
    "a/v1.Names": "=[]string",
    "a/v1.Tree": "name!:string branches!:[]a/v1.Tree",
    "a/v1.Custom": "a:string b:string",
  },
  functions: {
    "a/v1.Custom": (obj: { a?: string; b?: string }) => {
      if (obj.a !== undefined) delete obj.b;
    },
  },
};

type All = Record<string, unknown>;

function many(seed: number, opts = {}): All[] {
  const fuzzer = new Fuzzer([PACKAGE], new SeededRandom(seed), opts);
  return Array.from({ length: 300 }, () => fuzzer.value("a/v1.All") as All);
}

test("the same seed makes the same values, another one others", () => {
  assert.deepEqual(many(7), many(7));
  assert.notDeepEqual(many(7), many(8));
  // Written down once: the sequence is the same on every machine.
  const random = new SeededRandom(1);
  assert.deepEqual([random.int(0, 99), random.int(0, 99), random.int(0, 99)], [62, 0, 52]);
});

const CHECKS: Readonly<Record<string, (value: never) => boolean>> = {
  text: (value: unknown) => typeof value === "string",
  flag: (value: unknown) => typeof value === "boolean",
  small: (value: number) => Number.isInteger(value) && value === (value | 0),
  big: (value: number) => Number.isSafeInteger(value),
  ratio: (value: number) => Number.isFinite(value),
  quantity: (value: string) => /^\d+(m|Ki|Mi|G)?$/.test(value),
  port: (value: unknown) => typeof value === "string" || Number.isInteger(value),
  time: (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value),
  micro: (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value),
  every: (value: string) => /^\d+m\d+s$/.test(value),
  bytes: (value: string) => Buffer.from(value, "base64").toString("base64") === value,
  raw: (value: object) => typeof value === "object" && !Array.isArray(value),
  any: (value: unknown) => JSON.stringify(value) !== undefined,
  fields: (value: object) => typeof value === "object" && !Array.isArray(value),
  size: (value: string) => value === "S" || value === "L",
  list: (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === "string"),
  map: (value: object) => Object.values(value).every((one: { name: unknown }) => typeof one.name === "string"),
  null: (value: unknown) => value === null || typeof value === "string",
  hidden: (value: unknown) => typeof value === "string",
};

test("every field gets values of its type, and each optional one is left out now and then", () => {
  const values = many(1);
  for (const [name, check] of Object.entries(CHECKS)) {
    const given = values.filter((one) => one[name] !== undefined);
    for (const one of given) assert.ok(check(one[name] as never), `${name}: ${JSON.stringify(one[name])}`);
    assert.ok(given.length > 100, `${name} is given ${given.length} times`);
    assert.equal(given.length === values.length, name === "text", name);
  }
  assert.ok(values.some((one) => one["text"] === "") && values.some((one) => one["null"] === null));
});

test("values for conversions have no zeros, nulls or fields that are left out", () => {
  for (const one of many(2, { convertible: true, nonZero: true })) {
    assert.equal(one["hidden"], undefined);
    for (const [name, value] of Object.entries(one)) {
      assert.ok(value !== "" && value !== 0 && value !== false && value !== null, `${name}: ${JSON.stringify(value)}`);
      if (name === "list" || name === "map") assert.ok(Object.keys(value as object).length > 0, name);
    }
  }
});

test("hand-written functions have the last word", () => {
  const fuzzer = new Fuzzer([PACKAGE], new SeededRandom(3));
  const values = Array.from({ length: 50 }, () => fuzzer.value("a/v1.Custom") as { a?: string; b?: string });
  assert.ok(values.every(({ a, b }) => a === undefined || b === undefined));
  assert.ok(values.some(({ a }) => a !== undefined) && values.some(({ b }) => b !== undefined));
});

test("a type that no package has is an error with its name", () => {
  assert.throws(() => new Fuzzer([PACKAGE], new SeededRandom(1)).value("b.X"), { message: "no type b.X to fuzz" });
});

test("the notation of types", () => {
  assert.deepEqual(parseFuzzType('=["a b"]'), { kind: "enum", values: ["a b"] });
  assert.deepEqual(parseFuzzType("=[]{}string"), { kind: "alias", target: "[]{}string" });
  assert.deepEqual(parseFuzzType(""), { kind: "struct", fields: [] });
  assert.deepEqual(parseFuzzType("x-y!-:[]a.T?"), {
    kind: "struct",
    fields: [{ name: "x-y", type: "[]a.T", required: true, converted: false, nullable: true }],
  });
});
