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
import type { ConditionStatus, ResourceName } from "../../core/v1/types.js";

/**
 * Scales something by metrics.
 *
 * +genclient
 * +kubebuilder:storageversion
 * +kubebuilder:resource:shortName=hpa,categories=all
 * +kubebuilder:printcolumn:name=Reference,type=string,description="What is scaled"
 * +kubebuilder:printcolumn:name=Targets,type=string,description="Values last read, and values to aim at"
 * +kubebuilder:printcolumn:name=MinPods,type=string,description="The fewest pods"
 * +kubebuilder:printcolumn:name=MaxPods,type=string,description="The most pods"
 * +kubebuilder:printcolumn:name=Replicas,type=string,description="Pods last seen"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface HorizontalPodAutoscaler extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The wanted state.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: HorizontalPodAutoscalerSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: HorizontalPodAutoscalerStatus;
}

/** How far something is scaled, and by what. */
export interface HorizontalPodAutoscalerSpec {
  /**
   * What is scaled.
   *
   * +default={}
   * +protobuf=1
   */
  scaleTargetRef: CrossVersionObjectReference;
  /**
   * The fewest pods; default 1.
   *
   * +optional
   * +protobuf=2
   */
  minReplicas?: int32;
  /**
   * The most pods.
   *
   * +default=0
   * +protobuf=3
   */
  maxReplicas: int32;
  /**
   * What it goes by; the metric that asks for the most pods wins. Default 80 % of CPU.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  metrics?: MetricSpec[];
  /**
   * How fast it may scale up and down.
   *
   * +optional
   * +protobuf=5
   */
  behavior?: HorizontalPodAutoscalerBehavior;
}

/** Names an object, whatever its version. */
export interface CrossVersionObjectReference {
  /**
   * Its kind.
   *
   * +default=""
   * +protobuf=1
   */
  kind: string;
  /**
   * Its name.
   *
   * +default=""
   * +protobuf=2
   */
  name: string;
  /**
   * Version of its kind.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  apiVersion?: string;
}

/** One metric to go by; type says which field is set. */
export interface MetricSpec {
  /**
   * Object, Pods, Resource, ContainerResource or External.
   *
   * +default=""
   * +protobuf=1
   */
  type: MetricSourceType;
  /**
   * A metric of one object.
   *
   * +optional
   * +protobuf=2
   */
  object?: ObjectMetricSource;
  /**
   * A metric of each pod, averaged.
   *
   * +optional
   * +protobuf=3
   */
  pods?: PodsMetricSource;
  /**
   * A resource of the pods.
   *
   * +optional
   * +protobuf=4
   */
  resource?: ResourceMetricSource;
  /**
   * A resource of one container of the pods.
   *
   * +optional
   * +protobuf=7
   */
  containerResource?: ContainerResourceMetricSource;
  /**
   * A metric from outside the cluster.
   *
   * +optional
   * +protobuf=5
   */
  external?: ExternalMetricSource;
}

/** How fast something is scaled. */
export interface HorizontalPodAutoscalerBehavior {
  /**
   * Up.
   *
   * +optional
   * +protobuf=1
   */
  scaleUp?: HPAScalingRules;
  /**
   * Down.
   *
   * +optional
   * +protobuf=2
   */
  scaleDown?: HPAScalingRules;
}

/** Max, Min or Disabled. */
export type ScalingPolicySelect = string;

/** How fast something is scaled in one direction. */
export interface HPAScalingRules {
  /**
   * For how long earlier wishes are looked at; from 0 to 3600.
   *
   * +optional
   * +protobuf=3
   */
  stabilizationWindowSeconds?: int32;
  /**
   * Which of the policies counts; default Max.
   *
   * +optional
   * +protobuf=1
   */
  selectPolicy?: ScalingPolicySelect;
  /**
   * How much may change in which time.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  policies?: HPAScalingPolicy[];
  /**
   * By how much a metric may be off before anything is done.
   *
   * +optional
   * +featureGate=HPAConfigurableTolerance
   * +protobuf=4
   */
  tolerance?: Quantity;
}

/** Pods or Percent. */
export type HPAScalingPolicyType = string;

/** How much may change in which time. */
export interface HPAScalingPolicy {
  /**
   * What value means.
   *
   * +default=""
   * +protobuf=1
   */
  type: HPAScalingPolicyType;
  /**
   * How much may change.
   *
   * +default=0
   * +protobuf=2
   */
  value: int32;
  /**
   * In which time; from 1 to 1800.
   *
   * +default=0
   * +protobuf=3
   */
  periodSeconds: int32;
}

/** Object, Pods, Resource, ContainerResource or External. */
export type MetricSourceType = string;

/** A metric of one object. */
export interface ObjectMetricSource {
  /**
   * The object.
   *
   * +default={}
   * +protobuf=1
   */
  describedObject: CrossVersionObjectReference;
  /**
   * The value to aim at.
   *
   * +default={}
   * +protobuf=2
   */
  target: MetricTarget;
  /**
   * The metric.
   *
   * +default={}
   * +protobuf=3
   */
  metric: MetricIdentifier;
}

/** A metric of each pod. */
export interface PodsMetricSource {
  /**
   * The metric.
   *
   * +default={}
   * +protobuf=1
   */
  metric: MetricIdentifier;
  /**
   * The average to aim at.
   *
   * +default={}
   * +protobuf=2
   */
  target: MetricTarget;
}

/** A resource of the pods, from their requests. */
export interface ResourceMetricSource {
  /**
   * The resource.
   *
   * +default=""
   * +protobuf=1
   */
  name: ResourceName;
  /**
   * The value to aim at.
   *
   * +default={}
   * +protobuf=2
   */
  target: MetricTarget;
}

/** A resource of one container of the pods. */
export interface ContainerResourceMetricSource {
  /**
   * The resource.
   *
   * +default=""
   * +protobuf=1
   */
  name: ResourceName;
  /**
   * The value to aim at.
   *
   * +default={}
   * +protobuf=2
   */
  target: MetricTarget;
  /**
   * The container.
   *
   * +default=""
   * +protobuf=3
   */
  container: string;
}

/** A metric from outside the cluster. */
export interface ExternalMetricSource {
  /**
   * The metric.
   *
   * +default={}
   * +protobuf=1
   */
  metric: MetricIdentifier;
  /**
   * The value to aim at.
   *
   * +default={}
   * +protobuf=2
   */
  target: MetricTarget;
}

/** Names a metric. */
export interface MetricIdentifier {
  /**
   * Its name.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Labels that its source has to have.
   *
   * +optional
   * +protobuf=2
   */
  selector?: LabelSelector;
}

/** A value to aim at. */
export interface MetricTarget {
  /**
   * Utilization, Value or AverageValue.
   *
   * +default=""
   * +protobuf=1
   */
  type: MetricTargetType;
  /**
   * The value itself.
   *
   * +optional
   * +protobuf=2
   */
  value?: Quantity;
  /**
   * The average over the pods.
   *
   * +optional
   * +protobuf=3
   */
  averageValue?: Quantity;
  /**
   * The average over the pods, in percent of their requests.
   *
   * +optional
   * +protobuf=4
   */
  averageUtilization?: int32;
}

/** Utilization, Value or AverageValue. */
export type MetricTargetType = string;

/** State of an autoscaler. */
export interface HorizontalPodAutoscalerStatus {
  /**
   * The generation of the spec that this belongs to.
   *
   * +optional
   * +protobuf=1
   */
  observedGeneration?: int64;
  /**
   * When it last changed the number of pods.
   *
   * +optional
   * +protobuf=2
   */
  lastScaleTime?: Time;
  /**
   * How many pods it last saw.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  currentReplicas?: int32;
  /**
   * How many pods it wants.
   *
   * +default=0
   * +protobuf=4
   */
  desiredReplicas: int32;
  /**
   * What it last read.
   *
   * +optional
   * +listType=atomic
   * +default=null
   * +protobuf=5
   */
  currentMetrics?: MetricStatus[] | null;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=6
   */
  conditions?: HorizontalPodAutoscalerCondition[];
}

/** What is observed of an autoscaler. */
export type HorizontalPodAutoscalerConditionType = string;

/** One observation about an autoscaler. */
export interface HorizontalPodAutoscalerCondition {
  /**
   * What is observed.
   *
   * +default=""
   * +protobuf=1
   */
  type: HorizontalPodAutoscalerConditionType;
  /**
   * True, False or Unknown.
   *
   * +default=""
   * +protobuf=2
   */
  status: ConditionStatus;
  /**
   * When the status last changed.
   *
   * +optional
   * +default=null
   * +protobuf=3
   */
  lastTransitionTime?: Time;
  /**
   * One CamelCase word for programs.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  message?: string;
}

/** What was last read of a metric; type says which field is set. */
export interface MetricStatus {
  /**
   * Object, Pods, Resource, ContainerResource or External.
   *
   * +default=""
   * +protobuf=1
   */
  type: MetricSourceType;
  /**
   * Of one object.
   *
   * +optional
   * +protobuf=2
   */
  object?: ObjectMetricStatus;
  /**
   * Of each pod, averaged.
   *
   * +optional
   * +protobuf=3
   */
  pods?: PodsMetricStatus;
  /**
   * Of a resource of the pods.
   *
   * +optional
   * +protobuf=4
   */
  resource?: ResourceMetricStatus;
  /**
   * Of a resource of one container of the pods.
   *
   * +optional
   * +protobuf=7
   */
  containerResource?: ContainerResourceMetricStatus;
  /**
   * Of a metric from outside the cluster.
   *
   * +optional
   * +protobuf=5
   */
  external?: ExternalMetricStatus;
}

/** What was last read of an object's metric. */
export interface ObjectMetricStatus {
  /**
   * The metric.
   *
   * +default={}
   * +protobuf=1
   */
  metric: MetricIdentifier;
  /**
   * Its value.
   *
   * +default={}
   * +protobuf=2
   */
  current: MetricValueStatus;
  /**
   * The object.
   *
   * +default={}
   * +protobuf=3
   */
  describedObject: CrossVersionObjectReference;
}

/** What was last read of the pods' metric. */
export interface PodsMetricStatus {
  /**
   * The metric.
   *
   * +default={}
   * +protobuf=1
   */
  metric: MetricIdentifier;
  /**
   * Its value.
   *
   * +default={}
   * +protobuf=2
   */
  current: MetricValueStatus;
}

/** What was last read of a resource. */
export interface ResourceMetricStatus {
  /**
   * The resource.
   *
   * +default=""
   * +protobuf=1
   */
  name: ResourceName;
  /**
   * Its value.
   *
   * +default={}
   * +protobuf=2
   */
  current: MetricValueStatus;
}

/** What was last read of a container's resource. */
export interface ContainerResourceMetricStatus {
  /**
   * The resource.
   *
   * +default=""
   * +protobuf=1
   */
  name: ResourceName;
  /**
   * Its value.
   *
   * +default={}
   * +protobuf=2
   */
  current: MetricValueStatus;
  /**
   * The container.
   *
   * +default=""
   * +protobuf=3
   */
  container: string;
}

/** What was last read of an outside metric. */
export interface ExternalMetricStatus {
  /**
   * The metric.
   *
   * +default={}
   * +protobuf=1
   */
  metric: MetricIdentifier;
  /**
   * Its value.
   *
   * +default={}
   * +protobuf=2
   */
  current: MetricValueStatus;
}

/** A value that was read. */
export interface MetricValueStatus {
  /**
   * The value itself.
   *
   * +optional
   * +protobuf=1
   */
  value?: Quantity;
  /**
   * The average over the pods.
   *
   * +optional
   * +protobuf=2
   */
  averageValue?: Quantity;
  /**
   * The average over the pods, in percent of their requests.
   *
   * +optional
   * +protobuf=3
   */
  averageUtilization?: int32;
}

/** A list of HorizontalPodAutoscalers. */
export interface HorizontalPodAutoscalerList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The items of the list.
   *
   * +protobuf=2
   */
  items: HorizontalPodAutoscaler[];
}
