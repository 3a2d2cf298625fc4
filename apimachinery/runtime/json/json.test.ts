import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { runAtOnce, Turns } from "../turns.js";
import {
  hasRepeatedKeys,
  JSONSyntaxError,
  MAX_JSON_DEPTH,
  MAX_JSON_MEMBERS,
  parseJSON,
  parseJSONInTurns,
  parseJSONTree,
  readTypeMeta,
} from "./index.js";
import { readJSON } from "./parse-in-turns.js";

const bytes = (text: string): Buffer => Buffer.from(text);

// Messages of Go's encoding/json.
const broken: readonly (readonly [string, string])[] = [
  ["", "unexpected end of JSON input"],
  ["  ", "unexpected end of JSON input"],
  ['{"a":', "unexpected end of JSON input"],
  ['{"a"', "unexpected end of JSON input"],
  ["{", "unexpected end of JSON input"],
  ["[1,", "unexpected end of JSON input"],
  ['"abc', "unexpected end of JSON input"],
  ['"abc\\', "unexpected end of JSON input"],
  ['"\\u12', "unexpected end of JSON input"],
  ["tru", "unexpected end of JSON input"],
  ["-", "unexpected end of JSON input"],
  ["1.", "unexpected end of JSON input"],
  ["1e+", "unexpected end of JSON input"],
  ["x", "invalid character 'x' looking for beginning of value"],
  ["'", "invalid character '\\'' looking for beginning of value"],
  ["\ufeff{}", "invalid character 'ï' looking for beginning of value"],
  ["[1,]", "invalid character ']' looking for beginning of value"],
  ["[1 2]", "invalid character '2' after array element"],
  ["{1:2}", "invalid character '1' looking for beginning of object key string"],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
  ["{} x", "invalid character 'x' after top-level value"],
  ['"a\nb"', "invalid character '\\n' in string literal"],
  ['"\\x"', "invalid character 'x' in string escape code"],
  ['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"],
  ["trux", "invalid character 'x' in literal true (expecting 'e')"],
  ["nul!", "invalid character '!' in literal null (expecting 'l')"],
  ["-x", "invalid character 'x' in numeric literal"],
  ["1.x", "invalid character 'x' after decimal point in numeric literal"],
  ["1ex", "invalid character 'x' in exponent of numeric literal"],
  ["01", "invalid character '1' after top-level value"],
  ["NaN", "invalid character 'N' looking for beginning of value"],
];
for (const [text, message] of broken) {
  test(`broken: ${JSON.stringify(text)}`, () => {
    assert.throws(() => parseJSON(bytes(text)), { name: "JSONSyntaxError", message });
    assert.throws(() => runAtOnce(readJSON(bytes(text))), { name: "JSONSyntaxError", message });
  });
}

test("what is not UTF-8 is refused", () => {
  assert.throws(() => parseJSON(Buffer.from([0x22, 0xff, 0x22])), JSONSyntaxError);
  assert.throws(() => parseJSON(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), JSONSyntaxError);
});

test("deep nesting is refused without using the stack", () => {
  const nested = (depth: number): Buffer => bytes("[".repeat(depth) + "]".repeat(depth));
  assert.ok(Array.isArray(parseJSON(nested(MAX_JSON_DEPTH))));
  assert.throws(() => parseJSON(nested(MAX_JSON_DEPTH + 1)), { message: "exceeded max depth" });
  assert.throws(() => parseJSON(nested(1_500_000)), { message: "exceeded max depth" });
  assert.throws(() => parseJSON(bytes('{"a":'.repeat(600_000))), { message: "exceeded max depth" });
  assert.ok(parseJSON(bytes(JSON.stringify("[".repeat(5000)))));
  assert.ok(runAtOnce(readJSON(nested(MAX_JSON_DEPTH))));
  assert.throws(() => runAtOnce(readJSON(nested(MAX_JSON_DEPTH + 1))), { message: "exceeded max depth" });
});

test("keys that mean something to JavaScript are data", () => {
  const value = parseJSON(bytes('{"__proto__":{"admin":true},"constructor":1}')) as Record<string, unknown>;
  assert.deepEqual(Object.keys(value), ["__proto__", "constructor"]);
  assert.deepEqual(runAtOnce(readJSON(bytes(JSON.stringify(value)))).value, value);
  assert.equal((value as { admin?: boolean }).admin, undefined);
  assert.equal(({} as { admin?: boolean }).admin, undefined);
});

const repeated: readonly (readonly [string, boolean])[] = [
  ['{"a":1,"b":2}', false],
  ['{"a":1,"a":2}', true],
  ['{"a":{"b":1},"c":{"b":1}}', false],
  ['[{"x":[{"y":1,"y":1}]}]', true],
  ['{"a":":::","b\\":":1}', false],
  ['{"__proto__":1,"__proto__":2}', true],
  ['{"__proto__":1}', false],
  ['{"a":1,"\\u0061":2}', true],
  ['{"a\\\\":1,"b":2}', false],
];
for (const [text, want] of repeated) {
  test(`repeated keys: ${text}`, () => {
    const value = parseJSON(bytes(text));
    assert.equal(hasRepeatedKeys(bytes(text), value), want);
    assert.deepEqual(runAtOnce(readJSON(bytes(text))), { value, repeatedKeys: want });
  });
}

test("kind and version", () => {
  assert.deepEqual(readTypeMeta({ kind: "A", apiVersion: "v1" }), { apiVersion: "v1", kind: "A" });
  assert.deepEqual(readTypeMeta({ kind: null }), { apiVersion: "", kind: "" });
  assert.deepEqual(readTypeMeta(null), { apiVersion: "", kind: "" });
  const type =
    'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  assert.throws(() => readTypeMeta([]), {
    message: `couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type ${type}`,
  });
  assert.throws(() => readTypeMeta({ kind: 1 }), {
    message:
      "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string",
  });
});

test("property: all parsers agree on what is JSON, and what it says", () => {
  const piece = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "a",
    "\\",
    "u",
    "1",
    "-",
    ".",
    "e",
    "true",
    " ",
    "ü",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.array(piece).map((pieces) => pieces.join("")),
      ),
      (text) => {
        let good = true;
        try {
          JSON.parse(text);
        } catch {
          good = false;
        }
        const tree = (): unknown => parseJSONTree(bytes(text));
        const read = (): unknown => runAtOnce(readJSON(bytes(text))).value;
        if (good) {
          assert.doesNotThrow(tree);
          assert.deepEqual(read(), JSON.parse(text));
        } else {
          for (const parse of [tree, read, () => parseJSON(bytes(text))]) assert.throws(parse, JSONSyntaxError);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("property: JSON.stringify never repeats keys", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = bytes(JSON.stringify(value));
      assert.equal(hasRepeatedKeys(text, parseJSON(text)), false);
    }),
  );
});

test("a long text is read while others have their turn", async () => {
  const value = {
    data: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`key-${i}`, `ä\n${i}`])),
    list: [[], {}],
  };
  const parsed = await parseJSONInTurns(bytes(JSON.stringify(value)), new Turns());
  assert.deepEqual(parsed, { value, repeatedKeys: false });
  await assert.rejects(parseJSONInTurns(bytes(`${JSON.stringify(value)},`), new Turns()), {
    message: "invalid character ',' after top-level value",
  });
});

test("more members of an object, or more objects and lists, than others can wait for are refused", () => {
  const members = (count: number): string => `{${Array.from({ length: count }, (_, i) => `"${i % 7}":0`).join()}}`;
  const lists = (count: number): string => `[${Array.from({ length: count - 1 }, () => "[]").join()}]`;
  const read = (text: string): unknown => runAtOnce(readJSON(bytes(text)));
  assert.ok(read(members(MAX_JSON_MEMBERS)));
  assert.ok(read(lists(MAX_JSON_MEMBERS)));
  const refused = (message: string) => ({ name: "StatusError", message: `Request entity too large: ${message}` });
  assert.throws(() => read(members(MAX_JSON_MEMBERS + 1)), refused("limit is 100000 members of an object"));
  assert.throws(() => read(lists(MAX_JSON_MEMBERS + 1)), refused("limit is 100000 objects and lists"));
});
