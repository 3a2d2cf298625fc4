import { invalid, isPathSegmentName, Path, required, type DeepReadonly, type ErrorList } from "kindsmith/apimachinery";
import type { CrossVersionObjectReference, HorizontalPodAutoscaler, MetricSpec } from "./types.js";

const SPEC = Path.of("spec");
const SOURCES = {
  Object: "object",
  Pods: "pods",
  Resource: "resource",
  ContainerResource: "containerResource",
  External: "external",
} as const;

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
  return errs;
}

function validateReference(ref: DeepReadonly<CrossVersionObjectReference> | undefined, path: Path): ErrorList {
  return (["kind", "name"] as const).flatMap((field) => {
    const value = ref?.[field] ?? "";
    if (value === "") return [required(path.child(field), "")];
    return isPathSegmentName(value).map((message) => invalid(path.child(field), value, message));
  });
}

function validateMetric(metric: DeepReadonly<MetricSpec>, path: Path): ErrorList {
  if (!metric.type) return [required(path.child("type"), "must specify a metric source type")];
  const own = SOURCES[metric.type as keyof typeof SOURCES] as (typeof SOURCES)[keyof typeof SOURCES] | undefined;
  if (own === undefined) return [];
  const errs: ErrorList = [];
  if (metric[own] === undefined)
    errs.push(required(path.child(own), "must populate information for the given metric source"));
  const target = metric[own]?.target;
  if (target !== undefined && target.averageUtilization !== undefined && target.averageUtilization < 1) {
    const place = path.child(own, "target", "averageUtilization");
    errs.push(invalid(place, target.averageUtilization, "must be greater than 0"));
  }
  return errs;
}
