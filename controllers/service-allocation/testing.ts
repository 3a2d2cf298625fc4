import type { Claim, Claims, Owner } from "./claims.js";
import { IPPool } from "./ip-pool.js";
import { IPRange } from "./ip-range.js";
import { PortPool } from "./port-pool.js";
import { PortRange } from "./port-range.js";
import { ServiceAllocator } from "./service-allocator.js";

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

  async count(): Promise<number> {
    return this.claims.size;
  }

  /** All that is taken, in the order of their texts. */
  get values(): readonly string[] {
    return [...this.claims.keys()].sort();
  }
}

/** An allocator whose claims are in memory. */
export function memoryAllocator(cidr: string): ServiceAllocator {
  const pools = { claims: new MemoryClaims(), random: Math.random, now: () => 0 };
  return new ServiceAllocator({
    ips: [new IPPool(new IPRange(cidr), pools)],
    ports: new PortPool(new PortRange(30_000, 32_767), { ...pools, claims: new MemoryClaims() }),
    onError: (what, err) => {
      throw new Error(what, { cause: err });
    },
  });
}
