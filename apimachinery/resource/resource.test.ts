import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { canonicalQuantity, newMilliQuantity, newQuantity, parseQuantity, QuantityError } from "./index.js";

interface Vectors {
  readonly json: readonly { json: string; out?: string; error?: string }[];
  readonly pairs: readonly { a: string; b: string; add: string; sub: string; cmp: number; equal: boolean }[];
  readonly parse: readonly {
    in: string;
    error?: string;
    asInt64: { ok: boolean; value: string };
    dec: string;
    float: number;
    format: string;
    json: string;
    milliValue: string;
    sign: number;
    string: string;
    value: string;
  }[];
}
const FILE = "vectors/quantity.json";
const vectors = readGolden<Vectors>(FILE, { json: [], pairs: [], parse: [] });

test("recordings are there", { skip: skipWithout(FILE) }, () => assert.ok(vectors.parse.length > 100));
for (const tc of vectors.parse) {
  test(`recorded: ${JSON.stringify(tc.in)}`, () => {
    if (tc.error !== undefined) {
      assert.throws(() => parseQuantity(tc.in), { name: "QuantityError", message: tc.error });
      return;
    }
    const quantity = parseQuantity(tc.in);
    assert.equal(quantity.toString(), tc.string);
    assert.equal(JSON.stringify(quantity), tc.json);
    assert.equal(quantity.format, tc.format);
    assert.equal(quantity.toDecimal(), tc.dec);
    assert.equal(quantity.sign, tc.sign);
    assert.equal(quantity.value(), BigInt(tc.value));
    assert.equal(quantity.milliValue(), BigInt(tc.milliValue));
    assert.equal(quantity.asInt64(), tc.asInt64.ok ? BigInt(tc.asInt64.value) : undefined);
    assert.equal(quantity.asApproximateFloat64(), tc.float);
    assert.equal(canonicalQuantity(tc.in), tc.string);
  });
}
test("recorded pairs", { skip: skipWithout(FILE) }, () => {
  for (const tc of vectors.pairs) {
    const a = parseQuantity(tc.a);
    const b = parseQuantity(tc.b);
    const got = { a: tc.a, b: tc.b, add: `${a.add(b)}`, sub: `${a.sub(b)}`, cmp: a.compare(b), equal: a.equal(b) };
    assert.deepEqual(got, tc);
  }
});
for (const tc of vectors.json) {
  // A parsed number has lost its notation, and null is an absent field to the decoder.
  if (tc.json === "1e3" || tc.json === "null") continue;
  test(`recorded JSON: ${tc.json}`, () => {
    const value: unknown = JSON.parse(tc.json);
    if (tc.error !== undefined) assert.throws(() => canonicalQuantity(value), { message: tc.error });
    else assert.equal(JSON.stringify(canonicalQuantity(value)), tc.out);
  });
}

test("numbers that JSON would alter are refused", () => {
  assert.throws(() => canonicalQuantity(2 ** 53), QuantityError);
  assert.equal(canonicalQuantity(2 ** 53 - 1), "9007199254740991");
  assert.equal(canonicalQuantity(0.1), "100m");
});

test("sums beyond the largest suffix keep their size", () => {
  assert.equal(parseQuantity("999E").add(parseQuantity("1E")).toString(), "1000E");
  const exbibytes = newQuantity(2n ** 62n, "BinarySI");
  assert.equal(exbibytes.mul(1024n).toString(), "4096Ei");
});

test("made from numbers", () => {
  assert.equal(newQuantity(2048n, "BinarySI").toString(), "2Ki");
  assert.equal(newMilliQuantity(1500n, "DecimalSI").toString(), "1500m");
  assert.equal(newMilliQuantity(-2000n, "DecimalExponent").toString(), "-2");
  assert.equal(newQuantity(5n, "DecimalSI").neg().toString(), "-5");
});

test("huge exponents and long texts cost nothing", () => {
  for (const text of ["1e2147483647", "1e-2147483648", "1e99999999999999999999"]) {
    assert.throws(() => parseQuantity(text), { message: "unable to parse quantity's suffix" });
  }
  assert.throws(() => parseQuantity("9".repeat(1_000_000)), QuantityError);
});

const suffix = fc.constantFrom(
  "",
  "n",
  "u",
  "m",
  "k",
  "M",
  "G",
  "T",
  "P",
  "E",
  "Ki",
  "Mi",
  "Gi",
  "Ti",
  "Pi",
  "e3",
  "e-2",
);
const number = fc.stringMatching(/^[+-]?[0-9]{1,6}(\.[0-9]{0,4})?$/);
const text = fc.tuple(number, suffix).map(([n, s]) => n + s);

test("property: canonical text reads back to the same amount and stays as it is", () => {
  fc.assert(
    fc.property(text, (input) => {
      const quantity = parseQuantity(input);
      const again = parseQuantity(quantity.toString());
      assert.equal(again.compare(quantity), 0);
      const zero = parseQuantity("0");
      const canonical = quantity.add(zero).toString();
      assert.equal(parseQuantity(canonical).add(zero).toString(), canonical);
      assert.equal(canonicalQuantity(input), quantity.toString());
    }),
    { numRuns: 1000 },
  );
});

test("property: what is added can be taken away", () => {
  fc.assert(
    fc.property(text, text, (left, right) => {
      const a = parseQuantity(left);
      const b = parseQuantity(right);
      assert.equal(a.add(b).sub(b).compare(a), 0);
      assert.equal(a.compare(b), -b.compare(a) + 0);
      assert.equal(a.sub(b).sign, a.compare(b));
    }),
  );
});

test("property: no text breaks the parser", () => {
  const piece = fc.constantFrom("0", "1", "9", ".", "+", "-", "e", "E", "i", "K", "m", "n", " ", "x");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      try {
        parseQuantity(pieces.join("")).toString();
      } catch (err) {
        assert.ok(err instanceof QuantityError);
      }
    }),
    { numRuns: 1000 },
  );
});
