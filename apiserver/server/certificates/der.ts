import { isIPv4 } from "node:net";

/**
 * The little of ASN.1's Distinguished Encoding Rules that certificates are written with.
 * @see ITU-T X.690; RFC 5280
 */
const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const CONTEXT = 0x80;
const CONSTRUCTED = 0x20;
const YEAR_MS_OF_2050 = Date.UTC(2050, 0, 1);

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(TAG.sequence, ...parts);

export const setOf = (part: Uint8Array): Buffer => element(TAG.set, part);

export const boolean = (value: boolean): Buffer => element(TAG.boolean, Buffer.from([value ? 0xff : 0]));

/** A number that is not negative, from its bytes, the highest first. */
export function integer(bytes: Uint8Array): Buffer {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from++;
  // A set highest bit would make it negative.
  return element(TAG.integer, Buffer.from(bytes[from]! >= 0x80 ? [0] : []), bytes.subarray(from));
}

/** @param unused - how many of the last byte's bits do not count */
export const bitString = (bytes: Uint8Array, unused = 0): Buffer =>
  element(TAG.bitString, Buffer.from([unused]), bytes);

export const octetString = (bytes: Uint8Array): Buffer => element(TAG.octetString, bytes);

export const utf8String = (text: string): Buffer => element(TAG.utf8String, Buffer.from(text));

/** `[number] EXPLICIT`: a tag around an element. */
export const explicit = (number: number, part: Uint8Array): Buffer => element(CONTEXT | CONSTRUCTED | number, part);

/** `[number] IMPLICIT` of a primitive type: a tag in the place of the type's own. */
export const implicit = (number: number, content: Uint8Array): Buffer => element(CONTEXT | number, content);

/** @param dotted - `2.5.4.3` */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split(".").map(Number);
  return element(TAG.objectIdentifier, Buffer.from([first * 40 + second, ...others].flatMap(base128)));
}

/** To the second; RFC 5280 wants years before 2050 with two digits. */
export function time(date: Date): Buffer {
  const text = `${date.toISOString().slice(0, 19).replace(/[-T:]/g, "")}Z`;
  return date.getTime() < YEAR_MS_OF_2050
    ? element(TAG.utcTime, Buffer.from(text.slice(2)))
    : element(TAG.generalizedTime, Buffer.from(text));
}

/** An address as a certificate has it: 4 or 16 bytes. */
export function ipBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  // The URL parser writes an IPv6 address in one way, without an embedded IPv4 address.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = (text: string): number[] => (text === "" ? [] : text.split(":").map((group) => parseInt(group, 16)));
  const [before, after] = [groups(head), groups(tail ?? "")];
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return Buffer.from([...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]));
}

/** The elements within one, whole. @throws RangeError when the lengths do not fit */
export function elementsIn(der: Uint8Array): Buffer[] {
  const elements: Buffer[] = [];
  const content = contentOf(der);
  for (let at = 0; at < content.length;) {
    const { begin, length } = header(content, at);
    elements.push(content.subarray(at, begin + length));
    at = begin + length;
  }
  return elements;
}

/** What stands behind an element's tag and length. @throws RangeError when it is cut off */
export function contentOf(der: Uint8Array): Buffer {
  const { begin, length } = header(der, 0);
  return Buffer.from(der.buffer, der.byteOffset + begin, length);
}

function header(der: Uint8Array, at: number): { readonly begin: number; readonly length: number } {
  const short = der[at + 1] ?? 0;
  const octets = short < 0x80 ? 0 : short & 0x7f;
  const begin = at + 2 + octets;
  let length = octets === 0 ? short : 0;
  for (const octet of der.subarray(at + 2, begin)) length = length * 256 + octet;
  if (begin + length > der.length) throw new RangeError("the element is longer than what there is of it");
  return { begin, length };
}

function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(content.length)]), content]);
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

function base128(number: number): number[] {
  const octets = [number & 0x7f];
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) octets.unshift((rest & 0x7f) | 0x80);
  return octets;
}
