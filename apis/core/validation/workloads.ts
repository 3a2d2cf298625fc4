import {
  forbidden,
  invalid,
  notSupported,
  Path,
  required,
  selectorFromSet,
  validateLabels,
  validateNonnegative,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { ReplicationController } from "../v1/types.js";
import { validatePodTemplateSpec } from "./pod-spec.js";

const SPEC = Path.of("spec");

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateReplicationControllerSpec */
export function validateReplicationController(controller: DeepReadonly<ReplicationController>): ErrorList {
  const spec = controller.spec ?? {};
  const errs = validateNonnegative(spec.minReadySeconds ?? 0, SPEC.child("minReadySeconds"));
  const selector = spec.selector ?? {};
  if (Object.keys(selector).length === 0) errs.push(required(SPEC.child("selector"), ""));
  else errs.push(...validateLabels(selector, SPEC.child("selector")));
  if (spec.replicas === undefined) errs.push(required(SPEC.child("replicas"), ""));
  else errs.push(...validateNonnegative(spec.replicas, SPEC.child("replicas")));
  const template = SPEC.child("template");
  if (spec.template === undefined) return [...errs, required(template, "")];
  const labels = spec.template.metadata?.labels ?? {};
  if (Object.keys(selector).length > 0 && !selectorFromSet(selector).matches(labels)) {
    errs.push(invalid(template.child("metadata", "labels"), labels, "`selector` does not match template `labels`"));
  }
  errs.push(...validatePodTemplateSpec(spec.template, template));
  const policy = spec.template.spec?.restartPolicy;
  if (policy !== "Always") errs.push(notSupported(template.child("spec", "restartPolicy"), policy ?? "", ["Always"]));
  if (spec.template.spec?.activeDeadlineSeconds !== undefined) {
    const message = "activeDeadlineSeconds in ReplicationController is not Supported";
    errs.push(forbidden(template.child("spec", "activeDeadlineSeconds"), message));
  }
  return errs;
}
