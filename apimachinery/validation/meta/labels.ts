import type { LabelSelector, LabelSelectorRequirement, FieldSelectorRequirement } from "../../meta/v1/types.js";
import type { DeepReadonly } from "../../runtime/object.js";
import { isQualifiedName, isValidLabelValue } from "../content/index.js";
import { childOf, forbidden, invalid, required, type ErrorList, type Path } from "../field/index.js";

export interface SelectorValidationOptions {
  /** For objects that were stored with bad values before they were checked. */
  readonly allowInvalidLabelValue?: boolean;
  /** For reviews, which pass unknown operators on. */
  readonly allowUnknownOperator?: boolean;
}

export function validateLabelName(name: string, path: Path | undefined): ErrorList {
  return isQualifiedName(name).map((message) => invalid(path, name, message));
}

/** @see kubernetes/apimachinery pkg/apis/meta/v1/validation/validation.go, ValidateLabels */
export function validateLabels(
  labels: { readonly [key: string]: string } | undefined,
  path: Path | undefined,
): ErrorList {
  const errs: ErrorList = [];
  for (const key in labels) {
    const value = labels[key]!;
    for (const message of isQualifiedName(key)) errs.push(invalid(path, key, message));
    for (const message of isValidLabelValue(value)) errs.push(invalid(path, value, message));
  }
  return errs;
}

/** An absent selector is fine. */
export function validateLabelSelector(
  selector: DeepReadonly<LabelSelector> | undefined | null,
  opts: SelectorValidationOptions,
  path: Path | undefined,
): ErrorList {
  if (selector === undefined || selector === null) return [];
  const errs = validateLabels(selector.matchLabels, childOf(path, "matchLabels"));
  const expressions = childOf(path, "matchExpressions");
  for (const [i, requirement] of (selector.matchExpressions ?? []).entries()) {
    errs.push(...validateLabelSelectorRequirement(requirement, opts, expressions.index(i)));
  }
  return errs;
}

export function validateLabelSelectorRequirement(
  requirement: DeepReadonly<LabelSelectorRequirement>,
  opts: SelectorValidationOptions,
  path: Path | undefined,
): ErrorList {
  const errs = validateOperator(requirement, opts, path);
  errs.push(...validateLabelName(requirement.key, childOf(path, "key")));
  if (opts.allowInvalidLabelValue === true) return errs;
  for (const [i, value] of (requirement.values ?? []).entries()) {
    const messages = isValidLabelValue(value);
    errs.push(...messages.map((message) => invalid(childOf(path, "values").index(i), value, message)));
  }
  return errs;
}

export function validateFieldSelectorRequirement(
  requirement: DeepReadonly<FieldSelectorRequirement>,
  opts: SelectorValidationOptions,
  path: Path | undefined,
): ErrorList {
  const errs = requirement.key === "" ? [required(childOf(path, "key"), "must be specified")] : [];
  return [...errs, ...validateOperator(requirement, opts, path)];
}

/** True when a match expression has a bad value: such an object may keep it on update. */
export function labelSelectorHasInvalidLabelValue(selector: DeepReadonly<LabelSelector> | undefined | null): boolean {
  const expressions = selector?.matchExpressions ?? [];
  return expressions.some(({ values }) => (values ?? []).some((value) => isValidLabelValue(value).length > 0));
}

function validateOperator(
  requirement: { readonly operator: string; readonly values?: readonly string[] },
  opts: SelectorValidationOptions,
  path: Path | undefined,
): ErrorList {
  const count = requirement.values?.length ?? 0;
  switch (requirement.operator) {
    case "In":
    case "NotIn":
      if (count > 0) return [];
      return [required(childOf(path, "values"), "must be specified when `operator` is 'In' or 'NotIn'")];
    case "Exists":
    case "DoesNotExist":
      if (count === 0) return [];
      return [forbidden(childOf(path, "values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
    default:
      if (opts.allowUnknownOperator === true) return [];
      return [invalid(childOf(path, "operator"), requirement.operator, "not a valid selector operator")];
  }
}
