import type { IngressClass, NetworkPolicy, NetworkPolicyPort } from "./types.js";

export function SetDefaults_NetworkPolicyPort(obj: NetworkPolicyPort): void {
  obj.protocol ??= "TCP";
}

/** Traffic to the pods is always restricted, traffic from them when there are rules for it. */
export function SetDefaults_NetworkPolicy(obj: NetworkPolicy): void {
  const spec = obj.spec;
  if (spec === undefined || (spec.policyTypes ?? []).length > 0) return;
  spec.policyTypes = (spec.egress ?? []).length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
}

export function SetDefaults_IngressClass(obj: IngressClass): void {
  if (obj.spec?.parameters !== undefined) obj.spec.parameters.scope ??= "Cluster";
}
