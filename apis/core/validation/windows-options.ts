import {
  byteLength,
  invalid,
  isDNS1123Subdomain,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { PodSpec, WindowsSecurityContextOptions } from "../v1/types.js";
import { visitContainers } from "./visit-containers.js";

const MAX_SPEC_KIB = 64;
const MAX_DOMAIN_BYTES = 256;
const MAX_USER_BYTES = 104;
const CONTROL = /[\x00-\x1f\x7f]/;
const NETBIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS_LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
const DNS = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`);

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateWindowsSecurityContextOptions */
export function validateWindowsOptions(
  options: DeepReadonly<WindowsSecurityContextOptions> | undefined,
  path: Path,
): ErrorList {
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName: user } = options ?? {};
  const errs: ErrorList = [];
  if (name !== undefined) {
    errs.push(
      ...isDNS1123Subdomain(name).map((message) => invalid(path.child("gmsaCredentialSpecName"), name, message)),
    );
  }
  if (spec !== undefined) {
    const place = path.child("gmsaCredentialSpec");
    if (spec === "") errs.push(invalid(place, spec, "gmsaCredentialSpec cannot be an empty string"));
    else if (byteLength(spec) > MAX_SPEC_KIB * 1024) {
      errs.push(invalid(place, spec, `gmsaCredentialSpec size must be under ${MAX_SPEC_KIB} KiB`));
    }
  }
  if (user === undefined) return errs;
  return [...errs, ...userNameErrors(user).map((message) => invalid(path.child("runAsUserName"), user, message))];
}

/** `DOMAIN\user` or `user`. */
function userNameErrors(name: string): string[] {
  if (name === "") return ["runAsUserName cannot be an empty string"];
  if (CONTROL.test(name)) return ["runAsUserName cannot contain control characters"];
  const parts = name.split("\\");
  if (parts.length > 2) return ["runAsUserName cannot contain more than one backslash"];
  const [user = "", domain] = parts.toReversed();
  const errs: string[] = [];
  if (byteLength(domain ?? "") >= MAX_DOMAIN_BYTES) {
    errs.push(`runAsUserName's Domain length must be under ${MAX_DOMAIN_BYTES} characters`);
  }
  if (domain !== undefined && !NETBIOS.test(domain) && !DNS.test(domain)) {
    errs.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  }
  if (user === "") errs.push("runAsUserName's User cannot be empty");
  else if (byteLength(user) > MAX_USER_BYTES) {
    errs.push(`runAsUserName's User length must not be longer than ${MAX_USER_BYTES} characters`);
  }
  if (/^[. ]+$/.test(user)) errs.push("runAsUserName's User cannot contain only periods or spaces");
  if (/["/\\:;|=,+*?<>@[\]]/.test(user)) {
    errs.push("runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
  }
  return errs;
}

/** Containers that are processes of the host: all of a pod or none. @see the same file, validateWindowsHostProcessPod */
export function validateHostProcesses(spec: DeepReadonly<PodSpec>, path: Path): ErrorList {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  let [all, onHost] = [0, 0];
  const errs = visitContainers(spec, path, (container, place) => {
    all++;
    const own = container.securityContext?.windowsOptions?.hostProcess;
    if (own ?? ofPod ?? false) onHost++;
    if (ofPod === undefined || own === undefined || own === ofPod) return [];
    const message = `pod hostProcess value must be identical if both are specified, was ${ofPod}`;
    return [invalid(place.child("securityContext", "windowsOptions", "hostProcess"), own, message)];
  });
  if (onHost === 0) return errs;
  if (onHost !== all) {
    const message = "If pod contains any hostProcess containers then all containers must be HostProcess containers";
    errs.push(invalid(path, "", message));
  }
  if (spec.hostNetwork !== true) {
    const message = "hostNetwork must be true if pod contains any hostProcess containers";
    errs.push(invalid(path.child("hostNetwork"), false, message));
  }
  return errs;
}
