import assert from "node:assert/strict";
import { test } from "node:test";
import { convertMap, setAPIVersion, withAPIVersion } from "./conversion-parts.js";
import type { RuntimeObject } from "./object.js";
import { readQuery } from "./read-query.js";

test("withAPIVersion shares all but the apiVersion", () => {
  const input = { kind: "K", apiVersion: "g/v1", metadata: {} };
  const out = withAPIVersion(input, "g/v2");
  assert.deepEqual(out, { kind: "K", apiVersion: "g/v2", metadata: {} });
  assert.equal(out.metadata, input.metadata);
  const item: RuntimeObject & { metadata: object } = { metadata: {} };
  assert.equal(withAPIVersion(item, "g/v2"), item);
});

test("setAPIVersion adds nothing that the input lacks", () => {
  const out = {};
  setAPIVersion({}, out, "g/v2");
  assert.deepEqual(out, {});
  setAPIVersion({ kind: "K", apiVersion: "g/v1" }, out, "g/v2");
  assert.deepEqual(out, { kind: "K", apiVersion: "g/v2" });
});

test("convertMap keeps keys, their order and __proto__", () => {
  const input = JSON.parse('{"b":1,"__proto__":2,"a":3}') as Record<string, number>;
  const out = convertMap(input, (value) => `${value}`);
  assert.equal(JSON.stringify(out), '{"b":"1","__proto__":"2","a":"3"}');
  assert.equal(input["b"], 1);
});

interface Options {
  kind?: string;
  name?: string;
  names?: string[];
  flag?: boolean;
  small?: number;
  big?: number;
  since?: string | null;
}
const FIELDS = {
  name: "string",
  names: "strings",
  flag: "boolean",
  small: "int32",
  big: "int64",
  since: "time",
} as const;

const reads: readonly { readonly query: string; readonly want: Options | string }[] = [
  { query: "", want: {} },
  { query: "unknown=1&kind=K", want: {} },
  { query: "name=a&name=b", want: { name: "a" } },
  { query: "names=a&names=", want: { names: ["a", ""] } },
  { query: "flag", want: { flag: true } },
  { query: "flag=yes", want: { flag: true } },
  { query: "flag=0", want: { flag: false } },
  { query: "flag=FALSE", want: { flag: false } },
  { query: "small=-2147483648", want: { small: -2147483648 } },
  { query: "small=2147483648", want: 'strconv.ParseInt: parsing "2147483648": value out of range' },
  { query: "big=9007199254740991", want: { big: 9007199254740991 } },
  { query: "big=9007199254740993", want: 'strconv.ParseInt: parsing "9007199254740993": value out of range' },
  { query: "big=x", want: 'strconv.ParseInt: parsing "x": invalid syntax' },
  { query: "big=", want: 'strconv.ParseInt: parsing "": invalid syntax' },
  { query: "since=2026-01-02T03:04:05%2B01:00", want: { since: "2026-01-02T02:04:05Z" } },
  { query: "since=", want: {} },
  {
    query: "since=today",
    want: 'parsing time "today" as "2006-01-02T15:04:05Z07:00": cannot parse "today" as "2006"',
  },
];
for (const tc of reads) {
  test(`readQuery ?${tc.query}`, () => {
    const read = (): Options => readQuery<Options>(new URLSearchParams(tc.query), FIELDS);
    if (typeof tc.want === "string") assert.throws(read, { message: tc.want });
    else assert.deepEqual(read(), tc.want);
  });
}
