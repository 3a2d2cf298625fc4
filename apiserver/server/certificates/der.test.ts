import assert from "node:assert/strict";
import { test } from "node:test";
import * as der from "./der.js";

const hex = (bytes: Buffer): string => bytes.toString("hex");

test("what is written is what X.690 says", () => {
  const cases: [name: string, bytes: Buffer, want: string][] = [
    ["empty sequence", der.sequence(), "3000"],
    ["sequence", der.sequence(der.boolean(true), der.boolean(false)), "30060101ff010100"],
    ["set", der.setOf(der.utf8String("ü")), "31040c02c3bc"],
    ["integer", der.integer(Buffer.of(2)), "020102"],
    ["bit string", der.bitString(Buffer.of(0xa4), 2), "030202a4"],
    ["named bits", der.namedBits([0, 2, 5]), "030202a4"],
    ["named bits of two bytes", der.namedBits([8]), "0303070080"],
    ["octet string", der.octetString(Buffer.of(1, 2)), "04020102"],
    ["object identifier", der.objectIdentifier("1.2.840.10045.4.3.2"), "06082a8648ce3d040302"],
    ["the last time with two digits", der.time(new Date("2049-12-31T23:59:59.999Z")), `170d${ascii("491231235959Z")}`],
    ["the first with four", der.time(new Date("2050-01-01T00:00:00Z")), `180f${ascii("20500101000000Z")}`],
    ["implicit tag", der.implicit(7, Buffer.of(127, 0, 0, 1)), "87047f000001"],
    ["explicit tag", der.explicit(0, der.integer(Buffer.of(2))), "a003020102"],
    ["longest short length", der.octetString(Buffer.alloc(127)).subarray(0, 3), "047f00"],
    ["shortest long length", der.octetString(Buffer.alloc(128)).subarray(0, 4), "04818000"],
    ["length of two bytes", der.octetString(Buffer.alloc(256)).subarray(0, 5), "0482010000"],
  ];
  for (const [name, bytes, want] of cases) assert.equal(hex(bytes), want, name);
});

test("what was written is read", () => {
  for (const length of [0, 127, 128, 255, 256, 70_000]) {
    const parts = [der.octetString(Buffer.alloc(length, 1)), der.boolean(true)];
    const [whole] = der.elementsOf(der.sequence(...parts));
    const read = der.elementsOf(whole!.content);
    assert.deepEqual(
      read.map(({ bytes }) => hex(bytes)),
      parts.map(hex),
    );
    assert.equal(read[0]!.content.length, length);
  }
  const [version] = der.elementsOf(der.explicit(0, der.sequence()));
  assert.deepEqual([der.isExplicit(0, version!), der.isExplicit(1, version!)], [true, false]);
});

test("what is cut off is refused", () => {
  const whole = der.sequence(der.octetString(Buffer.alloc(200)));
  for (const length of [1, 2, 3, 100, whole.length - 1]) {
    assert.throws(() => der.elementsOf(whole.subarray(0, length)), RangeError, `${length} bytes`);
  }
});

function ascii(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}
