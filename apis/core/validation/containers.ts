import {
  duplicate,
  forbidden,
  invalid,
  isDNS1123Label,
  isValidGroupID,
  isValidPortName,
  isValidPortNum,
  isValidUserID,
  notSupported,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { Container, ContainerPort, EphemeralContainer, SecurityContext } from "../v1/types.js";
import { validateEnv, validateEnvFrom } from "./env.js";
import { validateLifecycle, validateOneSuccess, validateProbe } from "./probes.js";
import { validateResourceRequirements } from "./resources.js";
import { validateVolumeMounts } from "./volumes.js";

const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];
const MESSAGE_POLICIES = ["FallbackToLogsOnError", "File"];
const PROTOCOLS = ["SCTP", "TCP", "UDP"];

export interface ContainerRules {
  readonly volumes: ReadonlySet<string>;
  readonly hostNetwork: boolean;
  /** Names of the pod's containers seen so far; every name may stand once. */
  readonly names: Set<string>;
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainers */
export function validateContainers(
  containers: DeepReadonly<Container[]> | undefined,
  rules: ContainerRules,
  path: Path,
): ErrorList {
  if (containers === undefined || containers.length === 0) return [required(path, "")];
  const hostPorts = new Set<string>();
  return containers.flatMap((container, i) => {
    const place = path.index(i);
    return [
      ...validateContainer(container, rules, place),
      ...validateLifecycle(container.lifecycle, place.child("lifecycle")),
      ...validateOneSuccess(container.livenessProbe, place.child("livenessProbe")),
      ...validateProbe(container.readinessProbe, place.child("readinessProbe")),
      ...validateOneSuccess(container.startupProbe, place.child("startupProbe")),
      ...validateHostPortConflicts(container.ports, hostPorts, place.child("ports")),
    ];
  });
}

/** Init containers have no probes, unless they go on running beside the others. */
export function validateInitContainers(
  containers: DeepReadonly<Container[]> | undefined,
  rules: ContainerRules,
  path: Path,
): ErrorList {
  return (containers ?? []).flatMap((container, i) => {
    const place = path.index(i);
    const errs = validateContainer(container, rules, place);
    if (container.restartPolicy === "Always") {
      return [
        ...errs,
        ...validateLifecycle(container.lifecycle, place.child("lifecycle")),
        ...validateOneSuccess(container.livenessProbe, place.child("livenessProbe")),
        ...validateProbe(container.readinessProbe, place.child("readinessProbe")),
        ...validateOneSuccess(container.startupProbe, place.child("startupProbe")),
      ];
    }
    for (const field of ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] as const) {
      if (container[field] === undefined) continue;
      errs.push(forbidden(place.child(field), "may not be set for init containers without restartPolicy=Always"));
    }
    return errs;
  });
}

const EPHEMERAL_FORBIDDEN = [
  "ports",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
  "resizePolicy",
] as const;

export function validateEphemeralContainers(
  containers: DeepReadonly<EphemeralContainer[]> | undefined,
  rules: ContainerRules,
  path: Path,
): ErrorList {
  const targets = new Set(rules.names);
  return (containers ?? []).flatMap((container, i) => {
    const place = path.index(i);
    const errs = validateContainer(container, rules, place);
    const target = container.targetContainerName;
    if (target && !targets.has(target)) {
      errs.push(invalid(place.child("targetContainerName"), target, "must match an existing container name"));
    }
    for (const field of EPHEMERAL_FORBIDDEN) {
      if (container[field] !== undefined) {
        errs.push(forbidden(place.child(field), "cannot be set for an Ephemeral Container"));
      }
    }
    const resources = container.resources ?? {};
    if (Object.keys(resources).length > 0) {
      errs.push(forbidden(place.child("resources"), "cannot be set for an Ephemeral Container"));
    }
    return errs;
  });
}

function validateContainer(
  container: DeepReadonly<Container | EphemeralContainer>,
  rules: ContainerRules,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  const name = path.child("name");
  if (!container.name) errs.push(required(name, ""));
  else errs.push(...isDNS1123Label(container.name).map((message) => invalid(name, container.name, message)));
  if (container.name && rules.names.has(container.name)) errs.push(duplicate(name, container.name));
  rules.names.add(container.name);

  const image = container.image ?? "";
  if (image === "") errs.push(required(path.child("image"), ""));
  else if (image.trim() !== image) {
    errs.push(invalid(path.child("image"), image, "must not have leading or trailing whitespace"));
  }
  errs.push(...oneOf(container.terminationMessagePolicy, MESSAGE_POLICIES, path.child("terminationMessagePolicy")));
  errs.push(...oneOf(container.imagePullPolicy, PULL_POLICIES, path.child("imagePullPolicy")));
  errs.push(...validatePorts(container.ports, rules.hostNetwork, path.child("ports")));
  errs.push(...validateEnv(container.env, path.child("env")));
  errs.push(...validateEnvFrom(container.envFrom, path.child("envFrom")));
  const devices = new Set((container.volumeDevices ?? []).map((device) => device.name));
  const named = { volumes: rules.volumes, devices };
  errs.push(...validateVolumeMounts(container.volumeMounts, named, path.child("volumeMounts")));
  errs.push(...validateResourceRequirements(container.resources, path.child("resources")));
  errs.push(...validateSecurityContext(container.securityContext, path.child("securityContext")));
  return errs;
}

export function oneOf(value: string | undefined, values: readonly string[], path: Path): ErrorList {
  if (value === undefined || value === "") return [required(path, "")];
  return values.includes(value) ? [] : [notSupported(path, value, values)];
}

function validatePorts(ports: DeepReadonly<ContainerPort[]> | undefined, hostNetwork: boolean, path: Path): ErrorList {
  const names = new Set<string>();
  return (ports ?? []).flatMap((port, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    if (port.name) {
      const messages = isValidPortName(port.name);
      errs.push(...messages.map((message) => invalid(place.child("name"), port.name, message)));
      if (messages.length === 0 && names.has(port.name)) errs.push(duplicate(place.child("name"), port.name));
      names.add(port.name);
    }
    if (!port.containerPort) errs.push(required(place.child("containerPort"), ""));
    else {
      const number = place.child("containerPort");
      errs.push(...isValidPortNum(port.containerPort).map((message) => invalid(number, port.containerPort, message)));
    }
    if (port.hostPort) {
      const number = place.child("hostPort");
      errs.push(...isValidPortNum(port.hostPort).map((message) => invalid(number, port.hostPort, message)));
    }
    if (hostNetwork && port.hostPort !== port.containerPort) {
      const message = "must match `hostPort` when `hostNetwork` is true";
      errs.push(invalid(place.child("containerPort"), port.containerPort, message));
    }
    errs.push(...oneOf(port.protocol, PROTOCOLS, place.child("protocol")));
    return errs;
  });
}

/** Two containers of a pod cannot have one port of the node. */
function validateHostPortConflicts(
  ports: DeepReadonly<ContainerPort[]> | undefined,
  seen: Set<string>,
  path: Path,
): ErrorList {
  return (ports ?? []).flatMap((port, i) => {
    if (!port.hostPort) return [];
    const key = `${port.protocol}/${port.hostIP ?? ""}/${port.hostPort}`;
    if (seen.has(key)) return [duplicate(path.index(i).child("hostPort"), key)];
    seen.add(key);
    return [];
  });
}

function validateSecurityContext(context: DeepReadonly<SecurityContext> | undefined, path: Path): ErrorList {
  if (context === undefined) return [];
  const errs = validateIDs(context, path);
  if (context.privileged === true && context.allowPrivilegeEscalation === false) {
    const message = "cannot set `allowPrivilegeEscalation` to false and `privileged` to true";
    errs.push(invalid(path, context, message));
  }
  return errs;
}

/** User and group, as pods and containers have them. */
export function validateIDs(
  context: { readonly runAsUser?: number; readonly runAsGroup?: number },
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  const { runAsUser, runAsGroup } = context;
  if (runAsUser !== undefined) {
    errs.push(...isValidUserID(runAsUser).map((message) => invalid(path.child("runAsUser"), runAsUser, message)));
  }
  if (runAsGroup !== undefined) {
    errs.push(...isValidGroupID(runAsGroup).map((message) => invalid(path.child("runAsGroup"), runAsGroup, message)));
  }
  return errs;
}
