import {
  ipAddressToString,
  networkOf,
  parseCIDR,
  parseIPAddress,
  type IPAddress,
} from "../../apimachinery/validation/index.js";

export type IPFamily = "IPv4" | "IPv6";

// A part at the start of a range is left to addresses that users choose: a sixteenth of it, within these bounds.
const STATIC_SHARE = 16n;
const STATIC_MIN = 16n;
const STATIC_MAX = 256n;

/**
 * The addresses of a range in CIDR notation that Services may have: without that of the network and, for IPv4, without the
 * last one.
 * @see kubernetes pkg/registry/core/service/ipallocator/ipallocator.go
 */
export class IPRange {
  readonly cidr: string;
  readonly family: IPFamily;
  /** What a dry run gives out. */
  readonly network: string;
  readonly #first: bigint;
  readonly #last: bigint;
  readonly #dynamic: bigint;
  readonly #version: 4 | 6;
  readonly #before: bigint;
  readonly #after: bigint;

  /** @throws Error when `cidr` is no range */
  constructor(cidr: string) {
    const parsed = parseCIDR(cidr);
    if (parsed === undefined) throw new Error(`${cidr} is no range of addresses`);
    const { version } = parsed.address;
    const network = networkOf(parsed);
    const size = 1n << BigInt((version === 4 ? 32 : 128) - parsed.prefixLength);
    this.cidr = `${ipAddressToString(network)}/${parsed.prefixLength}`;
    this.family = version === 4 ? "IPv4" : "IPv6";
    this.network = ipAddressToString(network);
    this.#version = version;
    this.#before = network.bits;
    this.#after = network.bits + size;
    this.#first = network.bits + 1n;
    this.#last = network.bits + size - (version === 4 ? 2n : 1n);
    this.#dynamic = this.#first + staticShare(size);
  }

  /** How many addresses Services may have. */
  get size(): number {
    return Number(this.#last - this.#first + 1n);
  }

  /** Within the range, be it one that a Service may have or not. */
  contains(ip: string): boolean {
    const address = parseIPAddress(ip);
    if (address?.version !== this.#version) return false;
    return address.bits >= this.#before && address.bits < this.#after;
  }

  /** One that a Service may have. */
  allows(ip: string): boolean {
    const address = parseIPAddress(ip);
    if (address?.version !== this.#version) return false;
    return address.bits >= this.#first && address.bits <= this.#last;
  }

  /** All addresses, from the dynamic part first, each part from a random place on. `random` gives numbers in [0, 1). */
  *candidates(random: () => number): Generator<string, void> {
    yield* this.#part(this.#dynamic, this.#last, random);
    yield* this.#part(this.#first, this.#dynamic - 1n, random);
  }

  *#part(first: bigint, last: bigint, random: () => number): Generator<string, void> {
    const size = last - first + 1n;
    if (size <= 0n) return;
    const start = randomBelow(size, random);
    for (let i = 0n; i < size; i++) yield this.#text(first + ((start + i) % size));
  }

  #text(bits: bigint): string {
    const address: IPAddress = { version: this.#version, bits, strict: true };
    return ipAddressToString(address);
  }
}

/** The one text of an address, by which it is claimed. */
export function canonicalIP(ip: string): string {
  const address = parseIPAddress(ip);
  return address === undefined ? ip : ipAddressToString(address);
}

export function familyOf(ip: string): IPFamily {
  return ip.includes(":") ? "IPv6" : "IPv4";
}

function staticShare(size: bigint): bigint {
  if (size <= STATIC_MIN) return 0n;
  const share = size / STATIC_SHARE;
  if (share < STATIC_MIN) return STATIC_MIN;
  return share > STATIC_MAX ? STATIC_MAX : share;
}

/** Even for ranges wider than a number is exact, nearly each address may come first. */
function randomBelow(size: bigint, random: () => number): bigint {
  const high = BigInt(Math.floor(random() * 2 ** 32));
  const low = BigInt(Math.floor(random() * 2 ** 32));
  return (((high << 32n) | low) * size) >> 64n;
}
