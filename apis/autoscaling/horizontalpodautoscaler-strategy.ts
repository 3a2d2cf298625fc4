import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, NONE, UNKNOWN } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from "./types.js";
import { validateHorizontalPodAutoscaler } from "./validation.js";

const SHOWN = 2;

/**
 * Business rules of HorizontalPodAutoscaler.
 * @see kubernetes/kubernetes pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go
 */
export const horizontalPodAutoscalerStrategy: StrategyHooks<HorizontalPodAutoscaler> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, autoscaler) {
    dropGeneration(autoscaler);
    autoscaler.status = { desiredReplicas: 0, currentMetrics: null };
  },
  validate: (_ctx, autoscaler) => validateHorizontalPodAutoscaler(autoscaler),
  validateUpdate: (_ctx, autoscaler) => validateHorizontalPodAutoscaler(autoscaler),
  tableCells: {
    Reference: ({ spec }) => `${spec?.scaleTargetRef.kind ?? ""}/${spec?.scaleTargetRef.name ?? ""}`,
    Targets: (autoscaler) => targets(autoscaler),
    MinPods: ({ spec }) => (spec?.minReplicas === undefined ? "<unset>" : String(spec.minReplicas)),
    MaxPods: ({ spec }) => spec?.maxReplicas ?? 0,
    Replicas: ({ status }) => status?.currentReplicas ?? 0,
    Age: age,
  },
};

/** `cpu: 40%/80%`: what was read of each metric, and what it should be. */
function targets({ spec, status }: DeepReadonly<HorizontalPodAutoscaler>): string {
  const metrics = spec?.metrics ?? [];
  if (metrics.length === 0) return NONE;
  const all = metrics.map((metric, i) => metricText(metric, status?.currentMetrics?.[i])).filter((text) => text !== "");
  const shown = all.slice(0, SHOWN).join(", ");
  return all.length > SHOWN ? `${shown} + ${all.length - SHOWN} more...` : shown;
}

function metricText(spec: DeepReadonly<MetricSpec>, status: DeepReadonly<MetricStatus> | undefined): string {
  switch (spec.type) {
    case "External":
      return valueText(spec.external?.target, status?.external?.current);
    case "Object":
      return valueText(spec.object?.target, status?.object?.current);
    case "Pods":
      return `${status?.pods?.current.averageValue ?? UNKNOWN}/${spec.pods?.target.averageValue ?? ""}`;
    case "Resource":
      return `${spec.resource?.name ?? ""}: ${resourceText(spec.resource?.target, status?.resource?.current)}`;
    case "ContainerResource": {
      const text = resourceText(spec.containerResource?.target, status?.containerResource?.current);
      return `${spec.containerResource?.name ?? ""}: ${text}`;
    }
    default:
      return "<unknown type>";
  }
}

type Target = DeepReadonly<MetricTarget> | undefined;
type Current = DeepReadonly<MetricValueStatus> | undefined;

function valueText(target: Target, current: Current): string {
  if (target?.averageValue !== undefined) return `${current?.averageValue ?? UNKNOWN}/${target.averageValue} (avg)`;
  return `${current?.value ?? UNKNOWN}/${target?.value ?? ""}`;
}

function resourceText(target: Target, current: Current): string {
  if (target?.averageValue !== undefined) return `${current?.averageValue ?? UNKNOWN}/${target.averageValue}`;
  const wanted = target?.averageUtilization === undefined ? "<auto>" : `${target.averageUtilization}%`;
  const read = current?.averageUtilization === undefined ? UNKNOWN : `${current.averageUtilization}%`;
  return `${read}/${wanted}`;
}
