import {
  duplicate,
  forbidden,
  invalid,
  isValidGroupID,
  isValidUserID,
  notSupported,
  required,
  tooLong,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import { goCore } from "../go-types.js";
import type { AppArmorProfile, PodSecurityContext, PodSpec, SeccompProfile, SecurityContext } from "../v1/types.js";
import { validateLocalDescendingPath } from "./paths.js";
import { validateWindowsOptions } from "./windows-options.js";

const SECCOMP_TYPES = ["Localhost", "RuntimeDefault", "Unconfined"];
const APPARMOR_TYPES = ["Localhost", "RuntimeDefault", "Unconfined"];
const MAX_APPARMOR_BYTES = 4095;
const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const SYSCTL_TEXT = String.raw`^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$`;
const MAX_SYSCTL_LENGTH = 253;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validatePodSpecSecurityContext */
export function validatePodSecurityContext(spec: DeepReadonly<PodSpec>, path: Path): ErrorList {
  const context = spec.securityContext ?? {};
  const errs: ErrorList = [];
  const group = (value: number, place: Path): void => {
    errs.push(...isValidGroupID(value).map((message) => invalid(place, value, message)));
  };
  if (context.fsGroup !== undefined) group(context.fsGroup, path.child("fsGroup"));
  errs.push(...validateIDs(context, path));
  (context.supplementalGroups ?? []).forEach((id, i) => group(id, path.child("supplementalGroups").index(i)));
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const message = "ShareProcessNamespace and HostPID cannot both be enabled";
    errs.push(invalid(path.child("shareProcessNamespace"), true, message));
  }
  errs.push(...validateSysctls(context, spec, path.child("sysctls")));
  errs.push(
    ...oneOfGiven(context.fsGroupChangePolicy, ["Always", "OnRootMismatch"], path.child("fsGroupChangePolicy")),
  );
  errs.push(...validateSeccompProfile(context.seccompProfile, path.child("seccompProfile")));
  errs.push(...validateWindowsOptions(context.windowsOptions, path.child("windowsOptions")));
  errs.push(...validateAppArmorProfile(context.appArmorProfile, path.child("appArmorProfile")));
  const policy = path.child("supplementalGroupsPolicy");
  errs.push(...oneOfGiven(context.supplementalGroupsPolicy, ["Merge", "Strict"], policy));
  errs.push(
    ...oneOfGiven(context.seLinuxChangePolicy, ["MountOption", "Recursive"], path.child("seLinuxChangePolicy")),
  );
  return errs;
}

function oneOfGiven(value: string | undefined, values: readonly string[], path: Path): ErrorList {
  return value === undefined || values.includes(value) ? [] : [notSupported(path, value, values)];
}

/** Kernel settings of the node's own namespaces are not for a pod that shares them. */
function validateSysctls(
  { sysctls = [] }: DeepReadonly<PodSecurityContext>,
  spec: DeepReadonly<PodSpec>,
  path: Path,
): ErrorList {
  const names = new Set<string>();
  return sysctls.flatMap(({ name }, i) => {
    const place = path.index(i).child("name");
    const errs: ErrorList = [];
    if (!name) errs.push(required(place, ""));
    else if (name.length > MAX_SYSCTL_LENGTH || !SYSCTL.test(name)) {
      errs.push(
        invalid(place, name, `must have at most ${MAX_SYSCTL_LENGTH} characters and match regex ${SYSCTL_TEXT}`),
      );
    } else if (names.has(name)) errs.push(duplicate(place, name));
    const dotted = name.replaceAll("/", ".");
    if (spec.hostNetwork === true && dotted.startsWith("net.")) {
      errs.push(invalid(place, name, "may not be specified when 'hostNetwork' is true"));
    } else if (spec.hostIPC === true && /^(kernel\.(shm|msg|sem)|fs\.mqueue\.)/.test(dotted)) {
      errs.push(invalid(place, name, "may not be specified when 'hostIPC' is true"));
    }
    names.add(name);
    return errs;
  });
}

function validateSeccompProfile(profile: DeepReadonly<SeccompProfile> | undefined, path: Path): ErrorList {
  if (profile === undefined) return [];
  const errs: ErrorList = [];
  if (!profile.type) errs.push(required(path.child("type"), "type is required when seccompProfile is set"));
  else if (!SECCOMP_TYPES.includes(profile.type)) {
    errs.push(notSupported(path.child("type"), profile.type, SECCOMP_TYPES));
  }
  const file = path.child("localhostProfile");
  const { localhostProfile } = profile;
  if (profile.type === "Localhost") {
    if (localhostProfile === undefined) errs.push(required(file, "must be set when seccomp type is Localhost"));
    else errs.push(...validateLocalDescendingPath(localhostProfile, file));
  } else if (localhostProfile !== undefined) {
    errs.push(invalid(file, goCore.value("Profile", profile), "can only be set when seccomp type is Localhost"));
  }
  return errs;
}

function validateAppArmorProfile(profile: DeepReadonly<AppArmorProfile> | undefined, path: Path): ErrorList {
  if (profile === undefined) return [];
  const file = path.child("localhostProfile");
  const { type, localhostProfile } = profile;
  if (!type) return [required(path.child("type"), "type is required when appArmorProfile is set")];
  if (!APPARMOR_TYPES.includes(type)) return [notSupported(path.child("type"), type, APPARMOR_TYPES)];
  if (type !== "Localhost") {
    if (localhostProfile === undefined) return [];
    return [invalid(file, localhostProfile, "can only be set when AppArmor type is Localhost")];
  }
  if (localhostProfile === undefined) return [required(file, "must be set when AppArmor type is Localhost")];
  const errs: ErrorList = [];
  if (localhostProfile.trim() !== localhostProfile) {
    errs.push(invalid(file, localhostProfile, "must not be padded with whitespace"));
  } else if (localhostProfile === "") errs.push(required(file, "must be set when AppArmor type is Localhost"));
  if (Buffer.byteLength(localhostProfile) > MAX_APPARMOR_BYTES) errs.push(tooLong(file, "", MAX_APPARMOR_BYTES));
  return errs;
}

/**
 * The context of one container. `hostUsers`: the pod runs in the node's user namespace.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateSecurityContext
 */
export function validateSecurityContext(
  context: DeepReadonly<SecurityContext> | undefined,
  hostUsers: boolean,
  path: Path,
): ErrorList {
  if (context === undefined) return [];
  const errs = validateIDs(context, path);
  const { procMount } = context;
  if (procMount !== undefined) {
    errs.push(...oneOfGiven(procMount, ["Default", "Unmasked"], path.child("procMount")));
    if (hostUsers && procMount === "Unmasked") {
      errs.push(invalid(path.child("procMount"), procMount, "`hostUsers` must be false to use `Unmasked`"));
    }
  }
  errs.push(...validateSeccompProfile(context.seccompProfile, path.child("seccompProfile")));
  if (context.allowPrivilegeEscalation === false) {
    if (context.privileged === true) {
      errs.push(
        invalid(
          path,
          goCore.value("SecurityContext", context),
          "cannot set `allowPrivilegeEscalation` to false and `privileged` to true",
        ),
      );
    }
    if ((context.capabilities?.add ?? []).includes("CAP_SYS_ADMIN")) {
      const message = "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN";
      errs.push(invalid(path, goCore.value("SecurityContext", context), message));
    }
  }
  errs.push(...validateWindowsOptions(context.windowsOptions, path.child("windowsOptions")));
  errs.push(...validateAppArmorProfile(context.appArmorProfile, path.child("appArmorProfile")));
  return errs;
}

/** User and group, as pods and containers have them. */
function validateIDs(context: { readonly runAsUser?: number; readonly runAsGroup?: number }, path: Path): ErrorList {
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

/** A pod with users of its own shares no other namespace with the node. */
export function validateHostUsers(spec: DeepReadonly<PodSpec>, path: Path): ErrorList {
  if (spec.hostUsers !== false) return [];
  const message = "when `pod.Spec.HostUsers` is false";
  const errs: ErrorList = [];
  if (spec.hostNetwork === true) errs.push(forbidden(path.child("hostNetwork"), message));
  if (spec.hostPID === true) errs.push(forbidden(path.child("HostPID"), message));
  if (spec.hostIPC === true) errs.push(forbidden(path.child("HostIPC"), message));
  return errs;
}
