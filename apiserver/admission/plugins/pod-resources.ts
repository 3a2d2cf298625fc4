import { parseQuantity } from "../../../apimachinery/resource/index.js";
import { ownValue, type DeepReadonly } from "../../../apimachinery/runtime/index.js";
import type { Container, PodSpec, ResourceRequirements } from "./shapes.js";

type Amounts = Record<string, string>;

/**
 * What a pod needs at its peak: its containers with the sidecars, or an init container with the sidecars started before it.
 * What the pod asks for as a whole stands above that.
 * @see kubernetes plugin/pkg/admission/limitranger/admission.go, podRequests and podLimits
 */
export function podResources(spec: DeepReadonly<PodSpec>): { readonly requests: Amounts; readonly limits: Amounts } {
  return { requests: peakOf(spec, "requests"), limits: peakOf(spec, "limits") };
}

function peakOf(spec: DeepReadonly<PodSpec>, list: keyof ResourceRequirements): Amounts {
  const own = (container: DeepReadonly<Container>): Readonly<Amounts> => container.resources?.[list] ?? {};
  const running = (spec.containers ?? []).reduce<Amounts>((sum, container) => added(sum, own(container)), {});
  let total = running;
  let sidecars: Amounts = {};
  let initPeak: Amounts = {};
  for (const container of spec.initContainers ?? []) {
    const withSidecars = added(sidecars, own(container));
    if (container.restartPolicy === "Always") {
      total = added(total, own(container));
      sidecars = withSidecars;
    }
    initPeak = larger(initPeak, withSidecars);
  }
  return { ...larger(total, initPeak), ...spec.resources?.[list] };
}

function added(a: Readonly<Amounts>, b: Readonly<Amounts>): Amounts {
  return merged(a, b, (x, y) => parseQuantity(x).add(parseQuantity(y)).toString());
}

function larger(a: Readonly<Amounts>, b: Readonly<Amounts>): Amounts {
  return merged(a, b, (x, y) => (parseQuantity(x).compare(parseQuantity(y)) >= 0 ? x : y));
}

function merged(a: Readonly<Amounts>, b: Readonly<Amounts>, join: (x: string, y: string) => string): Amounts {
  const result = { ...a };
  for (const [name, amount] of Object.entries(b)) {
    const other = ownValue(a, name);
    result[name] = other === undefined ? amount : join(other, amount);
  }
  return result;
}
