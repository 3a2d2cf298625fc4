import type { int32, ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";
import type { PreemptionPolicy } from "../../core/v1/types.js";

/**
 * A name for a priority of pods.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:path=priorityclasses,singular=priorityclass,shortName=pc,scope=Cluster
 * +kubebuilder:printcolumn:name=Value,type=integer,description="The priority"
 * +kubebuilder:printcolumn:name=Global-Default,type=boolean,description="Pods without a class get it"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=PreemptionPolicy,type=string,description="Whether its pods may push others aside"
 */
export interface PriorityClass extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The priority. Cannot be changed.
   *
   * +optional
   * +default=0
   * +protobuf=2
   */
  value?: int32;
  /**
   * Pods without a class get this one.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  globalDefault?: boolean;
  /**
   * When to use it, for people.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  description?: string;
  /**
   * Whether its pods may push others aside. Cannot be changed.
   *
   * +optional
   * +protobuf=5
   */
  preemptionPolicy?: PreemptionPolicy;
}

/** A list of PriorityClasses. */
export interface PriorityClassList extends TypeMeta {
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
  items: PriorityClass[];
}
