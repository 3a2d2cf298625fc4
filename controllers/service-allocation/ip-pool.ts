import type { Owner } from "./claims.js";
import { canonicalIP, type IPRange } from "./ip-range.js";
import { observed, type PoolDeps } from "./observer.js";
import { PoolError, RANGE_FULL } from "./pool-error.js";

/** The addresses of one family. Messages are upstream's. */
export class IPPool {
  readonly range: IPRange;
  readonly #deps: PoolDeps;

  constructor(range: IPRange, deps: PoolDeps) {
    this.range = range;
    this.#deps = deps;
  }

  /** Takes one that a user has chosen. @throws PoolError */
  take(ip: string, owner: Owner, dryRun: boolean): Promise<void> {
    return observed(this.#deps, "static", dryRun, () => this.#take(ip, owner, dryRun));
  }

  /** Takes any. A dry run gives the network's own address, which no Service has. @throws PoolError */
  takeAny(owner: Owner, dryRun: boolean): Promise<string> {
    return observed(this.#deps, "dynamic", dryRun, () => this.#takeAny(owner, dryRun));
  }

  release(ip: string): Promise<void> {
    return this.#deps.claims.release(canonicalIP(ip));
  }

  async #take(ip: string, owner: Owner, dryRun: boolean): Promise<void> {
    if (!this.range.contains(ip)) throw new PoolError("the provided network does not match the current range");
    if (!this.range.allows(ip)) {
      const valid = `The range of valid IPs is ${this.range.cidr}`;
      throw new PoolError(`the provided IP (${canonicalIP(ip)}) is not in the valid range. ${valid}`);
    }
    // Upstream's dry runs do not look whether it is taken; here that costs nothing, and tells the client.
    const free = dryRun
      ? !(await this.#deps.claims.isTaken(canonicalIP(ip)))
      : await this.#deps.claims.claim(canonicalIP(ip), owner);
    if (!free) throw new PoolError("provided IP is already allocated");
  }

  async #takeAny(owner: Owner, dryRun: boolean): Promise<string> {
    if (dryRun) return this.range.network;
    for (const ip of this.range.candidates(this.#deps.random)) {
      if (await this.#deps.claims.isTaken(ip)) continue;
      if (await this.#deps.claims.claim(ip, owner)) return ip;
    }
    throw new PoolError(RANGE_FULL);
  }
}
