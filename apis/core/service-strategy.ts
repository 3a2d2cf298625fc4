import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, ingressAddresses, labels, NONE, orElse } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { Service, ServicePort, ServiceSpec } from "./v1/types.js";
import { validateService, validateServiceUpdate } from "./validation/service.js";

/**
 * Business rules of Service. Addresses and node ports are handed out where Services are stored, not here.
 * @see kubernetes/kubernetes pkg/registry/core/service/strategy.go
 */
export const serviceStrategy: StrategyHooks<Service> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, service) {
    dropGeneration(service);
    service.status = { loadBalancer: {} };
    if (service.spec !== undefined) keepIPsTogether(service.spec, undefined);
  },
  prepareForUpdate(_ctx, service, old) {
    if (service.spec === undefined) return;
    keepIPsTogether(service.spec, old.spec);
    if (old.spec === undefined) return;
    keepAllocated(service.spec, old.spec);
    dropWhatTypeHasNot(service.spec, old.spec);
  },
  validate: (_ctx, service) => validateService(service),
  validateUpdate: (_ctx, service, old) => validateServiceUpdate(service, old),
  allowCreateOnUpdate: true,
  returnDeletedObject: true,
  tableCells: {
    Type: (service) => service.spec?.type ?? "",
    "Cluster-IP": (service) => orElse(service.spec?.clusterIPs?.[0] ?? service.spec?.clusterIP, NONE),
    "External-IP": (service) => externalIP(service),
    "Port(s)": (service) => orElse((service.spec?.ports ?? []).map(portText).join(","), NONE),
    Age: age,
    Selector: (service) => labels(service.spec?.selector),
  },
  selectableFields: (service) => ({
    "spec.clusterIP": service.spec?.clusterIP ?? "",
    "spec.type": service.spec?.type ?? "",
  }),
};

/**
 * `clusterIP` is the first of `clusterIPs`, whichever of the two a client knows.
 * @see kubernetes/kubernetes pkg/registry/core/service/strategy.go, NormalizeClusterIPs
 */
function keepIPsTogether(spec: ServiceSpec, old: DeepReadonly<ServiceSpec> | undefined): void {
  const first = spec.clusterIPs?.[0];
  if (old === undefined) {
    if (spec.clusterIP && first === undefined) spec.clusterIPs = [spec.clusterIP];
    return;
  }
  const untouched = (spec.clusterIPs ?? []).join() === (old.clusterIPs ?? []).join();
  if (!spec.clusterIP) {
    if (old.clusterIP && untouched) delete spec.clusterIPs;
  } else if (spec.clusterIP !== old.clusterIP && untouched) {
    spec.clusterIPs = [spec.clusterIP];
  } else if (first === undefined) {
    spec.clusterIPs = [spec.clusterIP];
  }
}

/**
 * Clients that do not know what was handed out leave it out; it stays all the same.
 * @see kubernetes/kubernetes pkg/registry/core/service/strategy.go, patchAllocatedValues
 */
function keepAllocated(spec: ServiceSpec, old: DeepReadonly<ServiceSpec>): void {
  if (hasClusterIP(spec) && hasClusterIP(old) && !spec.clusterIP && (spec.clusterIPs ?? []).length === 0) {
    if (old.clusterIP !== undefined) spec.clusterIP = old.clusterIP;
    if (old.clusterIPs !== undefined) spec.clusterIPs = [...old.clusterIPs];
  }
  if (hasClusterIP(spec) && hasClusterIP(old)) {
    if (old.ipFamilies !== undefined) spec.ipFamilies ??= [...old.ipFamilies];
    if (old.ipFamilyPolicy !== undefined) spec.ipFamilyPolicy ??= old.ipFamilyPolicy;
  }
  if (!hasNodePorts(spec) || !hasNodePorts(old)) return;
  const taken = new Set((spec.ports ?? []).map((port) => port.nodePort));
  for (const port of spec.ports ?? []) {
    if (port.nodePort) continue;
    const before = old.ports?.find((other) => other.port === port.port && other.protocol === port.protocol);
    if (before?.nodePort && !taken.has(before.nodePort)) port.nodePort = before.nodePort;
  }
  if (spec.externalTrafficPolicy === "Local" && !spec.healthCheckNodePort && old.healthCheckNodePort) {
    spec.healthCheckNodePort = old.healthCheckNodePort;
  }
}

/**
 * A client that changes the type and nothing else does not mean the fields that only the old type has. What it changed
 * itself stays, for validation to refuse.
 * @see kubernetes/kubernetes pkg/registry/core/service/strategy.go, dropTypeDependentFields
 */
function dropWhatTypeHasNot(spec: ServiceSpec, old: DeepReadonly<ServiceSpec>): void {
  if (hasClusterIP(old) && !hasClusterIP(spec)) {
    if (same(spec.clusterIPs, old.clusterIPs)) {
      delete spec.clusterIP;
      delete spec.clusterIPs;
    }
    if (same(spec.ipFamilies, old.ipFamilies)) delete spec.ipFamilies;
    if (spec.ipFamilyPolicy === old.ipFamilyPolicy) delete spec.ipFamilyPolicy;
  }
  if (hasNodePorts(old) && !hasNodePorts(spec) && same(nodePortsOf(spec), nodePortsOf(old))) {
    for (const port of spec.ports ?? []) delete port.nodePort;
  }
  if (hasHealthCheckPort(old) && !hasHealthCheckPort(spec) && spec.healthCheckNodePort === old.healthCheckNodePort) {
    delete spec.healthCheckNodePort;
  }
  if (old.type === "LoadBalancer" && spec.type !== "LoadBalancer") {
    if (spec.allocateLoadBalancerNodePorts === old.allocateLoadBalancerNodePorts) {
      delete spec.allocateLoadBalancerNodePorts;
    }
    if (spec.loadBalancerClass === old.loadBalancerClass) delete spec.loadBalancerClass;
  }
  if (isExternal(old) && !isExternal(spec) && spec.externalTrafficPolicy === old.externalTrafficPolicy) {
    delete spec.externalTrafficPolicy;
  }
}

function nodePortsOf({ ports = [] }: DeepReadonly<ServiceSpec>): readonly number[] {
  return ports
    .map(({ nodePort }) => nodePort ?? 0)
    .filter((port) => port > 0)
    .sort((a, b) => a - b);
}

function same<T>(a: readonly T[] = [], b: readonly T[] = []): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function hasHealthCheckPort(spec: DeepReadonly<ServiceSpec>): boolean {
  return spec.type === "LoadBalancer" && spec.externalTrafficPolicy === "Local";
}

function isExternal(spec: DeepReadonly<ServiceSpec>): boolean {
  return hasNodePorts(spec) || (spec.type === "ClusterIP" && (spec.externalIPs ?? []).length > 0);
}

function hasClusterIP(spec: DeepReadonly<ServiceSpec>): boolean {
  return spec.type !== "ExternalName";
}

function hasNodePorts(spec: DeepReadonly<ServiceSpec>): boolean {
  return spec.type === "NodePort" || spec.type === "LoadBalancer";
}

function externalIP({ spec, status }: DeepReadonly<Service>): string {
  const given = spec?.externalIPs ?? [];
  switch (spec?.type) {
    case "ClusterIP":
    case "NodePort":
      return orElse(given.join(","), NONE);
    case "LoadBalancer":
      return orElse([...ingressAddresses(status?.loadBalancer?.ingress), ...given].join(","), "<pending>");
    case "ExternalName":
      return spec.externalName ?? "";
    case undefined:
      return "<unknown>";
  }
}

function portText({ port, nodePort, protocol }: DeepReadonly<ServicePort>): string {
  return nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`;
}
