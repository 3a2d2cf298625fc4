import {
  deepCopyJSON,
  forbidden,
  formatTime,
  newConflict,
  newInvalid,
  notSupported,
  Path,
  required,
  semanticEqualJSON,
  type DeepReadonly,
  type ErrorList,
  type HookContext,
  type RuntimeObject,
  type SubresourceStorage,
} from "kindsmith/apimachinery";
import type { Status } from "kindsmith/apimachinery/meta/v1";
import type { Binding, Container, EphemeralContainer, Pod, PodCondition } from "./v1/types.js";
import { goCore } from "./go-types.js";
import { validatePod } from "./validation/pod-spec.js";
import { validatePodResize } from "./validation/pod-resize.js";

const SUCCESS: Status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 };

/**
 * Subresources of pods that change the pod itself.
 * @see kubernetes/kubernetes pkg/registry/core/pod/storage/storage.go
 */
export const podSubresources: {
  readonly binding: SubresourceStorage<Pod>;
  readonly ephemeralcontainers: SubresourceStorage<Pod>;
  readonly resize: SubresourceStorage<Pod>;
} = {
  binding: { update: (ctx, pod, body) => bind(ctx, pod, body as DeepReadonly<Binding>) },
  ephemeralcontainers: { get: (_ctx, pod) => pod as Pod, update: (_ctx, pod, body) => addContainers(pod, body) },
  resize: { get: (_ctx, pod) => pod as Pod, update: (_ctx, pod, body) => resize(pod, body) },
};

/** Binds a pod to a node, once. */
function bind(ctx: HookContext, pod: Pod, binding: DeepReadonly<Binding>): RuntimeObject {
  const errs = validateTarget(binding);
  const name = pod.metadata.name ?? "";
  if (errs.length > 0) throw newInvalid({ group: "", kind: "Binding" }, name, errs);
  const refuse = (why: string): never => {
    throw newConflict({ group: "", resource: "pods/binding" }, name, why);
  };
  const spec = (pod.spec ??= { containers: [] });
  if (pod.metadata.deletionTimestamp != null) refuse(`pod ${name} is being deleted, cannot be assigned to a host`);
  if (spec.nodeName) refuse(`pod ${name} is already assigned to node "${spec.nodeName}"`);
  if ((spec.schedulingGates ?? []).length > 0) refuse(`pod ${name} has non-empty .spec.schedulingGates`);
  spec.nodeName = binding.target.name ?? "";
  if (binding.metadata.annotations !== undefined) {
    pod.metadata.annotations = { ...pod.metadata.annotations, ...binding.metadata.annotations };
  }
  if (binding.metadata.labels !== undefined) {
    pod.metadata.labels = { ...pod.metadata.labels, ...binding.metadata.labels };
  }
  setScheduled(pod, ctx.now);
  return SUCCESS;
}

function validateTarget({ target }: DeepReadonly<Binding>): ErrorList {
  const path = Path.of("target");
  if (target?.kind && target.kind !== "Node")
    return [notSupported(path.child("kind"), target.kind, ["Node", "<empty>"])];
  return target?.name ? [] : [required(path.child("name"), "")];
}

function setScheduled(pod: Pod, now: number): void {
  const condition: PodCondition = {
    type: "PodScheduled",
    status: "True",
    lastProbeTime: null,
    lastTransitionTime: formatTime(now),
  };
  const others = (pod.status?.conditions ?? []).filter((other) => other.type !== condition.type);
  (pod.status ??= {}).conditions = [...others, condition];
}

/** Containers for looking into a pod can be added; those that are there stay as they are. */
function addContainers(pod: Pod, body: DeepReadonly<RuntimeObject>): void {
  const wanted = ((body as DeepReadonly<Pod>).spec?.ephemeralContainers ?? []) as readonly EphemeralContainer[];
  const spec = (pod.spec ??= { containers: [] });
  const path = Path.of("spec", "ephemeralContainers");
  const errs = validatePod({ ...pod, spec: { ...spec, ephemeralContainers: wanted } });
  for (const old of spec.ephemeralContainers ?? []) {
    const now = wanted.find((container) => container.name === old.name);
    if (now === undefined)
      errs.push(forbidden(path, `existing ephemeral containers "${old.name}" may not be removed\n`));
    else if (!semanticEqualJSON(now, old)) {
      const diff = goCore.diff("EphemeralContainer", old, now);
      errs.push(forbidden(path, `existing ephemeral containers "${old.name}" may not be changed\n${diff}`));
    }
  }
  if (errs.length > 0) throw newInvalid({ group: "", kind: "Pod" }, pod.metadata.name ?? "", errs);
  spec.ephemeralContainers = deepCopyJSON(wanted) as EphemeralContainer[];
  raiseGeneration(pod);
}

/** Takes the resources of containers, by name, and nothing else. */
function resize(pod: Pod, body: DeepReadonly<RuntimeObject>): void {
  const old = deepCopyJSON(pod) as DeepReadonly<Pod>;
  const wanted = (body as DeepReadonly<Pod>).spec ?? { containers: [] };
  const spec = (pod.spec ??= { containers: [] });
  spec.containers = resized(wanted.containers, old.spec?.containers);
  if (wanted.initContainers !== undefined) {
    spec.initContainers = resized(wanted.initContainers, old.spec?.initContainers);
  } else delete spec.initContainers;
  const errs = validatePodResize(pod, old);
  if (errs.length > 0) throw newInvalid({ group: "", kind: "Pod" }, pod.metadata.name ?? "", errs);
  if (!semanticEqualJSON(spec, old.spec)) raiseGeneration(pod);
}

/** Containers that are not there are taken over, for validation to refuse. */
function resized(
  wanted: DeepReadonly<Container[]> | undefined,
  old: DeepReadonly<Container[]> | undefined,
): Container[] {
  return (wanted ?? []).map((container) => {
    const known = old?.find(({ name }) => name === container.name);
    if (known === undefined) return deepCopyJSON(container) as Container;
    const { resources: _resources, resizePolicy: _policy, ...rest } = known;
    const { resources, resizePolicy } = container;
    const given = { ...(resources && { resources }), ...(resizePolicy && { resizePolicy }) };
    return deepCopyJSON({ ...rest, ...given }) as Container;
  });
}

function raiseGeneration(pod: Pod): void {
  pod.metadata.generation = (pod.metadata.generation ?? 0) + 1;
}
