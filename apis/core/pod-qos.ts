import { parseQuantity, type DeepReadonly } from "kindsmith/apimachinery";
import type { PodQOSClass, PodSpec, ResourceList } from "./v1/types.js";

/**
 * How sure a pod can be of its resources: Guaranteed when every container asks for exactly what it may use of CPU and
 * memory, BestEffort when none asks for anything.
 * @see kubernetes/kubernetes pkg/apis/core/helper/qos/qos.go, ComputePodQOS
 */
export function podQOSClass(spec: DeepReadonly<PodSpec>): PodQOSClass {
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  const parts = spec.resources === undefined ? containers.map((container) => container.resources) : [spec.resources];
  const asked = parts.map((part) => ({ requests: computed(part?.requests), limits: computed(part?.limits) }));
  if (asked.every(({ requests, limits }) => requests.size === 0 && limits.size === 0)) return "BestEffort";
  const guaranteed = asked.every(({ requests, limits }) => {
    if (limits.size !== 2) return false;
    return [...requests].every(([name, amount]) => limits.get(name)?.equal(amount) === true);
  });
  return guaranteed ? "Guaranteed" : "Burstable";
}

function computed(list: DeepReadonly<ResourceList> | undefined): Map<string, ReturnType<typeof parseQuantity>> {
  const out = new Map<string, ReturnType<typeof parseQuantity>>();
  for (const name of ["cpu", "memory"]) {
    const text = list?.[name];
    if (text === undefined) continue;
    const quantity = parseQuantity(text);
    if (quantity.sign > 0) out.set(name, quantity);
  }
  return out;
}
