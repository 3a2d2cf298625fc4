/** An IP address, and whether its text would pass a parser that allows no leading zeros. */
export interface IPAddress {
  readonly version: 4 | 6;
  /** 32 or 128 bits. */
  readonly bits: bigint;
  readonly strict: boolean;
}

export interface CIDR {
  readonly address: IPAddress;
  readonly prefixLength: number;
  /** Neither the address nor the length has leading zeros. */
  readonly strict: boolean;
}

const MAPPED_PREFIX = 0xffffn;

/**
 * Reads an address as the API always has, leading zeros included; undefined when it is none.
 * @see k8s.io/utils net, ParseIPSloppy
 */
export function parseIPAddress(text: string): IPAddress | undefined {
  const first = /[.:]/.exec(text)?.[0];
  if (first === ".") return parseIPv4(text);
  return first === ":" ? parseIPv6(text) : undefined;
}

/** Reads `address/length`; bits beyond the length are kept. @see k8s.io/utils net, ParseCIDRSloppy */
export function parseCIDR(text: string): CIDR | undefined {
  const slash = text.indexOf("/");
  if (slash < 0) return undefined;
  const address = parseIPv4(text.slice(0, slash)) ?? parseIPv6(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address === undefined || !/^[0-9]{1,9}$/.test(length)) return undefined;
  const prefixLength = Number(length);
  if (prefixLength > widthOf(address)) return undefined;
  return { address, prefixLength, strict: address.strict && String(prefixLength) === length };
}

/** An IPv6 address that stands for an IPv4 one: `::ffff:1.2.3.4`. */
export function isMapped(address: IPAddress): boolean {
  return address.version === 6 && address.bits >> 32n === MAPPED_PREFIX;
}

/** The address with the bits beyond the prefix cleared. */
export function networkOf(cidr: CIDR): IPAddress {
  const host = BigInt(widthOf(cidr.address) - cidr.prefixLength);
  return { ...cidr.address, bits: (cidr.address.bits >> host) << host };
}

/** The canonical text: dotted for IPv4 and mapped addresses, RFC 5952 otherwise. */
export function ipAddressToString(address: IPAddress): string {
  if (address.version === 4 || isMapped(address)) return dotted(address.bits & 0xffffffffn);
  const groups = Array.from({ length: 8 }, (_, i) => Number((address.bits >> BigInt(112 - 16 * i)) & 0xffffn));
  const zeros = longestZeroRun(groups);
  if (zeros.length < 2) return groups.map(hex).join(":");
  const before = groups.slice(0, zeros.start).map(hex).join(":");
  const after = groups
    .slice(zeros.start + zeros.length)
    .map(hex)
    .join(":");
  return `${before}::${after}`;
}

/** `address/length`; a mapped address is told as IPv4 when its prefix allows. */
export function cidrToString(address: IPAddress, prefixLength: number): string {
  const asIPv4 = isMapped(address) && prefixLength >= 96;
  return `${ipAddressToString(address)}/${asIPv4 ? prefixLength - 96 : prefixLength}`;
}

function widthOf(address: IPAddress): number {
  return address.version === 4 ? 32 : 128;
}

function parseIPv4(text: string): IPAddress | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  let strict = true;
  for (const part of parts) {
    if (!/^[0-9]+$/.test(part)) return undefined;
    const digits = part.replace(/^0+(?=[0-9])/, "");
    if (digits.length > 3 || Number(digits) > 255) return undefined;
    strict &&= digits === part;
    bits = (bits << 8n) | BigInt(digits);
  }
  return { version: 4, bits, strict };
}

function parseIPv6(text: string): IPAddress | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] as string, halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] as string, true) : { groups: [], strict: true };
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.groups.length - tail.groups.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head.groups, ...new Array<bigint>(missing).fill(0n), ...tail.groups];
  const bits = groups.reduce((sum, group) => (sum << 16n) | group, 0n);
  return { version: 6, bits, strict: head.strict && tail.strict };
}

/** Groups between colons; the last may be an IPv4 address when `mayEndIPv4`. */
function parseGroups(text: string, mayEndIPv4: boolean): { groups: bigint[]; strict: boolean } | undefined {
  const groups: bigint[] = [];
  let strict = true;
  if (text === "") return { groups, strict };
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    if (part.includes(".")) {
      const ipv4 = mayEndIPv4 && i === parts.length - 1 ? parseIPv4(part) : undefined;
      if (ipv4 === undefined) return undefined;
      groups.push(ipv4.bits >> 16n, ipv4.bits & 0xffffn);
      strict &&= ipv4.strict;
      continue;
    }
    if (!/^0*[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
    groups.push(BigInt(`0x${part}`));
    strict &&= part.length <= 4;
  }
  return { groups, strict };
}

function dotted(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 0xffn)).join(".");
}

function hex(group: number): string {
  return group.toString(16);
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
