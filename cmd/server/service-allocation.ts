import type { Clock, Random } from "../../apimachinery/clock/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import type { Service } from "../../apis/core/v1/types.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import type { Reservations } from "../../apiserver/registry/index.js";
import type { GenericAPIServer, Logger } from "../../apiserver/server/index.js";
import type { StorageBackend } from "../../apiserver/storage/index.js";
import {
  IPPool,
  IPRange,
  PortPool,
  repairClaims,
  ServiceAllocator,
  type Claims,
} from "../../controllers/service-allocation/index.js";
import type { FlagValues } from "./flags/server-flags.js";
import { IPAddressClaims, KeyClaims } from "./service-claims.js";
import { serviceMetrics } from "./service-metrics.js";
import type { Stores } from "./stores.js";

const SERVICES: GroupResource = { group: "", resource: "services" };
// As often as upstream.
const REPAIR_MS = 3 * 60_000;

export interface ServiceAllocationDeps {
  readonly flags: FlagValues;
  /** What all keys begin with. */
  readonly keyPrefix: string;
  readonly backend: StorageBackend;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly registry: MetricsRegistry;
  /** Asked once requests come. */
  readonly stores: () => Stores;
}

/** Addresses and node ports of Services, and what keeps them in order. */
export class ServiceAllocation {
  readonly reservations: Reservations;
  readonly #deps: ServiceAllocationDeps;
  readonly #ips: Claims;
  readonly #ports: Claims;
  readonly #metrics: ReturnType<typeof serviceMetrics>;

  constructor(deps: ServiceAllocationDeps) {
    const { flags, keyPrefix, backend, clock, random, logger, stores } = deps;
    const ips = new IPAddressClaims({
      stores,
      clock,
      fallback: new KeyClaims(backend, `${keyPrefix}/ranges/serviceips/`, clock),
    });
    const ports = new KeyClaims(backend, `${keyPrefix}/ranges/servicenodeports/`, clock);
    const metrics = serviceMetrics(deps.registry);
    const now = (): number => clock.monotonic();
    const [first = "", ...others] = flags["service-cluster-ip-range"];
    const poolOf = (cidr: string): IPPool => {
      const range = new IPRange(cidr);
      // The addresses of two ranges are told apart by looking at them.
      const count = async (): Promise<number> =>
        others.length === 0 ? ips.count() : (await ips.list()).filter(({ value }) => range.contains(value)).length;
      metrics.followIPs(range.cidr, range.size, count);
      return new IPPool(range, { claims: ips, random, now, observer: metrics.ipsOf(range.cidr) });
    };
    const portRange = flags["service-node-port-range"];
    metrics.followPorts(portRange.size, () => ports.count());
    this.#deps = deps;
    this.#metrics = metrics;
    this.#ips = ips;
    this.#ports = ports;
    this.reservations = new ServiceAllocator({
      ips: [poolOf(first), ...others.map(poolOf)],
      ports: new PortPool(portRange, { claims: ports, random, now, observer: metrics.ports }),
      onError: (what, err) => logger.error(what, err),
    });
  }

  /** Adds the repair: at the start, and every three minutes. */
  addTo(server: GenericAPIServer): void {
    if (this.#deps.stores().registry.store(SERVICES) === undefined) return;
    server.addPostStartHook("start-service-ip-repair-controllers", async ({ signal }) => {
      await this.#repair(signal);
      void this.#repeat(signal);
    });
  }

  async #repeat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#deps.clock.sleep(REPAIR_MS, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.#repair(signal);
    }
  }

  /** What fails now is tried again the next time. */
  async #repair(signal: AbortSignal): Promise<void> {
    const { clock, logger, stores } = this.#deps;
    const { registry } = stores();
    try {
      await repairClaims({
        services: () => registry.list(SERVICES, "", { signal }) as Promise<readonly DeepReadonly<Service>[]>,
        service: ({ namespace, name }) =>
          registry.get(SERVICES, namespace, name, { signal, fresh: true }) as Promise<
            DeepReadonly<Service> | undefined
          >,
        ips: this.#ips,
        ports: this.#ports,
        now: () => clock.now(),
        onConflict: (what, { namespace, name }) =>
          logger.warn("two Services have the same address or node port", { what, namespace, name }),
      });
    } catch (err) {
      if (signal.aborted) return;
      this.#metrics.repairFailed();
      logger.error("cannot repair the addresses and node ports of Services", err);
    }
  }
}
