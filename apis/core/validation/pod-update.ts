import {
  deepCopyJSON,
  forbidden,
  inclusiveRangeError,
  invalid,
  Path,
  required,
  semanticEqualJSON,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { Container, Pod, PodSchedulingGate, PodSpec, Toleration } from "../v1/types.js";
import { goCore } from "../go-types.js";
import { validatePod } from "./pod-spec.js";
import { validateTolerations } from "./tolerations.js";

const SPEC = Path.of("spec");
const MAX_INT32 = 2 ** 31 - 1;

const ONLY_THESE =
  "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`," +
  "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations)," +
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

/** `stop`: what follows would only say the same again. */
interface UpdateErrors {
  readonly errs: ErrorList;
  readonly stop: boolean;
}

/**
 * What may change in a pod that exists. As upstream's, the message ends with a diff of the internal form of both specs.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodUpdate
 */
export function validatePodSpecUpdate(pod: DeepReadonly<Pod>, oldPod: DeepReadonly<Pod>): ErrorList {
  const spec: DeepReadonly<PodSpec> = pod.spec ?? { containers: [] };
  const old: DeepReadonly<PodSpec> = oldPod.spec ?? { containers: [] };
  const errs = validatePod(pod);
  for (const field of ["containers", "initContainers"] as const) {
    const { errs: found, stop } = validateContainerUpdates(spec[field], old[field], SPEC.child(field));
    errs.push(...found);
    if (stop) return errs;
  }
  const deadline = validateDeadline(spec, old);
  errs.push(...deadline.errs);
  if (deadline.stop) return errs;
  errs.push(...validateTolerationAdditions(spec.tolerations ?? [], old.tolerations ?? []));
  errs.push(...validateGateRemovals(spec.schedulingGates ?? [], old.schedulingGates ?? []));
  if ((old.schedulingGates ?? []).length > 0) {
    errs.push(...validateNodeSelectorAdditions(spec.nodeSelector ?? {}, old.nodeSelector ?? {}));
  }
  const fixed = withMutableFieldsOf(spec, old);
  if (!semanticEqualJSON(fixed, old))
    errs.push(forbidden(SPEC, `${ONLY_THESE}\n${goCore.diff("PodSpec", old, fixed)}`));
  return errs;
}

function validateContainerUpdates(
  containers: DeepReadonly<Container[]> | undefined,
  old: DeepReadonly<Container[]> | undefined,
  path: Path,
): UpdateErrors {
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
function validateDeadline(spec: DeepReadonly<PodSpec>, old: DeepReadonly<PodSpec>): UpdateErrors {
  const path = SPEC.child("activeDeadlineSeconds");
  const deadline = spec.activeDeadlineSeconds;
  const before = old.activeDeadlineSeconds;
  if (deadline === undefined) {
    if (before === undefined) return { errs: [], stop: false };
    return { errs: [invalid(path, null, "must not update from a positive integer to nil value")], stop: false };
  }
  if (deadline < 0 || deadline > MAX_INT32) {
    return { errs: [invalid(path, deadline, inclusiveRangeError(0, MAX_INT32))], stop: true };
  }
  if (before === undefined || before >= deadline) return { errs: [], stop: false };
  return { errs: [invalid(path, deadline, "must be less than or equal to previous value")], stop: true };
}

function validateTolerationAdditions(
  tolerations: DeepReadonly<Toleration[]>,
  old: DeepReadonly<Toleration[]>,
): ErrorList {
  const path = SPEC.child("tolerations");
  const kept = old.every((before) =>
    tolerations.some((now) => {
      const { tolerationSeconds: _now, ...a } = now;
      const { tolerationSeconds: _before, ...b } = before;
      return semanticEqualJSON(a, b);
    }),
  );
  if (!kept) return [forbidden(path, "existing toleration can not be modified except its tolerationSeconds")];
  return validateTolerations(tolerations, path);
}

function validateGateRemovals(
  gates: DeepReadonly<PodSchedulingGate[]>,
  old: DeepReadonly<PodSchedulingGate[]>,
): ErrorList {
  const known = new Set(old.map(({ name }) => name));
  return gates.flatMap(({ name }, i) => {
    if (known.has(name)) return [];
    const message = `only deletion is allowed, but found new scheduling gate '${name}'`;
    return [forbidden(SPEC.child("schedulingGates").index(i).child("name"), message)];
  });
}

/** The nodes that a gated pod may go to can become fewer. */
function validateNodeSelectorAdditions(
  selector: { readonly [key: string]: string },
  old: { readonly [key: string]: string },
): ErrorList {
  if (Object.entries(old).every(([key, value]) => selector[key] === value)) return [];
  return [
    invalid(
      SPEC.child("nodeSelector"),
      selector,
      "only additions to spec.nodeSelector are allowed (no mutations or deletions)",
    ),
  ];
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
  take(copy, old, "schedulingGates");
  // A gated pod may gain node selectors and affinity.
  if ((old.schedulingGates ?? []).length > 0) {
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
