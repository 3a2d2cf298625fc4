/** Group, version, kind and resource identifiers. */
export interface GroupVersion {
  /** "" is the core (legacy) group. */
  readonly group: string;
  readonly version: string;
}
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}
export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}
export interface GroupVersionKind extends GroupVersion {
  readonly kind: string;
}
export interface GroupVersionResource extends GroupVersion {
  readonly resource: string;
}

/** The version name of a group's hub (internal) types. Never served, never stored. */
export const INTERNAL_VERSION = "__internal";

/** `apiVersion` text of a group version: `v1`, `apps/v1`. */
export function apiVersionOf(gv: GroupVersion): string {
  return gv.group === "" ? gv.version : `${gv.group}/${gv.version}`;
}

/**
 * Reads an `apiVersion`.
 * @throws GroupVersionError when the text has more than one slash.
 * @see kubernetes/apimachinery pkg/runtime/schema/group_version.go, ParseGroupVersion
 */
export function parseGroupVersion(apiVersion: string): GroupVersion {
  if (apiVersion === "" || apiVersion === "/") return { group: "", version: "" };
  const slash = apiVersion.indexOf("/");
  if (slash < 0) return { group: "", version: apiVersion };
  if (apiVersion.indexOf("/", slash + 1) >= 0) throw new GroupVersionError(apiVersion);
  return { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** A text that is no `apiVersion`. */
export class GroupVersionError extends Error {
  constructor(apiVersion: string) {
    super(`unexpected GroupVersion string: ${apiVersion}`);
    this.name = "GroupVersionError";
  }
}

/** The kind that an object says it is; only its name when its `apiVersion` is none, as in upstream's FromAPIVersionAndKind. */
export function gvkFromTypeMeta(apiVersion: string, kind: string): GroupVersionKind {
  try {
    return { ...parseGroupVersion(apiVersion), kind };
  } catch (err) {
    if (err instanceof GroupVersionError) return { group: "", version: "", kind };
    throw err;
  }
}

export function gvkOf(gv: GroupVersion, kind: string): GroupVersionKind {
  return { group: gv.group, version: gv.version, kind };
}

/** A map key: `group/version/kind`. */
export function gvkKey(gvk: GroupVersionKind): string {
  return `${gvk.group}/${gvk.version}/${gvk.kind}`;
}

/** A map key: `group/version/resource`. */
export function gvrKey(gvr: GroupVersionResource): string {
  return `${gvr.group}/${gvr.version}/${gvr.resource}`;
}

/** `deployments.apps`, or `pods` for the core group. */
export function groupResourceToString(gr: GroupResource): string {
  return gr.group === "" ? gr.resource : `${gr.resource}.${gr.group}`;
}

/** `Deployment.apps`, or `Pod` for the core group. */
export function groupKindToString(gk: GroupKind): string {
  return gk.group === "" ? gk.kind : `${gk.kind}.${gk.group}`;
}

/** Upstream's text of a GroupVersionKind, as it stands in error messages: `apps/v1, Kind=Deployment`. */
export function gvkToString(gvk: GroupVersionKind): string {
  return `${apiVersionOf(gvk)}, Kind=${gvk.kind}`;
}

export { compareKubeAwareVersions } from "./version-order.js";
