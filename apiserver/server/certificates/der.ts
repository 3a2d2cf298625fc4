/**
 * The distinguished encoding of ASN.1 (ITU-T X.690), as far as X.509 certificates need it: what is written is a tag, a
 * length and a content.
 */

/** Tags of the universal types, and of those that hold others. */
const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;

const CONTEXT = 0x80;
const CONSTRUCTED = 0x20;

export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(SEQUENCE, ...parts);
}

/** Of one part: more would have to be sorted. */
export function setOf(part: Uint8Array): Buffer {
  return element(SET, part);
}

export function boolean(value: boolean): Buffer {
  return element(BOOLEAN, Buffer.of(value ? 0xff : 0));
}

/** `bytes`: two's complement, the highest first, and no more of them than it takes. */
export function integer(bytes: Uint8Array): Buffer {
  return element(INTEGER, bytes);
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Buffer {
  return element(BIT_STRING, Buffer.of(unusedBits), bytes);
}

/** A bit string whose bits have names: it ends with the last that is set. */
export function namedBits(bits: readonly number[]): Buffer {
  const last = Math.max(...bits);
  const bytes = Buffer.alloc((last >> 3) + 1);
  for (const bit of bits) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
  return bitString(bytes, 7 - (last & 7));
}

export function octetString(bytes: Uint8Array): Buffer {
  return element(OCTET_STRING, bytes);
}

/** `dotted`: `2.5.4.3` */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split(".").map(Number);
  return element(OBJECT_IDENTIFIER, Buffer.from([first * 40 + second, ...others].flatMap(base128)));
}

export function utf8String(text: string): Buffer {
  return element(UTF8_STRING, Buffer.from(text, "utf8"));
}

/** A time in X.509: seconds, the year with two digits where that says which. @see RFC 5280, section 4.1.2.5 */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+Z$|[-:T]/g, "");
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? element(UTC_TIME, Buffer.from(`${digits.slice(2)}Z`, "latin1"))
    : element(GENERALIZED_TIME, Buffer.from(`${digits}Z`, "latin1"));
}

/** `[number] IMPLICIT` of a type that holds no others. */
export function implicit(number: number, content: Uint8Array): Buffer {
  return element(CONTEXT | number, content);
}

/** `[number] EXPLICIT` */
export function explicit(number: number, part: Uint8Array): Buffer {
  return element(CONTEXT | CONSTRUCTED | number, part);
}

/** A tag, a length and a content, with the bytes of all three. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly bytes: Buffer;
}

/** What stands one after another in `bytes`. @throws RangeError when the last of it is cut off */
export function elementsOf(bytes: Buffer): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const lengthByte = bytes.readUInt8(at + 1);
    // From 128 on the byte says how many bytes the length has.
    const long = lengthByte < 0x80 ? 0 : lengthByte & 0x7f;
    const start = at + 2 + long;
    const end = start + (long === 0 ? lengthByte : bytes.readUIntBE(at + 2, long));
    if (end > bytes.length) throw new RangeError("an element goes on after the end of its bytes");
    elements.push({ tag: bytes.readUInt8(at), content: bytes.subarray(start, end), bytes: bytes.subarray(at, end) });
    at = end;
  }
  return elements;
}

/** Whether it is `[number]` and holds others. */
export function isExplicit(number: number, { tag }: Element): boolean {
  return tag === (CONTEXT | CONSTRUCTED | number);
}

function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.of(tag, ...lengthBytes(length)), ...content]);
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes = digitsOf(length, 256);
  return [0x80 | bytes.length, ...bytes];
}

/** Seven bits a byte; the highest bit says that more follow. */
function base128(value: number): number[] {
  const digits = digitsOf(value, 128);
  return digits.map((digit, i) => (i < digits.length - 1 ? digit | 0x80 : digit));
}

/** The highest first, one at least. */
function digitsOf(value: number, base: number): number[] {
  const rest = Math.floor(value / base);
  return [...(rest === 0 ? [] : digitsOf(rest, base)), value % base];
}
