import type { ErrorList, Path } from "../field/index.js";
import type { Operation, Validator } from "./operation.js";

/**
 * What happens to the checks after one that found something: `no` goes on, `error` stops, `silent` stops and reports
 * nothing, which is how an optional field that is not given ends its validation.
 */
export type Stop = "no" | "error" | "silent";

/** One rule for a value. */
export interface Check<T> {
  readonly validate: Validator<T>;
  readonly stop: Stop;
  /** Checks of a named group stop each other only: those of one subfield, or of one item of a list. "" for the value. */
  readonly cohort: string;
}

/** A check that never stops others. */
export function check<T>(validate: Validator<T>): Check<T> {
  return { validate, stop: "no", cohort: "" };
}

/** Stops what follows when it finds something. */
export function stoppingCheck<T>(validate: Validator<T>): Check<T> {
  return { validate, stop: "error", cohort: "" };
}

/** Stops what follows without reporting anything. */
export function silentCheck<T>(validate: Validator<T>): Check<T> {
  return { validate, stop: "silent", cohort: "" };
}

/** The same check, unheard: it stops what follows and reports nothing. */
export function silently<T>(inner: Check<T>): Check<T> {
  return { ...inner, stop: "silent" };
}

/** Applies another type's validator, or a hand-written one. */
export function call<T>(validate: Validator<T>): Check<T> {
  return check(validate);
}

/** Checks in the order in which they run: group by group, and in each those that stop before the others. */
export class CheckPlan<T> {
  readonly #cohorts: readonly (readonly Check<T>[])[];

  constructor(checks: readonly Check<T>[]) {
    const names = new Set(checks.map((one) => one.cohort));
    const ordered = names.has("") ? ["", ...[...names].filter((name) => name !== "")] : [...names];
    this.#cohorts = ordered.map((name) => {
      const members = checks.filter((one) => one.cohort === name);
      return [...members.filter((one) => one.stop !== "no"), ...members.filter((one) => one.stop === "no")];
    });
  }

  get isEmpty(): boolean {
    return this.#cohorts.length === 0;
  }

  /** Adds to `errs` what is wrong. True when a check of the value itself stopped the rest. */
  run(errs: ErrorList, path: Path | undefined, value: T | undefined, old: T | undefined, op: Operation): boolean {
    for (const cohort of this.#cohorts) {
      if (runCohort(cohort, errs, path, value, old, op) && cohort[0]?.cohort === "") return true;
    }
    return false;
  }
}

function runCohort<T>(
  cohort: readonly Check<T>[],
  errs: ErrorList,
  path: Path | undefined,
  value: T | undefined,
  old: T | undefined,
  op: Operation,
): boolean {
  let stopped = false;
  for (const one of cohort) {
    if (stopped && one.stop === "no") break;
    const found = one.validate(path, value, old, op);
    if (found.length === 0) continue;
    if (one.stop !== "silent") errs.push(...found);
    if (one.stop !== "no") stopped = true;
  }
  return stopped;
}
