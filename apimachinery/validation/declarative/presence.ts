import { forbidden as forbiddenError, required as requiredError, type ErrorList } from "../field/index.js";
import { silentCheck, stoppingCheck, type Check } from "./check.js";

/** Says whether a value counts as given. */
export type IsSet = (value: unknown) => boolean;

/** For fields that may be absent: anything that is there counts, also "" and 0. */
export const present: IsSet = (value) => value !== undefined && value !== null;

/** For plain fields that are always there: "", 0 and false count as not given. */
export const nonZero: IsSet = (value) => present(value) && value !== "" && value !== 0 && value !== false;

/** For lists and maps: an empty one counts as not given. */
export const nonEmpty: IsSet = (value) => {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  for (const _ in value) return true;
  return false;
};

/** `+k8s:required` @see kubernetes/apimachinery pkg/api/validate/required.go, RequiredValue and its siblings */
export function required(isSet: IsSet): Check<unknown> {
  return stoppingCheck((path, value) => (isSet(value) ? [] : [requiredError(path, "")]));
}

// Nobody reads it: the check is silent. Most fields of most objects are not given, so that it is made once.
const NOT_GIVEN: ErrorList = [requiredError(undefined, "optional value was not specified")];
const GIVEN: ErrorList = [];

/** `+k8s:optional`: a value that is not given needs no further look. */
export function optional(isSet: IsSet): Check<unknown> {
  return silentCheck((_path, value) => (isSet(value) ? GIVEN : NOT_GIVEN));
}

/** `+k8s:forbidden` */
export function forbidden(isSet: IsSet): Check<unknown> {
  return stoppingCheck((path, value) => (isSet(value) ? [forbiddenError(path, "")] : []));
}
