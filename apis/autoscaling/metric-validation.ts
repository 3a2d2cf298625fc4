import {
  forbidden,
  invalid,
  isDNS1123Label,
  isPathSegmentName,
  notSupported,
  parseQuantity,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import { validateContainerResourceName } from "../core/validation/resources.js";
import type {
  ContainerResourceMetricSource,
  CrossVersionObjectReference,
  ExternalMetricSource,
  MetricIdentifier,
  MetricSpec,
  MetricTarget,
  ObjectMetricSource,
  PodsMetricSource,
  ResourceMetricSource,
} from "./types.js";

const TYPES = ["ContainerResource", "External", "Object", "Pods", "Resource"];
/** In the order in which upstream looks: of several, the rules of the first one hold. */
const SOURCES = ["object", "external", "pods", "resource", "containerResource"] as const;

/** @see kubernetes/kubernetes pkg/apis/autoscaling/validation/validation.go, validateMetricSpec */
export function validateMetric(metric: DeepReadonly<MetricSpec>, path: Path): ErrorList {
  const errs: ErrorList = [];
  const place = path.child("type");
  const isKnown = TYPES.includes(metric.type);
  if (!metric.type) errs.push(required(place, "must specify a metric source type"));
  if (!isKnown) errs.push(notSupported(place, metric.type, TYPES));
  const given = SOURCES.filter((source) => metric[source] !== undefined);
  if (given[0] !== undefined) errs.push(...validateSource(metric, given[0], path.child(given[0])));
  const expected = isKnown ? metric.type.charAt(0).toLowerCase() + metric.type.slice(1) : "";
  if (!isKnown) errs.push(notSupported(place, metric.type, TYPES));
  else if (metric[expected as (typeof SOURCES)[number]] === undefined) {
    errs.push(required(path.child(expected), "must populate information for the given metric source"));
  }
  if (given.length === 1) return errs;
  for (const source of given) {
    if (source !== expected) errs.push(forbidden(path.child(source), "must populate the given metric source only"));
  }
  return errs;
}

function validateSource(metric: DeepReadonly<MetricSpec>, source: (typeof SOURCES)[number], path: Path): ErrorList {
  switch (source) {
    case "object":
      return validateObject(metric.object as DeepReadonly<ObjectMetricSource>, path);
    case "external":
      return validateExternal(metric.external as DeepReadonly<ExternalMetricSource>, path);
    case "pods":
      return validatePods(metric.pods as DeepReadonly<PodsMetricSource>, path);
    case "resource":
      return validateResource(metric.resource as DeepReadonly<ResourceMetricSource>, path);
    case "containerResource":
      return validateContainerResource(metric.containerResource as DeepReadonly<ContainerResourceMetricSource>, path);
  }
}

function validateObject(source: DeepReadonly<ObjectMetricSource>, path: Path): ErrorList {
  const errs = [
    ...validateReference(source.describedObject, path.child("describedObject")),
    ...validateIdentifier(source.metric, path.child("metric")),
    ...validateTarget(source.target, path.child("target")),
  ];
  if (source.target.value !== undefined || source.target.averageValue !== undefined) return errs;
  return [...errs, required(path.child("target", "averageValue"), "must set either a target value or averageValue")];
}

function validateExternal(source: DeepReadonly<ExternalMetricSource>, path: Path): ErrorList {
  const errs = validateIdentifier(source.metric, path.child("metric"));
  errs.push(...validateTarget(source.target, path.child("target")));
  const { value, averageValue } = source.target;
  if (value === undefined && averageValue === undefined) {
    const message = "must set either a target value for metric or a per-pod target";
    errs.push(required(path.child("target", "averageValue"), message));
  }
  if (value !== undefined && averageValue !== undefined) {
    const message = "may not set both a target value for metric and a per-pod target";
    errs.push(forbidden(path.child("target", "value"), message));
  }
  return errs;
}

function validatePods(source: DeepReadonly<PodsMetricSource>, path: Path): ErrorList {
  const errs = validateIdentifier(source.metric, path.child("metric"));
  errs.push(...validateTarget(source.target, path.child("target")));
  if (source.target.averageValue !== undefined) return errs;
  return [...errs, required(path.child("target", "averageValue"), "must specify a positive target averageValue")];
}

function validateResource(source: DeepReadonly<ResourceMetricSource>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (!source.name) errs.push(required(path.child("name"), "must specify a resource name"));
  return [...errs, ...validateUsage(source.target, path.child("target"))];
}

function validateContainerResource(source: DeepReadonly<ContainerResourceMetricSource>, path: Path): ErrorList {
  const errs: ErrorList = [];
  const { name, container } = source;
  if (!name) errs.push(required(path.child("name"), "must specify a resource name"));
  else errs.push(...validateContainerResourceName(name, path.child("name")));
  const place = path.child("container");
  if (!container) errs.push(required(place, "must specify a container"));
  else errs.push(...isDNS1123Label(container).map((message) => invalid(place, container, message)));
  return [...errs, ...validateUsage(source.target, path.child("target"))];
}

/** How much of a resource: as it is, or as a part of what was asked for. */
function validateUsage(target: DeepReadonly<MetricTarget>, path: Path): ErrorList {
  const errs = validateTarget(target, path);
  const { averageUtilization, averageValue } = target;
  if (averageUtilization === undefined && averageValue === undefined) {
    const message = "must set either a target raw value or a target utilization";
    errs.push(required(path.child("averageUtilization"), message));
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    const message = "may not set both a target raw value and a target utilization";
    errs.push(forbidden(path.child("averageValue"), message));
  }
  return errs;
}

function validateTarget(target: DeepReadonly<MetricTarget>, path: Path): ErrorList {
  const errs: ErrorList = [];
  const { type, value, averageValue, averageUtilization } = target;
  if (!type) errs.push(required(path.child("type"), "must specify a metric target type"));
  if (type !== "Utilization" && type !== "Value" && type !== "AverageValue") {
    errs.push(invalid(path.child("type"), type, "must be either Utilization, Value, or AverageValue"));
  }
  for (const [field, quantity] of Object.entries({ value, averageValue })) {
    if (quantity === undefined || parseQuantity(quantity).sign > 0) continue;
    errs.push(invalid(path.child(field), quantity, "must be positive"));
  }
  if (averageUtilization !== undefined && averageUtilization < 1) {
    errs.push(invalid(path.child("averageUtilization"), averageUtilization, "must be greater than 0"));
  }
  return errs;
}

function validateIdentifier({ name }: DeepReadonly<MetricIdentifier>, path: Path): ErrorList {
  const place = path.child("name");
  if (!name) return [required(place, "must specify a metric name")];
  return isPathSegmentName(name).map((message) => invalid(place, name, message));
}

export function validateReference(ref: DeepReadonly<CrossVersionObjectReference> | undefined, path: Path): ErrorList {
  return (["kind", "name"] as const).flatMap((field) => {
    const value = ref?.[field] ?? "";
    if (value === "") return [required(path.child(field), "")];
    return isPathSegmentName(value).map((message) => invalid(path.child(field), value, message));
  });
}
