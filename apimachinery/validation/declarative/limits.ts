import { byteLength } from "../../text/index.js";
import { maxError, minError } from "../content/index.js";
import { invalid, tooFew, tooLong, tooLongCharacters, tooMany, tooShort } from "../field/index.js";
import { check, stoppingCheck, type Check } from "./check.js";

type List = readonly unknown[];
type StringMap = { readonly [key: string]: unknown };

/** `+k8s:minimum` @see kubernetes/apimachinery pkg/api/validate/limits.go, also for the others here */
export function minimum(min: number): Check<number> {
  return check((path, value) => (value == null || value >= min ? [] : [invalid(path, value, minError(min))]));
}

/** `+k8s:maximum` */
export function maximum(max: number): Check<number> {
  return check((path, value) => (value == null || value <= max ? [] : [invalid(path, value, maxError(max))]));
}

/** `+k8s:validation:exclusiveMinimum` beside a minimum. */
export function greaterThan(min: number): Check<number> {
  return check((path, value) =>
    value == null || value > min ? [] : [invalid(path, value, `must be greater than ${min}`)],
  );
}

/** `+k8s:validation:exclusiveMaximum` beside a maximum. */
export function lessThan(max: number): Check<number> {
  return check((path, value) =>
    value == null || value < max ? [] : [invalid(path, value, `must be less than ${max}`)],
  );
}

/** `+k8s:maxLength`, in characters. */
export function maxLength(max: number): Check<string> {
  return check((path, value) => {
    // No text has more characters than UTF-16 units.
    if (value == null || value.length <= max || characters(value) <= max) return [];
    return [tooLongCharacters(path, value, max)];
  });
}

/** `+k8s:minLength`, in characters. */
export function minLength(min: number): Check<string> {
  return check((path, value) => {
    // A character takes two UTF-16 units at most.
    if (value == null || value.length >= min * 2 || characters(value) >= min) return [];
    return [tooShort(path, value, min)];
  });
}

/** `+k8s:maxBytes`, in bytes of UTF-8. */
export function maxBytes(max: number): Check<string> {
  return check((path, value) => (value == null || byteLength(value) <= max ? [] : [tooLong(path, value, max)]));
}

/** `+k8s:maxItems`: nothing else is looked at in a list that is too long. */
export function maxItems(max: number): Check<List> {
  return stoppingCheck((path, value) => {
    const count = value?.length ?? 0;
    return count <= max ? [] : [tooMany(path, count, max)];
  });
}

/** `+k8s:minItems` */
export function minItems(min: number): Check<List> {
  return check((path, value) => {
    const count = value?.length ?? 0;
    return count >= min ? [] : [tooFew(path, count, min)];
  });
}

/** `+k8s:validation:maxProperties` */
export function maxProperties(max: number): Check<StringMap> {
  return stoppingCheck((path, value) => {
    const count = value == null ? 0 : Object.keys(value).length;
    return count <= max ? [] : [tooMany(path, count, max)];
  });
}

/** `+k8s:validation:minProperties` */
export function minProperties(min: number): Check<StringMap> {
  return check((path, value) => {
    const count = value == null ? 0 : Object.keys(value).length;
    return count >= min ? [] : [tooFew(path, count, min)];
  });
}

function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
