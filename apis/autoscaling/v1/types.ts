import type { int32, int64, ListMeta, ObjectMeta, Time, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * Names an object, whatever its version.
 *
 * +structType=atomic
 */
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

/** How far something is scaled. */
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
   * Mean CPU use to aim at, of what is requested.
   *
   * +optional
   * +protobuf=4
   */
  targetCPUUtilizationPercentage?: int32;
}

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
   * +default=0
   * +protobuf=3
   */
  currentReplicas: int32;
  /**
   * How many pods it wants.
   *
   * +default=0
   * +protobuf=4
   */
  desiredReplicas: int32;
  /**
   * Mean CPU use last seen.
   *
   * +optional
   * +protobuf=5
   */
  currentCPUUtilizationPercentage?: int32;
}

/**
 * Scales something by the CPU use of its pods.
 *
 * +genclient
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

/**
 * Says of anything that can be scaled how many pods it has.
 *
 * +kubebuilder:unservedversion
 */
export interface Scale extends TypeMeta {
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
  spec?: ScaleSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: ScaleStatus;
}

/** How many pods there are to be. */
export interface ScaleSpec {
  /**
   * How many.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  replicas?: int32;
}

/** How many pods there are. */
export interface ScaleStatus {
  /**
   * How many.
   *
   * +default=0
   * +protobuf=1
   */
  replicas: int32;
  /**
   * Labels of the pods, as in a query.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  selector?: string;
}
