import {
  duplicate,
  forbidden,
  invalid,
  isDNS1123Label,
  isValidPortName,
  isValidPortNum,
  notFound,
  notSupported,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { Container, ContainerPort, ContainerResizePolicy, EphemeralContainer, Volume } from "../v1/types.js";
import { validateEnv, validateEnvFrom } from "./env.js";
import { validateLifecycle, validateProbes } from "./probes.js";
import { validateResourceRequirements } from "./resources.js";
import { validateSecurityContext } from "./security-context.js";
import { validateVolumeDevices, validateVolumeMounts } from "./volume-mounts.js";

const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];
const MESSAGE_POLICIES = ["File", "FallbackToLogsOnError"];
const PROTOCOLS = ["SCTP", "TCP", "UDP"];

/** What a container's rules look at beside the container. */
export interface ContainerRules {
  /** By name; of those with a name that is right. */
  readonly volumes: ReadonlyMap<string, DeepReadonly<Volume>>;
  readonly claims: ReadonlySet<string>;
  readonly podRestartPolicy: string;
  readonly hostUsers: boolean;
  /** Undefined when the pod's own is missing. */
  readonly graceSeconds: number | undefined;
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateContainers */
export function validateContainers(
  containers: DeepReadonly<Container[]> | undefined,
  rules: ContainerRules,
  path: Path,
): ErrorList {
  if (containers === undefined || containers.length === 0) return [required(path, "")];
  const names = new Set<string>();
  const errs = containers.flatMap((container, i) => {
    const place = path.index(i);
    return [
      ...validateContainer(container, rules, place),
      ...validateUnique(container.name, names, place.child("name")),
      ...validateLifecycle(container.lifecycle, rules.graceSeconds, place.child("lifecycle")),
      ...validateProbes(container, place),
    ];
  });
  return [...errs, ...validateHostPortConflicts(containers, path)];
}

function validateUnique(name: string | undefined, names: Set<string>, path: Path): ErrorList {
  if (names.has(name ?? "")) return [duplicate(path, name ?? "")];
  names.add(name ?? "");
  return [];
}

/** Init containers have no probes, unless they go on running beside the others. */
export function validateInitContainers(
  containers: DeepReadonly<Container[]> | undefined,
  regular: DeepReadonly<Container[]> | undefined,
  rules: ContainerRules,
  path: Path,
): ErrorList {
  const names = new Set((regular ?? []).map(({ name }) => name));
  return (containers ?? []).flatMap((container, i) => {
    const place = path.index(i);
    const errs = validateContainer(container, rules, place);
    errs.push(...validateUnique(container.name || undefined, names, place.child("name")));
    // Each runs alone, so that only its own ports can be in each other's way.
    errs.push(...validateHostPortConflicts([container], path));
    if (container.restartPolicy === "Always") {
      errs.push(...validateLifecycle(container.lifecycle, rules.graceSeconds, place.child("lifecycle")));
      return [...errs, ...validateProbes(container, place)];
    }
    for (const field of ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] as const) {
      if (container[field] === undefined) continue;
      errs.push(forbidden(place.child(field), "may not be set for init containers without restartPolicy=Always"));
    }
    return errs;
  });
}

/** In the order of upstream's fields. */
const EPHEMERAL_FORBIDDEN = [
  "ports",
  "resources",
  "resizePolicy",
  "restartPolicy",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
] as const;

/** `others`: the pod's other containers, which ephemeral ones look into. */
export function validateEphemeralContainers(
  containers: DeepReadonly<EphemeralContainer[]> | undefined,
  others: readonly DeepReadonly<Container>[],
  rules: ContainerRules,
  path: Path,
): ErrorList {
  const targets = new Set(others.map(({ name }) => name));
  const names = new Set(targets);
  return (containers ?? []).flatMap((container, i) => {
    const place = path.index(i);
    const errs = validateContainer(container, rules, place);
    errs.push(...validateImageSpaces(container, place));
    errs.push(...validateUnique(container.name, names, place.child("name")));
    const target = container.targetContainerName;
    if (target && !targets.has(target)) errs.push(notFound(place.child("targetContainerName"), target));
    const message = "cannot be set for an Ephemeral Container";
    for (const field of EPHEMERAL_FORBIDDEN) {
      const value: object | string | undefined = container[field];
      const isSet = typeof value === "object" ? Object.keys(value).length > 0 : value !== undefined;
      if (isSet) errs.push(forbidden(place.child(field), message));
    }
    (container.volumeMounts ?? []).forEach(({ subPath, subPathExpr }, n) => {
      const mount = place.child("volumeMounts").index(n);
      if (subPath) errs.push(forbidden(mount.child("subPath"), message));
      if (subPathExpr) errs.push(forbidden(mount.child("subPathExpr"), message));
    });
    return errs;
  });
}

/** Templates may have such images; pods may not. */
export function validateImageSpaces({ image = "" }: { readonly image?: string }, path: Path): ErrorList {
  if (image.trim() === image) return [];
  return [invalid(path.child("image"), image, "must not have leading or trailing whitespace")];
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
  if (!container.image) errs.push(required(path.child("image"), ""));
  errs.push(...oneOf(container.terminationMessagePolicy, MESSAGE_POLICIES, path.child("terminationMessagePolicy")));
  errs.push(...validatePorts(container.ports, path.child("ports")));
  errs.push(...validateEnv(container.env, path.child("env")));
  errs.push(...validateEnvFrom(container.envFrom, path.child("envFrom")));
  errs.push(...validateVolumeMounts(container, rules.volumes, path.child("volumeMounts")));
  errs.push(...validateVolumeDevices(container, rules.volumes, path.child("volumeDevices")));
  errs.push(...oneOf(container.imagePullPolicy, PULL_POLICIES, path.child("imagePullPolicy")));
  errs.push(...validateResourceRequirements(container.resources, rules.claims, path.child("resources")));
  errs.push(...validateResizePolicy(container.resizePolicy, rules.podRestartPolicy, path.child("resizePolicy")));
  errs.push(...validateSecurityContext(container.securityContext, rules.hostUsers, path.child("securityContext")));
  return errs;
}

export function oneOf(value: string | undefined, values: readonly string[], path: Path): ErrorList {
  if (value === undefined || value === "") return [required(path, "")];
  return values.includes(value) ? [] : [notSupported(path, value, values)];
}

function validatePorts(ports: DeepReadonly<ContainerPort[]> | undefined, path: Path): ErrorList {
  const names = new Set<string>();
  return (ports ?? []).flatMap((port, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    if (port.name) {
      const messages = isValidPortName(port.name);
      errs.push(...messages.map((message) => invalid(place.child("name"), port.name, message)));
      if (messages.length === 0) errs.push(...validateUnique(port.name, names, place.child("name")));
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
    errs.push(...oneOf(port.protocol, PROTOCOLS, place.child("protocol")));
    return errs;
  });
}

/** Two containers of a pod cannot have one port of the node. */
function validateHostPortConflicts(containers: DeepReadonly<Container[]>, path: Path): ErrorList {
  const seen = new Set<string>();
  return containers.flatMap(({ ports = [] }, i) =>
    ports.flatMap((port, n) => {
      if (!port.hostPort) return [];
      const key = `${port.protocol}/${port.hostIP ?? ""}/${port.hostPort}`;
      if (seen.has(key)) return [duplicate(path.index(i).child("ports").index(n).child("hostPort"), key)];
      seen.add(key);
      return [];
    }),
  );
}

/** All errors but one name the list, as upstream's do. */
function validateResizePolicy(
  policies: DeepReadonly<ContainerResizePolicy[]> | undefined,
  podRestartPolicy: string,
  path: Path,
): ErrorList {
  const seen = new Set<string>();
  return (policies ?? []).flatMap(({ resourceName, restartPolicy }, i) => {
    const errs: ErrorList = [];
    if (seen.has(resourceName)) errs.push(duplicate(path.index(i), resourceName));
    seen.add(resourceName);
    errs.push(...oneOf(resourceName, ["cpu", "memory"], path));
    errs.push(...oneOf(restartPolicy, ["NotRequired", "RestartContainer"], path));
    if (podRestartPolicy === "Never" && restartPolicy !== "NotRequired") {
      errs.push(invalid(path, restartPolicy, "must be 'NotRequired' when `restartPolicy` is 'Never'"));
    }
    return errs;
  });
}
