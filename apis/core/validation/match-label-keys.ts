import {
  forbidden,
  invalid,
  validateLabelName,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { LabelSelector } from "kindsmith/apimachinery/meta/v1";

interface Keyed {
  readonly labelSelector?: LabelSelector;
  readonly matchLabelKeys?: string[];
  readonly mismatchLabelKeys?: string[];
}

/**
 * Keys whose values are taken from the pod itself.
 * @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateMatchLabelKeysAndMismatchLabelKeys
 */
export function validateMatchLabelKeys(term: DeepReadonly<Keyed>, path: Path): ErrorList {
  const { matchLabelKeys = [], mismatchLabelKeys = [] } = term;
  const errs = [
    ...validateKeys(matchLabelKeys, term.labelSelector, path.child("matchLabelKeys")),
    ...validateKeys(mismatchLabelKeys, term.labelSelector, path.child("mismatchLabelKeys")),
  ];
  const matched = new Set(matchLabelKeys);
  mismatchLabelKeys.forEach((key, i) => {
    if (!matched.has(key)) return;
    errs.push(
      invalid(path.child("matchLabelKeys").index(i), key, "exists in both matchLabelKeys and mismatchLabelKeys"),
    );
  });
  return errs;
}

function validateKeys(
  keys: readonly string[],
  selector: DeepReadonly<LabelSelector> | undefined,
  path: Path,
): ErrorList {
  if (keys.length === 0) return [];
  if (selector === undefined) return [forbidden(path, "must not be specified when labelSelector is not set")];
  return keys.flatMap((key, i) => validateLabelName(key, path.index(i)));
}
