import type { HorizontalPodAutoscaler, HPAScalingRules } from "./types.js";

const CPU_PERCENT = 80;
// No limit on the way up but doubling, or four pods, in 15 s; on the way down all at once, after five steady minutes.
const SCALE_UP: HPAScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [
    { type: "Pods", value: 4, periodSeconds: 15 },
    { type: "Percent", value: 100, periodSeconds: 15 },
  ],
};
const SCALE_DOWN: HPAScalingRules = {
  selectPolicy: "Max",
  policies: [{ type: "Percent", value: 100, periodSeconds: 15 }],
};

/** @see kubernetes/kubernetes pkg/apis/autoscaling/v2/defaults.go */
export function SetDefaults_HorizontalPodAutoscaler(obj: HorizontalPodAutoscaler): void {
  const spec = obj.spec;
  if (spec === undefined) return;
  spec.minReplicas ??= 1;
  if ((spec.metrics ?? []).length === 0) {
    spec.metrics = [
      { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: CPU_PERCENT } } },
    ];
  }
  if (spec.behavior === undefined) return;
  spec.behavior.scaleUp = withDefaults(spec.behavior.scaleUp, SCALE_UP);
  spec.behavior.scaleDown = withDefaults(spec.behavior.scaleDown, SCALE_DOWN);
}

/** What is given wins over the defaults, field by field. */
function withDefaults(rules: HPAScalingRules | undefined, defaults: HPAScalingRules): HPAScalingRules {
  return { ...structuredClone(defaults), ...rules };
}
