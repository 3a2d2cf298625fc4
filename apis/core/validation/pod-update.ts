import {
  deepCopyJSON,
  forbidden,
  invalid,
  isInRange,
  Path,
  required,
  semanticEqualJSON,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { Container, Pod, PodSpec, Toleration } from "../v1/types.js";

const SPEC = Path.of("spec");
const MAX_INT32 = 2 ** 31 - 1;

const ONLY_THESE =
  "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`," +
  "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations)," +
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

/**
 * What may change in a pod that exists. Upstream's message ends with a diff of its internal form, which has no meaning
 * to clients; ours ends before it.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodUpdate
 */
export function validatePodSpecUpdate(pod: DeepReadonly<Pod>, oldPod: DeepReadonly<Pod>): ErrorList {
  const spec: DeepReadonly<PodSpec> = pod.spec ?? { containers: [] };
  const old: DeepReadonly<PodSpec> = oldPod.spec ?? { containers: [] };
  const containers = validateContainerUpdates(spec.containers, old.containers, SPEC.child("containers"));
  if (containers.stop) return containers.errs;
  const inits = validateContainerUpdates(spec.initContainers, old.initContainers, SPEC.child("initContainers"));
  if (inits.stop) return [...containers.errs, ...inits.errs];
  const errs = [...containers.errs, ...inits.errs, ...validateDeadline(spec, old)];
  errs.push(...validateTolerationAdditions(spec.tolerations ?? [], old.tolerations ?? []));
  if (!semanticEqualJSON(withMutableFieldsOf(spec, old), old)) errs.push(forbidden(SPEC, ONLY_THESE));
  return errs;
}

function validateContainerUpdates(
  containers: DeepReadonly<Container[]> | undefined,
  old: DeepReadonly<Container[]> | undefined,
  path: Path,
): { readonly errs: ErrorList; readonly stop: boolean } {
  if ((containers ?? []).length !== (old ?? []).length) {
    return { errs: [forbidden(path, "pod updates may not add or remove containers")], stop: true };
  }
  const errs = (containers ?? []).flatMap((container, i) => {
    const image = container.image ?? "";
    if (image === "") return [required(path.index(i).child("image"), "")];
    if (image.trim() === image) return [];
    return [invalid(path.index(i).child("image"), image, "must not have leading or trailing whitespace")];
  });
  return { errs, stop: false };
}

/** The deadline can be set or come nearer. */
function validateDeadline(spec: DeepReadonly<PodSpec>, old: DeepReadonly<PodSpec>): ErrorList {
  const path = SPEC.child("activeDeadlineSeconds");
  const deadline = spec.activeDeadlineSeconds;
  const before = old.activeDeadlineSeconds;
  if (deadline !== undefined) {
    const messages = isInRange(deadline, 0, MAX_INT32);
    if (messages.length > 0) return messages.map((message) => invalid(path, deadline, message));
    if (before !== undefined && before < deadline) {
      return [invalid(path, deadline, "must be less than or equal to previous value")];
    }
    return [];
  }
  return before === undefined ? [] : [invalid(path, null, "must not update from a positive integer to nil value")];
}

function validateTolerationAdditions(
  tolerations: DeepReadonly<Toleration[]>,
  old: DeepReadonly<Toleration[]>,
): ErrorList {
  const kept = old.every((before) =>
    tolerations.some((now) => {
      const { tolerationSeconds: _now, ...a } = now;
      const { tolerationSeconds: _before, ...b } = before;
      return semanticEqualJSON(a, b);
    }),
  );
  if (kept) return [];
  const message = "existing toleration can not be modified except its tolerationSeconds";
  return [forbidden(SPEC.child("tolerations"), message)];
}

/** The new spec as it would be without the changes that are allowed. */
function withMutableFieldsOf(spec: DeepReadonly<PodSpec>, old: DeepReadonly<PodSpec>): PodSpec {
  const copy = deepCopyJSON(spec) as PodSpec;
  takeImages(copy.containers, old.containers);
  takeImages(copy.initContainers, old.initContainers);
  take(copy, old, "activeDeadlineSeconds");
  take(copy, old, "tolerations");
  if ((old.terminationGracePeriodSeconds ?? 0) < 0 && copy.terminationGracePeriodSeconds === 1) {
    take(copy, old, "terminationGracePeriodSeconds");
  }
  // A gated pod may lose gates, and gain node selectors and affinity.
  if ((old.schedulingGates ?? []).length > 0) {
    take(copy, old, "schedulingGates");
    take(copy, old, "nodeSelector");
    take(copy, old, "affinity");
  }
  return copy;
}

function takeImages(containers: Container[] | undefined, old: DeepReadonly<Container[]> | undefined): void {
  (containers ?? []).forEach((container, i) => {
    const image = old?.[i]?.image;
    if (image === undefined) delete container.image;
    else container.image = image;
  });
}

function take<K extends keyof PodSpec>(copy: PodSpec, old: DeepReadonly<PodSpec>, field: K): void {
  if (old[field] === undefined) delete copy[field];
  else copy[field] = deepCopyJSON(old[field]) as PodSpec[K];
}
