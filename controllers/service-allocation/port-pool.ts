import type { Claims, Owner } from "./claims.js";
import { PoolError, RANGE_FULL } from "./pool-error.js";
import type { PortRange } from "./port-range.js";

/** The node ports. Messages are upstream's. */
export class PortPool {
  readonly range: PortRange;
  readonly #claims: Claims;
  readonly #random: () => number;

  constructor(range: PortRange, deps: { readonly claims: Claims; readonly random: () => number }) {
    this.range = range;
    this.#claims = deps.claims;
    this.#random = deps.random;
  }

  /** Takes one that a user has chosen. @throws PoolError */
  async take(port: number, owner: Owner, dryRun: boolean): Promise<void> {
    if (!this.range.contains(port)) {
      const valid = `The range of valid ports is ${this.range.toString()}`;
      throw new PoolError(`provided port is not in the valid range. ${valid}`);
    }
    const value = String(port);
    const free = dryRun ? !(await this.#claims.isTaken(value)) : await this.#claims.claim(value, owner);
    if (!free) throw new PoolError("provided port is already allocated");
  }

  /** Takes any but `taken`, which a dry run cannot know by itself. @throws PoolError */
  async takeAny(owner: Owner, dryRun: boolean, taken: ReadonlySet<number>): Promise<number> {
    for (const port of this.range.candidates(this.#random)) {
      if (taken.has(port) || (await this.#claims.isTaken(String(port)))) continue;
      if (dryRun || (await this.#claims.claim(String(port), owner))) return port;
    }
    throw new PoolError(RANGE_FULL);
  }

  release(port: number): Promise<void> {
    return this.#claims.release(String(port));
  }
}
