import { childOf } from "../field/index.js";
import { check, CheckPlan, type Check } from "./check.js";
import { sameValue } from "./equal.js";

/** `+k8s:ifEnabled` @see kubernetes/apimachinery pkg/api/validate/options.go */
export function ifEnabled<T>(option: string, inner: Check<T>): Check<T> {
  return {
    ...inner,
    validate: (path, value, old, op) => (op.enabled?.has(option) ? inner.validate(path, value, old, op) : []),
  };
}

/** `+k8s:ifDisabled` */
export function ifDisabled<T>(option: string, inner: Check<T>): Check<T> {
  return {
    ...inner,
    validate: (path, value, old, op) => (op.enabled?.has(option) ? [] : inner.validate(path, value, old, op)),
  };
}

/** `+k8s:alpha`: a rule on trial, which refuses nothing unless the operation asks for it. */
export function alpha<T>(inner: Check<T>): Check<T> {
  return {
    ...inner,
    validate: (path, value, old, op) => (op.enforceAlpha === true ? inner.validate(path, value, old, op) : []),
  };
}

/** The rules of a member field for one value of the discriminator. */
export interface MemberRule<T> {
  readonly value: string | boolean;
  readonly checks: readonly Check<T>[];
}

/**
 * `+k8s:member`: what a field has to be depends on another field of its struct. For values without a rule `otherwise`
 * holds. @see kubernetes/apimachinery pkg/api/validate/discriminator.go
 */
export function discriminated<T, K extends keyof T & string>(
  field: K,
  discriminator: keyof T & string,
  rules: readonly MemberRule<NonNullable<T[K]>>[],
  otherwise: Check<NonNullable<T[K]>>,
): Check<T> {
  const plans = new Map(rules.map((rule) => [rule.value as unknown, new CheckPlan(rule.checks)]));
  const rest = new CheckPlan([otherwise]);
  return check((path, obj, old, op) => {
    if (obj == null) return [];
    const [value, before] = [obj[field] ?? undefined, old?.[field] ?? undefined];
    const mode = obj[discriminator];
    if (op.update && old != null && mode === old[discriminator] && sameValue(value, before)) return [];
    const errs: ReturnType<Check<T>["validate"]> = [];
    const plan = plans.get(mode ?? zeroOf(plans)) ?? rest;
    plan.run(
      errs,
      childOf(path, field),
      value as NonNullable<T[K]> | undefined,
      before as NonNullable<T[K]> | undefined,
      op,
    );
    return errs;
  });
}

/** What an absent discriminator reads as. */
function zeroOf(plans: ReadonlyMap<unknown, unknown>): unknown {
  return [...plans.keys()].some((key) => typeof key === "boolean") ? false : "";
}
