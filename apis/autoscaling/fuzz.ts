import type {
  ContainerResourceMetricSource,
  ContainerResourceMetricStatus,
  ExternalMetricSource,
  ExternalMetricStatus,
  HorizontalPodAutoscalerSpec,
  MetricTarget,
  MetricValueStatus,
  ObjectMetricSource,
  ObjectMetricStatus,
  PodsMetricSource,
  PodsMetricStatus,
  ResourceMetricSource,
  ResourceMetricStatus,
} from "./types.js";

// Valid metrics aim at one value, of the kind that their source has: the annotations of the first version hold no more.

/** Without any metric, the first version adds the default one. */
export function Fuzz_HorizontalPodAutoscalerSpec(obj: HorizontalPodAutoscalerSpec): void {
  if ((obj.metrics ?? []).length > 0) return;
  obj.metrics = [
    { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 1 } } },
  ];
}

export function Fuzz_ObjectMetricSource(obj: ObjectMetricSource): void {
  obj.target = value(obj.target);
}

export function Fuzz_ExternalMetricSource(obj: ExternalMetricSource): void {
  obj.target = value(obj.target);
}

export function Fuzz_PodsMetricSource(obj: PodsMetricSource): void {
  obj.target = averageValue(obj.target);
}

export function Fuzz_ResourceMetricSource(obj: ResourceMetricSource): void {
  obj.target = averageOrUtilization(obj.target);
}

export function Fuzz_ContainerResourceMetricSource(obj: ContainerResourceMetricSource): void {
  obj.target = averageOrUtilization(obj.target);
}

export function Fuzz_ObjectMetricStatus(obj: ObjectMetricStatus): void {
  obj.current = { value: obj.current.value ?? "1" };
}

export function Fuzz_ExternalMetricStatus(obj: ExternalMetricStatus): void {
  obj.current = { value: obj.current.value ?? "1" };
}

export function Fuzz_PodsMetricStatus(obj: PodsMetricStatus): void {
  obj.current = { averageValue: obj.current.averageValue ?? "1" };
}

export function Fuzz_ResourceMetricStatus(obj: ResourceMetricStatus): void {
  obj.current = current(obj.current);
}

export function Fuzz_ContainerResourceMetricStatus(obj: ContainerResourceMetricStatus): void {
  obj.current = current(obj.current);
}

function value(target: MetricTarget): MetricTarget {
  return { type: "Value", value: target.value ?? "1" };
}

function averageValue(target: MetricTarget): MetricTarget {
  return { type: "AverageValue", averageValue: target.averageValue ?? "1" };
}

function averageOrUtilization(target: MetricTarget): MetricTarget {
  const { averageUtilization } = target;
  return averageUtilization === undefined ? averageValue(target) : { type: "Utilization", averageUtilization };
}

function current({ averageValue: average = "1", averageUtilization }: MetricValueStatus): MetricValueStatus {
  return { averageValue: average, ...(averageUtilization === undefined ? {} : { averageUtilization }) };
}
