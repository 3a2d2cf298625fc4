import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { Service, ServiceSpec } from "../../apis/core/v1/types.js";

type Spec = DeepReadonly<ServiceSpec>;

export const HEADLESS = "None";

/** ExternalName Services have no address; headless ones have `None` in its place. */
export function needsClusterIPs(spec: Spec): boolean {
  return spec.type !== "ExternalName" && spec.clusterIPs?.[0] !== HEADLESS;
}

export function needsNodePorts(spec: Spec): boolean {
  return spec.type === "NodePort" || spec.type === "LoadBalancer";
}

/** Whether ports without a node port are to get one. */
export function getsNodePorts(spec: Spec): boolean {
  if (spec.type === "LoadBalancer") return spec.allocateLoadBalancerNodePorts ?? true;
  return spec.type === "NodePort";
}

export function needsHealthCheckPort(spec: Spec): boolean {
  return spec.type === "LoadBalancer" && spec.externalTrafficPolicy === "Local";
}

/** The addresses that a stored Service holds. */
export function heldIPs({ spec = {} }: DeepReadonly<Service>): readonly string[] {
  if (!needsClusterIPs(spec)) return [];
  return (spec.clusterIPs ?? []).filter((ip) => ip !== "");
}

/** The node ports that a stored Service holds, each once. */
export function heldPorts({ spec = {} }: DeepReadonly<Service>): readonly number[] {
  const ports = (spec.ports ?? []).map(({ nodePort }) => nodePort ?? 0);
  if (needsHealthCheckPort(spec)) ports.push(spec.healthCheckNodePort ?? 0);
  return [...new Set(ports)].filter((port) => port > 0);
}
