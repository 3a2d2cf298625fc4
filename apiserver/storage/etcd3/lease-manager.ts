import type { Clock } from "../../../apimachinery/clock/index.js";
import type { EtcdClient } from "./etcd-client.js";
import { leaseGrantMethod } from "./etcd-methods.js";

const MAX_OBJECTS = 1_000;
const REUSE_FRACTION = 0.05;
const MAX_REUSE_SECONDS = 60;

interface Lease {
  readonly id: bigint;
  readonly expiresMs: number;
  objects: number;
}

/**
 * Gives leases for TTLs. Writes whose expiry lies close together share one, since each lease costs etcd a good deal:
 * a lease outlives its TTL by a twentieth, a minute at most, and is given again within that time.
 * @see kubernetes/apiserver pkg/storage/etcd3/lease_manager.go
 */
export class LeaseManager {
  readonly #client: EtcdClient;
  readonly #clock: Clock;
  #last: Lease | undefined;
  #granting: Promise<unknown> = Promise.resolve();

  constructor(client: EtcdClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** A lease that lives at least `ttlSeconds`. */
  leaseFor(ttlSeconds: number): Promise<bigint> {
    // One after another, so that writes at the same time share the lease that the first of them gets.
    const lease = this.#granting.then(() => this.#reuseOrGrant(ttlSeconds));
    this.#granting = lease.catch(() => undefined);
    return lease;
  }

  async #reuseOrGrant(ttlSeconds: number): Promise<bigint> {
    const nowMs = this.#clock.monotonic();
    const reuseSeconds = Math.min(Math.floor(ttlSeconds * REUSE_FRACTION), MAX_REUSE_SECONDS);
    const last = this.#last;
    const earliestMs = nowMs + ttlSeconds * 1_000;
    if (
      last !== undefined &&
      earliestMs < last.expiresMs &&
      last.expiresMs <= earliestMs + reuseSeconds * 1_000 &&
      last.objects < MAX_OBJECTS
    ) {
      last.objects++;
      return last.id;
    }
    const ttl = ttlSeconds + reuseSeconds;
    const { id } = await this.#client.call(leaseGrantMethod, { ttl: BigInt(ttl), id: 0n });
    this.#last = { id, expiresMs: nowMs + ttl * 1_000, objects: 1 };
    return id;
  }
}
