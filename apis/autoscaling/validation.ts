import { invalid, notSupported, Path, required, type DeepReadonly, type ErrorList } from "kindsmith/apimachinery";
import { validateNonnegativeQuantity } from "../core/validation/resources.js";
import { validateMetric, validateReference } from "./metric-validation.js";
import type { HorizontalPodAutoscaler, HPAScalingRules } from "./types.js";

const MAX_STABILIZATION_SECONDS = 3600;
const MAX_PERIOD_SECONDS = 1800;
const SELECT_POLICIES = ["Disabled", "Max", "Min"];
const POLICIES = ["Percent", "Pods"];

const SPEC = Path.of("spec");

/** @see kubernetes/kubernetes pkg/apis/autoscaling/validation/validation.go, validateHorizontalPodAutoscalerSpec */
export function validateHorizontalPodAutoscaler({ spec }: DeepReadonly<HorizontalPodAutoscaler>): ErrorList {
  const errs: ErrorList = [];
  const min = spec?.minReplicas;
  const max = spec?.maxReplicas ?? 0;
  if (min !== undefined && min < 1) {
    errs.push(invalid(SPEC.child("minReplicas"), min, "must be greater than or equal to 1"));
  }
  if (max < 1) errs.push(invalid(SPEC.child("maxReplicas"), max, "must be greater than 0"));
  if (min !== undefined && max < min) {
    errs.push(invalid(SPEC.child("maxReplicas"), max, "must be greater than or equal to `minReplicas`"));
  }
  errs.push(...validateReference(spec?.scaleTargetRef, SPEC.child("scaleTargetRef")));
  (spec?.metrics ?? []).forEach((metric, i) => errs.push(...validateMetric(metric, SPEC.child("metrics").index(i))));
  const { scaleUp, scaleDown } = spec?.behavior ?? {};
  const path = SPEC.child("behavior");
  if (scaleUp !== undefined) errs.push(...validateScalingRules(scaleUp, path.child("scaleUp")));
  if (scaleDown !== undefined) errs.push(...validateScalingRules(scaleDown, path.child("scaleDown")));
  return errs;
}

function validateScalingRules(rules: DeepReadonly<HPAScalingRules>, path: Path): ErrorList {
  const errs: ErrorList = [];
  const { stabilizationWindowSeconds: window, selectPolicy, policies = [], tolerance } = rules;
  const place = path.child("stabilizationWindowSeconds");
  if (window !== undefined && window < 0) errs.push(invalid(place, window, "must be greater than or equal to zero"));
  if (window !== undefined && window > MAX_STABILIZATION_SECONDS) {
    errs.push(invalid(place, window, `must be less than or equal to ${MAX_STABILIZATION_SECONDS}`));
  }
  if (selectPolicy !== undefined && !SELECT_POLICIES.includes(selectPolicy)) {
    errs.push(notSupported(path.child("selectPolicy"), selectPolicy, SELECT_POLICIES));
  }
  if (policies.length === 0) errs.push(required(path.child("policies"), "must specify at least one Policy"));
  policies.forEach(({ type, value, periodSeconds }, i) => {
    const at = path.child("policies").index(i);
    if (!POLICIES.includes(type)) errs.push(notSupported(at.child("type"), type, POLICIES));
    if (value <= 0) errs.push(invalid(at.child("value"), value, "must be greater than zero"));
    if (periodSeconds <= 0) errs.push(invalid(at.child("periodSeconds"), periodSeconds, "must be greater than zero"));
    if (periodSeconds > MAX_PERIOD_SECONDS) {
      const message = `must be less than or equal to ${MAX_PERIOD_SECONDS}`;
      errs.push(invalid(at.child("periodSeconds"), periodSeconds, message));
    }
  });
  if (tolerance !== undefined) errs.push(...validateNonnegativeQuantity(tolerance, path.child("tolerance")));
  return errs;
}
