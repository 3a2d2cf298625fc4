import {
  childOf,
  duplicate,
  forbidden,
  inclusiveRangeError,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
  isQualifiedName,
  Path,
  validateAnnotations,
  validateLabels,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { Container, Pod, PodSpec, PodTemplateSpec } from "../v1/types.js";
import { validateAffinity } from "./affinity.js";
import {
  oneOf,
  validateContainers,
  validateEphemeralContainers,
  validateImageSpaces,
  validateInitContainers,
} from "./containers.js";
import { validateDNSConfig, validateHostAliases } from "./pod-dns.js";
import { validateHostUsers, validatePodSecurityContext } from "./security-context.js";
import { validateOS } from "./operating-system.js";
import { validateHostProcesses } from "./windows-options.js";
import { validateResourceRequirements } from "./resources.js";
import { validateTolerations } from "./tolerations.js";
import { validateTopologySpread } from "./topology-spread.js";
import { validateVolumes } from "./volumes.js";

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const DNS_POLICIES = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
const PREEMPTION_POLICIES = ["PreemptLowerPriority", "Never"];
const MAX_INT32 = 2 ** 31 - 1;

/**
 * The rules that specs of pods and of templates have in common, in upstream's order. `podName` is empty for templates.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodSpec
 */
export function validatePodSpec(spec: DeepReadonly<PodSpec>, path: Path, podName = ""): ErrorList {
  const { named, errs } = validateVolumes(spec.volumes, podName, path.child("volumes"));
  const rules = {
    volumes: named,
    claims: new Set((spec.resourceClaims ?? []).map(({ name }) => name)),
    podRestartPolicy: spec.restartPolicy ?? "",
    hostUsers: spec.hostUsers !== false,
    graceSeconds: spec.terminationGracePeriodSeconds,
  };
  const others: DeepReadonly<Container>[] = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  return [
    ...errs,
    ...validateContainers(spec.containers, rules, path.child("containers")),
    ...validateInitContainers(spec.initContainers, spec.containers, rules, path.child("initContainers")),
    ...validateEphemeralContainers(spec.ephemeralContainers, others, rules, path.child("ephemeralContainers")),
    ...validateHostPorts(spec, podName !== "", path.child("containers")),
    ...oneOf(spec.restartPolicy, RESTART_POLICIES, path.child("restartPolicy")),
    ...oneOf(spec.dnsPolicy, DNS_POLICIES, path.child("dnsPolicy")),
    ...validateLabels(spec.nodeSelector, path.child("nodeSelector")),
    ...validatePodSecurityContext(spec, path.child("securityContext")),
    ...validateAffinity(spec.affinity, path.child("affinity")),
    ...validateDNSConfig(spec.dnsConfig, spec.dnsPolicy, path.child("dnsConfig")),
    ...validateGates(spec, path),
    ...validateTopologySpread(spec.topologySpreadConstraints, path.child("topologySpreadConstraints")),
    ...validateHostProcesses(spec, path),
    ...validateHostUsers(spec, path),
    ...validateNames(spec, ["serviceAccountName", "nodeName"], isDNS1123Subdomain, path),
    ...validateDeadline(spec.activeDeadlineSeconds, path.child("activeDeadlineSeconds")),
    ...validateNames(spec, ["hostname", "subdomain"], isDNS1123Label, path),
    ...validateTolerations(spec.tolerations, path.child("tolerations")),
    ...validateHostAliases(spec.hostAliases, path.child("hostAliases")),
    ...validateNames(spec, ["priorityClassName", "runtimeClassName"], isDNS1123Subdomain, path),
    ...(spec.preemptionPolicy === undefined
      ? []
      : oneOf(spec.preemptionPolicy, PREEMPTION_POLICIES, path.child("preemptionPolicy"))),
    ...(spec.overhead === undefined
      ? []
      : validateResourceRequirements({ limits: spec.overhead }, new Set(), path.child("overhead"))),
    ...validateOS(spec, path),
  ];
}

/** In the node's network a container's port is the node's. Templates may leave that to the pods made of them. */
function validateHostPorts(spec: DeepReadonly<PodSpec>, isPod: boolean, path: Path): ErrorList {
  if (spec.hostNetwork !== true) return [];
  return (spec.containers ?? []).flatMap(({ ports = [] }, i) =>
    ports.flatMap(({ hostPort = 0, containerPort }, n) => {
      if (hostPort === containerPort || (hostPort === 0 && !isPod)) return [];
      const place = path.index(i).child("ports").index(n).child("hostPort");
      return [invalid(place, hostPort, "must match `containerPort` when `hostNetwork` is true")];
    }),
  );
}

function validateGates({ readinessGates = [], schedulingGates = [] }: DeepReadonly<PodSpec>, path: Path): ErrorList {
  const qualified = (name: string, place: Path): ErrorList =>
    isQualifiedName(name).map((message) => invalid(place, name, message));
  const errs = readinessGates.flatMap(({ conditionType }, i) =>
    qualified(conditionType, path.child("readinessGates").index(i).child("conditionType")),
  );
  const seen = new Set<string>();
  schedulingGates.forEach(({ name }, i) => {
    const place = path.child("schedulingGates").index(i);
    errs.push(...qualified(name, place));
    if (seen.has(name)) errs.push(duplicate(place, name));
    seen.add(name);
  });
  return errs;
}

function validateNames(
  spec: DeepReadonly<PodSpec>,
  fields: readonly (keyof PodSpec)[],
  rule: (value: string) => string[],
  path: Path,
): ErrorList {
  return fields.flatMap((field) => {
    const value = spec[field];
    if (typeof value !== "string" || value === "") return [];
    return rule(value).map((message) => invalid(path.child(field), value, message));
  });
}

function validateDeadline(seconds: number | undefined, path: Path): ErrorList {
  if (seconds === undefined || (seconds >= 1 && seconds <= MAX_INT32)) return [];
  return [invalid(path, seconds, inclusiveRangeError(1, MAX_INT32))];
}

/**
 * The spec of a pod, new or changed, with what holds for pods but not for templates.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validatePodMetadataAndSpec
 */
export function validatePod(pod: DeepReadonly<Pod>): ErrorList {
  const path = Path.of("spec");
  const spec: DeepReadonly<PodSpec> = pod.spec ?? { containers: [] };
  const errs = validatePodSpec(spec, path, pod.metadata.name ?? "");
  if (!spec.serviceAccountName) errs.push(...validateNoTokens(spec, path.child("volumes")));
  for (const field of ["containers", "initContainers"] as const) {
    (spec[field] ?? []).forEach((container, i) => {
      errs.push(...validateImageSpaces(container, path.child(field).index(i)));
    });
  }
  return errs;
}

function validateNoTokens({ volumes = [] }: DeepReadonly<PodSpec>, path: Path): ErrorList {
  return volumes.flatMap(({ projected }, i) =>
    (projected?.sources ?? []).flatMap(({ serviceAccountToken }, n) => {
      if (serviceAccountToken === undefined) return [];
      const place = path.index(i).child("projected", "sources").index(n).child("serviceAccountToken");
      return [forbidden(place, "must not be specified when serviceAccountName is not set")];
    }),
  );
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodCreate */
export function validateNewPod(pod: DeepReadonly<Pod>): ErrorList {
  const errs = validatePod(pod);
  const { ephemeralContainers = [], nodeName, schedulingGates = [] } = pod.spec ?? {};
  if (ephemeralContainers.length > 0) {
    errs.push(forbidden(Path.of("spec", "ephemeralContainers"), "cannot be set on create"));
  }
  if (nodeName && schedulingGates.length > 0) {
    errs.push(forbidden(Path.of("spec", "nodeName"), "cannot be set until all schedulingGates have been cleared"));
  }
  return errs;
}

/** A template of pods: its metadata carries labels and annotations only. */
export function validatePodTemplateSpec(template: DeepReadonly<PodTemplateSpec>, path: Path): ErrorList {
  const metadata = template.metadata ?? {};
  const errs = [
    ...validateLabels(metadata.labels, path.child("labels")),
    ...validateAnnotations(metadata.annotations, path.child("annotations")),
    ...validatePodSpec(template.spec ?? { containers: [] }, childOf(path, "spec")),
  ];
  if ((template.spec?.ephemeralContainers ?? []).length > 0) {
    const message = "ephemeral containers not allowed in pod template";
    errs.push(forbidden(path.child("spec", "ephemeralContainers"), message));
  }
  return errs;
}
