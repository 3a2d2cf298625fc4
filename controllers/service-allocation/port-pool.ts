import type { Owner } from "./claims.js";
import { observed, type PoolDeps } from "./observer.js";
import { PoolError, RANGE_FULL } from "./pool-error.js";
import type { PortRange } from "./port-range.js";

/** The node ports. Messages are upstream's. */
export class PortPool {
  readonly range: PortRange;
  readonly #deps: PoolDeps;

  constructor(range: PortRange, deps: PoolDeps) {
    this.range = range;
    this.#deps = deps;
  }

  /** Takes one that a user has chosen. @throws PoolError */
  take(port: number, owner: Owner, dryRun: boolean): Promise<void> {
    return observed(this.#deps, "static", dryRun, () => this.#take(port, owner, dryRun));
  }

  /** Takes any but `taken`, which a dry run cannot know by itself. @throws PoolError */
  takeAny(owner: Owner, dryRun: boolean, taken: ReadonlySet<number>): Promise<number> {
    return observed(this.#deps, "dynamic", dryRun, () => this.#takeAny(owner, dryRun, taken));
  }

  release(port: number): Promise<void> {
    return this.#deps.claims.release(String(port));
  }

  async #take(port: number, owner: Owner, dryRun: boolean): Promise<void> {
    if (!this.range.contains(port)) {
      const valid = `The range of valid ports is ${this.range.toString()}`;
      throw new PoolError(`provided port is not in the valid range. ${valid}`);
    }
    const value = String(port);
    const free = dryRun ? !(await this.#deps.claims.isTaken(value)) : await this.#deps.claims.claim(value, owner);
    if (!free) throw new PoolError("provided port is already allocated");
  }

  async #takeAny(owner: Owner, dryRun: boolean, taken: ReadonlySet<number>): Promise<number> {
    for (const port of this.range.candidates(this.#deps.random)) {
      if (taken.has(port) || (await this.#deps.claims.isTaken(String(port)))) continue;
      if (dryRun || (await this.#deps.claims.claim(String(port), owner))) return port;
    }
    throw new PoolError(RANGE_FULL);
  }
}
