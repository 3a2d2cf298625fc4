import type { JSONValue, Quantity } from "kindsmith/apimachinery/meta/v1";
import type { CrossVersionObjectReference, MetricSpec, MetricStatus, MetricTarget } from "../types.js";

/** Where this version keeps what it has no fields for. */
export const METRICS = "autoscaling.alpha.kubernetes.io/metrics";
export const CURRENT_METRICS = "autoscaling.alpha.kubernetes.io/current-metrics";
export const CONDITIONS = "autoscaling.alpha.kubernetes.io/conditions";
export const BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior";

type Fields = { readonly [key: string]: JSONValue | undefined };

/**
 * A metric as the annotation has it: in the words of the first version of metrics, in which the name of a metric and its
 * target stood side by side.
 * @see kubernetes/kubernetes pkg/apis/autoscaling/v1/conversion.go
 */
export function metricToAnnotation(metric: MetricSpec): object {
  const { type, object, pods, resource, containerResource, external } = metric;
  return {
    type,
    ...(object && {
      object: {
        target: object.describedObject,
        metricName: object.metric.name,
        targetValue: object.target.value ?? "0",
        selector: object.metric.selector,
        averageValue: object.target.averageValue,
      },
    }),
    ...(pods && {
      pods: {
        metricName: pods.metric.name,
        targetAverageValue: pods.target.averageValue ?? "0",
        selector: pods.metric.selector,
      },
    }),
    ...(resource && { resource: { name: resource.name, ...averageTarget(resource.target) } }),
    ...(containerResource && {
      containerResource: {
        name: containerResource.name,
        ...averageTarget(containerResource.target),
        container: containerResource.container,
      },
    }),
    ...(external && {
      external: {
        metricName: external.metric.name,
        metricSelector: external.metric.selector,
        targetValue: external.target.value,
        targetAverageValue: external.target.averageValue,
      },
    }),
  };
}

function averageTarget(target: MetricTarget): object {
  return { targetAverageUtilization: target.averageUtilization, targetAverageValue: target.averageValue };
}

export function metricFromAnnotation(value: Fields): MetricSpec {
  const { object, pods, resource, containerResource, external } = value as {
    readonly [key: string]: Fields | undefined;
  };
  return {
    type: text(value["type"]),
    ...(object && {
      object: {
        describedObject: reference(object["target"]),
        metric: identifier(object["metricName"], object["selector"]),
        target:
          object["averageValue"] === undefined
            ? { type: "Value", value: text(object["targetValue"]) }
            : { type: "AverageValue", value: text(object["targetValue"]), averageValue: text(object["averageValue"]) },
      },
    }),
    ...(pods && {
      pods: {
        metric: identifier(pods["metricName"], pods["selector"]),
        target: { type: "AverageValue", averageValue: text(pods["targetAverageValue"]) },
      },
    }),
    ...(resource && { resource: { name: text(resource["name"]), target: targetFrom(resource) } }),
    ...(containerResource && {
      containerResource: {
        name: text(containerResource["name"]),
        target: targetFrom(containerResource),
        container: text(containerResource["container"]),
      },
    }),
    ...(external && {
      external: {
        metric: identifier(external["metricName"], external["metricSelector"]),
        target:
          external["targetAverageValue"] === undefined
            ? { type: "Value", ...quantity("value", external["targetValue"]) }
            : { type: "AverageValue", averageValue: text(external["targetAverageValue"]) },
      },
    }),
  };
}

function targetFrom(fields: Fields): MetricTarget {
  const utilization = fields["targetAverageUtilization"];
  return {
    type: utilization === undefined ? "AverageValue" : "Utilization",
    ...(typeof utilization === "number" ? { averageUtilization: utilization } : {}),
    ...quantity("averageValue", fields["targetAverageValue"]),
  };
}

export function statusToAnnotation(status: MetricStatus): object {
  const { type, object, pods, resource, containerResource, external } = status;
  return {
    type,
    ...(object && {
      object: {
        target: object.describedObject,
        metricName: object.metric.name,
        currentValue: object.current.value ?? "0",
        selector: object.metric.selector,
        averageValue: object.current.averageValue,
      },
    }),
    ...(pods && {
      pods: {
        metricName: pods.metric.name,
        currentAverageValue: pods.current.averageValue ?? "0",
        selector: pods.metric.selector,
      },
    }),
    ...(resource && {
      resource: {
        name: resource.name,
        currentAverageUtilization: resource.current.averageUtilization,
        currentAverageValue: resource.current.averageValue ?? "0",
      },
    }),
    ...(containerResource && {
      containerResource: {
        name: containerResource.name,
        currentAverageUtilization: containerResource.current.averageUtilization,
        currentAverageValue: containerResource.current.averageValue ?? "0",
        container: containerResource.container,
      },
    }),
    ...(external && {
      external: {
        metricName: external.metric.name,
        metricSelector: external.metric.selector,
        currentValue: external.current.value ?? "0",
        currentAverageValue: external.current.averageValue,
      },
    }),
  };
}

export function statusFromAnnotation(value: Fields): MetricStatus {
  const { object, pods, resource, containerResource, external } = value as {
    readonly [key: string]: Fields | undefined;
  };
  return {
    type: text(value["type"]),
    ...(object && {
      object: {
        describedObject: reference(object["target"]),
        metric: identifier(object["metricName"], object["selector"]),
        current: { value: text(object["currentValue"]), ...quantity("averageValue", object["averageValue"]) },
      },
    }),
    ...(pods && {
      pods: {
        metric: identifier(pods["metricName"], pods["selector"]),
        current: { averageValue: text(pods["currentAverageValue"]) },
      },
    }),
    ...(resource && { resource: { name: text(resource["name"]), current: currentFrom(resource) } }),
    ...(containerResource && {
      containerResource: {
        name: text(containerResource["name"]),
        current: currentFrom(containerResource),
        container: text(containerResource["container"]),
      },
    }),
    ...(external && {
      external: {
        metric: identifier(external["metricName"], external["metricSelector"]),
        current: {
          value: text(external["currentValue"]),
          ...quantity("averageValue", external["currentAverageValue"]),
        },
      },
    }),
  };
}

function currentFrom(fields: Fields): { averageValue: Quantity; averageUtilization?: number } {
  const utilization = fields["currentAverageUtilization"];
  return {
    averageValue: text(fields["currentAverageValue"]),
    ...(typeof utilization === "number" ? { averageUtilization: utilization } : {}),
  };
}

function text(value: JSONValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function quantity<K extends string>(name: K, value: JSONValue | undefined): { [key in K]?: Quantity } {
  return (typeof value === "string" ? { [name]: value } : {}) as { [key in K]?: Quantity };
}

function reference(value: JSONValue | undefined): CrossVersionObjectReference {
  return value as unknown as CrossVersionObjectReference;
}

function identifier(name: JSONValue | undefined, selector: JSONValue | undefined): { name: string; selector?: object } {
  return { name: text(name), ...(selector === undefined ? {} : { selector: selector as object }) };
}
