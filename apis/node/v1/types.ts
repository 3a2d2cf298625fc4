import type { ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";
import type { ResourceList, Toleration } from "../../core/v1/types.js";

/**
 * A way to run pods, with the handler that does it.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:path=runtimeclasses,singular=runtimeclass,scope=Cluster
 * +kubebuilder:printcolumn:name=Handler,type=string,JSONPath=.handler,description="Handler of the nodes' runtimes"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface RuntimeClass extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Name of the handler in the nodes' runtimes. Cannot be changed.
   *
   * +default=""
   * +protobuf=2
   */
  handler: string;
  /**
   * What it needs beside the containers.
   *
   * +optional
   * +protobuf=3
   */
  overhead?: Overhead;
  /**
   * Where its pods can run.
   *
   * +optional
   * +protobuf=4
   */
  scheduling?: Scheduling;
}

/** What a runtime needs beside the containers. */
export interface Overhead {
  /**
   * Resources for each pod.
   *
   * +optional
   * +protobuf=1
   */
  podFixed?: ResourceList;
}

/** Where pods of a runtime class can run. */
export interface Scheduling {
  /**
   * Labels of nodes that have the handler; added to the pod's.
   *
   * +optional
   * +mapType=atomic
   * +protobuf=1
   */
  nodeSelector?: { [key: string]: string };
  /**
   * Added to the pod's.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  tolerations?: Toleration[];
}

/** A list of RuntimeClasses. */
export interface RuntimeClassList extends TypeMeta {
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
  items: RuntimeClass[];
}
