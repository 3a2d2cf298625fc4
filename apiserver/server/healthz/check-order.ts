const hook = (name: string): string => `poststarthook/${name}`;

/**
 * The order in which kube-apiserver shows its checks. It runs hooks that this server has no work for: those of custom
 * resources, of the aggregator and of proxies between servers of several versions.
 */
const CHECK_ORDER: readonly string[] = [
  "ping",
  "log",
  "loopback-serving-certificate",
  "etcd",
  "etcd-readiness",
  "informer-sync",
  hook("start-apiserver-admission-initializer"),
  hook("generic-apiserver-start-informers"),
  hook("priority-and-fairness-config-consumer"),
  hook("priority-and-fairness-filter"),
  hook("storage-object-count-tracker-hook"),
  hook("start-system-namespaces-controller"),
  hook("start-cluster-authentication-info-controller"),
  hook("start-kube-apiserver-identity-lease-controller"),
  hook("start-kube-apiserver-identity-lease-garbage-collector"),
  hook("storage-readiness"),
  hook("start-service-ip-repair-controllers"),
  hook("rbac/bootstrap-roles"),
  hook("scheduling/bootstrap-system-priority-classes"),
  hook("priority-and-fairness-config-producer"),
  hook("bootstrap-controller"),
  hook("start-kubernetes-service-cidr-controller"),
  "autoregister-completion",
];

const RANKS: ReadonlyMap<string, number> = new Map(CHECK_ORDER.map((name, rank) => [name, rank]));
const LAST = new Set(["shutdown"]);

/** Upstream's checks in upstream's order, then the others as they came, then the one that upstream has last. */
export function inCheckOrder<T extends { readonly name: string }>(checks: readonly T[]): T[] {
  const rank = ({ name }: T): number =>
    RANKS.get(name) ?? (LAST.has(name) ? CHECK_ORDER.length + 1 : CHECK_ORDER.length);
  return [...checks].sort((a, b) => rank(a) - rank(b));
}
