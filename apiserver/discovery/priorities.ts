/**
 * Where built-in groups stand in the list; clients that find a short name in two groups take the first.
 * @see kubernetes pkg/controlplane/apiserver/aggregator.go, DefaultGenericAPIServicePriorities
 */
const PRIORITIES: { readonly [group: string]: number } = {
  "apiregistration.k8s.io": 20000,
  "": 18000,
  apps: 17800,
  "events.k8s.io": 17750,
  "authentication.k8s.io": 17700,
  "authorization.k8s.io": 17600,
  autoscaling: 17500,
  batch: 17400,
  "certificates.k8s.io": 17300,
  "networking.k8s.io": 17200,
  policy: 17100,
  "rbac.authorization.k8s.io": 17000,
  "storage.k8s.io": 16800,
  "apiextensions.k8s.io": 16700,
  "admissionregistration.k8s.io": 16700,
  "scheduling.k8s.io": 16600,
  "coordination.k8s.io": 16500,
  "node.k8s.io": 16300,
  "discovery.k8s.io": 16200,
  "resource.k8s.io": 16150,
  "flowcontrol.apiserver.k8s.io": 16100,
};

// What upstream gives the groups of custom resources.
const DEFAULT_PRIORITY = 1000;

export function groupPriority(group: string): number {
  return PRIORITIES[group] ?? DEFAULT_PRIORITY;
}
