import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import {
  Base64Error,
  canonicalBase64,
  canonicalDuration,
  canonicalMicroTime,
  canonicalTime,
  decodeBase64,
  DurationParseError,
  durationToMs,
  formatDuration,
  formatMicroTime,
  formatTime,
  parseDuration,
  TimeParseError,
  timeToMs,
} from "./index.js";

interface Vectors {
  readonly duration: readonly { json: string; ns?: string; out?: string; error?: string }[];
  readonly time: readonly {
    json: string;
    time?: string;
    timeError?: string;
    microTime?: string;
    microTimeError?: string;
  }[];
}
const FILE = "vectors/scalars.json";
const vectors = readGolden<Vectors>(FILE, { duration: [], time: [] });

test("recordings are there", { skip: skipWithout(FILE) }, () => assert.ok(vectors.time.length > 10));
// What is no text is the decoder's business.
for (const tc of vectors.duration.filter(({ json }) => json.startsWith('"'))) {
  test(`recorded duration: ${tc.json}`, () => {
    const text = JSON.parse(tc.json) as string;
    if (tc.error !== undefined) {
      assert.throws(() => parseDuration(text), { name: "DurationParseError", message: tc.error });
      return;
    }
    assert.equal(parseDuration(text), BigInt(tc.ns as string));
    assert.equal(JSON.stringify(canonicalDuration(text)), tc.out);
  });
}
for (const tc of vectors.time.filter(({ json }) => json.startsWith('"'))) {
  test(`recorded time: ${tc.json}`, () => {
    const text = JSON.parse(tc.json) as string;
    if (tc.timeError !== undefined) assert.throws(() => canonicalTime(text), { message: tc.timeError });
    else assert.equal(JSON.stringify(canonicalTime(text)), tc.time);
    if (tc.microTimeError !== undefined) {
      assert.throws(() => canonicalMicroTime(text), { name: "TimeParseError", message: tc.microTimeError });
    } else assert.equal(JSON.stringify(canonicalMicroTime(text)), tc.microTime);
  });
}

const times: readonly (readonly [string, string | null | RegExp])[] = [
  ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"],
  ["2023-02-29T00:00:00Z", /day out of range/],
  ["2026-01-31T23:30:00-01:00", "2026-02-01T00:30:00Z"],
  ["2026-13-01T00:00:00Z", /month out of range/],
  ["2026-01-02T03:60:00Z", /minute out of range/],
  ["2026-01-02T03:04:60Z", /second out of range/],
  ["2026-01-02T03:04:05+25:00", /time zone offset hour out of range/],
  ["2026-01-02T3:04:05Z", "2026-01-02T03:04:05Z"],
  ["2026-01-02T03:04:05,5Z", "2026-01-02T03:04:05Z"],
  ["2026-01-02T03:04:05ZZ", /: extra text: "Z"$/],
  ["0001-01-01T01:00:00+01:00", null],
  ["0050-06-07T08:09:10Z", "0050-06-07T08:09:10Z"],
  ["1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59Z"],
  ["9999-12-31T23:59:59-01:00", /year outside of range/],
];
for (const [text, want] of times) {
  test(`time ${text}`, () => {
    if (want instanceof RegExp) assert.throws(() => canonicalTime(text), want);
    else assert.equal(canonicalTime(text), want);
  });
}

test("moments", () => {
  assert.equal(formatTime(1767323045999), "2026-01-02T03:04:05Z");
  assert.equal(formatTime(-1), "1969-12-31T23:59:59Z");
  assert.equal(formatMicroTime(1767323045678.5), "2026-01-02T03:04:05.678500Z");
  assert.equal(timeToMs("2026-01-02T03:04:05.678500Z"), 1767323045678.5);
});

test("durations in ms", () => {
  assert.equal(durationToMs("1m0.5s"), 60500);
  assert.throws(() => durationToMs("1"), DurationParseError);
  assert.equal(formatDuration(-(2n ** 63n)), "-2562047h47m16.854775808s");
  assert.equal(parseDuration("-2562047h47m16.854775808s"), -(2n ** 63n));
});

const base64: readonly (readonly [string, string | number])[] = [
  ["", ""],
  ["YWJj", "YWJj"],
  ["YWI=", "YWI="],
  ["YQ==", "YQ=="],
  ["YR==", "YQ=="],
  ["YW\nJj\r\n", "YWJj"],
  ["!!", 0],
  ["YWJj!", 4],
  ["YQ=", 3],
  ["YQ=a", 2],
  ["YQ", 0],
  ["YWJjYQ", 4],
  ["YQ==YQ==", 4],
  ["=", 0],
  ["YW_-", 2],
  ["ü", 0],
];
for (const [text, want] of base64) {
  test(`base64 ${JSON.stringify(text)}`, () => {
    if (typeof want === "string") assert.equal(canonicalBase64(text), want);
    else {
      assert.throws(() => canonicalBase64(text), {
        name: "Base64Error",
        message: `illegal base64 data at input byte ${want}`,
      });
    }
  });
}

test("property: bytes survive base64", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = Buffer.from(bytes).toString("base64");
      assert.equal(canonicalBase64(text), text);
      assert.deepEqual(new Uint8Array(decodeBase64(text)), bytes);
    }),
  );
});

test("property: durations and moments survive their text", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (ns) => {
      assert.equal(parseDuration(formatDuration(ns)), ns);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: -62135596799, max: 253402300799 }), (seconds) => {
      const text = formatTime(seconds * 1000);
      assert.equal(canonicalTime(text), text);
      assert.equal(timeToMs(text), seconds * 1000);
    }),
  );
});

test("property: no text breaks the parsers", () => {
  const piece = fc.constantFrom("2026", "-", "01", "T", ":", "05", ".", "Z", "+", "h", "m", "s", "=", "a", "ü", "\n");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
      for (const parse of [canonicalTime, canonicalMicroTime, canonicalDuration, canonicalBase64]) {
        try {
          parse(pieces.join(""));
        } catch (err) {
          const known = [TimeParseError, DurationParseError, Base64Error].some((type) => err instanceof type);
          assert.ok(known, String(err));
        }
      }
    }),
    { numRuns: 1000 },
  );
});
