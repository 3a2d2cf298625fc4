import { newInternalError, newInvalid, type StatusError } from "../../apimachinery/api/errors/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import { invalid, Path, parseIPAddress, type ErrorList } from "../../apimachinery/validation/index.js";
import type { Service, ServiceSpec } from "../../apis/core/v1/types.js";
import type { Owner } from "./claims.js";
import { fillFamilies, type ClusterFamilies } from "./ip-families.js";
import type { IPPool } from "./ip-pool.js";
import type { IPFamily } from "./ip-range.js";
import { assignNodePorts, type PortContext } from "./node-ports.js";
import { PoolError } from "./pool-error.js";
import type { PortPool } from "./port-pool.js";
import { HEADLESS, heldIPs, heldPorts, needsClusterIPs } from "./service-needs.js";
import { Transaction } from "./transaction.js";

const CLUSTER_IPS = Path.of("spec", "clusterIPs");

export interface ServiceAllocatorDeps {
  /** One for each family of the cluster; the first one is the default. */
  readonly ips: readonly [IPPool, ...IPPool[]];
  readonly ports: PortPool;
  readonly onError: (what: string, err: unknown) => void;
}

interface Context {
  readonly dryRun: boolean;
}

/**
 * Hands out the addresses and node ports of Services. What it hands out is written into the Service; what a client chose is
 * checked and taken.
 * @see kubernetes pkg/registry/core/service/storage/alloc.go
 */
export class ServiceAllocator {
  readonly #deps: ServiceAllocatorDeps;
  readonly #families: ClusterFamilies;

  constructor(deps: ServiceAllocatorDeps) {
    this.#deps = deps;
    const [first, ...others] = deps.ips;
    this.#families = [first.range.family, ...others.map(({ range }) => range.family)];
  }

  /** @throws StatusError 422 when something chosen cannot be had, 500 when nothing is left */
  reserveForCreate({ dryRun }: Context, object: KubeObject): Promise<Transaction> {
    return this.#reserve(object as Service, undefined, dryRun);
  }

  /** @throws StatusError as {@link reserveForCreate} */
  reserveForUpdate({ dryRun }: Context, object: KubeObject, old: DeepReadonly<KubeObject>): Promise<Transaction> {
    return this.#reserve(object as Service, old as DeepReadonly<Service>, dryRun);
  }

  async release(object: DeepReadonly<KubeObject>): Promise<void> {
    const transaction = new Transaction(this.#deps.onError);
    const service = object as DeepReadonly<Service>;
    for (const ip of heldIPs(service)) transaction.returns(() => this.#releaseIP(ip));
    for (const port of heldPorts(service)) transaction.returns(() => this.#deps.ports.release(port));
    await transaction.commit();
  }

  async #reserve(service: Service, old: DeepReadonly<Service> | undefined, dryRun: boolean): Promise<Transaction> {
    const transaction = new Transaction(this.#deps.onError);
    const spec = (service.spec ??= {});
    // What is no address, validation will tell.
    const malformed = (spec.clusterIPs ?? []).some((ip) => ip !== HEADLESS && parseIPAddress(ip) === undefined);
    if (malformed) return transaction;
    const errs = fillFamilies(spec, old?.spec, this.#families);
    if (errs.length > 0) throw newServiceInvalid(service, errs);
    const { namespace = "", name = "" } = service.metadata;
    const owner = { namespace, name };
    try {
      await this.#assignIPs(service, old, owner, dryRun, transaction);
      const context: PortContext = { owner, dryRun, transaction, ports: this.#deps.ports };
      await assignNodePorts(service, old, context);
    } catch (err) {
      await transaction.revert();
      throw err;
    }
    return transaction;
  }

  async #assignIPs(
    service: Service,
    old: DeepReadonly<Service> | undefined,
    owner: Owner,
    dryRun: boolean,
    transaction: Transaction,
  ): Promise<void> {
    const spec = service.spec as ServiceSpec;
    const before = old === undefined ? [] : heldIPs(old);
    if (needsClusterIPs(spec)) {
      const families = (spec.ipFamilies ?? []) as IPFamily[];
      const ips = [...(spec.clusterIPs ?? [])];
      for (const [i, family] of families.entries()) {
        const chosen = ips[i] ?? "";
        // A first address that changes is refused by validation, and nothing is taken for it.
        if (before.includes(chosen) || (i === 0 && before.length > 0)) continue;
        ips[i] = await this.#takeIP(service, family, chosen, owner, dryRun, transaction);
      }
      spec.clusterIPs = ips;
      if (ips[0] !== undefined) spec.clusterIP = ips[0];
    }
    if (dryRun) return;
    const after = heldIPs(service);
    for (const ip of before.filter((one) => !after.includes(one))) transaction.returns(() => this.#releaseIP(ip));
  }

  async #takeIP(
    service: Service,
    family: IPFamily,
    chosen: string,
    owner: Owner,
    dryRun: boolean,
    transaction: Transaction,
  ): Promise<string> {
    const pool = this.#poolOf(family);
    try {
      if (chosen !== "") await pool?.take(chosen, owner, dryRun);
      const ip = chosen !== "" ? chosen : ((await pool?.takeAny(owner, dryRun)) ?? "");
      if (!dryRun) transaction.took(() => this.#releaseIP(ip));
      return ip;
    } catch (err) {
      if (!(err instanceof PoolError)) throw err;
      if (chosen === "") throw newInternalError(`failed to allocate a serviceIP: ${err.message}`);
      const why = `failed to allocate IP ${chosen}: ${err.message}`;
      throw newServiceInvalid(service, [invalid(CLUSTER_IPS, service.spec?.clusterIPs, why)]);
    }
  }

  /** undefined for a family that the cluster has no addresses of any more. */
  #poolOf(family: IPFamily): IPPool | undefined {
    return this.#deps.ips.find(({ range }) => range.family === family);
  }

  async #releaseIP(ip: string): Promise<void> {
    await this.#poolOf(ip.includes(":") ? "IPv6" : "IPv4")?.release(ip);
  }
}

export function newServiceInvalid({ metadata }: Service, errs: ErrorList): StatusError {
  return newInvalid({ group: "", kind: "Service" }, metadata.name ?? "", errs);
}
