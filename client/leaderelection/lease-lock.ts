import type { ObjectMeta } from "../../apimachinery/meta/v1/index.js";
import type { CallOptions } from "../rest/index.js";

/** A Lease of coordination.k8s.io/v1, as far as an election needs it. */
export interface ElectionLease {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  spec?: LeaseRecord & { strategy?: string; preferredHolder?: string };
}

/** Who leads, and until when. */
export interface LeaseRecord {
  holderIdentity?: string;
  leaseDurationSeconds?: number;
  acquireTime?: string | null;
  renewTime?: string | null;
  leaseTransitions?: number;
}

/** The part of a typed client of Leases that an election uses: `clientset.coordinationV1().leases(namespace)`. */
export interface LeaseClient {
  get(name: string, opts?: CallOptions): Promise<ElectionLease>;
  create(lease: ElectionLease, opts?: CallOptions): Promise<ElectionLease>;
  update(lease: ElectionLease, opts?: CallOptions): Promise<ElectionLease>;
}

/** The Lease that candidates compete for. @see kubernetes/client-go tools/leaderelection/resourcelock/leaselock.go */
export class LeaseLock {
  readonly name: string;
  readonly #client: LeaseClient;
  #lease: ElectionLease | undefined;

  constructor(opts: { readonly client: LeaseClient; readonly name: string }) {
    this.name = opts.name;
    this.#client = opts.client;
  }

  /** @throws StatusError NotFound when nobody has led yet */
  async get(opts: CallOptions): Promise<LeaseRecord> {
    this.#lease = await this.#client.get(this.name, opts);
    return this.#lease.spec ?? {};
  }

  /** @throws StatusError AlreadyExists when another candidate was first */
  async create(record: LeaseRecord, opts: CallOptions): Promise<void> {
    this.#lease = await this.#client.create({ metadata: { name: this.name }, spec: record }, opts);
  }

  /** Writes over the lease as it was last seen. @throws StatusError Conflict when it has changed since */
  async update(record: LeaseRecord, opts: CallOptions): Promise<void> {
    if (this.#lease === undefined) throw new Error("the lease has not been read");
    const { metadata, spec, ...type } = this.#lease;
    this.#lease = await this.#client.update({ ...type, metadata, spec: { ...spec, ...record } }, opts);
  }
}
