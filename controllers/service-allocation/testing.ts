import type { Claim, Claims, Owner } from "./claims.js";

/** Claims in memory, for tests. */
export class MemoryClaims implements Claims {
  readonly claims = new Map<string, Claim>();
  now = 0;

  async claim(value: string, owner: Owner): Promise<boolean> {
    if (this.claims.has(value)) return false;
    this.claims.set(value, { value, owner, claimedAt: this.now });
    return true;
  }

  async isTaken(value: string): Promise<boolean> {
    return this.claims.has(value);
  }

  async release(value: string): Promise<void> {
    this.claims.delete(value);
  }

  async list(): Promise<readonly Claim[]> {
    return [...this.claims.values()];
  }

  /** All that is taken, in the order of their texts. */
  get values(): readonly string[] {
    return [...this.claims.keys()].sort();
  }
}
