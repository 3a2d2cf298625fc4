import type {
  int32,
  int64,
  LabelSelector,
  ListMeta,
  ObjectMeta,
  Quantity,
  Time,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";
import type { ConditionStatus, ResourceName } from "../core/v1/types.js";

/** Scales something by metrics. */
export interface HorizontalPodAutoscaler extends TypeMeta {
  /** Standard metadata. */
  metadata: ObjectMeta;
  /** The wanted state. */
  spec?: HorizontalPodAutoscalerSpec;
  /** The observed state, written by controllers. */
  status?: HorizontalPodAutoscalerStatus;
}

/** How far something is scaled, and by what. */
export interface HorizontalPodAutoscalerSpec {
  /** What is scaled. */
  scaleTargetRef: CrossVersionObjectReference;
  /** The fewest pods; default 1. */
  minReplicas?: int32;
  /** The most pods. */
  maxReplicas: int32;
  /** What it goes by; the metric that asks for the most pods wins. Default 80 % of CPU. */
  metrics?: MetricSpec[];
  /** How fast it may scale up and down. */
  behavior?: HorizontalPodAutoscalerBehavior;
}

/** Names an object, whatever its version. */
export interface CrossVersionObjectReference {
  /** Its kind. */
  kind: string;
  /** Its name. */
  name: string;
  /** Version of its kind. */
  apiVersion?: string;
}

/** One metric to go by; type says which field is set. */
export interface MetricSpec {
  /** Object, Pods, Resource, ContainerResource or External. */
  type: MetricSourceType;
  /** A metric of one object. */
  object?: ObjectMetricSource;
  /** A metric of each pod, averaged. */
  pods?: PodsMetricSource;
  /** A resource of the pods. */
  resource?: ResourceMetricSource;
  /** A resource of one container of the pods. */
  containerResource?: ContainerResourceMetricSource;
  /** A metric from outside the cluster. */
  external?: ExternalMetricSource;
}

/** How fast something is scaled. */
export interface HorizontalPodAutoscalerBehavior {
  /** Up. */
  scaleUp?: HPAScalingRules;
  /** Down. */
  scaleDown?: HPAScalingRules;
}

/** Max, Min or Disabled. */
export type ScalingPolicySelect = string;

/** How fast something is scaled in one direction. */
export interface HPAScalingRules {
  /** For how long earlier wishes are looked at; from 0 to 3600. */
  stabilizationWindowSeconds?: int32;
  /** Which of the policies counts; default Max. */
  selectPolicy?: ScalingPolicySelect;
  /** How much may change in which time. */
  policies?: HPAScalingPolicy[];
  /** By how much a metric may be off before anything is done. */
  tolerance?: Quantity;
}

/** Pods or Percent. */
export type HPAScalingPolicyType = string;

/** How much may change in which time. */
export interface HPAScalingPolicy {
  /** What value means. */
  type: HPAScalingPolicyType;
  /** How much may change. */
  value: int32;
  /** In which time; from 1 to 1800. */
  periodSeconds: int32;
}

/** Object, Pods, Resource, ContainerResource or External. */
export type MetricSourceType = string;

/** A metric of one object. */
export interface ObjectMetricSource {
  /** The object. */
  describedObject: CrossVersionObjectReference;
  /** The value to aim at. */
  target: MetricTarget;
  /** The metric. */
  metric: MetricIdentifier;
}

/** A metric of each pod. */
export interface PodsMetricSource {
  /** The metric. */
  metric: MetricIdentifier;
  /** The average to aim at. */
  target: MetricTarget;
}

/** A resource of the pods, from their requests. */
export interface ResourceMetricSource {
  /** The resource. */
  name: ResourceName;
  /** The value to aim at. */
  target: MetricTarget;
}

/** A resource of one container of the pods. */
export interface ContainerResourceMetricSource {
  /** The resource. */
  name: ResourceName;
  /** The value to aim at. */
  target: MetricTarget;
  /** The container. */
  container: string;
}

/** A metric from outside the cluster. */
export interface ExternalMetricSource {
  /** The metric. */
  metric: MetricIdentifier;
  /** The value to aim at. */
  target: MetricTarget;
}

/** Names a metric. */
export interface MetricIdentifier {
  /** Its name. */
  name: string;
  /** Labels that its source has to have. */
  selector?: LabelSelector;
}

/** A value to aim at. */
export interface MetricTarget {
  /** Utilization, Value or AverageValue. */
  type: MetricTargetType;
  /** The value itself. */
  value?: Quantity;
  /** The average over the pods. */
  averageValue?: Quantity;
  /** The average over the pods, in percent of their requests. */
  averageUtilization?: int32;
}

/** Utilization, Value or AverageValue. */
export type MetricTargetType = string;

/** State of an autoscaler. */
export interface HorizontalPodAutoscalerStatus {
  /** The generation of the spec that this belongs to. */
  observedGeneration?: int64;
  /** When it last changed the number of pods. */
  lastScaleTime?: Time;
  /** How many pods it last saw. */
  currentReplicas?: int32;
  /** How many pods it wants. */
  desiredReplicas: int32;
  /** What it last read. */
  currentMetrics?: MetricStatus[] | null;
  /** Observations by type. */
  conditions?: HorizontalPodAutoscalerCondition[];
}

/** What is observed of an autoscaler. */
export type HorizontalPodAutoscalerConditionType = string;

/** One observation about an autoscaler. */
export interface HorizontalPodAutoscalerCondition {
  /** What is observed. */
  type: HorizontalPodAutoscalerConditionType;
  /** True, False or Unknown. */
  status: ConditionStatus;
  /** When the status last changed. */
  lastTransitionTime?: Time;
  /** One CamelCase word for programs. */
  reason?: string;
  /** The same for people. */
  message?: string;
}

/** What was last read of a metric; type says which field is set. */
export interface MetricStatus {
  /** Object, Pods, Resource, ContainerResource or External. */
  type: MetricSourceType;
  /** Of one object. */
  object?: ObjectMetricStatus;
  /** Of each pod, averaged. */
  pods?: PodsMetricStatus;
  /** Of a resource of the pods. */
  resource?: ResourceMetricStatus;
  /** Of a resource of one container of the pods. */
  containerResource?: ContainerResourceMetricStatus;
  /** Of a metric from outside the cluster. */
  external?: ExternalMetricStatus;
}

/** What was last read of an object's metric. */
export interface ObjectMetricStatus {
  /** The metric. */
  metric: MetricIdentifier;
  /** Its value. */
  current: MetricValueStatus;
  /** The object. */
  describedObject: CrossVersionObjectReference;
}

/** What was last read of the pods' metric. */
export interface PodsMetricStatus {
  /** The metric. */
  metric: MetricIdentifier;
  /** Its value. */
  current: MetricValueStatus;
}

/** What was last read of a resource. */
export interface ResourceMetricStatus {
  /** The resource. */
  name: ResourceName;
  /** Its value. */
  current: MetricValueStatus;
}

/** What was last read of a container's resource. */
export interface ContainerResourceMetricStatus {
  /** The resource. */
  name: ResourceName;
  /** Its value. */
  current: MetricValueStatus;
  /** The container. */
  container: string;
}

/** What was last read of an outside metric. */
export interface ExternalMetricStatus {
  /** The metric. */
  metric: MetricIdentifier;
  /** Its value. */
  current: MetricValueStatus;
}

/** A value that was read. */
export interface MetricValueStatus {
  /** The value itself. */
  value?: Quantity;
  /** The average over the pods. */
  averageValue?: Quantity;
  /** The average over the pods, in percent of their requests. */
  averageUtilization?: int32;
}

/** A list of HorizontalPodAutoscalers. */
export interface HorizontalPodAutoscalerList extends TypeMeta {
  /** Standard list metadata. */
  metadata: ListMeta;
  /** The items of the list. */
  items: HorizontalPodAutoscaler[];
}

/** Says of anything that can be scaled how many pods it has. */
export interface Scale extends TypeMeta {
  /** Standard metadata. */
  metadata: ObjectMeta;
  /** The wanted state. */
  spec?: ScaleSpec;
  /** The observed state. */
  status?: ScaleStatus;
}

/** How many pods there are to be. */
export interface ScaleSpec {
  /** How many. */
  replicas?: int32;
}

/** How many pods there are. */
export interface ScaleStatus {
  /** How many. */
  replicas: int32;
  /** Labels of the pods, as in a query. */
  selector?: string;
}
