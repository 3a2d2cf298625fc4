import assert from "node:assert/strict";
import { test } from "node:test";
import { isDNS1123Label } from "../validation/content/index.js";
import { GENERATED_NAME_ALPHABET, generateName } from "./index.js";

test("five characters are appended", () => {
  assert.equal(
    generateName("web-", () => 0),
    "web-bbbbb",
  );
  assert.equal(
    generateName("web-", () => 0.999999),
    "web-99999",
  );
});

test("a long base is cut to 58 bytes", () => {
  const name = generateName("a".repeat(100), () => 0.5);
  assert.equal(name.length, 63);
  assert.deepEqual(isDNS1123Label(name), []);
  const wide = generateName("ü".repeat(40), () => 0);
  assert.equal(wide, `${"ü".repeat(29)}bbbbb`);
});

test("every character of the alphabet is used", () => {
  const seen = new Set<string>();
  for (let i = 0; i < GENERATED_NAME_ALPHABET.length; i++) {
    seen.add(generateName("", () => i / GENERATED_NAME_ALPHABET.length)[0] as string);
  }
  assert.equal([...seen].join(""), GENERATED_NAME_ALPHABET);
});
