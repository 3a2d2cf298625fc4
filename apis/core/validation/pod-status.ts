import {
  FIELD_IMMUTABLE_MESSAGE,
  forbidden,
  invalid,
  isDNS1123Subdomain,
  isQualifiedName,
  isValidIPForLegacyField,
  Path,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goCore } from "../go-types.js";
import type { Container, ContainerStatus, Pod, PodCondition, PodSpec, PodStatus } from "../v1/types.js";

const STATUS = Path.of("status");
const SYSTEM_CONDITIONS: ReadonlySet<string> = new Set(["PodScheduled", "Ready", "Initialized"]);
const ONE_OF_EACH = "may specify no more than one IP for each IP family";

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidatePodStatusUpdate */
export function validatePodStatusUpdate(pod: DeepReadonly<Pod>, oldPod: DeepReadonly<Pod>): ErrorList {
  const status: DeepReadonly<PodStatus> = pod.status ?? {};
  const old: DeepReadonly<PodStatus> = oldPod.status ?? {};
  const spec: DeepReadonly<PodSpec> = oldPod.spec ?? { containers: [] };
  const errs = validateConditions(status.conditions ?? []);
  errs.push(...validateNomination(status.nominatedNodeName ?? "", old.nominatedNodeName ?? "", spec.nodeName ?? ""));
  errs.push(...validateObservedGeneration(status.observedGeneration, STATUS));
  if ((status.qosClass ?? "") !== (old.qosClass ?? "")) {
    errs.push(invalid(STATUS.child("qosClass"), status.qosClass ?? "", FIELD_IMMUTABLE_MESSAGE));
  }
  for (const [field, containers] of [
    ["containerStatuses", spec.containers],
    ["initContainerStatuses", spec.initContainers],
    ["ephemeralContainerStatuses", undefined],
  ] as const) {
    const restarts = (name: string, exitCode: number): boolean =>
      field !== "ephemeralContainerStatuses" && mayRestart(containers, name, spec.restartPolicy ?? "", exitCode);
    errs.push(...validateTransitions(status[field] ?? [], old[field] ?? [], restarts, STATUS.child(field)));
  }
  errs.push(...validateIPs(status.podIPs ?? [], old.podIPs ?? [], STATUS.child("podIPs")));
  const hostIPs = status.hostIPs ?? [];
  if (hostIPs.length > 0 && (status.hostIP ?? "") !== hostIPs[0]!.ip) {
    errs.push(invalid(STATUS.child("hostIPs").index(0).child("ip"), hostIPs[0]!.ip, "must be equal to `hostIP`"));
  }
  return [...errs, ...validateIPs(hostIPs, old.hostIPs ?? [], STATUS.child("hostIPs"))];
}

function validateObservedGeneration(generation: number | undefined, path: Path): ErrorList {
  if (generation === undefined || generation >= 0) return [];
  return [invalid(path.child("observedGeneration"), generation, "must be a non-negative integer")];
}

function validateConditions(conditions: DeepReadonly<PodCondition[]>): ErrorList {
  return conditions.flatMap(({ type, observedGeneration }, i) => {
    const path = STATUS.child("conditions").index(i);
    const errs = validateObservedGeneration(observedGeneration, path);
    if (SYSTEM_CONDITIONS.has(type)) return errs;
    return [...errs, ...isQualifiedName(type).map((message) => invalid(path.child("Type"), type, message))];
  });
}

/** A node is nominated before the pod is bound. */
function validateNomination(name: string, old: string, node: string): ErrorList {
  if (name === "" || name === old) return [];
  const path = STATUS.child("nominatedNodeName");
  const errs: ErrorList = isDNS1123Subdomain(name).map((message) => invalid(path, name, message));
  if (node === "") return errs;
  return [...errs, forbidden(path, "may not be set on pods that are already bound to a node")];
}

type Restarts = (name: string, exitCode: number) => boolean;

/** What has ended stays so, unless it is to be started again. */
function validateTransitions(
  statuses: DeepReadonly<ContainerStatus[]>,
  old: DeepReadonly<ContainerStatus[]>,
  restarts: Restarts,
  path: Path,
): ErrorList {
  return old.flatMap(({ name, state }, i) => {
    if (state?.terminated === undefined) return [];
    const now = statuses.find((status) => status.name === name);
    if (now === undefined || now.state?.terminated !== undefined) return [];
    if (restarts(name, state.terminated.exitCode)) return [];
    return [forbidden(path.index(i).child("state"), "may not be transitioned to non-terminated state")];
  });
}

/** Whether a container that ended with this code is started again: by a rule of its own, its policy or the pod's. */
function mayRestart(
  containers: DeepReadonly<Container[]> | undefined,
  name: string,
  podPolicy: string,
  exitCode: number,
): boolean {
  const container = containers?.find((one) => one.name === name);
  if (container === undefined) return false;
  const { restartPolicyRules: rules = [], restartPolicy: policy = podPolicy } = container;
  const matches = rules.some(({ exitCodes }) => {
    if (exitCodes === undefined) return false;
    return (exitCodes.values ?? []).includes(exitCode) === (exitCodes.operator === "In");
  });
  return matches || policy === "Always" || (policy === "OnFailure" && exitCode !== 0);
}

function validateIPs(
  ips: readonly { readonly ip: string }[],
  old: readonly { readonly ip: string }[],
  path: Path,
): ErrorList {
  const known = new Set(old.map(({ ip }) => ip));
  const errs = ips.flatMap(({ ip }, i) => (known.has(ip) ? [] : isValidIPForLegacyField(path.index(i), ip, false)));
  const families = new Set(ips.map(({ ip }) => ip.includes(":")));
  if (families.size < ips.length) errs.push(invalid(path, goCore.list("IP", ips), ONE_OF_EACH));
  return errs;
}
