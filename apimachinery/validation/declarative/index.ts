/**
 * What generated validation calls: small checks that are put together to the rules of a type. The messages are those of
 * upstream. @see kubernetes/apimachinery pkg/api/validate
 */
export { call, check, CheckPlan, silentCheck, silently, stoppingCheck, type Check, type Stop } from "./check.js";
export { alpha, discriminated, ifDisabled, ifEnabled, type MemberRule } from "./conditions.js";
export { byKeys, sameValue, type KeyedMatch, type Match } from "./equal.js";
export { format, pattern, type FormatName } from "./formats.js";
export {
  greaterThan,
  lessThan,
  maximum,
  maxBytes,
  maxItems,
  maxLength,
  maxProperties,
  minimum,
  minItems,
  minLength,
  minProperties,
} from "./limits.js";
export { eachKey, eachMapVal, eachVal, item, unique, type Correlation } from "./lists.js";
export { operationOf, type Operation, type Validator } from "./operation.js";
export { forbidden, nonEmpty, nonZero, optional, present, required, type IsSet } from "./presence.js";
export { rootValidation } from "./roots.js";
export { structRules, subfield, valueRules, type FieldRules, type StructRules } from "./structs.js";
export {
  discriminatedUnion,
  itemUnion,
  itemZeroOrOneOf,
  union,
  zeroOrOneOf,
  type FieldMember,
  type ItemMember,
} from "./unions.js";
export { update, type UpdateConstraint } from "./update.js";
export { immutable, multipleOf, notEqual, oneOf, type EnumExclusion } from "./values.js";
