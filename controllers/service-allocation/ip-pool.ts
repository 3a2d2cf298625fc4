import type { Claims, Owner } from "./claims.js";
import { canonicalIP, type IPRange } from "./ip-range.js";
import { PoolError, RANGE_FULL } from "./pool-error.js";

/** The addresses of one family. Messages are upstream's. */
export class IPPool {
  readonly range: IPRange;
  readonly #claims: Claims;
  readonly #random: () => number;

  constructor(range: IPRange, deps: { readonly claims: Claims; readonly random: () => number }) {
    this.range = range;
    this.#claims = deps.claims;
    this.#random = deps.random;
  }

  /** Takes one that a user has chosen. @throws PoolError */
  async take(ip: string, owner: Owner, dryRun: boolean): Promise<void> {
    if (!this.range.contains(ip)) throw new PoolError("the provided network does not match the current range");
    if (!this.range.allows(ip)) {
      const valid = `The range of valid IPs is ${this.range.cidr}`;
      throw new PoolError(`the provided IP (${canonicalIP(ip)}) is not in the valid range. ${valid}`);
    }
    // Upstream's dry runs do not look whether it is taken; here that costs nothing, and tells the client.
    const free = dryRun
      ? !(await this.#claims.isTaken(canonicalIP(ip)))
      : await this.#claims.claim(canonicalIP(ip), owner);
    if (!free) throw new PoolError("provided IP is already allocated");
  }

  /** Takes any. A dry run gives the network's own address, which no Service has. @throws PoolError */
  async takeAny(owner: Owner, dryRun: boolean): Promise<string> {
    if (dryRun) return this.range.network;
    for (const ip of this.range.candidates(this.#random)) {
      if (await this.#claims.isTaken(ip)) continue;
      if (await this.#claims.claim(ip, owner)) return ip;
    }
    throw new PoolError(RANGE_FULL);
  }

  release(ip: string): Promise<void> {
    return this.#claims.release(canonicalIP(ip));
  }
}
