import type {
  int32,
  int64,
  IntOrString,
  LabelSelector,
  ListMeta,
  ObjectMeta,
  RawExtension,
  Time,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";
import type { ConditionStatus, PersistentVolumeClaim, PodTemplateSpec } from "../../core/v1/types.js";

/**
 * Pods that keep their names and volumes.
 *
 * +genclient
 * +genclient:method=GetScale,verb=get,subresource=scale,result=kindsmith/apis/autoscaling/v1.Scale
 * +genclient:method=UpdateScale,verb=update,subresource=scale,input=kindsmith/apis/autoscaling/v1.Scale,result=k8s.io/api/autoscaling/v1.Scale
 * +genclient:method=ApplyScale,verb=apply,subresource=scale,input=kindsmith/apis/autoscaling/v1.Scale,result=k8s.io/api/autoscaling/v1.Scale
 * +kubebuilder:resource:shortName=sts,categories=all
 * +kubebuilder:subresource:scale:specpath=.spec.replicas,statuspath=.status.replicas,selectorpath=.spec.selector
 * +kubebuilder:printcolumn:name=Ready,type=string,description="Pods that are ready, of how many"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Containers,type=string,priority=1,description="Names of its containers"
 * +kubebuilder:printcolumn:name=Images,type=string,priority=1,description="Images of its containers"
 */
export interface StatefulSet extends TypeMeta {
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
  spec?: StatefulSetSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: StatefulSetStatus;
}

/**
 * In which order pods are made and removed.
 *
 * +enum
 */
export type PodManagementPolicyType =
  /** One after the other, each once the one before is ready. */
  | "OrderedReady"
  /** All at once. */
  | "Parallel";

/** How pods get a new template. */
export interface StatefulSetUpdateStrategy {
  /**
   * RollingUpdate or OnDelete.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  type?: StatefulSetUpdateStrategyType;
  /**
   * For RollingUpdate.
   *
   * +optional
   * +protobuf=2
   */
  rollingUpdate?: RollingUpdateStatefulSetStrategy;
}

/**
 * How pods get a new template.
 *
 * +enum
 */
export type StatefulSetUpdateStrategyType =
  /** They are replaced one after the other. */
  | "RollingUpdate"
  /** When somebody deletes them. */
  | "OnDelete";

/** How a rolling update goes on. */
export interface RollingUpdateStatefulSetStrategy {
  /**
   * Only pods from this number on are updated.
   *
   * +optional
   * +protobuf=1
   */
  partition?: int32;
  /**
   * How many, or which share, may be missing at a time.
   *
   * +optional
   * +featureGate=MaxUnavailableStatefulSet
   * +protobuf=2
   */
  maxUnavailable?: IntOrString;
}

/** Retain or Delete. */
export type PersistentVolumeClaimRetentionPolicyType = string;

/** What becomes of the claims made from templates. */
export interface StatefulSetPersistentVolumeClaimRetentionPolicy {
  /**
   * When the set is deleted.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  whenDeleted?: PersistentVolumeClaimRetentionPolicyType;
  /**
   * When it gets smaller.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  whenScaled?: PersistentVolumeClaimRetentionPolicyType;
}

/** How the pods are numbered. */
export interface StatefulSetOrdinals {
  /**
   * Number of the first.
   *
   * +optional
   * +default=0
   * +protobuf=1
   */
  start?: int32;
}

/** Which pods there are to be. */
export interface StatefulSetSpec {
  /**
   * How many; default 1.
   *
   * +optional
   * +protobuf=1
   */
  replicas?: int32;
  /**
   * Labels of the pods. Cannot be changed.
   *
   * +protobuf=2
   */
  selector: LabelSelector;
  /**
   * The pod to be made.
   *
   * +default={}
   * +protobuf=3
   */
  template: PodTemplateSpec;
  /**
   * Claims that each pod gets.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  volumeClaimTemplates?: PersistentVolumeClaim[];
  /**
   * The service that names the pods.
   *
   * +optional
   * +default=""
   * +protobuf=5
   */
  serviceName?: string;
  /**
   * In which order they are made and removed.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  podManagementPolicy?: PodManagementPolicyType;
  /**
   * How they get a new template.
   *
   * +optional
   * +default={}
   * +protobuf=7
   */
  updateStrategy?: StatefulSetUpdateStrategy;
  /**
   * How many old revisions are kept; default 10.
   *
   * +optional
   * +protobuf=8
   */
  revisionHistoryLimit?: int32;
  /**
   * How long a pod has to be ready to count as available.
   *
   * +optional
   * +protobuf=9,omitzero
   */
  minReadySeconds?: int32;
  /**
   * What becomes of the claims.
   *
   * +optional
   * +protobuf=10
   */
  persistentVolumeClaimRetentionPolicy?: StatefulSetPersistentVolumeClaimRetentionPolicy;
  /**
   * How the pods are numbered.
   *
   * +optional
   * +protobuf=11
   */
  ordinals?: StatefulSetOrdinals;
}

/** State of a stateful set. */
export interface StatefulSetStatus {
  /**
   * The generation of the spec that this belongs to.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  observedGeneration?: int64;
  /**
   * How many pods it has.
   *
   * +default=0
   * +protobuf=2
   */
  replicas: int32;
  /**
   * How many are ready.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readyReplicas?: int32;
  /**
   * How many are of the current revision.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  currentReplicas?: int32;
  /**
   * How many are of the update revision.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  updatedReplicas?: int32;
  /**
   * The revision before the update.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  currentRevision?: string;
  /**
   * The revision of the update.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  updateRevision?: string;
  /**
   * How often a revision's name was taken already.
   *
   * +optional
   * +protobuf=9
   */
  collisionCount?: int32;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=10
   */
  conditions?: StatefulSetCondition[];
  /**
   * How many are available.
   *
   * +optional
   * +default=0
   * +protobuf=11
   */
  availableReplicas?: int32;
}

/** What is observed of a stateful set. */
export type StatefulSetConditionType = string;

/** One observation about a stateful set. */
export interface StatefulSetCondition {
  /**
   * What is observed.
   *
   * +optional
   * +default=""
   * +protobuf=1
   */
  type?: StatefulSetConditionType;
  /**
   * True, False or Unknown.
   *
   * +optional
   * +default=""
   * +protobuf=2
   */
  status?: ConditionStatus;
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

/** A list of StatefulSets. */
export interface StatefulSetList extends TypeMeta {
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
  items: StatefulSet[];
}

/**
 * Keeps up a number of pods and replaces them step by step.
 *
 * +genclient
 * +genclient:method=GetScale,verb=get,subresource=scale,result=kindsmith/apis/autoscaling/v1.Scale
 * +genclient:method=UpdateScale,verb=update,subresource=scale,input=kindsmith/apis/autoscaling/v1.Scale,result=k8s.io/api/autoscaling/v1.Scale
 * +genclient:method=ApplyScale,verb=apply,subresource=scale,input=kindsmith/apis/autoscaling/v1.Scale,result=k8s.io/api/autoscaling/v1.Scale
 * +kubebuilder:resource:shortName=deploy,categories=all
 * +kubebuilder:subresource:scale:specpath=.spec.replicas,statuspath=.status.replicas,selectorpath=.spec.selector
 * +kubebuilder:printcolumn:name=Ready,type=string,description="Pods that are ready, of how many"
 * +kubebuilder:printcolumn:name=Up-to-date,type=string,description="Pods of the present template"
 * +kubebuilder:printcolumn:name=Available,type=string,description="Pods that are available"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Containers,type=string,priority=1,description="Names of its containers"
 * +kubebuilder:printcolumn:name=Images,type=string,priority=1,description="Images of its containers"
 * +kubebuilder:printcolumn:name=Selector,type=string,priority=1,description="Labels of its pods"
 */
export interface Deployment extends TypeMeta {
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
  spec?: DeploymentSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: DeploymentStatus;
}

/** Which pods there are to be, and how they are replaced. */
export interface DeploymentSpec {
  /**
   * How many; default 1.
   *
   * +optional
   * +protobuf=1
   */
  replicas?: int32;
  /**
   * Labels of the pods. Cannot be changed.
   *
   * +protobuf=2
   */
  selector: LabelSelector;
  /**
   * The pod to be made; its restart policy is Always.
   *
   * +default={}
   * +protobuf=3
   */
  template: PodTemplateSpec;
  /**
   * How old pods are replaced.
   *
   * +optional
   * +patchStrategy=retainKeys
   * +default={}
   * +protobuf=4
   */
  strategy?: DeploymentStrategy;
  /**
   * How long a pod has to be ready to count as available.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  minReadySeconds?: int32;
  /**
   * How many old replica sets are kept; default 10.
   *
   * +optional
   * +protobuf=6
   */
  revisionHistoryLimit?: int32;
  /**
   * Nothing is replaced for now.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  paused?: boolean;
  /**
   * After how long without progress it counts as failed; default 600.
   *
   * +optional
   * +protobuf=9
   */
  progressDeadlineSeconds?: int32;
}

/** How old pods are replaced. */
export interface DeploymentStrategy {
  /**
   * Recreate or RollingUpdate.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  type?: DeploymentStrategyType;
  /**
   * For RollingUpdate.
   *
   * +optional
   * +protobuf=2
   */
  rollingUpdate?: RollingUpdateDeployment;
}

/**
 * How old pods are replaced.
 *
 * +enum
 */
export type DeploymentStrategyType =
  /** All are removed before new ones are made. */
  | "Recreate"
  /** Step by step. */
  | "RollingUpdate";

/** How a rolling update goes on. */
export interface RollingUpdateDeployment {
  /**
   * How many, or which share, may be missing; default 25 %.
   *
   * +optional
   * +protobuf=1
   */
  maxUnavailable?: IntOrString;
  /**
   * How many, or which share, there may be too many; default 25 %.
   *
   * +optional
   * +protobuf=2
   */
  maxSurge?: IntOrString;
}

/** State of a deployment. */
export interface DeploymentStatus {
  /**
   * The generation of the spec that this belongs to.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  observedGeneration?: int64;
  /**
   * How many pods it has.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  replicas?: int32;
  /**
   * How many are of the present template.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  updatedReplicas?: int32;
  /**
   * How many are ready.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  readyReplicas?: int32;
  /**
   * How many are available.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  availableReplicas?: int32;
  /**
   * How many are missing.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  unavailableReplicas?: int32;
  /**
   * How many are going away.
   *
   * +optional
   * +protobuf=9
   */
  terminatingReplicas?: int32;
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
  conditions?: DeploymentCondition[];
  /**
   * How often a replica set's name was taken already.
   *
   * +optional
   * +protobuf=8
   */
  collisionCount?: int32;
}

/** What is observed of a deployment. */
export type DeploymentConditionType = string;

/** One observation about a deployment. */
export interface DeploymentCondition {
  /**
   * What is observed.
   *
   * +optional
   * +default=""
   * +protobuf=1
   */
  type?: DeploymentConditionType;
  /**
   * True, False or Unknown.
   *
   * +optional
   * +default=""
   * +protobuf=2
   */
  status?: ConditionStatus;
  /**
   * When it was last updated.
   *
   * +optional
   * +default=null
   * +protobuf=6
   */
  lastUpdateTime?: Time;
  /**
   * When the status last changed.
   *
   * +optional
   * +default=null
   * +protobuf=7
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

/** A list of Deployments. */
export interface DeploymentList extends TypeMeta {
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
  items: Deployment[];
}

/** How pods get a new template. */
export interface DaemonSetUpdateStrategy {
  /**
   * RollingUpdate or OnDelete.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  type?: DaemonSetUpdateStrategyType;
  /**
   * For RollingUpdate.
   *
   * +optional
   * +protobuf=2
   */
  rollingUpdate?: RollingUpdateDaemonSet;
}

/**
 * How pods get a new template.
 *
 * +enum
 */
export type DaemonSetUpdateStrategyType =
  /** They are replaced node by node. */
  | "RollingUpdate"
  /** When somebody deletes them. */
  | "OnDelete";

/** How a rolling update goes on. */
export interface RollingUpdateDaemonSet {
  /**
   * How many nodes, or which share, may be without; default 1.
   *
   * +optional
   * +protobuf=1
   */
  maxUnavailable?: IntOrString;
  /**
   * How many nodes, or which share, may have two; default 0.
   *
   * +optional
   * +protobuf=2
   */
  maxSurge?: IntOrString;
}

/** Which pod each node is to have. */
export interface DaemonSetSpec {
  /**
   * Labels of the pods. Cannot be changed.
   *
   * +protobuf=1
   */
  selector: LabelSelector;
  /**
   * The pod to be made; its restart policy is Always.
   *
   * +default={}
   * +protobuf=2
   */
  template: PodTemplateSpec;
  /**
   * How they get a new template.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  updateStrategy?: DaemonSetUpdateStrategy;
  /**
   * How long a pod has to be ready to count as available.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  minReadySeconds?: int32;
  /**
   * How many old revisions are kept; default 10.
   *
   * +optional
   * +protobuf=6
   */
  revisionHistoryLimit?: int32;
}

/** State of a daemon set. */
export interface DaemonSetStatus {
  /**
   * Nodes that have it and should.
   *
   * +default=0
   * +protobuf=1
   */
  currentNumberScheduled: int32;
  /**
   * Nodes that have it and should not.
   *
   * +default=0
   * +protobuf=2
   */
  numberMisscheduled: int32;
  /**
   * Nodes that should have it.
   *
   * +default=0
   * +protobuf=3
   */
  desiredNumberScheduled: int32;
  /**
   * Nodes on which it is ready.
   *
   * +default=0
   * +protobuf=4
   */
  numberReady: int32;
  /**
   * The generation of the spec that this belongs to.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  observedGeneration?: int64;
  /**
   * Nodes that have the present template.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  updatedNumberScheduled?: int32;
  /**
   * Nodes on which it is available.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  numberAvailable?: int32;
  /**
   * Nodes on which it is missing.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  numberUnavailable?: int32;
  /**
   * How often a revision's name was taken already.
   *
   * +optional
   * +protobuf=9
   */
  collisionCount?: int32;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=10
   */
  conditions?: DaemonSetCondition[];
}

/** What is observed of a daemon set. */
export type DaemonSetConditionType = string;

/** One observation about a daemon set. */
export interface DaemonSetCondition {
  /**
   * What is observed.
   *
   * +optional
   * +default=""
   * +protobuf=1
   */
  type?: DaemonSetConditionType;
  /**
   * True, False or Unknown.
   *
   * +optional
   * +default=""
   * +protobuf=2
   */
  status?: ConditionStatus;
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

/**
 * Keeps one pod on each node.
 *
 * +genclient
 * +kubebuilder:resource:shortName=ds,categories=all
 * +kubebuilder:printcolumn:name=Desired,type=integer,description="Nodes that should have it"
 * +kubebuilder:printcolumn:name=Current,type=integer,description="Nodes that have it"
 * +kubebuilder:printcolumn:name=Ready,type=integer,description="Nodes on which it is ready"
 * +kubebuilder:printcolumn:name=Up-to-date,type=integer,description="Nodes with the present template"
 * +kubebuilder:printcolumn:name=Available,type=integer,description="Nodes on which it is available"
 * +kubebuilder:printcolumn:name="Node Selector",type=string,description="Labels of its nodes"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Containers,type=string,priority=1,description="Names of its containers"
 * +kubebuilder:printcolumn:name=Images,type=string,priority=1,description="Images of its containers"
 * +kubebuilder:printcolumn:name=Selector,type=string,priority=1,description="Labels of its pods"
 */
export interface DaemonSet extends TypeMeta {
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
  spec?: DaemonSetSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: DaemonSetStatus;
}

/** A list of DaemonSets. */
export interface DaemonSetList extends TypeMeta {
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
  items: DaemonSet[];
}

/**
 * Keeps up a number of pods.
 *
 * +genclient
 * +genclient:method=GetScale,verb=get,subresource=scale,result=kindsmith/apis/autoscaling/v1.Scale
 * +genclient:method=UpdateScale,verb=update,subresource=scale,input=kindsmith/apis/autoscaling/v1.Scale,result=k8s.io/api/autoscaling/v1.Scale
 * +genclient:method=ApplyScale,verb=apply,subresource=scale,input=kindsmith/apis/autoscaling/v1.Scale,result=k8s.io/api/autoscaling/v1.Scale
 * +kubebuilder:resource:shortName=rs,categories=all
 * +kubebuilder:subresource:scale:specpath=.spec.replicas,statuspath=.status.replicas,selectorpath=.spec.selector
 * +kubebuilder:selectablefield:JSONPath=.status.replicas
 * +kubebuilder:printcolumn:name=Desired,type=integer,description="Pods wanted"
 * +kubebuilder:printcolumn:name=Current,type=integer,description="Pods that exist"
 * +kubebuilder:printcolumn:name=Ready,type=integer,description="Pods that are ready"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Containers,type=string,priority=1,description="Names of its containers"
 * +kubebuilder:printcolumn:name=Images,type=string,priority=1,description="Images of its containers"
 * +kubebuilder:printcolumn:name=Selector,type=string,priority=1,description="Labels of its pods"
 */
export interface ReplicaSet extends TypeMeta {
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
  spec?: ReplicaSetSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: ReplicaSetStatus;
}

/** A list of ReplicaSets. */
export interface ReplicaSetList extends TypeMeta {
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
  items: ReplicaSet[];
}

/** Which pods there are to be. */
export interface ReplicaSetSpec {
  /**
   * How many; default 1.
   *
   * +optional
   * +protobuf=1
   */
  replicas?: int32;
  /**
   * How long a pod has to be ready to count as available.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  minReadySeconds?: int32;
  /**
   * Labels of the pods. Cannot be changed.
   *
   * +protobuf=2
   */
  selector: LabelSelector;
  /**
   * The pod to be made.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  template?: PodTemplateSpec;
}

/** State of a replica set. */
export interface ReplicaSetStatus {
  /**
   * How many pods it has.
   *
   * +default=0
   * +protobuf=1
   */
  replicas: int32;
  /**
   * How many have all labels of the template.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fullyLabeledReplicas?: int32;
  /**
   * How many are ready.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  readyReplicas?: int32;
  /**
   * How many are available.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  availableReplicas?: int32;
  /**
   * How many are going away.
   *
   * +optional
   * +protobuf=7
   */
  terminatingReplicas?: int32;
  /**
   * The generation of the spec that this belongs to.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  observedGeneration?: int64;
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
  conditions?: ReplicaSetCondition[];
}

/** What is observed of a replica set. */
export type ReplicaSetConditionType = string;

/** One observation about a replica set. */
export interface ReplicaSetCondition {
  /**
   * What is observed.
   *
   * +optional
   * +default=""
   * +protobuf=1
   */
  type?: ReplicaSetConditionType;
  /**
   * True, False or Unknown.
   *
   * +optional
   * +default=""
   * +protobuf=2
   */
  status?: ConditionStatus;
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

/**
 * A state that a controller wants to remember. Cannot be changed.
 *
 * +genclient
 * +kubebuilder:printcolumn:name=Controller,type=string,description="Whose state it is"
 * +kubebuilder:printcolumn:name=Revision,type=string,description="Its number"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface ControllerRevision extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The state.
   *
   * +protobuf=2
   */
  data: RawExtension;
  /**
   * Its number; later ones are higher.
   *
   * +optional
   * +default=0
   * +protobuf=3
   */
  revision?: int64;
}

/** A list of ControllerRevisions. */
export interface ControllerRevisionList extends TypeMeta {
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
  items: ControllerRevision[];
}
