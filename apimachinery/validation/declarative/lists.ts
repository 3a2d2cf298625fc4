import { duplicate } from "../field/index.js";
import { check, type Check } from "./check.js";
import { isKeyed, sameValue, type Match } from "./equal.js";

type StringMap<T> = { readonly [key: string]: T };

/** How an element of a list finds its older self. */
export interface Correlation<T> {
  /** Finds the old element. */
  readonly match: Match<T>;
  /** Matching elements may differ otherwise, so that they are compared before they count as unchanged. */
  readonly byKeys: boolean;
}

/**
 * Applies `inner` to each element of a list. An element that was in the old list already is not validated again, as far
 * as the list's type lets it be found.
 * @see kubernetes/apimachinery pkg/api/validate/each.go, EachValSliceVal
 */
export function eachVal<T>(inner: Check<T>, correlation?: Correlation<T>): Check<readonly T[]> {
  return {
    ...inner,
    validate: (path, value, old, op) => {
      if (value == null) return [];
      return value.flatMap((element, i) => {
        const before = correlation === undefined ? undefined : old?.find((one) => correlation.match(one, element));
        if (op.update && before !== undefined && (!correlation!.byKeys || sameValue(element, before))) return [];
        return inner.validate(path?.index(i), element, before, op);
      });
    },
  };
}

/** Applies `inner` to each value of a map. @see kubernetes/apimachinery pkg/api/validate/each.go, EachMapVal */
export function eachMapVal<T>(inner: Check<T>): Check<StringMap<T>> {
  return {
    ...inner,
    validate: (path, value, old, op) => {
      if (value == null) return [];
      return Object.entries(value).flatMap(([key, element]) => {
        const before = old != null && Object.hasOwn(old, key) ? old[key] : undefined;
        if (op.update && before !== undefined && sameValue(element, before)) return [];
        return inner.validate(path?.key(key), element, before, op);
      });
    },
  };
}

/**
 * Applies `inner` to each key of a map; errors are reported for the map. Keys that the old map had are not validated
 * again. @see kubernetes/apimachinery pkg/api/validate/each.go, EachMapKey
 */
export function eachKey(inner: Check<string>): Check<StringMap<unknown>> {
  return {
    ...inner,
    validate: (path, value, old, op) => {
      if (value == null) return [];
      return Object.keys(value).flatMap((key) =>
        op.update && old != null && Object.hasOwn(old, key) ? [] : inner.validate(path, key, undefined, op),
      );
    },
  };
}

/**
 * No two elements of a list are the same, or have the same keys. Each one that occurred before is reported.
 * @see kubernetes/apimachinery pkg/api/validate/each.go, ValSliceUnique
 */
export function unique<T>(match: Match<T>): Check<readonly T[]> {
  return check((path, value) => {
    if (value == null) return [];
    const isRepeated = repetitionTest(match);
    return value.flatMap((element, i) => (isRepeated(element) ? [duplicate(path?.index(i), element)] : []));
  });
}

/** Told one element after another, says which were there before. */
function repetitionTest<T>(match: Match<T>): (element: T) => boolean {
  const seen = new Set<unknown>();
  const compared: T[] = [];
  return (element) => {
    // Plain values and keys are looked up; only structs of a set have to be compared with each other.
    if (isKeyed(match) || typeof element !== "object") {
      const key = isKeyed(match) ? match.keyOf(element) : element;
      if (seen.has(key)) return true;
      seen.add(key);
      return false;
    }
    if (compared.some((other) => match(element, other))) return true;
    compared.push(element);
    return false;
  };
}

/**
 * Applies `inner` to the first element of a list that has the given values. Checks of one item stop each other only.
 * @see kubernetes/apimachinery pkg/api/validate/item.go, ValSliceItem
 */
export function item<T>(criteria: Partial<T>, cohort: string, inner: Check<T>): Check<readonly T[]> {
  const wanted = Object.entries(criteria);
  const matches = (element: T): boolean =>
    wanted.every(([key, value]) => (element as { readonly [key: string]: unknown })[key] === value);
  return {
    ...inner,
    cohort,
    validate: (path, value, old, op) => {
      const i = value?.findIndex(matches) ?? -1;
      if (value == null || i < 0) return [];
      const element = value[i] as T;
      const before = old?.find(matches);
      if (op.update && before !== undefined && sameValue(element, before)) return [];
      return inner.validate(path?.index(i), element, before, op);
    },
  };
}
