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
import type { PersistentVolumeReclaimPolicy, PersistentVolumeSpec, TopologySelectorTerm } from "../../core/v1/types.js";

/**
 * A way to make volumes.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:path=storageclasses,singular=storageclass,shortName=sc,scope=Cluster
 * +kubebuilder:printcolumn:name=Provisioner,type=string,description="Who makes its volumes"
 * +kubebuilder:printcolumn:name=ReclaimPolicy,type=string,description="What becomes of its volumes"
 * +kubebuilder:printcolumn:name=VolumeBindingMode,type=string,description="When its volumes are bound"
 * +kubebuilder:printcolumn:name=AllowVolumeExpansion,type=string,description="Claims may ask for more later"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface StorageClass extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Who makes them.
   *
   * +default=""
   * +protobuf=2
   */
  provisioner: string;
  /**
   * What the provisioner needs to know.
   *
   * +optional
   * +protobuf=3
   */
  parameters?: { [key: string]: string };
  /**
   * What becomes of the volumes once their claims are gone; default Delete.
   *
   * +optional
   * +protobuf=4
   */
  reclaimPolicy?: PersistentVolumeReclaimPolicy;
  /**
   * Options of the mount command.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  mountOptions?: string[];
  /**
   * Claims may ask for more later.
   *
   * +optional
   * +protobuf=6
   */
  allowVolumeExpansion?: boolean;
  /**
   * When a volume is bound; default Immediate.
   *
   * +optional
   * +protobuf=7
   */
  volumeBindingMode?: VolumeBindingMode;
  /**
   * Where volumes may be made.
   *
   * +optional
   * +listType=atomic
   * +protobuf=8
   */
  allowedTopologies?: TopologySelectorTerm[];
}

/** A list of StorageClasses. */
export interface StorageClassList extends TypeMeta {
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
  items: StorageClass[];
}

/**
 * When a volume is bound.
 *
 * +enum
 */
export type VolumeBindingMode =
  /** When the claim is made. */
  | "Immediate"
  /** When a pod needs it. */
  | "WaitForFirstConsumer";

/**
 * Asks that a volume be attached to a node.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:scope=Cluster
 * +kubebuilder:printcolumn:name=Attacher,type=string,format=name,description="The driver"
 * +kubebuilder:printcolumn:name=PV,type=string,description="The volume"
 * +kubebuilder:printcolumn:name=Node,type=string,description="The node"
 * +kubebuilder:printcolumn:name=Attached,type=boolean,description="It is attached"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface VolumeAttachment extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Which volume to which node. Cannot be changed.
   *
   * +default={}
   * +protobuf=2
   */
  spec: VolumeAttachmentSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: VolumeAttachmentStatus;
}

/** A list of VolumeAttachments. */
export interface VolumeAttachmentList extends TypeMeta {
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
  items: VolumeAttachment[];
}

/** Which volume is to be attached to which node. */
export interface VolumeAttachmentSpec {
  /**
   * Driver that does it.
   *
   * +default=""
   * +protobuf=1
   */
  attacher: string;
  /**
   * The volume.
   *
   * +default={}
   * +protobuf=2
   */
  source: VolumeAttachmentSource;
  /**
   * The node.
   *
   * +default=""
   * +protobuf=3
   */
  nodeName: string;
}

/** A volume: one of these. */
export interface VolumeAttachmentSource {
  /**
   * A persistent volume.
   *
   * +optional
   * +protobuf=1
   */
  persistentVolumeName?: string;
  /**
   * A volume given in place, for migrated in-tree volumes.
   *
   * +optional
   * +protobuf=2
   */
  inlineVolumeSpec?: PersistentVolumeSpec;
}

/** State of an attachment. */
export interface VolumeAttachmentStatus {
  /**
   * It is attached.
   *
   * +default=false
   * +protobuf=1
   */
  attached: boolean;
  /**
   * What the driver wanted to remember.
   *
   * +optional
   * +protobuf=2
   */
  attachmentMetadata?: { [key: string]: string };
  /**
   * The last error in attaching.
   *
   * +optional
   * +protobuf=3
   */
  attachError?: VolumeError;
  /**
   * The last error in detaching.
   *
   * +optional
   * +protobuf=4
   */
  detachError?: VolumeError;
}

/** An error of a volume operation. */
export interface VolumeError {
  /**
   * When.
   *
   * +optional
   * +default=null
   * +protobuf=1
   */
  time?: Time;
  /**
   * What, for people.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  message?: string;
  /**
   * The gRPC code.
   *
   * +optional
   * +featureGate=MutableCSINodeAllocatableCount
   * +protobuf=3
   */
  errorCode?: int32;
}

/**
 * What a CSI driver can do and needs.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:scope=Cluster
 * +kubebuilder:printcolumn:name=AttachRequired,type=boolean,description="Its volumes have to be attached"
 * +kubebuilder:printcolumn:name=PodInfoOnMount,type=boolean,description="It wants to know the pod"
 * +kubebuilder:printcolumn:name=StorageCapacity,type=boolean,description="It reports how much it can store"
 * +kubebuilder:printcolumn:name=TokenRequests,type=string,description="Audiences of tokens it wants"
 * +kubebuilder:printcolumn:name=RequiresRepublish,type=boolean,description="It wants to mount again from time to time"
 * +kubebuilder:printcolumn:name=Modes,type=string,description="Kinds of volumes it has"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface CSIDriver extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * What it can do and needs.
   *
   * +default={}
   * +protobuf=2
   */
  spec: CSIDriverSpec;
}

/** A list of CSIDrivers. */
export interface CSIDriverList extends TypeMeta {
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
  items: CSIDriver[];
}

/** What a CSI driver can do and needs. */
export interface CSIDriverSpec {
  /**
   * Its volumes have to be attached. Cannot be changed.
   *
   * +optional
   * +protobuf=1
   */
  attachRequired?: boolean;
  /**
   * It wants to know the pod when it mounts.
   *
   * +optional
   * +protobuf=2
   */
  podInfoOnMount?: boolean;
  /**
   * Kinds of volumes that it has. Cannot be changed.
   *
   * +optional
   * +listType=set
   * +protobuf=3
   */
  volumeLifecycleModes?: VolumeLifecycleMode[];
  /**
   * It reports how much it can store.
   *
   * +optional
   * +featureGate=CSIStorageCapacity
   * +protobuf=4
   */
  storageCapacity?: boolean;
  /**
   * Whether ownership of its volumes may be changed.
   *
   * +optional
   * +protobuf=5
   */
  fsGroupPolicy?: FSGroupPolicy;
  /**
   * Tokens of the pod that it wants when it mounts.
   *
   * +optional
   * +listType=atomic
   * +protobuf=6
   */
  tokenRequests?: TokenRequest[];
  /**
   * It wants to mount again from time to time.
   *
   * +optional
   * +protobuf=7
   */
  requiresRepublish?: boolean;
  /**
   * It can mount with an SELinux label.
   *
   * +optional
   * +featureGate=SELinuxMountReadWriteOncePod
   * +protobuf=8
   */
  seLinuxMount?: boolean;
  /**
   * How often its limits on a node are asked for.
   *
   * +optional
   * +featureGate=MutableCSINodeAllocatableCount
   * +protobuf=9
   */
  nodeAllocatableUpdatePeriodSeconds?: int64;
  /**
   * It wants the tokens among the secrets.
   *
   * +optional
   * +featureGate=CSIServiceAccountTokenSecrets
   * +protobuf=10
   */
  serviceAccountTokenInSecrets?: boolean;
  /**
   * Pods stay away from nodes that do not have it.
   *
   * +optional
   * +featureGate=VolumeLimitScaling
   * +protobuf=11
   */
  preventPodSchedulingIfMissing?: boolean;
}

/** ReadWriteOnceWithFSType, File or None. */
export type FSGroupPolicy = string;

/** Persistent or Ephemeral. */
export type VolumeLifecycleMode = string;

/** A token that a driver wants. */
export interface TokenRequest {
  /**
   * Who is to accept it.
   *
   * +default=""
   * +protobuf=1
   */
  audience: string;
  /**
   * How long it is good for.
   *
   * +optional
   * +protobuf=2
   */
  expirationSeconds?: int64;
}

/**
 * The CSI drivers of a node.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:scope=Cluster
 * +kubebuilder:printcolumn:name=Drivers,type=integer,description="How many drivers the node has"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface CSINode extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The drivers.
   *
   * +default={}
   * +protobuf=2
   */
  spec: CSINodeSpec;
}

/** The CSI drivers of a node. */
export interface CSINodeSpec {
  /**
   * The drivers.
   *
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +default=null
   * +protobuf=1
   */
  drivers: CSINodeDriver[] | null;
}

/** A CSI driver of a node. */
export interface CSINodeDriver {
  /**
   * Name of the driver.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * The driver's own name for the node.
   *
   * +default=""
   * +protobuf=2
   */
  nodeID: string;
  /**
   * Labels that say where the node is, for the driver.
   *
   * +optional
   * +listType=atomic
   * +default=null
   * +protobuf=3
   */
  topologyKeys?: string[] | null;
  /**
   * How many volumes it can have.
   *
   * +optional
   * +protobuf=4
   */
  allocatable?: VolumeNodeResources;
}

/** How many volumes a node can have. */
export interface VolumeNodeResources {
  /**
   * How many; absent is no limit.
   *
   * +optional
   * +protobuf=1
   */
  count?: int32;
}

/** A list of CSINodes. */
export interface CSINodeList extends TypeMeta {
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
  items: CSINode[];
}

/**
 * How much can still be stored somewhere.
 *
 * +genclient
 * +kubebuilder:printcolumn:name=StorageClassName,type=string,JSONPath=.storageClassName,description="The class it is for"
 * +kubebuilder:printcolumn:name=Capacity,type=string,description="How much can still be stored"
 */
export interface CSIStorageCapacity extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Where: labels of nodes. Cannot be changed.
   *
   * +optional
   * +protobuf=2
   */
  nodeTopology?: LabelSelector;
  /**
   * For which class. Cannot be changed.
   *
   * +default=""
   * +protobuf=3
   */
  storageClassName: string;
  /**
   * How much.
   *
   * +optional
   * +protobuf=4
   */
  capacity?: Quantity;
  /**
   * How much in one volume.
   *
   * +optional
   * +protobuf=5
   */
  maximumVolumeSize?: Quantity;
}

/** A list of CSIStorageCapacities. */
export interface CSIStorageCapacityList extends TypeMeta {
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
  items: CSIStorageCapacity[];
}

/**
 * Attributes of volumes that can be changed.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:path=volumeattributesclasses,singular=volumeattributesclass,shortName=vac,scope=Cluster
 * +kubebuilder:printcolumn:name=DriverName,type=string,description="The driver"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface VolumeAttributesClass extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The driver. Cannot be changed.
   *
   * +default=""
   * +protobuf=2
   */
  driverName: string;
  /**
   * The attributes. Cannot be changed.
   *
   * +optional
   * +protobuf=3
   */
  parameters?: { [key: string]: string };
}

/** A list of VolumeAttributesClasses. */
export interface VolumeAttributesClassList extends TypeMeta {
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
  items: VolumeAttributesClass[];
}
