import assert from "node:assert/strict";
import { test } from "node:test";
import type { IntOrString } from "../meta/v1/scalars.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { intOrStringToString, intValue, parseIntOrString, scaledIntOrPercent } from "./index.js";

interface Vectors {
  readonly intOrString: readonly ({ json: string; error?: string; intValue?: number } & {
    readonly [scaled: `scaled(${string})`]: number | string;
  })[];
}
const FILE = "vectors/scalars.json";
const { intOrString } = readGolden<Vectors>(FILE, { intOrString: [] });

test("recordings are there", { skip: skipWithout(FILE) }, () => assert.ok(intOrString.length > 5));
for (const tc of intOrString) {
  // Values that cannot be decoded, and null, are the decoder's business.
  if (tc.error !== undefined || tc.json === "null") continue;
  test(`recorded: ${tc.json}`, () => {
    const value = JSON.parse(tc.json) as IntOrString;
    assert.equal(intValue(value), tc.intValue);
    for (const [name, want] of Object.entries(tc)) {
      const args = /^scaled\((\d+),(true|false)\)$/.exec(name);
      if (args === null) continue;
      const scale = (): number => scaledIntOrPercent(value, Number(args[1]), args[2] === "true");
      if (typeof want === "number") assert.equal(scale(), want, name);
      else assert.throws(scale, { message: String(want).slice("error: ".length) }, name);
    }
  });
}

test("texts that are numbers", () => {
  assert.equal(parseIntOrString("80"), 80);
  assert.equal(parseIntOrString("2147483648"), "2147483648");
  assert.equal(parseIntOrString("http"), "http");
  assert.equal(intOrStringToString(80), "80");
  assert.throws(() => scaledIntOrPercent("x%", 1, true), {
    message: 'invalid value for IntOrString: invalid value "x%": strconv.Atoi: parsing "x": invalid syntax',
  });
});
