import { compareBytes, quote } from "../../text/index.js";
import { invalid, notSupported } from "../field/index.js";
import { check, stoppingCheck, type Check } from "./check.js";
import type { Operation } from "./operation.js";

/** A value of an enum that is left out while an option is on (`when: true`) or off. */
export interface EnumExclusion {
  readonly value: string;
  readonly option: string;
  readonly when: boolean;
}

/** `+k8s:enum` @see kubernetes/apimachinery pkg/api/validate/enum.go */
export function oneOf(values: readonly string[], exclusions: readonly EnumExclusion[] = []): Check<string> {
  const sorted = [...values].sort(compareBytes);
  const known = new Set(values);
  return check((path, value, _old, op) => {
    if (value == null || (known.has(value) && !isExcluded(value, exclusions, op))) return [];
    return [
      notSupported(
        path,
        value,
        sorted.filter((one) => !isExcluded(one, exclusions, op)),
      ),
    ];
  });
}

function isExcluded(value: string, exclusions: readonly EnumExclusion[], op: Operation): boolean {
  return exclusions.some((one) => one.value === value && one.when === (op.enabled?.has(one.option) ?? false));
}

/** `+k8s:neq` @see kubernetes/apimachinery pkg/api/validate/equality.go */
export function notEqual<T extends string | number | boolean>(disallowed: T): Check<T> {
  const text = typeof disallowed === "string" ? quote(disallowed) : String(disallowed);
  return check((path, value) => (value === disallowed ? [invalid(path, value, `must not be equal to ${text}`)] : []));
}

/** `+k8s:validation:multipleOf` */
export function multipleOf(factor: number): Check<number> {
  return check((path, value) => {
    if (value == null || Number.isInteger(value / factor)) return [];
    return [invalid(path, value, `${String(path ?? "")} in body should be a multiple of ${factor}`)];
  });
}

/**
 * `+k8s:immutable`. Runs only for values that did change: those that did not are skipped before.
 * @see kubernetes/apimachinery pkg/api/validate/immutable.go
 */
export const immutable: Check<unknown> = stoppingCheck((path, _value, _old, op) =>
  op.update ? [invalid(path, undefined, "field is immutable")] : [],
);
