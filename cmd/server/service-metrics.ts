import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import type { PoolObserver } from "../../controllers/service-allocation/index.js";

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const IPS = "kube_apiserver_clusterip_allocator";
const PORTS = "kube_apiserver_nodeport_allocator";

/**
 * What the pools of Services give, under upstream's names.
 * @see kubernetes pkg/registry/core/service/{ipallocator,portallocator}/metrics.go
 */
export function serviceMetrics(registry: MetricsRegistry) {
  const scoped = (name: string, help: string, labels: readonly string[]) =>
    registry.counter({ name, help: `[ALPHA] ${help}`, labels });
  const gauge = (name: string, help: string, labels: readonly string[] = []) =>
    registry.gauge({ name, help: `[ALPHA] ${help}`, labels });
  const ips = {
    total: scoped(`${IPS}_allocation_total`, "Number of Cluster IPs allocations", ["cidr", "scope"]),
    errors: scoped(`${IPS}_allocation_errors_total`, "Number of errors trying to allocate Cluster IPs", [
      "cidr",
      "scope",
    ]),
    allocated: gauge(`${IPS}_allocated_ips`, "Gauge measuring the number of allocated IPs for Services", ["cidr"]),
    available: gauge(`${IPS}_available_ips`, "Gauge measuring the number of available IPs for Services", ["cidr"]),
    seconds: registry.histogram({
      name: `${IPS}_allocation_duration_seconds`,
      help: "[ALPHA] Duration in seconds to allocate a Cluster IP by ServiceCIDR",
      labels: ["cidr"],
      bounds: SECONDS,
    }),
  };
  const ports = {
    total: scoped(`${PORTS}_allocation_total`, "Number of NodePort allocations", ["scope"]),
    errors: scoped(`${PORTS}_allocation_errors_total`, "Number of errors trying to allocate NodePort", ["scope"]),
    allocated: gauge(`${PORTS}_allocated_ports`, "Gauge measuring the number of allocated NodePorts for Services"),
    available: gauge(`${PORTS}_available_ports`, "Gauge measuring the number of available NodePorts for Services"),
  };
  const repairErrors = registry.counter({
    name: "apiserver_nodeport_repair_reconcile_errors_total",
    help: "[ALPHA] Number of reconciliation failures on the nodeport repair reconcile loop",
  });
  return {
    repairFailed: (): void => repairErrors.with().inc(),
    ipsOf: (cidr: string): PoolObserver => ({
      allocated: (scope, seconds) => {
        ips.total.with(cidr, scope).inc();
        ips.seconds.with(cidr).observe(seconds);
      },
      failed: (scope) => ips.errors.with(cidr, scope).inc(),
    }),
    ports: {
      allocated: (scope) => ports.total.with(scope).inc(),
      failed: (scope) => ports.errors.with(scope).inc(),
    } satisfies PoolObserver,
    /** Counts at each scrape what is taken. */
    followIPs: (cidr: string, size: number, count: () => Promise<number>): void =>
      registry.beforeScrape(async () => {
        const taken = await count();
        ips.allocated.with(cidr).set(taken);
        ips.available.with(cidr).set(Math.max(0, size - taken));
      }),
    followPorts: (size: number, count: () => Promise<number>): void =>
      registry.beforeScrape(async () => {
        const taken = await count();
        ports.allocated.with().set(taken);
        ports.available.with().set(Math.max(0, size - taken));
      }),
  };
}
