import { newForbidden, type Reason, type StatusError } from "../../apimachinery/api/errors/index.js";
import type { ObjectMeta } from "../../apimachinery/meta/v1/index.js";
import type { AdmissionAttributes } from "./interface.js";

/**
 * The refusal of a plug-in: 403 `pods "x" is forbidden: why`.
 * @see kubernetes/apiserver pkg/admission/errors.go, NewForbidden
 */
export function newAdmissionForbidden(attributes: AdmissionAttributes, why: Reason): StatusError {
  const { group, resource } = attributes.resource;
  return newForbidden({ group, resource }, nameOf(attributes), why);
}

function nameOf(attributes: AdmissionAttributes): string {
  if (attributes.name !== "") return attributes.name;
  const metadata = (attributes.object as { readonly metadata?: ObjectMeta } | undefined)?.metadata;
  return metadata?.name || metadata?.generateName || "Unknown";
}
