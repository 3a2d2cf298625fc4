import { forbidden, invalid, Path, semanticEqualJSON, type DeepReadonly, type ErrorList } from "kindsmith/apimachinery";
import { podQOSClass } from "../pod-qos.js";
import type { Container, Pod, PodSpec, ResourceList, ResourceRequirements } from "../v1/types.js";
import { validatePod } from "./pod-spec.js";

const SPEC = Path.of("spec");
const RESIZABLE: ReadonlySet<string> = new Set(["cpu", "memory"]);
const MIRROR_ANNOTATION = "kubernetes.io/config.mirror";

type Resources = DeepReadonly<ResourceRequirements>;

/**
 * Containers get other amounts of CPU and memory; all else stays.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodResize
 */
export function validatePodResize(pod: DeepReadonly<Pod>, oldPod: DeepReadonly<Pod>): ErrorList {
  const spec: DeepReadonly<PodSpec> = pod.spec ?? { containers: [] };
  const old: DeepReadonly<PodSpec> = oldPod.spec ?? { containers: [] };
  if (oldPod.metadata.annotations?.[MIRROR_ANNOTATION] !== undefined) {
    return [forbidden(Path.of(""), "static pods cannot be resized")];
  }
  if (old.os?.name === "windows") return [forbidden(Path.of(""), "windows pods cannot be resized")];
  const errs = validatePod(pod);
  const before = oldPod.status?.qosClass ?? podQOSClass(old);
  if (podQOSClass(spec) !== before) {
    errs.push(invalid(SPEC, pod.status?.qosClass ?? "", "Pod QOS Class may not change as a result of resizing"));
  }
  const running = (oldPod.status?.containerStatuses ?? []).find(({ state }) => state?.running !== undefined);
  if (running !== undefined && running.resources === undefined) {
    errs.push(forbidden(SPEC, "Pod running on node without support for resize"));
  }
  const order = [...validateOrder(spec, old, "containers"), ...validateOrder(spec, old, "initContainers")];
  if (order.length > 0) return [...errs, ...order];
  errs.push(...validateRemovals(spec, old, "initContainers"), ...validateRemovals(spec, old, "containers"));
  spec.containers.forEach((container, i) => {
    if (isResizeOnly(container, old.containers[i]!)) return;
    errs.push(forbidden(SPEC, "only cpu and memory resources are mutable"));
  });
  (spec.initContainers ?? []).forEach((container, i) => {
    const was = old.initContainers![i]!;
    if (!isSidecar(container)) {
      if (semanticEqualJSON(container, was)) return;
      errs.push(forbidden(SPEC, "resources for non-sidecar init containers are immutable"));
    } else if (!isResizeOnly(container, was)) {
      errs.push(forbidden(SPEC, "only cpu and memory resources for sidecar containers are mutable"));
    }
  });
  return errs;
}

type ContainerField = "containers" | "initContainers";

function validateOrder(spec: DeepReadonly<PodSpec>, old: DeepReadonly<PodSpec>, field: ContainerField): ErrorList {
  const path = SPEC.child(field);
  const [now, was] = [spec[field] ?? [], old[field] ?? []];
  if (now.length !== was.length) return [forbidden(path, `${field} may not be added or removed on resize`)];
  return now.flatMap(({ name }, i) =>
    name === was[i]!.name
      ? []
      : [forbidden(path.index(i).child("name"), `${field} may not be renamed or reordered on resize`)],
  );
}

function validateRemovals(spec: DeepReadonly<PodSpec>, old: DeepReadonly<PodSpec>, field: ContainerField): ErrorList {
  return (old[field] ?? []).flatMap((was, i) => {
    if (field === "initContainers" && !isSidecar(was)) return [];
    const now = spec[field]?.[i]?.resources;
    const path = SPEC.child(field).index(i).child("resources");
    return [
      ...(lacksSome(now?.requests, was.resources?.requests)
        ? [forbidden(path.child("requests"), "resource requests cannot be removed")]
        : []),
      ...(lacksSome(now?.limits, was.resources?.limits)
        ? [forbidden(path.child("limits"), "resource limits cannot be removed")]
        : []),
    ];
  });
}

function lacksSome(now: DeepReadonly<ResourceList> | undefined, was: DeepReadonly<ResourceList> | undefined): boolean {
  return Object.keys(was ?? {}).some((name) => now?.[name] === undefined);
}

function isSidecar({ restartPolicy }: { readonly restartPolicy?: string }): boolean {
  return restartPolicy === "Always";
}

/** Whether the two differ in amounts of CPU and memory alone. */
function isResizeOnly(now: DeepReadonly<Container>, was: DeepReadonly<Container>): boolean {
  const fixed = (container: DeepReadonly<Container>): object => ({
    ...container,
    resources: fixedResources(container.resources),
  });
  return semanticEqualJSON(fixed(now), fixed(was));
}

function fixedResources(resources: Resources = {}): object {
  const others = (list: DeepReadonly<ResourceList> | undefined): object =>
    Object.fromEntries(Object.entries(list ?? {}).filter(([name]) => !RESIZABLE.has(name)));
  return { limits: others(resources.limits), requests: others(resources.requests), claims: resources.claims ?? [] };
}
