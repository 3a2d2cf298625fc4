import { childOf, type ErrorList, type Path } from "../field/index.js";
import { CheckPlan, type Check } from "./check.js";
import { sameValue } from "./equal.js";
import type { Operation, Validator } from "./operation.js";

/** The rules of one field. */
export interface FieldRules<T> {
  /** Those of the field itself. When one of them stops, the rest of the field is not looked at. */
  readonly checks?: readonly Check<T>[];
  /** Those of the field's type, its elements and its keys. */
  readonly then?: readonly Check<T>[];
  /** What an absent field reads as, for fields that are always there. */
  readonly zero?: T;
}

/** The rules of a struct. */
export interface StructRules<T> {
  /** Those of the type as a whole, before its fields. */
  readonly checks?: readonly Check<T>[];
  readonly fields?: { readonly [K in keyof T]?: FieldRules<NonNullable<T[K]>> };
}

interface FieldPlan {
  readonly name: string;
  readonly checks: CheckPlan<unknown>;
  readonly then: readonly Check<unknown>[];
  readonly zero: unknown;
}

/** Puts the rules of a struct together. Fields that an update did not change are not validated again. */
export function structRules<T extends object>(rules: StructRules<T>): Validator<T> {
  const own = new CheckPlan(rules.checks ?? []);
  const fields = Object.entries((rules.fields ?? {}) as Record<string, FieldRules<unknown>>).map(
    ([name, field]): FieldPlan => ({
      name,
      checks: new CheckPlan(field.checks ?? []),
      then: field.then ?? [],
      zero: field.zero,
    }),
  );
  return (path, value, old, op) => {
    const errs: ErrorList = [];
    if (value == null || own.run(errs, path, value, old, op)) return errs;
    for (const field of fields) validateField(errs, field, path, value as Fields, old as Fields | undefined, op);
    return errs;
  };
}

/** Puts the rules of any other named type together. */
export function valueRules<T>(checks: readonly Check<T>[]): Validator<T> {
  const plan = new CheckPlan(checks);
  return (path, value, old, op) => {
    const errs: ErrorList = [];
    plan.run(errs, path, value, old, op);
    return errs;
  };
}

type Fields = { readonly [name: string]: unknown };

function validateField(
  errs: ErrorList,
  field: FieldPlan,
  parent: Path | undefined,
  obj: Fields,
  oldObj: Fields | undefined,
  op: Operation,
): void {
  const value = obj[field.name] ?? field.zero;
  const old = oldObj === undefined ? undefined : (oldObj[field.name] ?? field.zero);
  // Without an old struct there is nothing that could be unchanged.
  if (op.update && oldObj !== undefined && sameValue(value, old)) return;
  const path = childOf(parent, field.name);
  if (field.checks.run(errs, path, value, old, op)) return;
  for (const one of field.then) errs.push(...one.validate(path, value, old, op));
}

/**
 * Applies `inner` to a field of a struct of another type. Checks of one field stop each other only.
 * @param zero - what the field reads as when it is absent, for fields that are always there.
 * @see kubernetes/apimachinery pkg/api/validate/subfield.go
 */
export function subfield<T, K extends keyof T & string>(
  name: K,
  inner: Check<NonNullable<T[K]>>,
  zero?: NonNullable<T[K]>,
): Check<T> {
  const read = (obj: T): NonNullable<T[K]> | undefined => obj[name] ?? zero;
  return {
    ...inner,
    cohort: name,
    validate: (path, value, old, op) => {
      if (value == null) return [];
      const [now, before] = [read(value), old == null ? undefined : read(old)];
      if (op.update && old != null && sameValue(now, before)) return [];
      return inner.validate(childOf(path, name), now, before, op);
    },
  };
}
