import type { Condition, int32, int64, ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * Says what kind of object a Flunder refers to.
 *
 * +enum
 * +k8s:enum
 */
export type ReferenceType =
  /** Another Flunder of the same namespace. */
  | "Flunder"
  /** A Fischer, which belongs to the cluster. */
  | "Fischer";

/** What the author of a Flunder wants. */
export interface FlunderSpec {
  /**
   * Name of the object that this Flunder refers to.
   *
   * +optional
   * +k8s:optional
   * +k8s:format=k8s-long-name
   * +protobuf=1
   */
  reference?: string;
  /**
   * What `reference` names. Flunder when there is a reference and nothing is said.
   *
   * +optional
   * +k8s:optional
   * +protobuf=2
   */
  referenceType?: ReferenceType;
  /**
   * Free text for people; `description` in later versions.
   *
   * +optional
   * +k8s:optional
   * +k8s:maxLength=256
   * +protobuf=3
   */
  comment?: string;
  /**
   * How many copies are wanted.
   *
   * +optional
   * +default=1
   * +k8s:optional
   * +k8s:minimum=0
   * +k8s:maximum=1000
   * +protobuf=4
   */
  replicas?: int32;
}

/** What a controller last saw of a Flunder. */
export interface FlunderStatus {
  /**
   * The generation of the spec that this status belongs to.
   *
   * +optional
   * +protobuf=1
   */
  observedGeneration?: int64;
  /**
   * How many copies exist.
   *
   * +optional
   * +k8s:optional
   * +k8s:minimum=0
   * +protobuf=2
   */
  replicas?: int32;
  /**
   * Label selector of the copies, as text.
   *
   * +optional
   * +protobuf=3
   */
  selector?: string;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +k8s:optional
   * +k8s:listType=map
   * +k8s:listMapKey=type
   * +protobuf=4
   */
  conditions?: Condition[];
}

/**
 * A Flunder refers to another Flunder or to a Fischer.
 *
 * +genclient
 * +k8s:supportsSubresource="/status"
 * +kubebuilder:resource:shortName=fl,categories=all
 * +kubebuilder:subresource:status
 * +kubebuilder:subresource:scale:specpath=.spec.replicas,statuspath=.status.replicas,selectorpath=.status.selector
 * +kubebuilder:printcolumn:name=Reference,type=string,JSONPath=.spec.reference,description="Name of what the Flunder refers to"
 * +kubebuilder:printcolumn:name=Type,type=string,JSONPath=.spec.referenceType,description="Kind of what the Flunder refers to"
 * +kubebuilder:printcolumn:name=Replicas,type=integer,JSONPath=.spec.replicas,description="Wanted copies",priority=1
 * +kubebuilder:printcolumn:name=Age,type=date,JSONPath=.metadata.creationTimestamp,description="Time since creation"
 */
export interface Flunder extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The wanted state.
   *
   * +optional
   * +protobuf=2
   */
  spec?: FlunderSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +protobuf=3
   */
  status?: FlunderStatus;
}

/** A list of Flunders. */
export interface FlunderList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The Flunders.
   *
   * +protobuf=2
   */
  items: Flunder[];
}

/**
 * A Fischer keeps Flunders of some names out of the cluster.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:shortName=fi,scope=Cluster
 * +kubebuilder:printcolumn:name=Disallowed,type=string,JSONPath=.disallowedFlunders,description="Names that no Flunder may have"
 * +kubebuilder:printcolumn:name=Age,type=date,JSONPath=.metadata.creationTimestamp,description="Time since creation"
 */
export interface Fischer extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Names that no Flunder may have.
   *
   * +optional
   * +listType=set
   * +k8s:optional
   * +k8s:listType=set
   * +k8s:maxItems=64
   * +protobuf=2
   */
  disallowedFlunders?: string[];
}

/** A list of Fischers. */
export interface FischerList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The Fischers.
   *
   * +protobuf=2
   */
  items: Fischer[];
}
