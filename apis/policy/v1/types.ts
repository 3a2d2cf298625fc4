import type {
  Condition,
  DeleteOptions,
  int32,
  int64,
  IntOrString,
  LabelSelector,
  ListMeta,
  ObjectMeta,
  Time,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";

/** How many pods have to stay up. */
export interface PodDisruptionBudgetSpec {
  /**
   * How many, or which share, have to be available after an eviction.
   *
   * +optional
   * +protobuf=1
   */
  minAvailable?: IntOrString;
  /**
   * Labels of the pods; {} is all of the namespace.
   *
   * +optional
   * +patchStrategy=replace
   * +protobuf=2
   */
  selector?: LabelSelector;
  /**
   * How many, or which share, may be unavailable after an eviction; not together with minAvailable.
   *
   * +optional
   * +protobuf=3
   */
  maxUnavailable?: IntOrString;
  /**
   * When pods that are not ready may be evicted; default IfHealthyBudget.
   *
   * +optional
   * +protobuf=4
   */
  unhealthyPodEvictionPolicy?: UnhealthyPodEvictionPolicyType;
}

/**
 * When pods that are not ready may be evicted.
 *
 * +enum
 */
export type UnhealthyPodEvictionPolicyType =
  /** While enough others are healthy. */
  | "IfHealthyBudget"
  /** Always. */
  | "AlwaysAllow";

/** State of a budget. */
export interface PodDisruptionBudgetStatus {
  /**
   * The generation of the spec that this belongs to.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  observedGeneration?: int64;
  /**
   * Pods whose eviction was granted and that are not gone yet, with the time.
   *
   * +optional
   * +protobuf=2
   */
  disruptedPods?: { [key: string]: Time };
  /**
   * How many pods may be evicted now.
   *
   * +optional
   * +default=0
   * +protobuf=3
   */
  disruptionsAllowed?: int32;
  /**
   * How many pods are healthy.
   *
   * +optional
   * +default=0
   * +protobuf=4
   */
  currentHealthy?: int32;
  /**
   * How many have to be healthy.
   *
   * +optional
   * +default=0
   * +protobuf=5
   */
  desiredHealthy?: int32;
  /**
   * How many pods the budget covers.
   *
   * +optional
   * +default=0
   * +protobuf=6
   */
  expectedPods?: int32;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=7
   */
  conditions?: Condition[];
}

/**
 * Bounds evictions of a set of pods.
 *
 * +genclient
 * +kubebuilder:resource:shortName=pdb
 * +kubebuilder:printcolumn:name="Min Available",type=string,description="How many pods have to stay"
 * +kubebuilder:printcolumn:name="Max Unavailable",type=string,description="How many pods may be missing"
 * +kubebuilder:printcolumn:name="Allowed Disruptions",type=integer,description="How many pods may be evicted now"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface PodDisruptionBudget extends TypeMeta {
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
  spec?: PodDisruptionBudgetSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: PodDisruptionBudgetStatus;
}

/** A list of PodDisruptionBudgets. */
export interface PodDisruptionBudgetList extends TypeMeta {
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
  items: PodDisruptionBudget[];
}

/**
 * Asks that a pod be evicted, which its budgets may refuse.
 *
 * +genclient
 * +genclient:noVerbs
 * +kubebuilder:unservedversion
 */
export interface Eviction extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * How the pod is deleted.
   *
   * +optional
   * +protobuf=2
   */
  deleteOptions?: DeleteOptions;
}
