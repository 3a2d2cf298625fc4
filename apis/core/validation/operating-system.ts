import {
  forbidden,
  notSupported,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { PodSpec, SecurityContext } from "../v1/types.js";
import { visitContainers } from "./visit-containers.js";

const SYSTEMS = ["linux", "windows"];
const NOT_WINDOWS = "cannot be set for a windows pod";
const NOT_LINUX = "windows options cannot be set for a linux pod";

/** Fields of a container's context that mean nothing on Windows, in upstream's order. */
const LINUX_ONLY = [
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "capabilities",
  "readOnlyRootFilesystem",
  "privileged",
  "allowPrivilegeEscalation",
  "procMount",
  "runAsUser",
  "runAsGroup",
] as const satisfies readonly (keyof SecurityContext)[];

/**
 * A pod that names its system may only ask for what that system has.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateOS, validateLinux and validateWindows
 */
export function validateOS(spec: DeepReadonly<PodSpec>, path: Path): ErrorList {
  if (spec.os === undefined) return [];
  const { name } = spec.os;
  if (!name) return [required(path.child("os", "name"), "cannot be empty")];
  if (!SYSTEMS.includes(name)) return [notSupported(path.child("os"), name, SYSTEMS)];
  return name === "linux" ? validateLinux(spec, path) : validateWindows(spec, path);
}

function validateLinux(spec: DeepReadonly<PodSpec>, path: Path): ErrorList {
  const check = (context: { readonly windowsOptions?: object } | undefined, place: Path): ErrorList =>
    context?.windowsOptions === undefined
      ? []
      : [forbidden(place.child("securityContext", "windowsOptions"), NOT_LINUX)];
  return [
    ...check(spec.securityContext, path),
    ...visitContainers(spec, path, (container, place) => check(container.securityContext, place)),
  ];
}

function validateWindows(spec: DeepReadonly<PodSpec>, path: Path): ErrorList {
  const context = spec.securityContext ?? {};
  const inContext = path.child("securityContext");
  // Some are part of the context only internally; the order is upstream's.
  const fields: readonly (readonly [isSet: boolean, place: Path])[] = [
    [context.appArmorProfile !== undefined, inContext.child("appArmorProfile")],
    [context.seLinuxOptions !== undefined, inContext.child("seLinuxOptions")],
    [spec.hostUsers !== undefined, path.child("hostUsers")],
    [spec.hostPID === true, path.child("hostPID")],
    [spec.hostIPC === true, path.child("hostIPC")],
    [context.seccompProfile !== undefined, inContext.child("seccompProfile")],
    [context.fsGroup !== undefined, inContext.child("fsGroup")],
    [context.fsGroupChangePolicy !== undefined, inContext.child("fsGroupChangePolicy")],
    [(context.sysctls ?? []).length > 0, inContext.child("sysctls")],
    [spec.shareProcessNamespace !== undefined, path.child("shareProcessNamespace")],
    [context.runAsUser !== undefined, inContext.child("runAsUser")],
    [context.runAsGroup !== undefined, inContext.child("runAsGroup")],
    [context.supplementalGroups !== undefined, inContext.child("supplementalGroups")],
    [context.supplementalGroupsPolicy !== undefined, inContext.child("supplementalGroupsPolicy")],
    [context.seLinuxChangePolicy !== undefined, inContext.child("seLinuxChangePolicy")],
  ];
  return [
    ...fields.filter(([isSet]) => isSet).map(([, place]) => forbidden(place, NOT_WINDOWS)),
    ...visitContainers(spec, path, ({ securityContext: own }, place) =>
      LINUX_ONLY.filter((field) => own?.[field] !== undefined).map((field) =>
        forbidden(place.child("securityContext", field), NOT_WINDOWS),
      ),
    ),
  ];
}
