import { fieldPath, FieldSet } from "../structuredmerge/index.js";

/**
 * What nobody manages: the type, and what the server itself keeps in metadata.
 * @see kubernetes/apimachinery pkg/util/managedfields/internal/stripmeta.go
 */
export const UNTRACKED_FIELDS: FieldSet = FieldSet.of(
  fieldPath("apiVersion"),
  fieldPath("kind"),
  fieldPath("metadata"),
  fieldPath("metadata", "name"),
  fieldPath("metadata", "namespace"),
  fieldPath("metadata", "creationTimestamp"),
  fieldPath("metadata", "selfLink"),
  fieldPath("metadata", "uid"),
  fieldPath("metadata", "clusterName"),
  fieldPath("metadata", "generation"),
  fieldPath("metadata", "managedFields"),
  fieldPath("metadata", "resourceVersion"),
);
