/**
 * Server-side apply without Kubernetes' objects: sets of fields, values with types, merging, and who manages what.
 * @see kubernetes-sigs/structured-merge-diff
 */
export { compareTyped, isUnchanged, type Comparison } from "./compare-values.js";
export { OpenAPITypes } from "./compile-openapi.js";
export { ApplyConflictError, conflictMessage, type Conflict } from "./conflicts.js";
export { EMPTY_SET, FieldSet } from "./field-set.js";
export { fieldsV1FromSet, fieldsV1Steps, setFromFieldsV1, type FieldsV1 } from "./fields-v1.js";
export type { Managers, VersionedSet } from "./managers.js";
export { mergeValues } from "./merge-values.js";
export { fieldPath, PathElement, pathToString, type FieldPath, type KeyField } from "./path-element.js";
export { reconcileSet, withNamedFields } from "./reconcile-set.js";
export { extractItems, removeItems } from "./remove-items.js";
export { SchemaError, type SchemaProblem } from "./schema-errors.js";
export {
  DEDUCED,
  UNTYPED_ATOMIC,
  type FieldType,
  type ListType,
  type MapType,
  type Scalar,
  type SchemaNode,
} from "./schema-node.js";
export { setOfValue } from "./set-of-value.js";
export {
  Updater,
  type ApplyResult,
  type TypedValue,
  type UpdateResult,
  type UpdaterOptions,
  type VersionConverter,
} from "./updater.js";
export { validateValue, type ValidateOptions } from "./validate-value.js";
