import {
  childOf,
  forbidden,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
  isInRange,
  notSupported,
  validateAnnotations,
  validateLabelName,
  validateLabels,
  validateNonnegative,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { PodSpec, PodTemplateSpec, Toleration } from "../v1/types.js";
import {
  oneOf,
  validateContainers,
  validateEphemeralContainers,
  validateIDs,
  validateInitContainers,
} from "./containers.js";
import { validateVolumes } from "./volumes.js";

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const DNS_POLICIES = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
const MAX_INT32 = 2 ** 31 - 1;
const TAINT_EFFECTS = ["NoExecute", "NoSchedule", "PreferNoSchedule"];

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodSpec */
export function validatePodSpec(spec: DeepReadonly<PodSpec>, path: Path): ErrorList {
  const volumes = new Set((spec.volumes ?? []).map((volume) => volume.name));
  const rules = { volumes, hostNetwork: spec.hostNetwork === true, names: new Set<string>() };
  return [
    ...validateVolumes(spec.volumes, path.child("volumes")),
    ...validateContainers(spec.containers, rules, path.child("containers")),
    ...validateInitContainers(spec.initContainers, rules, path.child("initContainers")),
    ...validateEphemeralContainers(spec.ephemeralContainers, rules, path.child("ephemeralContainers")),
    ...oneOf(spec.restartPolicy, RESTART_POLICIES, path.child("restartPolicy")),
    ...oneOf(spec.dnsPolicy, DNS_POLICIES, path.child("dnsPolicy")),
    ...validateLabels(spec.nodeSelector, path.child("nodeSelector")),
    ...validateNames(spec, path),
    ...validateTolerations(spec.tolerations, path.child("tolerations")),
    ...validateTimes(spec, path),
    ...validateIDs(spec.securityContext ?? {}, path.child("securityContext")),
  ];
}

function validateNames(spec: DeepReadonly<PodSpec>, path: Path): ErrorList {
  const errs: ErrorList = [];
  const check = (field: keyof PodSpec, rule: (value: string) => string[]): void => {
    const value = spec[field];
    if (typeof value !== "string" || value === "") return;
    errs.push(...rule(value).map((message) => invalid(path.child(field), value, message)));
  };
  check("serviceAccountName", isDNS1123Subdomain);
  check("nodeName", isDNS1123Subdomain);
  check("hostname", isDNS1123Label);
  check("subdomain", isDNS1123Label);
  check("priorityClassName", isDNS1123Subdomain);
  check("runtimeClassName", isDNS1123Subdomain);
  return errs;
}

function validateTimes(spec: DeepReadonly<PodSpec>, path: Path): ErrorList {
  const errs: ErrorList = [];
  const deadline = spec.activeDeadlineSeconds;
  if (deadline !== undefined) {
    const messages = isInRange(deadline, 1, MAX_INT32);
    errs.push(...messages.map((message) => invalid(path.child("activeDeadlineSeconds"), deadline, message)));
  }
  const grace = spec.terminationGracePeriodSeconds;
  if (grace !== undefined) errs.push(...validateNonnegative(grace, path.child("terminationGracePeriodSeconds")));
  return errs;
}

export function validateTolerations(tolerations: DeepReadonly<Toleration[]> | undefined, path: Path): ErrorList {
  return (tolerations ?? []).flatMap((toleration, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    const { key, operator, value, effect } = toleration;
    if (key) errs.push(...validateLabelName(key, place.child("key")));
    else if (operator !== "Exists") {
      errs.push(
        invalid(
          place.child("operator"),
          operator ?? "",
          'operator must be Exists when `key` is empty, which means "match all values and all keys"',
        ),
      );
    }
    if (toleration.tolerationSeconds !== undefined && effect !== "NoExecute") {
      errs.push(
        invalid(place.child("effect"), effect ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set"),
      );
    }
    if (operator === "Exists" && value) {
      errs.push(invalid(place, toleration, "value must be empty when `operator` is 'Exists'"));
    } else if (operator && !["Equal", "Exists", "Lt", "Gt"].includes(operator)) {
      errs.push(notSupported(place.child("operator"), operator, ["Equal", "Exists"]));
    }
    if (effect && !TAINT_EFFECTS.includes(effect))
      errs.push(notSupported(place.child("effect"), effect, TAINT_EFFECTS));
    return errs;
  });
}

/** A template of pods: its metadata carries labels and annotations only. */
export function validatePodTemplateSpec(template: DeepReadonly<PodTemplateSpec>, path: Path): ErrorList {
  const metadata = template.metadata ?? {};
  return [
    ...validateLabels(metadata.labels, path.child("metadata", "labels")),
    ...validateAnnotations(metadata.annotations, path.child("metadata", "annotations")),
    ...validatePodSpec(template.spec ?? { containers: [] }, childOf(path, "spec")),
    ...((template.spec?.ephemeralContainers ?? []).length > 0
      ? [forbidden(path.child("spec", "ephemeralContainers"), "ephemeral containers not allowed in pod template")]
      : []),
  ];
}
