import assert from "node:assert/strict";
import { test } from "node:test";
import {
  byteLength,
  compareBytes,
  escapeHTMLInJSON,
  parseBool,
  parseInt64,
  parseUint64,
  quote,
  quoteASCII,
} from "./index.js";

const quotes: readonly (readonly [string, string])[] = [
  ["", '""'],
  ["plain text", '"plain text"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ["\x00\x07\n\x7f", '"\\x00\\a\\n\\x7f"'],
  ["ü 日本", '"ü 日本"'],
  ["\u200b\u00a0", '"\\u200b\\u00a0"'],
  ["\u{10ffff}", '"\\U0010ffff"'],
  ["😀", '"😀"'],
  ["\ud800", '"\ufffd"'],
];
for (const [text, want] of quotes) {
  test(`quote ${JSON.stringify(text)}`, () => assert.equal(quote(text), want));
}

test("HTML characters are escaped in JSON", () => {
  assert.equal(escapeHTMLInJSON('{"a":"<&>\u2028"}'), '{"a":"\\u003c\\u0026\\u003e\\u2028"}');
});

test("lengths and order are those of UTF-8", () => {
  assert.equal(byteLength("aü😀"), 7);
  const texts = ["b", "a", "", "ab", "\ufffd", "😀", "ü"];
  const byBytes = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  assert.deepEqual([...texts].sort(compareBytes), byBytes);
});

test("quotes of the time package", () => {
  assert.equal(quoteASCII("plain"), '"plain"');
  assert.equal(quoteASCII('µ"\\\n'), '"\\xc2\\xb5\\"\\\\\\x0a"');
});

test("whole numbers", () => {
  assert.equal(parseInt64("+9223372036854775807"), 2n ** 63n - 1n);
  assert.equal(parseInt64("-9223372036854775808"), -(2n ** 63n));
  assert.throws(() => parseInt64("x"), { message: 'strconv.ParseInt: parsing "x": invalid syntax' });
  assert.throws(() => parseInt64(""), { message: 'strconv.ParseInt: parsing "": invalid syntax' });
  assert.throws(() => parseInt64("9223372036854775808"), /value out of range/);
  assert.equal(parseUint64("18446744073709551615"), 2n ** 64n - 1n);
  assert.throws(() => parseUint64("-1"), { message: 'strconv.ParseUint: parsing "-1": invalid syntax' });
  assert.throws(() => parseUint64("18446744073709551616"), /value out of range/);
});

test("booleans", () => {
  for (const text of ["1", "t", "T", "true", "TRUE", "True"]) assert.equal(parseBool(text), true);
  for (const text of ["0", "f", "F", "false", "FALSE", "False"]) assert.equal(parseBool(text), false);
  assert.throws(() => parseBool("yes"), { message: 'strconv.ParseBool: parsing "yes": invalid syntax' });
});
