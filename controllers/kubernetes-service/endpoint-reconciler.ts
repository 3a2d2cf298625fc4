import { isNotFound } from "../../apimachinery/api/errors/index.js";
import { SERVICE_NAME, type CallOptions, type ServerLeases, type ServiceObjects } from "./api.js";
import { addressTypeOf, endpointsWith, SERVICE_NAME_LABEL, sliceWith } from "./objects.js";

export interface EndpointReconcilerDeps {
  readonly leases: ServerLeases;
  readonly objects: Pick<ServiceObjects, "endpoints" | "endpointSlices">;
  /** This server's own, as other machines reach it. */
  readonly address: string;
  readonly port: number;
  /** The family of the Service; addresses of the other one are left out. */
  readonly addressType: "IPv4" | "IPv6";
}

/**
 * Makes the endpoints of the `kubernetes` Service those servers that have a lease. Each server does so for all, so that
 * one that dies is gone from the endpoints as soon as its lease has run out and any other server has looked.
 * @see kubernetes pkg/controlplane/reconcilers/lease.go
 */
export class EndpointReconciler {
  readonly #deps: EndpointReconcilerDeps;
  // One call at a time: a renewal that ends after the removal would bring the server back.
  #last: Promise<unknown> = Promise.resolve();
  #left = false;

  constructor(deps: EndpointReconcilerDeps) {
    this.#deps = deps;
  }

  /** Renews this server's lease and puts the endpoints right; nothing once `leave` was called. */
  reconcile(opts: CallOptions): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#left) return;
      await this.#deps.leases.renew(this.#deps.address, opts);
      const addresses = await this.#addresses(opts);
      // The lease has just been renewed: an empty list is a fault of the store, not the truth.
      if (addresses.length === 0) throw new Error("the store lists no server; the endpoints stay as they are");
      await this.#publish(addresses, { setPorts: false }, opts);
    });
  }

  /** Takes this server out of the endpoints, until `reconcile`. Returns whether it was in. */
  withdraw(opts: CallOptions): Promise<boolean> {
    return this.#inTurn(async () => {
      if (!(await this.#deps.leases.remove(this.#deps.address, opts))) return false;
      const addresses = await this.#addresses(opts);
      // Unless it leaves for good, the only server stays listed while it restarts: nobody else takes its place.
      if (addresses.length > 0 || this.#left) await this.#publish(addresses, { setPorts: true }, opts);
      return true;
    });
  }

  /** Takes this server out for good. */
  leave(opts: CallOptions): Promise<boolean> {
    this.#left = true;
    return this.withdraw(opts);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #addresses(opts: CallOptions): Promise<readonly string[]> {
    const { leases, addressType } = this.#deps;
    const all = await leases.list(opts);
    return [...new Set(all)].filter((address) => addressTypeOf(address) === addressType).sort();
  }

  async #publish(
    addresses: readonly string[],
    { setPorts }: { readonly setPorts: boolean },
    opts: CallOptions,
  ): Promise<void> {
    const { objects, port, addressType } = this.#deps;
    await objects.endpoints?.apply(SERVICE_NAME, (current) => endpointsWith(current, addresses, port, setPorts), opts);
    if (objects.endpointSlices === undefined) return;
    await this.#removeOtherSlices(objects.endpointSlices, opts);
    await objects.endpointSlices.apply(
      SERVICE_NAME,
      (current) => sliceWith(current, addresses, port, setPorts, addressType),
      opts,
    );
  }

  /** Slices of this Service under other names, or of the other family, are left over from another configuration. */
  async #removeOtherSlices(slices: NonNullable<ServiceObjects["endpointSlices"]>, opts: CallOptions): Promise<void> {
    for (const { metadata, addressType } of await slices.list(opts)) {
      if (metadata.labels?.[SERVICE_NAME_LABEL] !== SERVICE_NAME) continue;
      if (metadata.name === SERVICE_NAME && addressType === this.#deps.addressType) continue;
      try {
        await slices.delete(metadata.name ?? "", opts);
      } catch (err) {
        // Another server was first.
        if (!isNotFound(err)) throw err;
      }
    }
  }
}
