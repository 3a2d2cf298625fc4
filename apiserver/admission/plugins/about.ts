import type { GroupResource } from "../../../apimachinery/schema/index.js";
import type { AdmissionAttributes } from "../interface.js";

/** True when the request is about the resource itself, not about a subresource. */
export function isAbout({ resource, subresource }: AdmissionAttributes, wanted: GroupResource): boolean {
  return subresource === "" && resource.resource === wanted.resource && resource.group === wanted.group;
}

export const PODS: GroupResource = { group: "", resource: "pods" };
export const CLAIMS: GroupResource = { group: "", resource: "persistentvolumeclaims" };
