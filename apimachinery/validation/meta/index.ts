/** Validation of the types that every group shares. */
export { isValidConditionReason, validateCondition, validateConditions } from "./conditions.js";
export {
  labelSelectorHasInvalidLabelValue,
  validateFieldSelectorRequirement,
  validateLabelName,
  validateLabels,
  validateLabelSelector,
  validateLabelSelectorRequirement,
  type SelectorValidationOptions,
} from "./labels.js";
export {
  FIELD_MANAGER_MAX_LENGTH,
  isPrintable,
  validateFieldManager,
  validateManagedFields,
} from "./managed-fields.js";
export { nameIsDNS1035Label, nameIsDNSLabel, nameIsDNSSubdomain, type ValidateNameFunc } from "./names.js";
export {
  FIELD_IMMUTABLE_MESSAGE,
  FINALIZER_DELETE_DEPENDENTS,
  FINALIZER_ORPHAN_DEPENDENTS,
  TOTAL_ANNOTATION_SIZE_LIMIT_BYTES,
  validateAnnotations,
  validateFinalizerName,
  validateFinalizers,
  validateImmutableField,
  validateNoNewFinalizers,
  validateNonnegative,
  validateObjectMeta,
  validateObjectMetaTransition,
  validateObjectMetaUpdate,
  validateOwnerReferences,
  type ObjectMetaRules,
} from "./object-meta.js";
export {
  validateCreateOptions,
  validateDeleteOptions,
  validateListOptions,
  validatePatchOptions,
  validateTableOptions,
  validateUpdateOptions,
} from "./options.js";
