import { invalid, Path, required, type ErrorList } from "../../../apimachinery/validation/field/index.js";
import type { AccessReview, AccessReviewSpec, SelectorAttributes } from "./types.js";

/** @see kubernetes/kubernetes pkg/apis/authorization/validation/validation.go */
export function validateAccessReview(review: AccessReview): ErrorList {
  return [...validateSubject(review.spec), ...validateSpec(review.spec), ...validateMetadata(review, false)];
}

export function validateSelfAccessReview(review: AccessReview): ErrorList {
  return [...validateSpec(review.spec), ...validateMetadata(review, false)];
}

export function validateLocalAccessReview(review: AccessReview): ErrorList {
  const { spec = {}, metadata } = review;
  const errs = [...validateSubject(spec), ...validateSpec(spec), ...validateMetadata(review, true)];
  const { resourceAttributes, nonResourceAttributes } = spec;
  const path = Path.of("spec");
  if (resourceAttributes !== undefined && (resourceAttributes.namespace ?? "") !== (metadata.namespace ?? "")) {
    const place = path.child("resourceAttributes", "namespace");
    errs.push(invalid(place, resourceAttributes.namespace ?? "", "must match metadata.namespace"));
  }
  if (nonResourceAttributes !== undefined) {
    const place = path.child("nonResourceAttributes");
    errs.push(invalid(place, nonResourceAttributes, "disallowed on this kind of request"));
  }
  return errs;
}

function validateSubject({ user = "", groups = [] }: AccessReviewSpec = {}): ErrorList {
  if (user !== "" || groups.length > 0) return [];
  return [invalid(Path.of("spec", "user"), user, "at least one of user or group must be specified")];
}

function validateSpec({ resourceAttributes, nonResourceAttributes }: AccessReviewSpec = {}): ErrorList {
  const path = Path.of("spec");
  const errs: ErrorList = [];
  if (resourceAttributes !== undefined && nonResourceAttributes !== undefined) {
    const why = "cannot be specified in combination with resourceAttributes";
    errs.push(invalid(path.child("nonResourceAttributes"), nonResourceAttributes, why));
  }
  if (resourceAttributes === undefined && nonResourceAttributes === undefined) {
    const why = "exactly one of nonResourceAttributes or resourceAttributes must be specified";
    errs.push(invalid(path.child("resourceAttributes"), null, why));
  }
  for (const field of ["fieldSelector", "labelSelector"] as const) {
    errs.push(...validateSelector(resourceAttributes?.[field], path.child("resourceAttributes", field)));
  }
  return errs;
}

function validateSelector(selector: SelectorAttributes | undefined, path: Path): ErrorList {
  if (selector === undefined) return [];
  const { rawSelector = "", requirements = [] } = selector;
  if (rawSelector !== "" && requirements.length > 0) {
    return [invalid(path.child("rawSelector"), rawSelector, "may not specified at the same time as requirements")];
  }
  if (rawSelector === "" && requirements.length === 0) {
    const why = `when ${path.toString()} is specified, requirements or rawSelector is required`;
    return [required(path.child("requirements"), why)];
  }
  return [];
}

/** Nobody may read a meaning into metadata that this kind does not have. */
function validateMetadata({ metadata }: AccessReview, mayHaveNamespace: boolean): ErrorList {
  const { managedFields: _, namespace, ...rest } = metadata;
  const others = mayHaveNamespace ? rest : { ...rest, namespace };
  if (Object.values(others).every((value) => value === undefined)) return [];
  return [
    invalid(Path.of("metadata"), metadata, mayHaveNamespace ? "must be empty except for namespace" : "must be empty"),
  ];
}
