import assert from "node:assert/strict";
import { test } from "node:test";
import { byteLength, compareBytes, escapeHTMLInJSON, quote } from "./index.js";

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
