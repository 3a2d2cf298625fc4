import type { ConversionScope } from "kindsmith/apimachinery";
import type { JSONValue } from "kindsmith/apimachinery/meta/v1";
import type * as autoscaling from "../types.js";
import {
  BEHAVIOR,
  CONDITIONS,
  CURRENT_METRICS,
  METRICS,
  metricFromAnnotation,
  metricToAnnotation,
  statusFromAnnotation,
  statusToAnnotation,
} from "./annotations.js";
import type * as v1 from "./types.js";

const CPU_PERCENT = 80;

/** What this version has no fields for comes from annotations; one that cannot be read is passed over. */
export function Convert_v1_HorizontalPodAutoscaler_To_autoscaling_HorizontalPodAutoscaler(
  input: v1.HorizontalPodAutoscaler,
  out: autoscaling.HorizontalPodAutoscaler,
  scope: ConversionScope<v1.HorizontalPodAutoscaler, autoscaling.HorizontalPodAutoscaler>,
): void {
  scope.auto(input, out);
  const {
    [METRICS]: metrics,
    [CURRENT_METRICS]: current,
    [CONDITIONS]: conditions,
    [BEHAVIOR]: behavior,
    ...others
  } = input.metadata.annotations ?? {};
  if ([metrics, current, conditions, behavior].some((value) => value !== undefined)) {
    out.metadata = { ...out.metadata, annotations: others };
    if (Object.keys(others).length === 0) delete out.metadata.annotations;
    readAnnotations(out, { metrics, current, conditions, behavior });
  }
  // Only here is it known that there are no metrics at all, so this default is none of the version's own.
  if (out.spec !== undefined && (out.spec.metrics ?? []).length === 0) out.spec.metrics = [cpuUtilization(CPU_PERCENT)];
}

function readAnnotations(
  out: autoscaling.HorizontalPodAutoscaler,
  texts: { readonly [what in "metrics" | "current" | "conditions" | "behavior"]: string | undefined },
): void {
  const given = readList(texts.metrics)?.map(metricFromAnnotation);
  if (given !== undefined && out.spec !== undefined) out.spec.metrics = [...given, ...(out.spec.metrics ?? [])];
  const behavior = parse(texts.behavior);
  if (out.spec !== undefined && behavior !== undefined) {
    out.spec.behavior = behavior as autoscaling.HorizontalPodAutoscalerBehavior;
  }
  const statuses = readList(texts.current)?.map(statusFromAnnotation);
  if (statuses !== undefined) (out.status ??= { desiredReplicas: 0 }).currentMetrics = statuses;
  const observed = readList(texts.conditions);
  if (observed !== undefined) {
    (out.status ??= { desiredReplicas: 0 }).conditions =
      observed as unknown as autoscaling.HorizontalPodAutoscalerCondition[];
  }
}

export function Convert_autoscaling_HorizontalPodAutoscaler_To_v1_HorizontalPodAutoscaler(
  input: autoscaling.HorizontalPodAutoscaler,
  out: v1.HorizontalPodAutoscaler,
  scope: ConversionScope<autoscaling.HorizontalPodAutoscaler, v1.HorizontalPodAutoscaler>,
): void {
  scope.auto(input, out);
  const annotations: { [key: string]: string } = {};
  const metrics = (input.spec?.metrics ?? []).filter((metric) => !isCPUUtilization(metric));
  if (metrics.length > 0) annotations[METRICS] = JSON.stringify(metrics.map(metricToAnnotation));
  const current = input.status?.currentMetrics ?? [];
  if (!isPercentOnly(current)) annotations[CURRENT_METRICS] = JSON.stringify(current.map(statusToAnnotation));
  const conditions = input.status?.conditions ?? [];
  if (conditions.length > 0) annotations[CONDITIONS] = JSON.stringify(conditions);
  if (input.spec?.behavior !== undefined) annotations[BEHAVIOR] = JSON.stringify(input.spec.behavior);
  if (Object.keys(annotations).length === 0) return;
  out.metadata = { ...out.metadata, annotations: { ...out.metadata.annotations, ...annotations } };
}

export function Convert_v1_HorizontalPodAutoscalerSpec_To_autoscaling_HorizontalPodAutoscalerSpec(
  input: v1.HorizontalPodAutoscalerSpec,
  out: autoscaling.HorizontalPodAutoscalerSpec,
  scope: ConversionScope<v1.HorizontalPodAutoscalerSpec, autoscaling.HorizontalPodAutoscalerSpec>,
): void {
  scope.auto(input, out);
  const percent = input.targetCPUUtilizationPercentage;
  if (percent === undefined) return;
  out.metrics = [cpuUtilization(percent)];
}

function cpuUtilization(percent: number): autoscaling.MetricSpec {
  const target = { type: "Utilization", averageUtilization: percent } as const;
  return { type: "Resource", resource: { name: "cpu", target } };
}

export function Convert_autoscaling_HorizontalPodAutoscalerSpec_To_v1_HorizontalPodAutoscalerSpec(
  input: autoscaling.HorizontalPodAutoscalerSpec,
  out: v1.HorizontalPodAutoscalerSpec,
  scope: ConversionScope<autoscaling.HorizontalPodAutoscalerSpec, v1.HorizontalPodAutoscalerSpec>,
): void {
  scope.auto(input, out);
  const percent = (input.metrics ?? []).find(isCPUUtilization)?.resource?.target.averageUtilization;
  if (percent !== undefined) out.targetCPUUtilizationPercentage = percent;
}

export function Convert_v1_HorizontalPodAutoscalerStatus_To_autoscaling_HorizontalPodAutoscalerStatus(
  input: v1.HorizontalPodAutoscalerStatus,
  out: autoscaling.HorizontalPodAutoscalerStatus,
  scope: ConversionScope<v1.HorizontalPodAutoscalerStatus, autoscaling.HorizontalPodAutoscalerStatus>,
): void {
  scope.auto(input, out);
  const percent = input.currentCPUUtilizationPercentage;
  if (percent === undefined) return;
  out.currentMetrics = [{ type: "Resource", resource: { name: "cpu", current: { averageUtilization: percent } } }];
}

export function Convert_autoscaling_HorizontalPodAutoscalerStatus_To_v1_HorizontalPodAutoscalerStatus(
  input: autoscaling.HorizontalPodAutoscalerStatus,
  out: v1.HorizontalPodAutoscalerStatus,
  scope: ConversionScope<autoscaling.HorizontalPodAutoscalerStatus, v1.HorizontalPodAutoscalerStatus>,
): void {
  scope.auto(input, out);
  out.currentReplicas = input.currentReplicas ?? 0;
  out.desiredReplicas = input.desiredReplicas ?? 0;
  const cpu = (input.currentMetrics ?? []).find(
    ({ type, resource }) => type === "Resource" && resource?.name === "cpu",
  );
  const percent = cpu?.resource?.current.averageUtilization;
  if (percent !== undefined) out.currentCPUUtilizationPercentage = percent;
}

function isCPUUtilization({ type, resource }: autoscaling.MetricSpec): boolean {
  return type === "Resource" && resource?.name === "cpu" && resource.target.averageUtilization !== undefined;
}

/** True when all that was read is a CPU use in percent, for which this version has a field. */
function isPercentOnly(statuses: autoscaling.MetricStatus[]): boolean {
  return statuses.every(({ type, resource }, i) => {
    if (i > 0 || type !== "Resource" || resource?.name !== "cpu") return false;
    const { value, averageValue, averageUtilization } = resource.current;
    return averageUtilization !== undefined && value === undefined && averageValue === undefined;
  });
}

function parse(text: string | undefined): JSONValue | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as JSONValue;
  } catch {
    // Upstream serves objects with damaged annotations as if they had none.
    return undefined;
  }
}

function readList(text: string | undefined): { readonly [key: string]: JSONValue }[] | undefined {
  const value = parse(text);
  return Array.isArray(value) ? (value as { readonly [key: string]: JSONValue }[]) : undefined;
}
