import type {
  Bytes,
  Condition,
  int32,
  int64,
  IntOrString,
  LabelSelector,
  ListMeta,
  MicroTime,
  ObjectMeta,
  Quantity,
  Time,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";

/**
 * A named volume of a pod; its source stands beside the name.
 *
 * +protobuf.inline=VolumeSource,2
 */
export interface Volume extends VolumeSource {
  /**
   * Name by which containers mount it; a DNS label, unique in the pod.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
}

/** Where a volume comes from: exactly one of these. */
export interface VolumeSource {
  /**
   * A file or folder of the node.
   *
   * +optional
   * +protobuf=1
   */
  hostPath?: HostPathVolumeSource;
  /**
   * A folder that lives as long as the pod.
   *
   * +optional
   * +protobuf=2
   */
  emptyDir?: EmptyDirVolumeSource;
  /**
   * A Google disk. Deprecated.
   *
   * +optional
   * +protobuf=3
   */
  gcePersistentDisk?: GCEPersistentDiskVolumeSource;
  /**
   * An AWS disk. Deprecated.
   *
   * +optional
   * +protobuf=4
   */
  awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource;
  /**
   * A checked-out git repository. Deprecated.
   *
   * +optional
   * +protobuf=5
   */
  gitRepo?: GitRepoVolumeSource;
  /**
   * The keys of a Secret as files.
   *
   * +optional
   * +protobuf=6
   */
  secret?: SecretVolumeSource;
  /**
   * An NFS share.
   *
   * +optional
   * +protobuf=7
   */
  nfs?: NFSVolumeSource;
  /**
   * An iSCSI disk.
   *
   * +optional
   * +protobuf=8
   */
  iscsi?: ISCSIVolumeSource;
  /**
   * A Glusterfs share. Deprecated.
   *
   * +optional
   * +protobuf=9
   */
  glusterfs?: GlusterfsVolumeSource;
  /**
   * The volume bound to a claim of the same namespace.
   *
   * +optional
   * +protobuf=10
   */
  persistentVolumeClaim?: PersistentVolumeClaimVolumeSource;
  /**
   * A Ceph block device. Deprecated.
   *
   * +optional
   * +protobuf=11
   */
  rbd?: RBDVolumeSource;
  /**
   * A volume of a FlexVolume driver. Deprecated.
   *
   * +optional
   * +protobuf=12
   */
  flexVolume?: FlexVolumeSource;
  /**
   * An OpenStack disk. Deprecated.
   *
   * +optional
   * +protobuf=13
   */
  cinder?: CinderVolumeSource;
  /**
   * A CephFS share. Deprecated.
   *
   * +optional
   * +protobuf=14
   */
  cephfs?: CephFSVolumeSource;
  /**
   * A Flocker dataset. Deprecated.
   *
   * +optional
   * +protobuf=15
   */
  flocker?: FlockerVolumeSource;
  /**
   * Fields of the pod as files.
   *
   * +optional
   * +protobuf=16
   */
  downwardAPI?: DownwardAPIVolumeSource;
  /**
   * A Fibre Channel disk.
   *
   * +optional
   * +protobuf=17
   */
  fc?: FCVolumeSource;
  /**
   * An Azure file share. Deprecated.
   *
   * +optional
   * +protobuf=18
   */
  azureFile?: AzureFileVolumeSource;
  /**
   * The keys of a ConfigMap as files.
   *
   * +optional
   * +protobuf=19
   */
  configMap?: ConfigMapVolumeSource;
  /**
   * A vSphere disk. Deprecated.
   *
   * +optional
   * +protobuf=20
   */
  vsphereVolume?: VsphereVirtualDiskVolumeSource;
  /**
   * A Quobyte volume. Deprecated.
   *
   * +optional
   * +protobuf=21
   */
  quobyte?: QuobyteVolumeSource;
  /**
   * An Azure disk. Deprecated.
   *
   * +optional
   * +protobuf=22
   */
  azureDisk?: AzureDiskVolumeSource;
  /**
   * A Photon disk. Deprecated.
   *
   * +optional
   * +protobuf=23
   */
  photonPersistentDisk?: PhotonPersistentDiskVolumeSource;
  /**
   * Several sources in one folder.
   *
   * +optional
   * +protobuf=26
   */
  projected?: ProjectedVolumeSource;
  /**
   * A Portworx volume. Deprecated.
   *
   * +optional
   * +protobuf=24
   */
  portworxVolume?: PortworxVolumeSource;
  /**
   * A ScaleIO volume. Deprecated.
   *
   * +optional
   * +protobuf=25
   */
  scaleIO?: ScaleIOVolumeSource;
  /**
   * A StorageOS volume. Deprecated.
   *
   * +optional
   * +protobuf=27
   */
  storageos?: StorageOSVolumeSource;
  /**
   * A volume that a CSI driver makes for the pod.
   *
   * +optional
   * +protobuf=28
   */
  csi?: CSIVolumeSource;
  /**
   * A claim that is made for the pod and vanishes with it.
   *
   * +optional
   * +protobuf=29
   */
  ephemeral?: EphemeralVolumeSource;
  /**
   * The content of a container image.
   *
   * +optional
   * +protobuf=30
   */
  image?: ImageVolumeSource;
}

/** Refers to a claim. */
export interface PersistentVolumeClaimVolumeSource {
  /**
   * Name of the claim, in the pod's namespace.
   *
   * +default=""
   * +protobuf=1
   */
  claimName: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  readOnly?: boolean;
}

/** Where a persistent volume comes from: exactly one of these. */
export interface PersistentVolumeSource {
  /**
   * A Google disk. Deprecated.
   *
   * +optional
   * +protobuf=1
   */
  gcePersistentDisk?: GCEPersistentDiskVolumeSource;
  /**
   * An AWS disk. Deprecated.
   *
   * +optional
   * +protobuf=2
   */
  awsElasticBlockStore?: AWSElasticBlockStoreVolumeSource;
  /**
   * A folder of one node, for tests.
   *
   * +optional
   * +protobuf=3
   */
  hostPath?: HostPathVolumeSource;
  /**
   * A Glusterfs share. Deprecated.
   *
   * +optional
   * +protobuf=4
   */
  glusterfs?: GlusterfsPersistentVolumeSource;
  /**
   * An NFS share.
   *
   * +optional
   * +protobuf=5
   */
  nfs?: NFSVolumeSource;
  /**
   * A Ceph block device. Deprecated.
   *
   * +optional
   * +protobuf=6
   */
  rbd?: RBDPersistentVolumeSource;
  /**
   * An iSCSI disk.
   *
   * +optional
   * +protobuf=7
   */
  iscsi?: ISCSIPersistentVolumeSource;
  /**
   * An OpenStack disk. Deprecated.
   *
   * +optional
   * +protobuf=8
   */
  cinder?: CinderPersistentVolumeSource;
  /**
   * A CephFS share. Deprecated.
   *
   * +optional
   * +protobuf=9
   */
  cephfs?: CephFSPersistentVolumeSource;
  /**
   * A Fibre Channel disk.
   *
   * +optional
   * +protobuf=10
   */
  fc?: FCVolumeSource;
  /**
   * A Flocker dataset. Deprecated.
   *
   * +optional
   * +protobuf=11
   */
  flocker?: FlockerVolumeSource;
  /**
   * A volume of a FlexVolume driver. Deprecated.
   *
   * +optional
   * +protobuf=12
   */
  flexVolume?: FlexPersistentVolumeSource;
  /**
   * An Azure file share. Deprecated.
   *
   * +optional
   * +protobuf=13
   */
  azureFile?: AzureFilePersistentVolumeSource;
  /**
   * A vSphere disk. Deprecated.
   *
   * +optional
   * +protobuf=14
   */
  vsphereVolume?: VsphereVirtualDiskVolumeSource;
  /**
   * A Quobyte volume. Deprecated.
   *
   * +optional
   * +protobuf=15
   */
  quobyte?: QuobyteVolumeSource;
  /**
   * An Azure disk. Deprecated.
   *
   * +optional
   * +protobuf=16
   */
  azureDisk?: AzureDiskVolumeSource;
  /**
   * A Photon disk. Deprecated.
   *
   * +optional
   * +protobuf=17
   */
  photonPersistentDisk?: PhotonPersistentDiskVolumeSource;
  /**
   * A Portworx volume. Deprecated.
   *
   * +optional
   * +protobuf=18
   */
  portworxVolume?: PortworxVolumeSource;
  /**
   * A ScaleIO volume. Deprecated.
   *
   * +optional
   * +protobuf=19
   */
  scaleIO?: ScaleIOPersistentVolumeSource;
  /**
   * A disk or folder that one node has.
   *
   * +optional
   * +protobuf=20
   */
  local?: LocalVolumeSource;
  /**
   * A StorageOS volume. Deprecated.
   *
   * +optional
   * +protobuf=21
   */
  storageos?: StorageOSPersistentVolumeSource;
  /**
   * A volume of a CSI driver.
   *
   * +optional
   * +protobuf=22
   */
  csi?: CSIPersistentVolumeSource;
}

/**
 * A piece of storage of the cluster that a claim can take.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:shortName=pv,scope=Cluster
 * +kubebuilder:printcolumn:name=Capacity,type=string,description="How much fits in"
 * +kubebuilder:printcolumn:name="Access Modes",type=string,description="How it can be mounted"
 * +kubebuilder:printcolumn:name="Reclaim Policy",type=string,JSONPath=.spec.persistentVolumeReclaimPolicy,description="What becomes of it when it is released"
 * +kubebuilder:printcolumn:name=Status,type=string,description="Where it is in its life"
 * +kubebuilder:printcolumn:name=Claim,type=string,description="The claim that has it"
 * +kubebuilder:printcolumn:name=StorageClass,type=string,description="Its class"
 * +kubebuilder:printcolumn:name=VolumeAttributesClass,type=string,description="Class of its mutable attributes"
 * +kubebuilder:printcolumn:name=Reason,type=string,description="Why it failed"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=VolumeMode,type=string,priority=1,description="Filesystem or Block"
 */
export interface PersistentVolume extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Where the storage is and how it may be used.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: PersistentVolumeSpec;
  /**
   * Whether it is bound; written by the system.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: PersistentVolumeStatus;
}

/**
 * Where a persistent volume is and who may use it how.
 *
 * +protobuf.inline=PersistentVolumeSource,2
 */
export interface PersistentVolumeSpec extends PersistentVolumeSource {
  /**
   * How much fits in.
   *
   * +optional
   * +protobuf=1
   */
  capacity?: ResourceList;
  /**
   * How it can be mounted.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  accessModes?: PersistentVolumeAccessMode[];
  /**
   * The claim that has, or is meant to get, the volume.
   *
   * +optional
   * +structType=granular
   * +protobuf=4
   */
  claimRef?: ObjectReference;
  /**
   * What becomes of the storage once the claim is gone.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  persistentVolumeReclaimPolicy?: PersistentVolumeReclaimPolicy;
  /**
   * Class of the volume; "" is none.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  storageClassName?: string;
  /**
   * Options of the mount command, not checked.
   *
   * +optional
   * +listType=atomic
   * +protobuf=7
   */
  mountOptions?: string[];
  /**
   * Whether it is formatted or used as a raw device.
   *
   * +optional
   * +protobuf=8
   */
  volumeMode?: PersistentVolumeMode;
  /**
   * Nodes from which it can be reached.
   *
   * +optional
   * +protobuf=9
   */
  nodeAffinity?: VolumeNodeAffinity;
  /**
   * Class of the mutable attributes.
   *
   * +optional
   * +featureGate=VolumeAttributesClass
   * +protobuf=10
   */
  volumeAttributesClassName?: string;
}

/** Nodes from which a volume can be reached. */
export interface VolumeNodeAffinity {
  /**
   * Terms that a node has to meet.
   *
   * +optional
   * +protobuf=1
   */
  required?: NodeSelector;
}

/**
 * What becomes of the storage of a released volume.
 *
 * +enum
 */
export type PersistentVolumeReclaimPolicy =
  /** It is scrubbed and offered again. Deprecated. */
  | "Recycle"
  /** It is deleted. */
  | "Delete"
  /** It is left as it is for somebody to look at. */
  | "Retain";

/**
 * How a pod sees a volume.
 *
 * +enum
 */
export type PersistentVolumeMode =
  /** As a raw device. */
  | "Block"
  /** As a mounted filesystem. */
  | "Filesystem";

/** State of a persistent volume. */
export interface PersistentVolumeStatus {
  /**
   * Where the volume is in its life.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  phase?: PersistentVolumePhase;
  /**
   * Why it is in this phase, for people.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  message?: string;
  /**
   * Why it failed, in one word.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  reason?: string;
  /**
   * When the phase last changed.
   *
   * +optional
   * +protobuf=4
   */
  lastPhaseTransitionTime?: Time;
}

/** A list of PersistentVolumes. */
export interface PersistentVolumeList extends TypeMeta {
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
  items: PersistentVolume[];
}

/**
 * A user's request for storage.
 *
 * +genclient
 * +kubebuilder:resource:shortName=pvc
 * +kubebuilder:printcolumn:name=Status,type=string,description="Where it is in its life"
 * +kubebuilder:printcolumn:name=Volume,type=string,description="The volume bound to it"
 * +kubebuilder:printcolumn:name=Capacity,type=string,description="How much the volume holds"
 * +kubebuilder:printcolumn:name="Access Modes",type=string,description="How the volume can be mounted"
 * +kubebuilder:printcolumn:name=StorageClass,type=string,description="Its class"
 * +kubebuilder:printcolumn:name=VolumeAttributesClass,type=string,description="Class of its mutable attributes"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=VolumeMode,type=string,priority=1,description="Filesystem or Block"
 */
export interface PersistentVolumeClaim extends TypeMeta {
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
  spec?: PersistentVolumeClaimSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: PersistentVolumeClaimStatus;
}

/** A list of PersistentVolumeClaims. */
export interface PersistentVolumeClaimList extends TypeMeta {
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
  items: PersistentVolumeClaim[];
}

/** Which storage a claim asks for. */
export interface PersistentVolumeClaimSpec {
  /**
   * How the volume has to be mountable.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  accessModes?: PersistentVolumeAccessMode[];
  /**
   * Labels that the volume must have.
   *
   * +optional
   * +protobuf=4
   */
  selector?: LabelSelector;
  /**
   * How much storage is needed at least.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  resources?: VolumeResourceRequirements;
  /**
   * The volume that is bound to the claim.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  volumeName?: string;
  /**
   * Class that the volume must have; absent is the default one, "" is none.
   *
   * +optional
   * +protobuf=5
   */
  storageClassName?: string;
  /**
   * Whether a filesystem or a raw device is needed.
   *
   * +optional
   * +protobuf=6
   */
  volumeMode?: PersistentVolumeMode;
  /**
   * A snapshot or claim of the same namespace to start from.
   *
   * +optional
   * +protobuf=7
   */
  dataSource?: TypedLocalObjectReference;
  /**
   * An object of any kind to start from; follows dataSource when that is set.
   *
   * +optional
   * +protobuf=8
   */
  dataSourceRef?: TypedObjectReference;
  /**
   * Class of the mutable attributes that the volume is to have.
   *
   * +optional
   * +featureGate=VolumeAttributesClass
   * +protobuf=9
   */
  volumeAttributesClassName?: string;
}

/** Names an object of a kind, possibly in another namespace. */
export interface TypedObjectReference {
  /**
   * Group of the kind; absent is core.
   *
   * +optional
   * +default=null
   * +protobuf=1
   */
  apiGroup?: string | null;
  /**
   * Kind of the object.
   *
   * +default=""
   * +protobuf=2
   */
  kind: string;
  /**
   * Name of the object.
   *
   * +default=""
   * +protobuf=3
   */
  name: string;
  /**
   * Namespace of the object, when it is another one.
   *
   * +optional
   * +featureGate=CrossNamespaceVolumeDataSource
   * +protobuf=4
   */
  namespace?: string;
}

/** What is observed of a claim, such as Resizing. */
export type PersistentVolumeClaimConditionType = string;

/**
 * How far the resize of a claim has got.
 *
 * +enum
 */
export type ClaimResourceStatus =
  | "ControllerResizeInProgress"
  | "ControllerResizeInfeasible"
  | "NodeResizePending"
  | "NodeResizeInProgress"
  | "NodeResizeInfeasible";

/**
 * How far a change of attributes has got.
 *
 * +enum
 */
export type PersistentVolumeClaimModifyVolumeStatus = "Pending" | "InProgress" | "Infeasible";

/** A change of volume attributes in progress. */
export interface ModifyVolumeStatus {
  /**
   * The class that is being applied.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  targetVolumeAttributesClassName?: string;
  /**
   * How far it has got.
   *
   * +protobuf=2
   */
  status: PersistentVolumeClaimModifyVolumeStatus;
}

/** One observation about a claim. */
export interface PersistentVolumeClaimCondition {
  /**
   * What is observed.
   *
   * +default=""
   * +protobuf=1
   */
  type: PersistentVolumeClaimConditionType;
  /**
   * True, False or Unknown.
   *
   * +default=""
   * +protobuf=2
   */
  status: ConditionStatus;
  /**
   * When it was last looked at.
   *
   * +optional
   * +default=null
   * +protobuf=3
   */
  lastProbeTime?: Time;
  /**
   * When the status last changed.
   *
   * +optional
   * +default=null
   * +protobuf=4
   */
  lastTransitionTime?: Time;
  /**
   * One CamelCase word for programs.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  message?: string;
}

/** State of a claim. */
export interface PersistentVolumeClaimStatus {
  /**
   * Where the claim is in its life.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  phase?: PersistentVolumeClaimPhase;
  /**
   * How the bound volume can be mounted.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  accessModes?: PersistentVolumeAccessMode[];
  /**
   * What the bound volume really holds.
   *
   * +optional
   * +protobuf=3
   */
  capacity?: ResourceList;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=4
   */
  conditions?: PersistentVolumeClaimCondition[];
  /**
   * What is being allocated; with a resize in progress it may be more than the capacity.
   *
   * +optional
   * +protobuf=5
   */
  allocatedResources?: ResourceList;
  /**
   * How far the resize of each resource has got.
   *
   * +optional
   * +mapType=granular
   * +protobuf=7
   */
  allocatedResourceStatuses?: { [key: string]: ClaimResourceStatus };
  /**
   * The attribute class in force.
   *
   * +optional
   * +featureGate=VolumeAttributesClass
   * +protobuf=8
   */
  currentVolumeAttributesClassName?: string;
  /**
   * The change of attributes in progress.
   *
   * +optional
   * +featureGate=VolumeAttributesClass
   * +protobuf=9
   */
  modifyVolumeStatus?: ModifyVolumeStatus;
}

/**
 * How a volume can be mounted.
 *
 * +enum
 */
export type PersistentVolumeAccessMode =
  /** For writing on one node. */
  | "ReadWriteOnce"
  /** For reading on many nodes. */
  | "ReadOnlyMany"
  /** For writing on many nodes. */
  | "ReadWriteMany"
  /** For writing by one pod. */
  | "ReadWriteOncePod";

/**
 * Where a persistent volume is in its life.
 *
 * +enum
 */
export type PersistentVolumePhase =
  /** It is not available yet. */
  | "Pending"
  /** It waits for a claim. */
  | "Available"
  /** A claim has it. */
  | "Bound"
  /** Its claim is gone and it was not reclaimed yet. */
  | "Released"
  /** Reclaiming it failed. */
  | "Failed";

/**
 * Where a claim is in its life.
 *
 * +enum
 */
export type PersistentVolumeClaimPhase =
  /** No volume is bound yet. */
  | "Pending"
  /** It has its volume. */
  | "Bound"
  /** Its volume is gone, with all data. */
  | "Lost";

/**
 * What has to be at a host path; "" checks nothing.
 *
 * +enum
 */
export type HostPathType =
  "" | "DirectoryOrCreate" | "Directory" | "FileOrCreate" | "File" | "Socket" | "CharDevice" | "BlockDevice";

/** A file or folder of the node. */
export interface HostPathVolumeSource {
  /**
   * Path on the node; links are followed.
   *
   * +default=""
   * +protobuf=1
   */
  path: string;
  /**
   * What has to be there.
   *
   * +optional
   * +protobuf=2
   */
  type?: HostPathType;
}

/** A folder that starts empty. */
export interface EmptyDirVolumeSource {
  /**
   * Where its content is kept; "" is the node's disk, Memory a tmpfs.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  medium?: StorageMedium;
  /**
   * The most that may be stored in it.
   *
   * +optional
   * +protobuf=2
   */
  sizeLimit?: Quantity;
}

/** A Glusterfs share. */
export interface GlusterfsVolumeSource {
  /**
   * Name of the Endpoints object of the servers.
   *
   * +default=""
   * +protobuf=1
   */
  endpoints: string;
  /**
   * Name of the volume.
   *
   * +default=""
   * +protobuf=2
   */
  path: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
}

/** A Glusterfs share for persistent volumes. */
export interface GlusterfsPersistentVolumeSource {
  /**
   * Name of the Endpoints object of the servers.
   *
   * +default=""
   * +protobuf=1
   */
  endpoints: string;
  /**
   * Name of the volume.
   *
   * +default=""
   * +protobuf=2
   */
  path: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
  /**
   * Namespace of the Endpoints object; absent is the claim's.
   *
   * +optional
   * +protobuf=4
   */
  endpointsNamespace?: string;
}

/** A Ceph block device. */
export interface RBDVolumeSource {
  /**
   * Addresses of the monitors.
   *
   * +listType=atomic
   * +protobuf=1
   */
  monitors: string[];
  /**
   * Name of the image.
   *
   * +default=""
   * +protobuf=2
   */
  image: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  fsType?: string;
  /**
   * Pool of the image.
   *
   * +optional
   * +default="rbd"
   * +protobuf=4,omitzero
   */
  pool?: string;
  /**
   * Name to log in with.
   *
   * +optional
   * +default="admin"
   * +protobuf=5,omitzero
   */
  user?: string;
  /**
   * Path of the key ring of the user.
   *
   * +optional
   * +default="/etc/ceph/keyring"
   * +protobuf=6,omitzero
   */
  keyring?: string;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=7
   */
  secretRef?: LocalObjectReference;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  readOnly?: boolean;
}

/** A Ceph block device for persistent volumes. */
export interface RBDPersistentVolumeSource {
  /**
   * Addresses of the monitors.
   *
   * +listType=atomic
   * +protobuf=1
   */
  monitors: string[];
  /**
   * Name of the image.
   *
   * +default=""
   * +protobuf=2
   */
  image: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  fsType?: string;
  /**
   * Pool of the image.
   *
   * +optional
   * +default="rbd"
   * +protobuf=4,omitzero
   */
  pool?: string;
  /**
   * Name to log in with.
   *
   * +optional
   * +default="admin"
   * +protobuf=5,omitzero
   */
  user?: string;
  /**
   * Path of the key ring of the user.
   *
   * +optional
   * +default="/etc/ceph/keyring"
   * +protobuf=6,omitzero
   */
  keyring?: string;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=7
   */
  secretRef?: SecretReference;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  readOnly?: boolean;
}

/** An OpenStack disk. */
export interface CinderVolumeSource {
  /**
   * ID of the volume with its provider.
   *
   * +default=""
   * +protobuf=1
   */
  volumeID: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=4
   */
  secretRef?: LocalObjectReference;
}

/** An OpenStack disk for persistent volumes. */
export interface CinderPersistentVolumeSource {
  /**
   * ID of the volume with its provider.
   *
   * +default=""
   * +protobuf=1
   */
  volumeID: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=4
   */
  secretRef?: SecretReference;
}

/** A CephFS share. */
export interface CephFSVolumeSource {
  /**
   * Addresses of the monitors.
   *
   * +listType=atomic
   * +protobuf=1
   */
  monitors: string[];
  /**
   * Folder within the share; default the root.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  path?: string;
  /**
   * Name to log in with.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  user?: string;
  /**
   * Path of the key ring of the user.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  secretFile?: string;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=5
   */
  secretRef?: LocalObjectReference;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  readOnly?: boolean;
}

/**
 * Names a Secret in a namespace.
 *
 * +structType=atomic
 */
export interface SecretReference {
  /**
   * Name of the Secret.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
  /**
   * Namespace of the Secret.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  namespace?: string;
}

/** A CephFS share for persistent volumes. */
export interface CephFSPersistentVolumeSource {
  /**
   * Addresses of the monitors.
   *
   * +listType=atomic
   * +protobuf=1
   */
  monitors: string[];
  /**
   * Folder within the share; default the root.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  path?: string;
  /**
   * Name to log in with.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  user?: string;
  /**
   * Path of the key ring of the user.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  secretFile?: string;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=5
   */
  secretRef?: SecretReference;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  readOnly?: boolean;
}

/** A Flocker dataset. */
export interface FlockerVolumeSource {
  /**
   * Name of the dataset. Deprecated in favour of its UUID.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  datasetName?: string;
  /**
   * UUID of the dataset.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  datasetUUID?: string;
}

/** Where an emptyDir is kept: "", Memory, HugePages or HugePages-<size>. */
export type StorageMedium = string;

/**
 * A network protocol.
 *
 * +enum
 */
export type Protocol = "TCP" | "UDP" | "SCTP";

/** A Google disk. */
export interface GCEPersistentDiskVolumeSource {
  /**
   * Name of the disk.
   *
   * +default=""
   * +protobuf=1
   */
  pdName: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fsType?: string;
  /**
   * Partition to mount; 0 is the whole disk.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  partition?: int32;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  readOnly?: boolean;
}

/** A Quobyte volume. */
export interface QuobyteVolumeSource {
  /**
   * Addresses of the registries, host:port with commas between.
   *
   * +default=""
   * +protobuf=1
   */
  registry: string;
  /**
   * Name of the volume.
   *
   * +default=""
   * +protobuf=2
   */
  volume: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
  /**
   * User the volume is mapped to.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  user?: string;
  /**
   * Group the volume is mapped to.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  group?: string;
  /**
   * Owner of the volume with the provider.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  tenant?: string;
}

/** A volume of a FlexVolume driver for persistent volumes. */
export interface FlexPersistentVolumeSource {
  /**
   * Name of the driver.
   *
   * +default=""
   * +protobuf=1
   */
  driver: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fsType?: string;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=3
   */
  secretRef?: SecretReference;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  readOnly?: boolean;
  /**
   * Options that only the driver knows.
   *
   * +optional
   * +protobuf=5
   */
  options?: { [key: string]: string };
}

/** A volume of a FlexVolume driver. */
export interface FlexVolumeSource {
  /**
   * Name of the driver.
   *
   * +default=""
   * +protobuf=1
   */
  driver: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fsType?: string;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=3
   */
  secretRef?: LocalObjectReference;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  readOnly?: boolean;
  /**
   * Options that only the driver knows.
   *
   * +optional
   * +protobuf=5
   */
  options?: { [key: string]: string };
}

/** An AWS disk. */
export interface AWSElasticBlockStoreVolumeSource {
  /**
   * ID of the volume with its provider.
   *
   * +default=""
   * +protobuf=1
   */
  volumeID: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fsType?: string;
  /**
   * Partition to mount; 0 is the whole disk.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  partition?: int32;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  readOnly?: boolean;
}

/** A checked-out git repository. */
export interface GitRepoVolumeSource {
  /**
   * URL of the repository.
   *
   * +default=""
   * +protobuf=1
   */
  repository: string;
  /**
   * Commit to check out.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  revision?: string;
  /**
   * Folder to put it in; `.` is the volume itself.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  directory?: string;
}

/** The keys of a Secret as files. */
export interface SecretVolumeSource {
  /**
   * Name of the Secret, in the pod's namespace.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  secretName?: string;
  /**
   * Which keys become which files; absent: all of them under their own names.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  items?: KeyToPath[];
  /**
   * File mode of the files that name none of their own. Default 0644.
   *
   * +optional
   * +protobuf=3
   */
  defaultMode?: int32;
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +protobuf=4
   */
  optional?: boolean;
}

/**
 * The keys of a Secret as files of a projected volume.
 *
 * +protobuf.inline=LocalObjectReference,1
 */
export interface SecretProjection extends LocalObjectReference {
  /**
   * Which keys become which files; absent: all of them under their own names.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  items?: KeyToPath[];
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +protobuf=4
   */
  optional?: boolean;
}

/** An NFS share. */
export interface NFSVolumeSource {
  /**
   * Host of the share.
   *
   * +default=""
   * +protobuf=1
   */
  server: string;
  /**
   * Path that the server exports.
   *
   * +default=""
   * +protobuf=2
   */
  path: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
}

/** An iSCSI disk. */
export interface ISCSIVolumeSource {
  /**
   * IP or IP:port of the target.
   *
   * +default=""
   * +protobuf=1
   */
  targetPortal: string;
  /**
   * Qualified name of the target.
   *
   * +default=""
   * +protobuf=2
   */
  iqn: string;
  /**
   * Number of the unit.
   *
   * +default=0
   * +protobuf=3
   */
  lun: int32;
  /**
   * Interface to use.
   *
   * +optional
   * +default="default"
   * +protobuf=4,omitzero
   */
  iscsiInterface?: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  readOnly?: boolean;
  /**
   * More portals for multipath.
   *
   * +optional
   * +listType=atomic
   * +protobuf=7
   */
  portals?: string[];
  /**
   * Uses CHAP for discovery.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  chapAuthDiscovery?: boolean;
  /**
   * Uses CHAP for the session.
   *
   * +optional
   * +protobuf=11,omitzero
   */
  chapAuthSession?: boolean;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=10
   */
  secretRef?: LocalObjectReference;
  /**
   * Name of the initiator, when it is a special one.
   *
   * +optional
   * +protobuf=12
   */
  initiatorName?: string;
}

/** An iSCSI disk for persistent volumes. */
export interface ISCSIPersistentVolumeSource {
  /**
   * IP or IP:port of the target.
   *
   * +default=""
   * +protobuf=1
   */
  targetPortal: string;
  /**
   * Qualified name of the target.
   *
   * +default=""
   * +protobuf=2
   */
  iqn: string;
  /**
   * Number of the unit.
   *
   * +default=0
   * +protobuf=3
   */
  lun: int32;
  /**
   * Interface to use.
   *
   * +optional
   * +default="default"
   * +protobuf=4,omitzero
   */
  iscsiInterface?: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  readOnly?: boolean;
  /**
   * More portals for multipath.
   *
   * +optional
   * +listType=atomic
   * +protobuf=7
   */
  portals?: string[];
  /**
   * Uses CHAP for discovery.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  chapAuthDiscovery?: boolean;
  /**
   * Uses CHAP for the session.
   *
   * +optional
   * +protobuf=11,omitzero
   */
  chapAuthSession?: boolean;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=10
   */
  secretRef?: SecretReference;
  /**
   * Name of the initiator, when it is a special one.
   *
   * +optional
   * +protobuf=12
   */
  initiatorName?: string;
}

/** A Fibre Channel disk. */
export interface FCVolumeSource {
  /**
   * World wide names of the target.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  targetWWNs?: string[];
  /**
   * Number of the unit.
   *
   * +optional
   * +protobuf=2
   */
  lun?: int32;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  readOnly?: boolean;
  /**
   * World wide identifiers; either these, or targetWWNs and lun.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  wwids?: string[];
}

/** An Azure file share. */
export interface AzureFileVolumeSource {
  /**
   * Secret with the account's name and key.
   *
   * +default=""
   * +protobuf=1
   */
  secretName: string;
  /**
   * Name of the share.
   *
   * +default=""
   * +protobuf=2
   */
  shareName: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
}

/** An Azure file share for persistent volumes. */
export interface AzureFilePersistentVolumeSource {
  /**
   * Secret with the account's name and key.
   *
   * +default=""
   * +protobuf=1
   */
  secretName: string;
  /**
   * Name of the share.
   *
   * +default=""
   * +protobuf=2
   */
  shareName: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
  /**
   * Namespace of the Secret; absent is the claim's.
   *
   * +optional
   * +default=null
   * +protobuf=4
   */
  secretNamespace?: string | null;
}

/** A vSphere disk. */
export interface VsphereVirtualDiskVolumeSource {
  /**
   * Path of the disk.
   *
   * +default=""
   * +protobuf=1
   */
  volumePath: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fsType?: string;
  /**
   * Name of the storage profile.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  storagePolicyName?: string;
  /**
   * ID of the storage profile.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  storagePolicyID?: string;
}

/** A Photon disk. */
export interface PhotonPersistentDiskVolumeSource {
  /**
   * ID of the disk.
   *
   * +default=""
   * +protobuf=1
   */
  pdID: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fsType?: string;
}

/**
 * How the host caches an Azure disk.
 *
 * +enum
 */
export type AzureDataDiskCachingMode = "None" | "ReadOnly" | "ReadWrite";

/**
 * How an Azure disk is kept.
 *
 * +enum
 */
export type AzureDataDiskKind = "Shared" | "Dedicated" | "Managed";

/** An Azure disk. */
export interface AzureDiskVolumeSource {
  /**
   * Name of the disk.
   *
   * +default=""
   * +protobuf=1
   */
  diskName: string;
  /**
   * URI of the disk.
   *
   * +default=""
   * +protobuf=2
   */
  diskURI: string;
  /**
   * How the host caches it.
   *
   * +optional
   * +default="ReadWrite"
   * +protobuf=3
   */
  cachingMode?: AzureDataDiskCachingMode;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +default="ext4"
   * +protobuf=4
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +default=false
   * +protobuf=5
   */
  readOnly?: boolean;
  /**
   * How it is kept.
   *
   * +optional
   * +default="Shared"
   * +protobuf=6
   */
  kind?: AzureDataDiskKind;
}

/** A Portworx volume. */
export interface PortworxVolumeSource {
  /**
   * ID of the volume with its provider.
   *
   * +default=""
   * +protobuf=1
   */
  volumeID: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
}

/** A ScaleIO volume. */
export interface ScaleIOVolumeSource {
  /**
   * Host of the gateway.
   *
   * +default=""
   * +protobuf=1
   */
  gateway: string;
  /**
   * Name of the storage system.
   *
   * +default=""
   * +protobuf=2
   */
  system: string;
  /**
   * Secret with the credentials.
   *
   * +protobuf=3
   */
  secretRef: LocalObjectReference;
  /**
   * Talks to the gateway by TLS.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  sslEnabled?: boolean;
  /**
   * Name of the protection domain.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  protectionDomain?: string;
  /**
   * Pool of the domain.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  storagePool?: string;
  /**
   * ThickProvisioned or ThinProvisioned.
   *
   * +optional
   * +default="ThinProvisioned"
   * +protobuf=7,omitzero
   */
  storageMode?: string;
  /**
   * Name of the volume.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  volumeName?: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +default="xfs"
   * +protobuf=9,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=10,omitzero
   */
  readOnly?: boolean;
}

/** A ScaleIO volume for persistent volumes. */
export interface ScaleIOPersistentVolumeSource {
  /**
   * Host of the gateway.
   *
   * +default=""
   * +protobuf=1
   */
  gateway: string;
  /**
   * Name of the storage system.
   *
   * +default=""
   * +protobuf=2
   */
  system: string;
  /**
   * Secret with the credentials.
   *
   * +protobuf=3
   */
  secretRef: SecretReference;
  /**
   * Talks to the gateway by TLS.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  sslEnabled?: boolean;
  /**
   * Name of the protection domain.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  protectionDomain?: string;
  /**
   * Pool of the domain.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  storagePool?: string;
  /**
   * ThickProvisioned or ThinProvisioned.
   *
   * +optional
   * +default="ThinProvisioned"
   * +protobuf=7,omitzero
   */
  storageMode?: string;
  /**
   * Name of the volume.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  volumeName?: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +default="xfs"
   * +protobuf=9,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=10,omitzero
   */
  readOnly?: boolean;
}

/** A StorageOS volume. */
export interface StorageOSVolumeSource {
  /**
   * Name of the volume.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  volumeName?: string;
  /**
   * Namespace of the volume with the provider.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  volumeNamespace?: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  readOnly?: boolean;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=5
   */
  secretRef?: LocalObjectReference;
}

/** A StorageOS volume for persistent volumes. */
export interface StorageOSPersistentVolumeSource {
  /**
   * Name of the volume.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  volumeName?: string;
  /**
   * Namespace of the volume with the provider.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  volumeNamespace?: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  fsType?: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  readOnly?: boolean;
  /**
   * Secret with the credentials.
   *
   * +optional
   * +protobuf=5
   */
  secretRef?: ObjectReference;
}

/**
 * The keys of a ConfigMap as files.
 *
 * +protobuf.inline=LocalObjectReference,1
 */
export interface ConfigMapVolumeSource extends LocalObjectReference {
  /**
   * Which keys become which files; absent: all of them under their own names.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  items?: KeyToPath[];
  /**
   * File mode of the files that name none of their own. Default 0644.
   *
   * +optional
   * +protobuf=3
   */
  defaultMode?: int32;
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +protobuf=4
   */
  optional?: boolean;
}

/**
 * The keys of a ConfigMap as files of a projected volume.
 *
 * +protobuf.inline=LocalObjectReference,1
 */
export interface ConfigMapProjection extends LocalObjectReference {
  /**
   * Which keys become which files; absent: all of them under their own names.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  items?: KeyToPath[];
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +protobuf=4
   */
  optional?: boolean;
}

/** A token of the pod's service account, renewed in time. */
export interface ServiceAccountTokenProjection {
  /**
   * Who is to accept the token; default the API server.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  audience?: string;
  /**
   * How long the token is good for; at least 10 minutes.
   *
   * +optional
   * +protobuf=2
   */
  expirationSeconds?: int64;
  /**
   * File of the token within the volume.
   *
   * +default=""
   * +protobuf=3
   */
  path: string;
}

/** Root certificates of cluster trust bundles. */
export interface ClusterTrustBundleProjection {
  /**
   * One bundle by name.
   *
   * +optional
   * +protobuf=1
   */
  name?: string;
  /**
   * All bundles of one signer.
   *
   * +optional
   * +protobuf=2
   */
  signerName?: string;
  /**
   * Restricts the bundles of the signer.
   *
   * +optional
   * +protobuf=3
   */
  labelSelector?: LabelSelector;
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +protobuf=5
   */
  optional?: boolean;
  /**
   * File of the certificates within the volume.
   *
   * +default=""
   * +protobuf=4
   */
  path: string;
}

/** A private key with a certificate that the cluster keeps fresh. */
export interface PodCertificateProjection {
  /**
   * Who signs the certificate.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  signerName?: string;
  /**
   * Kind of the key, such as ED25519.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  keyType?: string;
  /**
   * The longest life that the certificate may have.
   *
   * +optional
   * +protobuf=3
   */
  maxExpirationSeconds?: int32;
  /**
   * File for key and certificate chain together.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  credentialBundlePath?: string;
  /**
   * File for the key alone.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  keyPath?: string;
  /**
   * File for the certificates alone.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  certificateChainPath?: string;
  /**
   * Extra facts for the signer.
   *
   * +optional
   * +protobuf=7
   */
  userAnnotations?: { [key: string]: string };
}

/** Several sources in one folder. */
export interface ProjectedVolumeSource {
  /**
   * The sources.
   *
   * +optional
   * +listType=atomic
   * +default=null
   * +protobuf=1
   */
  sources?: VolumeProjection[] | null;
  /**
   * File mode of the files that name none of their own. Default 0644.
   *
   * +optional
   * +protobuf=2
   */
  defaultMode?: int32;
}

/** One source of a projected volume: exactly one of these. */
export interface VolumeProjection {
  /**
   * Keys of a Secret.
   *
   * +optional
   * +protobuf=1
   */
  secret?: SecretProjection;
  /**
   * Fields of the pod.
   *
   * +optional
   * +protobuf=2
   */
  downwardAPI?: DownwardAPIProjection;
  /**
   * Keys of a ConfigMap.
   *
   * +optional
   * +protobuf=3
   */
  configMap?: ConfigMapProjection;
  /**
   * A token of the service account.
   *
   * +optional
   * +protobuf=4
   */
  serviceAccountToken?: ServiceAccountTokenProjection;
  /**
   * Root certificates.
   *
   * +optional
   * +featureGate=ClusterTrustBundleProjection
   * +protobuf=5
   */
  clusterTrustBundle?: ClusterTrustBundleProjection;
  /**
   * A private key and its certificate.
   *
   * +optional
   * +featureGate=PodCertificateProjection
   * +protobuf=6
   */
  podCertificate?: PodCertificateProjection;
}

/** Which key becomes which file. */
export interface KeyToPath {
  /**
   * The key.
   *
   * +default=""
   * +protobuf=1
   */
  key: string;
  /**
   * The file, relative to the volume; no `..` in it.
   *
   * +default=""
   * +protobuf=2
   */
  path: string;
  /**
   * File mode; default that of the volume.
   *
   * +optional
   * +protobuf=3
   */
  mode?: int32;
}

/** A disk or folder of one node. */
export interface LocalVolumeSource {
  /**
   * Path on the node.
   *
   * +default=""
   * +protobuf=1
   */
  path: string;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=2
   */
  fsType?: string;
}

/** A volume of a CSI driver. */
export interface CSIPersistentVolumeSource {
  /**
   * Name of the driver.
   *
   * +default=""
   * +protobuf=1
   */
  driver: string;
  /**
   * The driver's own name for the volume.
   *
   * +default=""
   * +protobuf=2
   */
  volumeHandle: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  fsType?: string;
  /**
   * What the driver wanted to remember of the volume.
   *
   * +optional
   * +protobuf=5
   */
  volumeAttributes?: { [key: string]: string };
  /**
   * Secret for attaching the volume.
   *
   * +optional
   * +protobuf=6
   */
  controllerPublishSecretRef?: SecretReference;
  /**
   * Secret for staging the volume on a node.
   *
   * +optional
   * +protobuf=7
   */
  nodeStageSecretRef?: SecretReference;
  /**
   * Secret for mounting the volume into a pod.
   *
   * +optional
   * +protobuf=8
   */
  nodePublishSecretRef?: SecretReference;
  /**
   * Secret for growing the volume.
   *
   * +optional
   * +protobuf=9
   */
  controllerExpandSecretRef?: SecretReference;
  /**
   * Secret for growing the filesystem on a node.
   *
   * +optional
   * +protobuf=10
   */
  nodeExpandSecretRef?: SecretReference;
}

/** A volume that a CSI driver makes for a pod. */
export interface CSIVolumeSource {
  /**
   * Name of the driver.
   *
   * +default=""
   * +protobuf=1
   */
  driver: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=2
   */
  readOnly?: boolean;
  /**
   * Filesystem of the volume, such as ext4. Guessed when empty.
   *
   * +optional
   * +protobuf=3
   */
  fsType?: string;
  /**
   * What the driver needs to know.
   *
   * +optional
   * +protobuf=4
   */
  volumeAttributes?: { [key: string]: string };
  /**
   * Secret for mounting the volume.
   *
   * +optional
   * +protobuf=5
   */
  nodePublishSecretRef?: LocalObjectReference;
}

/** A claim that is made for a pod and vanishes with it. */
export interface EphemeralVolumeSource {
  /**
   * The claim; its name is `<pod>-<volume>`.
   *
   * +optional
   * +protobuf=1
   */
  volumeClaimTemplate?: PersistentVolumeClaimTemplate;
}

/** A claim to be made. */
export interface PersistentVolumeClaimTemplate {
  /**
   * Labels and annotations of the claim; nothing else.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata?: ObjectMeta;
  /**
   * The claim's spec, word for word.
   *
   * +default={}
   * +protobuf=2
   */
  spec: PersistentVolumeClaimSpec;
}

/** A port that a container listens on. */
export interface ContainerPort {
  /**
   * Name by which services can refer to it.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
  /**
   * Port of the node that leads here.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  hostPort?: int32;
  /**
   * Port within the pod.
   *
   * +default=0
   * +protobuf=3
   */
  containerPort: int32;
  /**
   * TCP, UDP or SCTP.
   *
   * +optional
   * +default="TCP"
   * +protobuf=4,omitzero
   */
  protocol?: Protocol;
  /**
   * Address of the node that hostPort is bound to.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  hostIP?: string;
}

/** Puts a volume into a container's filesystem. */
export interface VolumeMount {
  /**
   * Name of the volume.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Mounts the volume read-only.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  readOnly?: boolean;
  /**
   * Whether mounts below are read-only as well.
   *
   * +optional
   * +protobuf=7
   */
  recursiveReadOnly?: RecursiveReadOnlyMode;
  /**
   * Where it appears in the container; no `:` in it.
   *
   * +default=""
   * +protobuf=3
   */
  mountPath: string;
  /**
   * Part of the volume that is mounted; default all of it.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  subPath?: string;
  /**
   * Whether mounts made later are seen on the other side.
   *
   * +optional
   * +protobuf=5
   */
  mountPropagation?: MountPropagationMode;
  /**
   * As subPath, with $(NAME) replaced from the environment.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  subPathExpr?: string;
}

/**
 * Which way later mounts are seen.
 *
 * +enum
 */
export type MountPropagationMode =
  /** Neither way. */
  | "None"
  /** The container sees those of the node. */
  | "HostToContainer"
  /** Both see those of the other. */
  | "Bidirectional";

/** Disabled, IfPossible or Enabled. */
export type RecursiveReadOnlyMode = string;

/** Gives a container a raw block device. */
export interface VolumeDevice {
  /**
   * Name of the claim in the pod.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Path of the device in the container.
   *
   * +default=""
   * +protobuf=2
   */
  devicePath: string;
}

/** A variable of a container's environment. */
export interface EnvVar {
  /**
   * Name of the variable.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Its value; $(NAME) stands for variables defined before.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  value?: string;
  /**
   * Where the value comes from; not together with value.
   *
   * +optional
   * +protobuf=3
   */
  valueFrom?: EnvVarSource;
}

/** Where the value of a variable comes from: exactly one of these. */
export interface EnvVarSource {
  /**
   * A field of the pod.
   *
   * +optional
   * +protobuf=1
   */
  fieldRef?: ObjectFieldSelector;
  /**
   * A resource limit or request of a container.
   *
   * +optional
   * +protobuf=2
   */
  resourceFieldRef?: ResourceFieldSelector;
  /**
   * A key of a ConfigMap.
   *
   * +optional
   * +protobuf=3
   */
  configMapKeyRef?: ConfigMapKeySelector;
  /**
   * A key of a Secret.
   *
   * +optional
   * +protobuf=4
   */
  secretKeyRef?: SecretKeySelector;
  /**
   * A key of a file that an init container wrote.
   *
   * +optional
   * +featureGate=EnvFiles
   * +protobuf=5
   */
  fileKeyRef?: FileKeySelector;
}

/**
 * A key of an environment file in a volume.
 *
 * +structType=atomic
 */
export interface FileKeySelector {
  /**
   * The volume.
   *
   * +default=""
   * +protobuf=1
   */
  volumeName: string;
  /**
   * The file within the volume.
   *
   * +default=""
   * +protobuf=2
   */
  path: string;
  /**
   * The key in the file.
   *
   * +default=""
   * +protobuf=3
   */
  key: string;
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +default=false
   * +protobuf=4
   */
  optional?: boolean;
}

/**
 * A field of an object.
 *
 * +structType=atomic
 */
export interface ObjectFieldSelector {
  /**
   * Version in which the path is written.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  apiVersion?: string;
  /**
   * Path of the field.
   *
   * +default=""
   * +protobuf=2
   */
  fieldPath: string;
}

/**
 * A resource limit or request, as a number.
 *
 * +structType=atomic
 */
export interface ResourceFieldSelector {
  /**
   * Container to look at; needed for volumes.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  containerName?: string;
  /**
   * Which one, such as limits.cpu.
   *
   * +default=""
   * +protobuf=2
   */
  resource: string;
  /**
   * Unit in which it is given; default 1.
   *
   * +optional
   * +default="0"
   * +protobuf=3
   */
  divisor?: Quantity;
}

/**
 * A key of a ConfigMap.
 *
 * +structType=atomic
 * +protobuf.inline=LocalObjectReference,1
 */
export interface ConfigMapKeySelector extends LocalObjectReference {
  /**
   * The key.
   *
   * +default=""
   * +protobuf=2
   */
  key: string;
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +protobuf=3
   */
  optional?: boolean;
}

/**
 * A key of a Secret.
 *
 * +structType=atomic
 * +protobuf.inline=LocalObjectReference,1
 */
export interface SecretKeySelector extends LocalObjectReference {
  /**
   * The key.
   *
   * +default=""
   * +protobuf=2
   */
  key: string;
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +protobuf=3
   */
  optional?: boolean;
}

/** Turns all keys of a ConfigMap or Secret into variables. */
export interface EnvFromSource {
  /**
   * Put in front of each name.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  prefix?: string;
  /**
   * The ConfigMap.
   *
   * +optional
   * +protobuf=2
   */
  configMapRef?: ConfigMapEnvSource;
  /**
   * The Secret.
   *
   * +optional
   * +protobuf=3
   */
  secretRef?: SecretEnvSource;
}

/**
 * A ConfigMap whose keys become variables.
 *
 * +protobuf.inline=LocalObjectReference,1
 */
export interface ConfigMapEnvSource extends LocalObjectReference {
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +protobuf=2
   */
  optional?: boolean;
}

/**
 * A Secret whose keys become variables.
 *
 * +protobuf.inline=LocalObjectReference,1
 */
export interface SecretEnvSource extends LocalObjectReference {
  /**
   * It may be missing without keeping the pod from starting.
   *
   * +optional
   * +protobuf=2
   */
  optional?: boolean;
}

/** A header of a probe's request. */
export interface HTTPHeader {
  /**
   * Name of the header.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Value of the header.
   *
   * +default=""
   * +protobuf=2
   */
  value: string;
}

/** A GET request. */
export interface HTTPGetAction {
  /**
   * Path to ask for.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  path?: string;
  /**
   * Port number, or name of a container port.
   *
   * +default=0
   * +protobuf=2
   */
  port: IntOrString;
  /**
   * Host to connect to; default the pod's IP.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  host?: string;
  /**
   * HTTP or HTTPS.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  scheme?: URIScheme;
  /**
   * Headers to send; may repeat.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  httpHeaders?: HTTPHeader[];
}

/**
 * How a probe speaks to its server.
 *
 * +enum
 */
export type URIScheme = "HTTP" | "HTTPS";

/** Opens a TCP connection. */
export interface TCPSocketAction {
  /**
   * Port number, or name of a container port.
   *
   * +default=0
   * +protobuf=1
   */
  port: IntOrString;
  /**
   * Host to connect to; default the pod's IP.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  host?: string;
}

/** Asks the gRPC health service. */
export interface GRPCAction {
  /**
   * Port of the service.
   *
   * +default=0
   * +protobuf=1
   */
  port: int32;
  /**
   * Name put into the request; default "".
   *
   * +optional
   * +default=""
   * +protobuf=2
   */
  service?: string;
}

/** Runs a command in the container. */
export interface ExecAction {
  /**
   * The command and its arguments; no shell. Status 0 is success.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  command?: string[];
}

/** Waits. */
export interface SleepAction {
  /**
   * For how long.
   *
   * +default=0
   * +protobuf=1
   */
  seconds: int64;
}

/**
 * A check on a container.
 *
 * +protobuf.inline=ProbeHandler,1
 */
export interface Probe extends ProbeHandler {
  /**
   * Seconds after the start before the first check.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  initialDelaySeconds?: int32;
  /**
   * Seconds after which a check has failed.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  timeoutSeconds?: int32;
  /**
   * Seconds between checks.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  periodSeconds?: int32;
  /**
   * Successes in a row that end a failure.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  successThreshold?: int32;
  /**
   * Failures in a row that count.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  failureThreshold?: int32;
  /**
   * Grace for the container when this probe ends it; default the pod's.
   *
   * +optional
   * +protobuf=7
   */
  terminationGracePeriodSeconds?: int64;
}

/**
 * When an image is pulled.
 *
 * +enum
 */
export type PullPolicy =
  /** Each time a container starts. */
  | "Always"
  /** Never: it has to be there. */
  | "Never"
  /** When it is not there. */
  | "IfNotPresent";

/** NotRequired or RestartContainer. */
export type ResourceResizeRestartPolicy = string;

/** What a change of one resource does to the container. */
export interface ContainerResizePolicy {
  /**
   * The resource.
   *
   * +default=""
   * +protobuf=1
   */
  resourceName: ResourceName;
  /**
   * Whether the container is restarted.
   *
   * +default=""
   * +protobuf=2
   */
  restartPolicy: ResourceResizeRestartPolicy;
}

/**
 * Whether a pod may push others aside.
 *
 * +enum
 */
export type PreemptionPolicy =
  /** It may push aside those of lower priority. */
  | "PreemptLowerPriority"
  /** It waits. */
  | "Never";

/**
 * Where a container's last words come from.
 *
 * +enum
 */
export type TerminationMessagePolicy =
  /** From its termination message file. */
  | "File"
  /** From the end of its log when the file is empty and it failed. */
  | "FallbackToLogsOnError";

/** Name of a POSIX capability. */
export type Capability = string;

/** Capabilities beyond and below the runtime's defaults. */
export interface Capabilities {
  /**
   * Those to add.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  add?: Capability[];
  /**
   * Those to take away.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  drop?: Capability[];
}

/** Compute resources. */
export interface ResourceRequirements {
  /**
   * The most that may be used.
   *
   * +optional
   * +protobuf=1
   */
  limits?: ResourceList;
  /**
   * What is set aside; default the limits.
   *
   * +optional
   * +protobuf=2
   */
  requests?: ResourceList;
  /**
   * Claims of the pod that the container uses.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +featureGate=DynamicResourceAllocation
   * +protobuf=3
   */
  claims?: ResourceClaim[];
}

/** Storage resources. */
export interface VolumeResourceRequirements {
  /**
   * The most that may be allocated.
   *
   * +optional
   * +protobuf=1
   */
  limits?: ResourceList;
  /**
   * The least that is needed.
   *
   * +optional
   * +protobuf=2
   */
  requests?: ResourceList;
}

/** A claim of the pod that a container uses. */
export interface ResourceClaim {
  /**
   * Name of the claim in the pod.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * One request of the claim; "" is all of them.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  request?: string;
}

/** A container of a pod. */
export interface Container {
  /**
   * Name of the container; a DNS label, unique in the pod.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * The image to run.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  image?: string;
  /**
   * Replaces the image's entry point; $(NAME) stands for variables.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  command?: string[];
  /**
   * Replaces the image's arguments; $(NAME) stands for variables.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  args?: string[];
  /**
   * Folder to start in; default the image's.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  workingDir?: string;
  /**
   * Ports that it listens on; informational.
   *
   * +optional
   * +listType=map
   * +listMapKey=containerPort
   * +listMapKey=protocol
   * +patchStrategy=merge
   * +patchMergeKey=containerPort
   * +protobuf=6
   */
  ports?: ContainerPort[];
  /**
   * Sources whose keys all become variables; env wins over them.
   *
   * +optional
   * +listType=atomic
   * +protobuf=19
   */
  envFrom?: EnvFromSource[];
  /**
   * Variables.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=7
   */
  env?: EnvVar[];
  /**
   * Compute resources it needs.
   *
   * +optional
   * +default={}
   * +protobuf=8
   */
  resources?: ResourceRequirements;
  /**
   * What a change of resources does to it.
   *
   * +optional
   * +featureGate=InPlacePodVerticalScaling
   * +listType=atomic
   * +protobuf=23
   */
  resizePolicy?: ContainerResizePolicy[];
  /**
   * When it is restarted, if not as the pod says; Always makes an init container a sidecar.
   *
   * +optional
   * +protobuf=24
   */
  restartPolicy?: ContainerRestartPolicy;
  /**
   * Rules by exit code, tried in order before restartPolicy.
   *
   * +optional
   * +featureGate=ContainerRestartRules
   * +listType=atomic
   * +protobuf=25
   */
  restartPolicyRules?: ContainerRestartRule[];
  /**
   * Volumes in its filesystem.
   *
   * +optional
   * +listType=map
   * +listMapKey=mountPath
   * +patchStrategy=merge
   * +patchMergeKey=mountPath
   * +protobuf=9
   */
  volumeMounts?: VolumeMount[];
  /**
   * Raw devices it gets.
   *
   * +optional
   * +listType=map
   * +listMapKey=devicePath
   * +patchStrategy=merge
   * +patchMergeKey=devicePath
   * +protobuf=21
   */
  volumeDevices?: VolumeDevice[];
  /**
   * It is restarted when this fails.
   *
   * +optional
   * +protobuf=10
   */
  livenessProbe?: Probe;
  /**
   * Services leave it out while this fails.
   *
   * +optional
   * +protobuf=11
   */
  readinessProbe?: Probe;
  /**
   * The other probes wait until this succeeded.
   *
   * +optional
   * +protobuf=22
   */
  startupProbe?: Probe;
  /**
   * What to do after its start and before its stop.
   *
   * +optional
   * +protobuf=12
   */
  lifecycle?: Lifecycle;
  /**
   * File in which it leaves its last words.
   *
   * +optional
   * +protobuf=13,omitzero
   */
  terminationMessagePath?: string;
  /**
   * Where its last words come from.
   *
   * +optional
   * +protobuf=20,omitzero
   */
  terminationMessagePolicy?: TerminationMessagePolicy;
  /**
   * When the image is pulled. Default Always for the tag latest, else IfNotPresent.
   *
   * +optional
   * +protobuf=14,omitzero
   */
  imagePullPolicy?: PullPolicy;
  /**
   * Its rights; wins over the pod's.
   *
   * +optional
   * +protobuf=15
   */
  securityContext?: SecurityContext;
  /**
   * It gets an input stream.
   *
   * +optional
   * +protobuf=16,omitzero
   */
  stdin?: boolean;
  /**
   * The input is closed when the first client leaves.
   *
   * +optional
   * +protobuf=17,omitzero
   */
  stdinOnce?: boolean;
  /**
   * It gets a terminal.
   *
   * +optional
   * +protobuf=18,omitzero
   */
  tty?: boolean;
}

/** What a check does: exactly one of these. */
export interface ProbeHandler {
  /**
   * Runs a command in the container.
   *
   * +optional
   * +protobuf=1
   */
  exec?: ExecAction;
  /**
   * Makes a GET request.
   *
   * +optional
   * +protobuf=2
   */
  httpGet?: HTTPGetAction;
  /**
   * Opens a connection.
   *
   * +optional
   * +protobuf=3
   */
  tcpSocket?: TCPSocketAction;
  /**
   * Asks the gRPC health service.
   *
   * +optional
   * +protobuf=4
   */
  grpc?: GRPCAction;
}

/** What is done at a point of a container's life: exactly one of these. */
export interface LifecycleHandler {
  /**
   * Runs a command in the container.
   *
   * +optional
   * +protobuf=1
   */
  exec?: ExecAction;
  /**
   * Makes a GET request.
   *
   * +optional
   * +protobuf=2
   */
  httpGet?: HTTPGetAction;
  /**
   * Does nothing any more. Deprecated.
   *
   * +optional
   * +protobuf=3
   */
  tcpSocket?: TCPSocketAction;
  /**
   * Waits.
   *
   * +optional
   * +protobuf=4
   */
  sleep?: SleepAction;
}

/**
 * Name of a signal that stops a container.
 *
 * +enum
 */
export type Signal =
  | "SIGABRT"
  | "SIGALRM"
  | "SIGBUS"
  | "SIGCHLD"
  | "SIGCLD"
  | "SIGCONT"
  | "SIGFPE"
  | "SIGHUP"
  | "SIGILL"
  | "SIGINT"
  | "SIGIO"
  | "SIGIOT"
  | "SIGKILL"
  | "SIGPIPE"
  | "SIGPOLL"
  | "SIGPROF"
  | "SIGPWR"
  | "SIGQUIT"
  | "SIGSEGV"
  | "SIGSTKFLT"
  | "SIGSTOP"
  | "SIGSYS"
  | "SIGTERM"
  | "SIGTRAP"
  | "SIGTSTP"
  | "SIGTTIN"
  | "SIGTTOU"
  | "SIGURG"
  | "SIGUSR1"
  | "SIGUSR2"
  | "SIGVTALRM"
  | "SIGWINCH"
  | "SIGXCPU"
  | "SIGXFSZ"
  | "SIGRTMIN"
  | "SIGRTMIN+1"
  | "SIGRTMIN+2"
  | "SIGRTMIN+3"
  | "SIGRTMIN+4"
  | "SIGRTMIN+5"
  | "SIGRTMIN+6"
  | "SIGRTMIN+7"
  | "SIGRTMIN+8"
  | "SIGRTMIN+9"
  | "SIGRTMIN+10"
  | "SIGRTMIN+11"
  | "SIGRTMIN+12"
  | "SIGRTMIN+13"
  | "SIGRTMIN+14"
  | "SIGRTMIN+15"
  | "SIGRTMAX-14"
  | "SIGRTMAX-13"
  | "SIGRTMAX-12"
  | "SIGRTMAX-11"
  | "SIGRTMAX-10"
  | "SIGRTMAX-9"
  | "SIGRTMAX-8"
  | "SIGRTMAX-7"
  | "SIGRTMAX-6"
  | "SIGRTMAX-5"
  | "SIGRTMAX-4"
  | "SIGRTMAX-3"
  | "SIGRTMAX-2"
  | "SIGRTMAX-1"
  | "SIGRTMAX";

/** What to do at turns of a container's life. */
export interface Lifecycle {
  /**
   * Right after the start; the container fails when this does.
   *
   * +optional
   * +protobuf=1
   */
  postStart?: LifecycleHandler;
  /**
   * Before the stop, within the grace period.
   *
   * +optional
   * +protobuf=2
   */
  preStop?: LifecycleHandler;
  /**
   * Signal that asks it to stop; default the image's.
   *
   * +optional
   * +protobuf=3
   */
  stopSignal?: Signal;
}

/** True, False or Unknown. */
export type ConditionStatus = string;

/** The container waits for something. */
export interface ContainerStateWaiting {
  /**
   * Why it waits, in one word.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  message?: string;
}

/** The container runs. */
export interface ContainerStateRunning {
  /**
   * When it was last started.
   *
   * +optional
   * +default=null
   * +protobuf=1
   */
  startedAt?: Time;
}

/** The container has ended. */
export interface ContainerStateTerminated {
  /**
   * Its exit status.
   *
   * +default=0
   * +protobuf=1
   */
  exitCode: int32;
  /**
   * The signal that ended it.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  signal?: int32;
  /**
   * Why it ended, in one word.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  reason?: string;
  /**
   * Its last words.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  message?: string;
  /**
   * When it was started.
   *
   * +optional
   * +default=null
   * +protobuf=5
   */
  startedAt?: Time;
  /**
   * When it ended.
   *
   * +optional
   * +default=null
   * +protobuf=6
   */
  finishedAt?: Time;
  /**
   * ID with the runtime, `<type>://<id>`.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  containerID?: string;
}

/** What a container does: one of these; none is waiting. */
export interface ContainerState {
  /**
   * It waits.
   *
   * +optional
   * +protobuf=1
   */
  waiting?: ContainerStateWaiting;
  /**
   * It runs.
   *
   * +optional
   * +protobuf=2
   */
  running?: ContainerStateRunning;
  /**
   * It has ended.
   *
   * +optional
   * +protobuf=3
   */
  terminated?: ContainerStateTerminated;
}

/** What is known of a container. */
export interface ContainerStatus {
  /**
   * Name of the container in the spec.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * What it does now.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  state?: ContainerState;
  /**
   * How its last run ended.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  lastState?: ContainerState;
  /**
   * Its readiness probe succeeds.
   *
   * +default=false
   * +protobuf=4
   */
  ready: boolean;
  /**
   * How often it was restarted.
   *
   * +default=0
   * +protobuf=5
   */
  restartCount: int32;
  /**
   * The image it runs.
   *
   * +default=""
   * +protobuf=6
   */
  image: string;
  /**
   * ID of that image.
   *
   * +default=""
   * +protobuf=7
   */
  imageID: string;
  /**
   * ID with the runtime, `<type>://<id>`.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  containerID?: string;
  /**
   * It has passed its startup probe.
   *
   * +optional
   * +protobuf=9
   */
  started?: boolean;
  /**
   * What the node has set aside for it.
   *
   * +optional
   * +protobuf=10
   */
  allocatedResources?: ResourceList;
  /**
   * What is in force for it.
   *
   * +optional
   * +featureGate=InPlacePodVerticalScaling
   * +protobuf=11
   */
  resources?: ResourceRequirements;
  /**
   * State of its mounts.
   *
   * +optional
   * +listType=map
   * +listMapKey=mountPath
   * +patchStrategy=merge
   * +patchMergeKey=mountPath
   * +protobuf=12
   */
  volumeMounts?: VolumeMountStatus[];
  /**
   * Who its first process runs as.
   *
   * +optional
   * +featureGate=SupplementalGroupsPolicy
   * +protobuf=13
   */
  user?: ContainerUser;
  /**
   * Health of the devices it has.
   *
   * +optional
   * +featureGate=ResourceHealthStatus
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=14
   */
  allocatedResourcesStatus?: ResourceStatus[];
  /**
   * The signal that will stop it.
   *
   * +optional
   * +featureGate=ContainerStopSignals
   * +protobuf=15
   */
  stopSignal?: Signal;
}

/** Health of the resources of one name. */
export interface ResourceStatus {
  /**
   * The resource, or `claim:<claim>/<request>`.
   *
   * +default=""
   * +protobuf=1
   */
  name: ResourceName;
  /**
   * Health of each of them.
   *
   * +optional
   * +listType=map
   * +listMapKey=resourceID
   * +protobuf=2
   */
  resources?: ResourceHealth[];
}

/** Healthy, Unhealthy or Unknown. */
export type ResourceHealthStatus = string;

/** ID of a device. */
export type ResourceID = string;

/** Health of one device. */
export interface ResourceHealth {
  /**
   * The device.
   *
   * +default=""
   * +protobuf=1
   */
  resourceID: ResourceID;
  /**
   * How it is.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  health?: ResourceHealthStatus;
  /**
   * More about it, for people.
   *
   * +optional
   * +featureGate=ResourceHealthStatusMessage
   * +protobuf=6
   */
  message?: string;
}

/** Who a container runs as. */
export interface ContainerUser {
  /**
   * On Linux.
   *
   * +optional
   * +protobuf=1
   */
  linux?: LinuxContainerUser;
}

/** Who a process runs as on Linux. */
export interface LinuxContainerUser {
  /**
   * User.
   *
   * +default=0
   * +protobuf=1
   */
  uid: int64;
  /**
   * Group.
   *
   * +default=0
   * +protobuf=2
   */
  gid: int64;
  /**
   * Further groups.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  supplementalGroups?: int64[];
}

/**
 * Where a pod is in its life, in short.
 *
 * +enum
 */
export type PodPhase =
  /** Accepted; not all containers were started yet. */
  | "Pending"
  /** Bound to a node, and at least one container runs. */
  | "Running"
  /** All containers have ended well, for good. */
  | "Succeeded"
  /** All containers have ended, at least one badly. */
  | "Failed"
  /** Its node does not say. */
  | "Unknown";

/** What is observed of a pod, such as Ready. */
export type PodConditionType = string;

/** One observation about a pod. */
export interface PodCondition {
  /**
   * What is observed.
   *
   * +default=""
   * +protobuf=1
   */
  type: PodConditionType;
  /**
   * The generation of the spec that this belongs to.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  observedGeneration?: int64;
  /**
   * True, False or Unknown.
   *
   * +default=""
   * +protobuf=2
   */
  status: ConditionStatus;
  /**
   * When it was last looked at.
   *
   * +optional
   * +default=null
   * +protobuf=3
   */
  lastProbeTime?: Time;
  /**
   * When the status last changed.
   *
   * +optional
   * +default=null
   * +protobuf=4
   */
  lastTransitionTime?: Time;
  /**
   * One CamelCase word for programs.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  message?: string;
}

/** How far a resize has got: Proposed, InProgress, Deferred or Infeasible. */
export type PodResizeStatus = string;

/** State of a mount. */
export interface VolumeMountStatus {
  /**
   * Name of the mount in the spec.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Where it is.
   *
   * +default=""
   * +protobuf=2
   */
  mountPath: string;
  /**
   * It is read-only.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  readOnly?: boolean;
  /**
   * Whether mounts below are read-only as well.
   *
   * +optional
   * +protobuf=4
   */
  recursiveReadOnly?: RecursiveReadOnlyMode;
  /**
   * More about the volume.
   *
   * +optional
   * +protobuf=5
   */
  volumeStatus?: VolumeStatus;
}

/** What is known of a mounted volume. */
export interface VolumeStatus {
  /**
   * Of an image volume.
   *
   * +optional
   * +featureGate=ImageVolumeWithDigest
   * +protobuf=1
   */
  image?: ImageVolumeStatus;
}

/** What is known of an image volume. */
export interface ImageVolumeStatus {
  /**
   * Digest of the image that was mounted.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  imageRef?: string;
}

/**
 * When the containers of a pod are started again.
 *
 * +enum
 */
export type RestartPolicy = "Always" | "OnFailure" | "Never";

/** When one container is started again: Always, Never or OnFailure. */
export type ContainerRestartPolicy = string;

/** What to do when a container ends in a certain way. */
export interface ContainerRestartRule {
  /**
   * What to do.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  action?: ContainerRestartRuleAction;
  /**
   * Exit codes that the rule is for.
   *
   * +optional
   * +protobuf=2
   */
  exitCodes?: ContainerRestartRuleOnExitCodes;
}

/** Restart or RestartAllContainers. */
export type ContainerRestartRuleAction = string;

/** A set of exit codes. */
export interface ContainerRestartRuleOnExitCodes {
  /**
   * In or NotIn.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  operator?: ContainerRestartRuleOnExitCodesOperator;
  /**
   * The codes; at most 255.
   *
   * +optional
   * +listType=set
   * +protobuf=2
   */
  values?: int32[];
}

/** In or NotIn. */
export type ContainerRestartRuleOnExitCodesOperator = string;

/**
 * Where a pod's name resolution comes from.
 *
 * +enum
 */
export type DNSPolicy =
  /** The cluster's DNS, even on the node's network. */
  | "ClusterFirstWithHostNet"
  /** The cluster's DNS, unless on the node's network. */
  | "ClusterFirst"
  /** The node's settings. */
  | "Default"
  /** dnsConfig alone. */
  | "None";

/**
 * A choice of nodes: one of the terms has to match.
 *
 * +structType=atomic
 */
export interface NodeSelector {
  /**
   * The terms.
   *
   * +listType=atomic
   * +protobuf=1
   */
  nodeSelectorTerms: NodeSelectorTerm[];
}

/**
 * All requirements have to match; an empty term matches nothing.
 *
 * +structType=atomic
 */
export interface NodeSelectorTerm {
  /**
   * Requirements on labels.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  matchExpressions?: NodeSelectorRequirement[];
  /**
   * Requirements on fields.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  matchFields?: NodeSelectorRequirement[];
}

/** One requirement on a node. */
export interface NodeSelectorRequirement {
  /**
   * Label or field to look at.
   *
   * +default=""
   * +protobuf=1
   */
  key: string;
  /**
   * How the values are compared.
   *
   * +protobuf=2
   */
  operator: NodeSelectorOperator;
  /**
   * What to compare with; one number for Gt and Lt.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  values?: string[];
}

/**
 * How a node's label is compared.
 *
 * +enum
 */
export type NodeSelectorOperator = "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt";

/**
 * A choice of topologies.
 *
 * +structType=atomic
 */
export interface TopologySelectorTerm {
  /**
   * Requirements on labels.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  matchLabelExpressions?: TopologySelectorLabelRequirement[];
}

/** One requirement on a topology label. */
export interface TopologySelectorLabelRequirement {
  /**
   * The label.
   *
   * +default=""
   * +protobuf=1
   */
  key: string;
  /**
   * The values it may have.
   *
   * +listType=atomic
   * +protobuf=2
   */
  values: string[];
}

/** Where a pod likes to be. */
export interface Affinity {
  /**
   * Near which nodes.
   *
   * +optional
   * +protobuf=1
   */
  nodeAffinity?: NodeAffinity;
  /**
   * Near which pods.
   *
   * +optional
   * +protobuf=2
   */
  podAffinity?: PodAffinity;
  /**
   * Away from which pods.
   *
   * +optional
   * +protobuf=3
   */
  podAntiAffinity?: PodAntiAffinity;
}

/** Pods that a pod likes to be near. */
export interface PodAffinity {
  /**
   * All of them have to be met when the pod is placed.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[];
  /**
   * Nodes with the highest sum of weights are preferred.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  preferredDuringSchedulingIgnoredDuringExecution?: WeightedPodAffinityTerm[];
}

/** Pods that a pod likes to be away from. */
export interface PodAntiAffinity {
  /**
   * All of them have to be met when the pod is placed.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  requiredDuringSchedulingIgnoredDuringExecution?: PodAffinityTerm[];
  /**
   * Nodes with the lowest sum of weights are preferred.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  preferredDuringSchedulingIgnoredDuringExecution?: WeightedPodAffinityTerm[];
}

/** A wish with a weight. */
export interface WeightedPodAffinityTerm {
  /**
   * From 1 to 100.
   *
   * +default=0
   * +protobuf=1
   */
  weight: int32;
  /**
   * The wish.
   *
   * +default={}
   * +protobuf=2
   */
  podAffinityTerm: PodAffinityTerm;
}

/** Pods, and what counts as near. */
export interface PodAffinityTerm {
  /**
   * Labels of the pods; absent matches none.
   *
   * +optional
   * +protobuf=1
   */
  labelSelector?: LabelSelector;
  /**
   * Their namespaces; with namespaceSelector absent too, the pod's own.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  namespaces?: string[];
  /**
   * Nodes with the same value of this label are near each other.
   *
   * +default=""
   * +protobuf=3
   */
  topologyKey: string;
  /**
   * Labels of their namespaces; {} is all.
   *
   * +optional
   * +protobuf=4
   */
  namespaceSelector?: LabelSelector;
  /**
   * Labels of the pod itself whose values the others must have too.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  matchLabelKeys?: string[];
  /**
   * Labels of the pod itself whose values the others must not have.
   *
   * +optional
   * +listType=atomic
   * +protobuf=6
   */
  mismatchLabelKeys?: string[];
}

/** Nodes that a pod likes. */
export interface NodeAffinity {
  /**
   * Has to be met when the pod is placed.
   *
   * +optional
   * +protobuf=1
   */
  requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;
  /**
   * Nodes with the highest sum of weights are preferred.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  preferredDuringSchedulingIgnoredDuringExecution?: PreferredSchedulingTerm[];
}

/** A wish with a weight. */
export interface PreferredSchedulingTerm {
  /**
   * From 1 to 100.
   *
   * +default=0
   * +protobuf=1
   */
  weight: int32;
  /**
   * The wish.
   *
   * +default={}
   * +protobuf=2
   */
  preference: NodeSelectorTerm;
}

/** Keeps pods away from a node that do not tolerate it. */
export interface Taint {
  /**
   * Key of the taint.
   *
   * +default=""
   * +protobuf=1
   */
  key: string;
  /**
   * Value of the taint.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  value?: string;
  /**
   * What it does to pods.
   *
   * +protobuf=3
   */
  effect: TaintEffect;
  /**
   * When it was put on.
   *
   * +optional
   * +protobuf=4
   */
  timeAdded?: Time;
}

/**
 * What a taint does to pods that do not tolerate it.
 *
 * +enum
 */
export type TaintEffect =
  /** They are not placed here. */
  | "NoSchedule"
  /** They are placed elsewhere if possible. */
  | "PreferNoSchedule"
  /** They are not placed here, and leave if they are here. */
  | "NoExecute";

/** Lets a pod put up with taints. */
export interface Toleration {
  /**
   * Key of the taint; "" with Exists is all.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  key?: string;
  /**
   * How the values are compared; default Equal.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  operator?: TolerationOperator;
  /**
   * Value of the taint.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  value?: string;
  /**
   * Effect of the taint; "" is all.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  effect?: TaintEffect;
  /**
   * For NoExecute, how long it is put up with; absent is for ever.
   *
   * +optional
   * +protobuf=5
   */
  tolerationSeconds?: int64;
}

/**
 * How a toleration compares its value with the taint's.
 *
 * +enum
 */
export type TolerationOperator = "Exists" | "Equal" | "Lt" | "Gt";

/** A condition that has to be True for the pod to be ready. */
export interface PodReadinessGate {
  /**
   * Type of the condition.
   *
   * +default=""
   * +protobuf=1
   */
  conditionType: PodConditionType;
}

/** How a pod is to be. */
export interface PodSpec {
  /**
   * Volumes that its containers can mount.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge,retainKeys
   * +patchMergeKey=name
   * +protobuf=1
   */
  volumes?: Volume[];
  /**
   * Containers that run before the others, one after the other.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=20
   */
  initContainers?: Container[];
  /**
   * Its containers; at least one. None can be added or removed later.
   *
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=2
   */
  containers: Container[];
  /**
   * Containers for looking into a running pod; set through their own subresource.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=34
   */
  ephemeralContainers?: EphemeralContainer[];
  /**
   * When its containers are started again.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  restartPolicy?: RestartPolicy;
  /**
   * How long it may take to stop; 0 is at once.
   *
   * +optional
   * +protobuf=4
   */
  terminationGracePeriodSeconds?: int64;
  /**
   * How long it may be active on its node.
   *
   * +optional
   * +protobuf=5
   */
  activeDeadlineSeconds?: int64;
  /**
   * Where its name resolution comes from.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  dnsPolicy?: DNSPolicy;
  /**
   * Labels that its node must have.
   *
   * +optional
   * +mapType=atomic
   * +protobuf=7
   */
  nodeSelector?: { [key: string]: string };
  /**
   * The service account it runs under.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  serviceAccountName?: string;
  /**
   * Deprecated name of serviceAccountName.
   *
   * +optional
   * +protobuf=9,omitzero
   */
  serviceAccount?: string;
  /**
   * Whether a token of the account is mounted.
   *
   * +optional
   * +protobuf=21
   */
  automountServiceAccountToken?: boolean;
  /**
   * The node it is bound to; empty until it is scheduled.
   *
   * +optional
   * +protobuf=10,omitzero
   */
  nodeName?: string;
  /**
   * It uses the node's network.
   *
   * +optional
   * +protobuf=11,omitzero
   */
  hostNetwork?: boolean;
  /**
   * It sees the node's processes.
   *
   * +optional
   * +protobuf=12,omitzero
   */
  hostPID?: boolean;
  /**
   * It shares the node's IPC.
   *
   * +optional
   * +protobuf=13,omitzero
   */
  hostIPC?: boolean;
  /**
   * Its containers see each other's processes.
   *
   * +optional
   * +protobuf=27
   */
  shareProcessNamespace?: boolean;
  /**
   * Rights that all its containers have.
   *
   * +optional
   * +protobuf=14
   */
  securityContext?: PodSecurityContext;
  /**
   * Secrets for pulling images.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=15
   */
  imagePullSecrets?: LocalObjectReference[];
  /**
   * Its host name; default the pod's name.
   *
   * +optional
   * +protobuf=16,omitzero
   */
  hostname?: string;
  /**
   * Makes its full name `<hostname>.<subdomain>.<namespace>.svc.<domain>`.
   *
   * +optional
   * +protobuf=17,omitzero
   */
  subdomain?: string;
  /**
   * Where it likes to be.
   *
   * +optional
   * +protobuf=18
   */
  affinity?: Affinity;
  /**
   * Who places it.
   *
   * +optional
   * +protobuf=19,omitzero
   */
  schedulerName?: string;
  /**
   * Taints that it puts up with.
   *
   * +optional
   * +listType=atomic
   * +protobuf=22
   */
  tolerations?: Toleration[];
  /**
   * Lines for its hosts file.
   *
   * +optional
   * +listType=map
   * +listMapKey=ip
   * +patchStrategy=merge
   * +patchMergeKey=ip
   * +protobuf=23
   */
  hostAliases?: HostAlias[];
  /**
   * Name of its priority class.
   *
   * +optional
   * +protobuf=24,omitzero
   */
  priorityClassName?: string;
  /**
   * Its priority; filled in from the class.
   *
   * +optional
   * +protobuf=25
   */
  priority?: int32;
  /**
   * Settings merged into what dnsPolicy gives.
   *
   * +optional
   * +protobuf=26
   */
  dnsConfig?: PodDNSConfig;
  /**
   * Conditions that have to be True for it to be ready.
   *
   * +optional
   * +listType=atomic
   * +protobuf=28
   */
  readinessGates?: PodReadinessGate[];
  /**
   * Its RuntimeClass.
   *
   * +optional
   * +protobuf=29
   */
  runtimeClassName?: string;
  /**
   * Whether services appear in its environment.
   *
   * +optional
   * +protobuf=30
   */
  enableServiceLinks?: boolean;
  /**
   * Whether it may push others aside.
   *
   * +optional
   * +protobuf=31
   */
  preemptionPolicy?: PreemptionPolicy;
  /**
   * What its runtime needs beside the containers; filled in from the RuntimeClass.
   *
   * +optional
   * +protobuf=32
   */
  overhead?: ResourceList;
  /**
   * How pods like it are spread; all of them have to be met.
   *
   * +optional
   * +listType=map
   * +listMapKey=topologyKey
   * +listMapKey=whenUnsatisfiable
   * +patchStrategy=merge
   * +patchMergeKey=topologyKey
   * +protobuf=33
   */
  topologySpreadConstraints?: TopologySpreadConstraint[];
  /**
   * Its host name is its full name.
   *
   * +optional
   * +protobuf=35
   */
  setHostnameAsFQDN?: boolean;
  /**
   * The operating system it is made for.
   *
   * +optional
   * +protobuf=36
   */
  os?: PodOS;
  /**
   * It uses the node's user namespace; default true.
   *
   * +optional
   * +protobuf=37
   */
  hostUsers?: boolean;
  /**
   * It is not placed before these are gone.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=38
   */
  schedulingGates?: PodSchedulingGate[];
  /**
   * Claims that its containers use.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +featureGate=DynamicResourceAllocation
   * +patchStrategy=merge,retainKeys
   * +patchMergeKey=name
   * +protobuf=39
   */
  resourceClaims?: PodResourceClaim[];
  /**
   * Compute resources of the pod as a whole.
   *
   * +optional
   * +featureGate=PodLevelResources
   * +protobuf=40
   */
  resources?: ResourceRequirements;
  /**
   * Its host name, whatever the other fields say.
   *
   * +optional
   * +featureGate=HostnameOverride
   * +protobuf=41
   */
  hostnameOverride?: string;
  /**
   * The group of pods it is placed with.
   *
   * +optional
   * +featureGate=GenericWorkload
   * +protobuf=43
   */
  schedulingGroup?: PodSchedulingGroup;
}

/** A claim of a pod, existing or made for it. */
export interface PodResourceClaim {
  /**
   * Name by which containers refer to it.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * An existing claim.
   *
   * +optional
   * +protobuf=3
   */
  resourceClaimName?: string;
  /**
   * A template from which one is made.
   *
   * +optional
   * +protobuf=4
   */
  resourceClaimTemplateName?: string;
}

/** Which claim stands behind a pod's entry. */
export interface PodResourceClaimStatus {
  /**
   * Name of the entry in the spec.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * The claim; absent when none is needed.
   *
   * +optional
   * +protobuf=2
   */
  resourceClaimName?: string;
}

/** The claim made for a pod's extended resources. */
export interface PodExtendedResourceClaimStatus {
  /**
   * Which request belongs to which container.
   *
   * +listType=atomic
   * +protobuf=1
   */
  requestMappings: ContainerExtendedResourceRequest[];
  /**
   * The claim.
   *
   * +default=""
   * +protobuf=2
   */
  resourceClaimName: string;
}

/** Ties a container's extended resource to a request of a claim. */
export interface ContainerExtendedResourceRequest {
  /**
   * The container.
   *
   * +default=""
   * +protobuf=1
   */
  containerName: string;
  /**
   * The extended resource.
   *
   * +default=""
   * +protobuf=2
   */
  resourceName: string;
  /**
   * The request in the claim.
   *
   * +default=""
   * +protobuf=3
   */
  requestName: string;
}

/** linux or windows. */
export type OSName = string;

/** The operating system of a pod. */
export interface PodOS {
  /**
   * linux or windows.
   *
   * +default=""
   * +protobuf=1
   */
  name: OSName;
}

/** Keeps a pod from being placed. */
export interface PodSchedulingGate {
  /**
   * Name of the gate, unique in the pod.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
}

/**
 * The group that a pod is placed with.
 *
 * +union
 */
export interface PodSchedulingGroup {
  /**
   * Name of the PodGroup.
   *
   * +optional
   * +protobuf=1
   */
  podGroupName?: string;
}

/**
 * What to do with a pod that would break a spread constraint.
 *
 * +enum
 */
export type UnsatisfiableConstraintAction = "DoNotSchedule" | "ScheduleAnyway";

/**
 * Whether a spread constraint looks at something.
 *
 * +enum
 */
export type NodeInclusionPolicy = "Ignore" | "Honor";

/** How pods are spread over a topology. */
export interface TopologySpreadConstraint {
  /**
   * The most by which one place may have more than another.
   *
   * +default=0
   * +protobuf=1
   */
  maxSkew: int32;
  /**
   * Label of nodes whose values are the places.
   *
   * +default=""
   * +protobuf=2
   */
  topologyKey: string;
  /**
   * What to do with a pod that would break the constraint.
   *
   * +protobuf=3
   */
  whenUnsatisfiable: UnsatisfiableConstraintAction;
  /**
   * Which pods are counted.
   *
   * +optional
   * +protobuf=4
   */
  labelSelector?: LabelSelector;
  /**
   * How many places there have to be at least.
   *
   * +optional
   * +protobuf=5
   */
  minDomains?: int32;
  /**
   * Whether the pod's node affinity restricts the places.
   *
   * +optional
   * +protobuf=6
   */
  nodeAffinityPolicy?: NodeInclusionPolicy;
  /**
   * Whether taints restrict the places.
   *
   * +optional
   * +protobuf=7
   */
  nodeTaintsPolicy?: NodeInclusionPolicy;
  /**
   * Labels of the pod itself whose values the counted ones must have too.
   *
   * +optional
   * +listType=atomic
   * +protobuf=8
   */
  matchLabelKeys?: string[];
}

/** A line of a hosts file. */
export interface HostAlias {
  /**
   * Address.
   *
   * +default=""
   * +protobuf=1
   */
  ip: string;
  /**
   * Names of it.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  hostnames?: string[];
}

/**
 * When the ownership of a volume is changed.
 *
 * +enum
 */
export type PodFSGroupChangePolicy =
  /** When its root does not have it already. */
  | "OnRootMismatch"
  /** At every mount. */
  | "Always";

/**
 * Where a container's further groups come from.
 *
 * +enum
 */
export type SupplementalGroupsPolicy =
  /** From the pod and from the image. */
  | "Merge"
  /** From the pod alone. */
  | "Strict";

/** Recursive or MountOption. */
export type PodSELinuxChangePolicy = string;

/** Rights of all containers of a pod. */
export interface PodSecurityContext {
  /**
   * SELinux context.
   *
   * +optional
   * +protobuf=1
   */
  seLinuxOptions?: SELinuxOptions;
  /**
   * Settings for Windows.
   *
   * +optional
   * +protobuf=8
   */
  windowsOptions?: WindowsSecurityContextOptions;
  /**
   * User of the first process.
   *
   * +optional
   * +protobuf=2
   */
  runAsUser?: int64;
  /**
   * Group of the first process.
   *
   * +optional
   * +protobuf=6
   */
  runAsGroup?: int64;
  /**
   * Refuses to run as root.
   *
   * +optional
   * +protobuf=3
   */
  runAsNonRoot?: boolean;
  /**
   * Further groups of the first process.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  supplementalGroups?: int64[];
  /**
   * Whether groups of the image count as well.
   *
   * +optional
   * +featureGate=SupplementalGroupsPolicy
   * +protobuf=12
   */
  supplementalGroupsPolicy?: SupplementalGroupsPolicy;
  /**
   * Group that owns the volumes.
   *
   * +optional
   * +protobuf=5
   */
  fsGroup?: int64;
  /**
   * Kernel settings of the pod.
   *
   * +optional
   * +listType=atomic
   * +protobuf=7
   */
  sysctls?: Sysctl[];
  /**
   * When the ownership of volumes is changed.
   *
   * +optional
   * +protobuf=9
   */
  fsGroupChangePolicy?: PodFSGroupChangePolicy;
  /**
   * Which system calls are allowed.
   *
   * +optional
   * +protobuf=10
   */
  seccompProfile?: SeccompProfile;
  /**
   * AppArmor profile.
   *
   * +optional
   * +protobuf=11
   */
  appArmorProfile?: AppArmorProfile;
  /**
   * How volumes get their SELinux label.
   *
   * +optional
   * +featureGate=SELinuxChangePolicy
   * +protobuf=13
   */
  seLinuxChangePolicy?: PodSELinuxChangePolicy;
}

/**
 * Which system calls are allowed.
 *
 * +union
 */
export interface SeccompProfile {
  /**
   * Where the profile comes from.
   *
   * +unionDiscriminator
   * +protobuf=1
   */
  type: SeccompProfileType;
  /**
   * File of the node, for Localhost.
   *
   * +optional
   * +protobuf=2
   */
  localhostProfile?: string;
}

/**
 * Where a seccomp profile comes from.
 *
 * +enum
 */
export type SeccompProfileType = "Unconfined" | "RuntimeDefault" | "Localhost";

/**
 * What AppArmor allows.
 *
 * +union
 */
export interface AppArmorProfile {
  /**
   * Where the profile comes from.
   *
   * +unionDiscriminator
   * +protobuf=1
   */
  type: AppArmorProfileType;
  /**
   * Profile loaded on the node, for Localhost.
   *
   * +optional
   * +protobuf=2
   */
  localhostProfile?: string;
}

/**
 * Where an AppArmor profile comes from.
 *
 * +enum
 */
export type AppArmorProfileType = "Unconfined" | "RuntimeDefault" | "Localhost";

/**
 * How sure a pod can be of its resources.
 *
 * +enum
 */
export type PodQOSClass = "Guaranteed" | "Burstable" | "BestEffort";

/** Settings of name resolution. */
export interface PodDNSConfig {
  /**
   * Addresses of servers.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  nameservers?: string[];
  /**
   * Domains to look in.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  searches?: string[];
  /**
   * Options of the resolver.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  options?: PodDNSConfigOption[];
}

/** An option of the resolver. */
export interface PodDNSConfigOption {
  /**
   * Its name.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
  /**
   * Its value, if it has one.
   *
   * +optional
   * +protobuf=2
   */
  value?: string;
}

/** An address of a pod. */
export interface PodIP {
  /**
   * The address.
   *
   * +default=""
   * +protobuf=1
   */
  ip: string;
}

/** An address of a pod's node. */
export interface HostIP {
  /**
   * The address.
   *
   * +default=""
   * +protobuf=1
   */
  ip: string;
}

/** What ephemeral containers share with others; ports, probes, resources and lifecycle must stay empty. */
export interface EphemeralContainerCommon {
  /**
   * Name of the container, unique among all of the pod.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * The image to run.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  image?: string;
  /**
   * Replaces the image's entry point.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  command?: string[];
  /**
   * Replaces the image's arguments.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  args?: string[];
  /**
   * Folder to start in.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  workingDir?: string;
  /**
   * Not allowed.
   *
   * +optional
   * +listType=map
   * +listMapKey=containerPort
   * +listMapKey=protocol
   * +patchStrategy=merge
   * +patchMergeKey=containerPort
   * +protobuf=6
   */
  ports?: ContainerPort[];
  /**
   * Sources whose keys all become variables.
   *
   * +optional
   * +listType=atomic
   * +protobuf=19
   */
  envFrom?: EnvFromSource[];
  /**
   * Variables.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=7
   */
  env?: EnvVar[];
  /**
   * Not allowed.
   *
   * +optional
   * +default={}
   * +protobuf=8
   */
  resources?: ResourceRequirements;
  /**
   * Not allowed.
   *
   * +optional
   * +featureGate=InPlacePodVerticalScaling
   * +listType=atomic
   * +protobuf=23
   */
  resizePolicy?: ContainerResizePolicy[];
  /**
   * Not allowed.
   *
   * +optional
   * +protobuf=24
   */
  restartPolicy?: ContainerRestartPolicy;
  /**
   * Not allowed.
   *
   * +optional
   * +featureGate=ContainerRestartRules
   * +listType=atomic
   * +protobuf=25
   */
  restartPolicyRules?: ContainerRestartRule[];
  /**
   * Volumes in its filesystem.
   *
   * +optional
   * +listType=map
   * +listMapKey=mountPath
   * +patchStrategy=merge
   * +patchMergeKey=mountPath
   * +protobuf=9
   */
  volumeMounts?: VolumeMount[];
  /**
   * Raw devices it gets.
   *
   * +optional
   * +listType=map
   * +listMapKey=devicePath
   * +patchStrategy=merge
   * +patchMergeKey=devicePath
   * +protobuf=21
   */
  volumeDevices?: VolumeDevice[];
  /**
   * Not allowed.
   *
   * +optional
   * +protobuf=10
   */
  livenessProbe?: Probe;
  /**
   * Not allowed.
   *
   * +optional
   * +protobuf=11
   */
  readinessProbe?: Probe;
  /**
   * Not allowed.
   *
   * +optional
   * +protobuf=22
   */
  startupProbe?: Probe;
  /**
   * Not allowed.
   *
   * +optional
   * +protobuf=12
   */
  lifecycle?: Lifecycle;
  /**
   * File in which it leaves its last words.
   *
   * +optional
   * +protobuf=13,omitzero
   */
  terminationMessagePath?: string;
  /**
   * Where its last words come from.
   *
   * +optional
   * +protobuf=20,omitzero
   */
  terminationMessagePolicy?: TerminationMessagePolicy;
  /**
   * When the image is pulled.
   *
   * +optional
   * +protobuf=14,omitzero
   */
  imagePullPolicy?: PullPolicy;
  /**
   * Its rights.
   *
   * +optional
   * +protobuf=15
   */
  securityContext?: SecurityContext;
  /**
   * It gets an input stream.
   *
   * +optional
   * +protobuf=16,omitzero
   */
  stdin?: boolean;
  /**
   * The input is closed when the first client leaves.
   *
   * +optional
   * +protobuf=17,omitzero
   */
  stdinOnce?: boolean;
  /**
   * It gets a terminal.
   *
   * +optional
   * +protobuf=18,omitzero
   */
  tty?: boolean;
}

/**
 * A container added to a running pod to look into it; never restarted.
 *
 * +protobuf.inline=EphemeralContainerCommon,1
 */
export interface EphemeralContainer extends EphemeralContainerCommon {
  /**
   * The container whose processes it sees.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  targetContainerName?: string;
}

/** What was last seen of a pod. */
export interface PodStatus {
  /**
   * The generation of the spec that this belongs to.
   *
   * +optional
   * +protobuf=17,omitzero
   */
  observedGeneration?: int64;
  /**
   * Where it is in its life, in short.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  phase?: PodPhase;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=2
   */
  conditions?: PodCondition[];
  /**
   * Why it is in this state, for people.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  message?: string;
  /**
   * The same in one word, such as Evicted.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  reason?: string;
  /**
   * Node on which room is being made for it.
   *
   * +optional
   * +protobuf=11,omitzero
   */
  nominatedNodeName?: string;
  /**
   * Address of its node.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  hostIP?: string;
  /**
   * Addresses of its node.
   *
   * +optional
   * +listType=atomic
   * +patchStrategy=merge
   * +patchMergeKey=ip
   * +protobuf=16
   */
  hostIPs?: HostIP[];
  /**
   * Its address.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  podIP?: string;
  /**
   * Its addresses; the first is podIP.
   *
   * +optional
   * +listType=map
   * +listMapKey=ip
   * +patchStrategy=merge
   * +patchMergeKey=ip
   * +protobuf=12
   */
  podIPs?: PodIP[];
  /**
   * When its node took it on.
   *
   * +optional
   * +protobuf=7
   */
  startTime?: Time;
  /**
   * State of the init containers.
   *
   * +optional
   * +listType=atomic
   * +protobuf=10
   */
  initContainerStatuses?: ContainerStatus[];
  /**
   * State of the containers.
   *
   * +optional
   * +listType=atomic
   * +protobuf=8
   */
  containerStatuses?: ContainerStatus[];
  /**
   * How sure it can be of its resources.
   *
   * +optional
   * +protobuf=9,omitzero
   */
  qosClass?: PodQOSClass;
  /**
   * State of the ephemeral containers.
   *
   * +optional
   * +listType=atomic
   * +protobuf=13
   */
  ephemeralContainerStatuses?: ContainerStatus[];
  /**
   * How far a resize has got. Deprecated in favour of conditions.
   *
   * +optional
   * +featureGate=InPlacePodVerticalScaling
   * +protobuf=14,omitzero
   */
  resize?: PodResizeStatus;
  /**
   * State of its claims.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +featureGate=DynamicResourceAllocation
   * +patchStrategy=merge,retainKeys
   * +patchMergeKey=name
   * +protobuf=15
   */
  resourceClaimStatuses?: PodResourceClaimStatus[];
  /**
   * The claim made for its extended resources.
   *
   * +optional
   * +featureGate=DRAExtendedResource
   * +protobuf=18
   */
  extendedResourceClaimStatus?: PodExtendedResourceClaimStatus;
  /**
   * What the node has set aside for the pod as a whole.
   *
   * +optional
   * +featureGate=InPlacePodLevelResourcesVerticalScaling
   * +protobuf=19
   */
  allocatedResources?: ResourceList;
  /**
   * What is in force for the pod as a whole.
   *
   * +optional
   * +featureGate=InPlacePodLevelResourcesVerticalScaling
   * +protobuf=20
   */
  resources?: ResourceRequirements;
  /**
   * What claims took from the node's allocatable resources.
   *
   * +optional
   * +featureGate=DRANodeAllocatableResources
   * +listType=map
   * +listMapKey=resourceClaimName
   * +patchStrategy=merge
   * +patchMergeKey=resourceClaimName
   * +protobuf=21
   */
  nodeAllocatableResourceClaimStatuses?: NodeAllocatableResourceClaimStatus[];
}

/**
 * Containers that run together on one node.
 *
 * +genclient
 * +genclient:method=UpdateEphemeralContainers,verb=update,subresource=ephemeralcontainers
 * +genclient:method=UpdateResize,verb=update,subresource=resize
 * +kubebuilder:resource:shortName=po,categories=all
 * +kindsmith:subresource:name=binding,verbs=create,kind=Binding
 * +kindsmith:subresource:name=ephemeralcontainers,verbs=get;patch;update
 * +kindsmith:subresource:name=resize,verbs=get;patch;update
 * +kindsmith:subresource:name=eviction,verbs=create,kind=Eviction,group=policy,version=v1,behaviour=server
 * +kindsmith:subresource:name=log,verbs=get,behaviour=server
 * +kindsmith:subresource:name=exec,verbs=create;get,kind=PodExecOptions,behaviour=server
 * +kindsmith:subresource:name=attach,verbs=create;get,kind=PodAttachOptions,behaviour=server
 * +kindsmith:subresource:name=portforward,verbs=create;get,kind=PodPortForwardOptions,behaviour=server
 * +kindsmith:subresource:name=proxy,verbs=create;delete;get;patch;update,kind=PodProxyOptions,behaviour=server
 * +kubebuilder:selectablefield:JSONPath=.spec.nodeName
 * +kindsmith:indexedFields=.spec.nodeName
 * +kubebuilder:selectablefield:JSONPath=.spec.restartPolicy
 * +kubebuilder:selectablefield:JSONPath=.spec.schedulerName
 * +kubebuilder:selectablefield:JSONPath=.spec.serviceAccountName
 * +kubebuilder:selectablefield:JSONPath=.spec.hostNetwork
 * +kubebuilder:selectablefield:JSONPath=.status.phase
 * +kubebuilder:selectablefield:JSONPath=.status.podIP
 * +kubebuilder:selectablefield:JSONPath=.status.nominatedNodeName
 * +kubebuilder:printcolumn:name=Ready,type=string,description="Containers that are ready, of how many"
 * +kubebuilder:printcolumn:name=Status,type=string,description="What the pod as a whole does"
 * +kubebuilder:printcolumn:name=Restarts,type=string,description="How often its containers were restarted, and when last"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=IP,type=string,priority=1,description="Its address"
 * +kubebuilder:printcolumn:name=Node,type=string,priority=1,description="Its node"
 * +kubebuilder:printcolumn:name="Nominated Node",type=string,priority=1,description="Node on which room is being made"
 * +kubebuilder:printcolumn:name="Readiness Gates",type=string,priority=1,description="Gates that are met, of how many"
 */
export interface Pod extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * How it is to be.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: PodSpec;
  /**
   * What was last seen of it.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: PodStatus;
}

/** A list of Pods. */
export interface PodList extends TypeMeta {
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
  items: Pod[];
}

/** A pod to be made. */
export interface PodTemplateSpec {
  /**
   * Labels and annotations of the pod.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata?: ObjectMeta;
  /**
   * The pod's spec.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: PodSpec;
}

/**
 * A stored pod template.
 *
 * +genclient
 * +kubebuilder:printcolumn:name=Containers,type=string,description="Names of its containers"
 * +kubebuilder:printcolumn:name=Images,type=string,description="Images of its containers"
 * +kubebuilder:printcolumn:name="Pod Labels",type=string,description="Labels of the pods made from it"
 */
export interface PodTemplate extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The pod to be made.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  template?: PodTemplateSpec;
}

/** A list of PodTemplates. */
export interface PodTemplateList extends TypeMeta {
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
  items: PodTemplate[];
}

/** How many pods of a kind there are to be. */
export interface ReplicationControllerSpec {
  /**
   * How many.
   *
   * +optional
   * +default=1
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
   * Labels of the pods; default those of the template.
   *
   * +optional
   * +mapType=atomic
   * +protobuf=2
   */
  selector?: { [key: string]: string };
  /**
   * The pod to make when there are too few.
   *
   * +optional
   * +protobuf=3
   */
  template?: PodTemplateSpec;
}

/** How many pods there are. */
export interface ReplicationControllerStatus {
  /**
   * How many were last seen.
   *
   * +default=0
   * +protobuf=1
   */
  replicas: int32;
  /**
   * How many of them have all labels of the template.
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
  conditions?: ReplicationControllerCondition[];
}

/** What is observed, such as ReplicaFailure. */
export type ReplicationControllerConditionType = string;

/** One observation about a replication controller. */
export interface ReplicationControllerCondition {
  /**
   * What is observed.
   *
   * +default=""
   * +protobuf=1
   */
  type: ReplicationControllerConditionType;
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

/**
 * Keeps up a number of pods.
 *
 * +genclient
 * +genclient:method=GetScale,verb=get,subresource=scale,result=kindsmith/apis/autoscaling/v1.Scale
 * +genclient:method=UpdateScale,verb=update,subresource=scale,input=kindsmith/apis/autoscaling/v1.Scale,result=k8s.io/api/autoscaling/v1.Scale
 * +kubebuilder:resource:shortName=rc,categories=all
 * +kindsmith:storagePrefix=controllers
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
export interface ReplicationController extends TypeMeta {
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
  spec?: ReplicationControllerSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: ReplicationControllerStatus;
}

/** A list of ReplicationControllers. */
export interface ReplicationControllerList extends TypeMeta {
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
  items: ReplicationController[];
}

/**
 * Whether a client stays with one pod.
 *
 * +enum
 */
export type ServiceAffinity =
  /** It does, by its address. */
  | "ClientIP"
  /** It does not. */
  | "None";

/** How a client stays with one pod. */
export interface SessionAffinityConfig {
  /**
   * By its address.
   *
   * +optional
   * +protobuf=1
   */
  clientIP?: ClientIPConfig;
}

/** How a client stays with one pod by its address. */
export interface ClientIPConfig {
  /**
   * For how long; at most a day.
   *
   * +optional
   * +protobuf=1
   */
  timeoutSeconds?: int32;
}

/**
 * How a service can be reached.
 *
 * +enum
 */
export type ServiceType =
  /** By an address within the cluster. */
  | "ClusterIP"
  /** As before, and by a port of every node. */
  | "NodePort"
  /** As before, and by a load balancer. */
  | "LoadBalancer"
  /** Not at all: its name stands for another. */
  | "ExternalName";

/**
 * Which endpoints get traffic from within the cluster.
 *
 * +enum
 */
export type ServiceInternalTrafficPolicy =
  /** All. */
  | "Cluster"
  /** Those on the same node. */
  | "Local";

/**
 * Which endpoints get traffic from outside.
 *
 * +enum
 */
export type ServiceExternalTrafficPolicy =
  /** All. */
  | "Cluster"
  /** Those on the node that it came to. */
  | "Local";

/** What was last seen of a service. */
export interface ServiceStatus {
  /**
   * State of the load balancer.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  loadBalancer?: LoadBalancerStatus;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=2
   */
  conditions?: Condition[];
}

/** State of a load balancer. */
export interface LoadBalancerStatus {
  /**
   * Where it can be reached.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  ingress?: LoadBalancerIngress[];
}

/** One place where a load balancer can be reached. */
export interface LoadBalancerIngress {
  /**
   * Address.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  ip?: string;
  /**
   * Name.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  hostname?: string;
  /**
   * How traffic for the address comes in.
   *
   * +optional
   * +protobuf=3
   */
  ipMode?: LoadBalancerIPMode;
  /**
   * State of each port.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  ports?: PortStatus[];
}

/**
 * IPv4 or IPv6.
 *
 * +enum
 */
export type IPFamily = "IPv4" | "IPv6" | "";

/**
 * How many address families a service has.
 *
 * +enum
 */
export type IPFamilyPolicy =
  /** One. */
  | "SingleStack"
  /** Two if the cluster has two. */
  | "PreferDualStack"
  /** Two, or it fails. */
  | "RequireDualStack";

/** How a service is to be. */
export interface ServiceSpec {
  /**
   * Ports that it offers.
   *
   * +optional
   * +listType=map
   * +listMapKey=port
   * +listMapKey=protocol
   * +patchStrategy=merge
   * +patchMergeKey=port
   * +protobuf=1
   */
  ports?: ServicePort[];
  /**
   * Labels of its pods; absent: somebody else takes care of its endpoints.
   *
   * +optional
   * +mapType=atomic
   * +protobuf=2
   */
  selector?: { [key: string]: string };
  /**
   * Its address; None for a headless service. Cannot be changed.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  clusterIP?: string;
  /**
   * Its addresses; the first is clusterIP.
   *
   * +optional
   * +listType=atomic
   * +protobuf=18
   */
  clusterIPs?: string[];
  /**
   * How it can be reached.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  type?: ServiceType;
  /**
   * Further addresses that lead to it; not managed by the cluster.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  externalIPs?: string[];
  /**
   * Whether a client stays with one pod.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  sessionAffinity?: ServiceAffinity;
  /**
   * The address that the load balancer is asked for. Deprecated.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  loadBalancerIP?: string;
  /**
   * Networks from which the load balancer takes traffic.
   *
   * +optional
   * +listType=atomic
   * +protobuf=9
   */
  loadBalancerSourceRanges?: string[];
  /**
   * The name it stands for, with type ExternalName.
   *
   * +optional
   * +protobuf=10,omitzero
   */
  externalName?: string;
  /**
   * Which endpoints get traffic from outside.
   *
   * +optional
   * +protobuf=11,omitzero
   */
  externalTrafficPolicy?: ServiceExternalTrafficPolicy;
  /**
   * Port for checks by the load balancer, with externalTrafficPolicy Local.
   *
   * +optional
   * +protobuf=12,omitzero
   */
  healthCheckNodePort?: int32;
  /**
   * Pods that are not ready are listed as well.
   *
   * +optional
   * +protobuf=13,omitzero
   */
  publishNotReadyAddresses?: boolean;
  /**
   * How a client stays with one pod.
   *
   * +optional
   * +protobuf=14
   */
  sessionAffinityConfig?: SessionAffinityConfig;
  /**
   * Its address families.
   *
   * +optional
   * +listType=atomic
   * +protobuf=19
   */
  ipFamilies?: IPFamily[];
  /**
   * How many address families it is to have.
   *
   * +optional
   * +protobuf=17
   */
  ipFamilyPolicy?: IPFamilyPolicy;
  /**
   * Whether node ports are given to it with type LoadBalancer.
   *
   * +optional
   * +protobuf=20
   */
  allocateLoadBalancerNodePorts?: boolean;
  /**
   * Which implementation is to serve it. Cannot be changed.
   *
   * +optional
   * +protobuf=21
   */
  loadBalancerClass?: string;
  /**
   * Which endpoints get traffic from within the cluster.
   *
   * +optional
   * +protobuf=22
   */
  internalTrafficPolicy?: ServiceInternalTrafficPolicy;
  /**
   * A wish how traffic is spread, such as PreferClose.
   *
   * +optional
   * +protobuf=23
   */
  trafficDistribution?: string;
}

/** A port of a service. */
export interface ServicePort {
  /**
   * Its name; needed when there are several.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
  /**
   * TCP, UDP or SCTP.
   *
   * +optional
   * +default="TCP"
   * +protobuf=2,omitzero
   */
  protocol?: Protocol;
  /**
   * What is spoken on it, as a hint.
   *
   * +optional
   * +protobuf=6
   */
  appProtocol?: string;
  /**
   * Its number.
   *
   * +default=0
   * +protobuf=3
   */
  port: int32;
  /**
   * Number or name of the pods' port; default the same number.
   *
   * +optional
   * +default=0
   * +protobuf=4
   */
  targetPort?: IntOrString;
  /**
   * Port of every node that leads here; given by the cluster when 0.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  nodePort?: int32;
}

/**
 * A name and an address for a set of pods.
 *
 * +genclient
 * +genclient:skipVerbs=deleteCollection
 * +kubebuilder:resource:shortName=svc,categories=all
 * +kindsmith:storagePrefix=services/specs
 * +kindsmith:subresource:name=proxy,verbs=create;delete;get;patch;update,kind=ServiceProxyOptions,behaviour=server
 * +kubebuilder:selectablefield:JSONPath=.spec.clusterIP
 * +kubebuilder:selectablefield:JSONPath=.spec.type
 * +kubebuilder:printcolumn:name=Type,type=string,description="How it can be reached"
 * +kubebuilder:printcolumn:name=Cluster-IP,type=string,description="Its address"
 * +kubebuilder:printcolumn:name=External-IP,type=string,description="Addresses from outside"
 * +kubebuilder:printcolumn:name="Port(s)",type=string,description="Its ports"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Selector,type=string,priority=1,description="Labels of its pods"
 */
export interface Service extends TypeMeta {
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
  spec?: ServiceSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: ServiceStatus;
}

/** A list of Services. */
export interface ServiceList extends TypeMeta {
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
  items: Service[];
}

/**
 * An identity for pods.
 *
 * +genclient
 * +genclient:method=CreateToken,verb=create,subresource=token,input=kindsmith/apis/authentication/v1.TokenRequest,result=k8s.io/api/authentication/v1.TokenRequest
 * +kubebuilder:resource:shortName=sa
 * +kindsmith:subresource:name=token,verbs=create,kind=TokenRequest,group=authentication.k8s.io,version=v1,behaviour=server
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface ServiceAccount extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Secrets its pods may use, if the annotation for that is set. Deprecated.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=2
   */
  secrets?: ObjectReference[];
  /**
   * Secrets for pulling the images of its pods.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  imagePullSecrets?: LocalObjectReference[];
  /**
   * Whether its pods get a token mounted.
   *
   * +optional
   * +protobuf=4
   */
  automountServiceAccountToken?: boolean;
}

/** A list of ServiceAccounts. */
export interface ServiceAccountList extends TypeMeta {
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
  items: ServiceAccount[];
}

/**
 * The addresses of a service's pods. Deprecated in favour of EndpointSlice.
 *
 * +genclient
 * +kubebuilder:resource:path=endpoints,singular=endpoints,shortName=ep
 * +kindsmith:storagePrefix=services/endpoints
 * +kubebuilder:printcolumn:name=Endpoints,type=string,description="The first addresses with their ports"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface Endpoints extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Groups of addresses with the same ports.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  subsets?: EndpointSubset[];
}

/** All addresses times all ports. */
export interface EndpointSubset {
  /**
   * Addresses that take traffic.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  addresses?: EndpointAddress[];
  /**
   * Addresses that are not ready.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  notReadyAddresses?: EndpointAddress[];
  /**
   * Ports of each address.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  ports?: EndpointPort[];
}

/**
 * One address.
 *
 * +structType=atomic
 */
export interface EndpointAddress {
  /**
   * The address.
   *
   * +default=""
   * +protobuf=1
   */
  ip: string;
  /**
   * Its host name.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  hostname?: string;
  /**
   * Its node.
   *
   * +optional
   * +protobuf=4
   */
  nodeName?: string;
  /**
   * The object behind it.
   *
   * +optional
   * +protobuf=2
   */
  targetRef?: ObjectReference;
}

/**
 * A port of the addresses.
 *
 * +structType=atomic
 */
export interface EndpointPort {
  /**
   * Name of the service's port.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
  /**
   * Number of the port.
   *
   * +default=0
   * +protobuf=2
   */
  port: int32;
  /**
   * TCP, UDP or SCTP.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  protocol?: Protocol;
  /**
   * What is spoken on it, as a hint.
   *
   * +optional
   * +protobuf=4
   */
  appProtocol?: string;
}

/** A list of Endpoints. */
export interface EndpointsList extends TypeMeta {
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
  items: Endpoints[];
}

/** How a node is to be. */
export interface NodeSpec {
  /**
   * Network of its pods.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  podCIDR?: string;
  /**
   * Networks of its pods; the first is podCIDR.
   *
   * +optional
   * +listType=set
   * +patchStrategy=merge
   * +protobuf=7
   */
  podCIDRs?: string[];
  /**
   * ID with the provider, `<provider>://<id>`.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  providerID?: string;
  /**
   * No new pods are placed on it.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  unschedulable?: boolean;
  /**
   * Taints on it.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  taints?: Taint[];
  /**
   * Where its kubelet found its settings. Not used any more.
   *
   * +optional
   * +protobuf=6
   */
  configSource?: NodeConfigSource;
  /**
   * Not used any more.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  externalID?: string;
}

/** Where a kubelet finds its settings. Not used any more. */
export interface NodeConfigSource {
  /**
   * A ConfigMap.
   *
   * +optional
   * +protobuf=2
   */
  configMap?: ConfigMapNodeConfigSource;
}

/** A ConfigMap with kubelet settings. Not used any more. */
export interface ConfigMapNodeConfigSource {
  /**
   * Its namespace.
   *
   * +default=""
   * +protobuf=1
   */
  namespace: string;
  /**
   * Its name.
   *
   * +default=""
   * +protobuf=2
   */
  name: string;
  /**
   * Its UID.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  uid?: string;
  /**
   * Its version.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  resourceVersion?: string;
  /**
   * The key with the settings.
   *
   * +default=""
   * +protobuf=5
   */
  kubeletConfigKey: string;
}

/** Where a daemon of a node listens. */
export interface DaemonEndpoint {
  /**
   * The port.
   *
   * +default=0
   * +protobuf=1
   */
  Port: int32;
}

/** Where the daemons of a node listen. */
export interface NodeDaemonEndpoints {
  /**
   * The kubelet.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  kubeletEndpoint?: DaemonEndpoint;
}

/** What a runtime handler can do. */
export interface NodeRuntimeHandlerFeatures {
  /**
   * Recursive read-only mounts.
   *
   * +optional
   * +protobuf=1
   */
  recursiveReadOnlyMounts?: boolean;
  /**
   * User namespaces.
   *
   * +optional
   * +protobuf=2
   */
  userNamespaces?: boolean;
}

/** A runtime handler of a node. */
export interface NodeRuntimeHandler {
  /**
   * Its name; "" is the default one.
   *
   * +optional
   * +default=""
   * +protobuf=1
   */
  name?: string;
  /**
   * What it can do.
   *
   * +optional
   * +protobuf=2
   */
  features?: NodeRuntimeHandlerFeatures;
}

/** What a node's runtime can do. */
export interface NodeFeatures {
  /**
   * supplementalGroupsPolicy is respected.
   *
   * +optional
   * +protobuf=1
   */
  supplementalGroupsPolicy?: boolean;
}

/** What a node is. */
export interface NodeSystemInfo {
  /**
   * ID of the machine.
   *
   * +default=""
   * +protobuf=1
   */
  machineID: string;
  /**
   * UUID of the machine.
   *
   * +default=""
   * +protobuf=2
   */
  systemUUID: string;
  /**
   * ID of its last boot.
   *
   * +default=""
   * +protobuf=3
   */
  bootID: string;
  /**
   * Version of the kernel.
   *
   * +default=""
   * +protobuf=4
   */
  kernelVersion: string;
  /**
   * Name of the operating system.
   *
   * +default=""
   * +protobuf=5
   */
  osImage: string;
  /**
   * Runtime, `<type>://<version>`.
   *
   * +default=""
   * +protobuf=6
   */
  containerRuntimeVersion: string;
  /**
   * Version of the kubelet.
   *
   * +default=""
   * +protobuf=7
   */
  kubeletVersion: string;
  /**
   * Not reported any more.
   *
   * +default=""
   * +protobuf=8
   */
  kubeProxyVersion: string;
  /**
   * linux or windows.
   *
   * +default=""
   * +protobuf=9
   */
  operatingSystem: string;
  /**
   * Kind of its processor.
   *
   * +default=""
   * +protobuf=10
   */
  architecture: string;
  /**
   * Its swap space.
   *
   * +optional
   * +protobuf=11
   */
  swap?: NodeSwapStatus;
}

/** Swap space of a node. */
export interface NodeSwapStatus {
  /**
   * Bytes.
   *
   * +optional
   * +protobuf=1
   */
  capacity?: int64;
}

/** Which settings a kubelet uses. Not used any more. */
export interface NodeConfigStatus {
  /**
   * Those it was told to use.
   *
   * +optional
   * +protobuf=1
   */
  assigned?: NodeConfigSource;
  /**
   * Those it uses.
   *
   * +optional
   * +protobuf=2
   */
  active?: NodeConfigSource;
  /**
   * Those it falls back to.
   *
   * +optional
   * +protobuf=3
   */
  lastKnownGood?: NodeConfigSource;
  /**
   * What is wrong with the assigned ones.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  error?: string;
}

/** What was last seen of a node. */
export interface NodeStatus {
  /**
   * All that it has.
   *
   * +optional
   * +protobuf=1
   */
  capacity?: ResourceList;
  /**
   * What pods can have.
   *
   * +optional
   * +protobuf=2
   */
  allocatable?: ResourceList;
  /**
   * Not used any more.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  phase?: NodePhase;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=4
   */
  conditions?: NodeCondition[];
  /**
   * Where it can be reached.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=5
   */
  addresses?: NodeAddress[];
  /**
   * Where its daemons listen.
   *
   * +optional
   * +default={}
   * +protobuf=6
   */
  daemonEndpoints?: NodeDaemonEndpoints;
  /**
   * What it is.
   *
   * +optional
   * +default={}
   * +protobuf=7
   */
  nodeInfo?: NodeSystemInfo;
  /**
   * Images that it has.
   *
   * +optional
   * +listType=atomic
   * +protobuf=8
   */
  images?: ContainerImage[];
  /**
   * Volumes that are mounted.
   *
   * +optional
   * +listType=atomic
   * +protobuf=9
   */
  volumesInUse?: UniqueVolumeName[];
  /**
   * Volumes that are attached.
   *
   * +optional
   * +listType=atomic
   * +protobuf=10
   */
  volumesAttached?: AttachedVolume[];
  /**
   * Which settings the kubelet uses. Not used any more.
   *
   * +optional
   * +protobuf=11
   */
  config?: NodeConfigStatus;
  /**
   * Its runtime handlers.
   *
   * +optional
   * +listType=atomic
   * +protobuf=12
   */
  runtimeHandlers?: NodeRuntimeHandler[];
  /**
   * What its runtime can do.
   *
   * +optional
   * +featureGate=SupplementalGroupsPolicy
   * +protobuf=13
   */
  features?: NodeFeatures;
  /**
   * Features that it says it has.
   *
   * +optional
   * +featureGate=NodeDeclaredFeatures
   * +listType=atomic
   * +protobuf=14
   */
  declaredFeatures?: string[];
}

/** A name that only one volume has. */
export type UniqueVolumeName = string;

/** A volume attached to a node. */
export interface AttachedVolume {
  /**
   * The volume.
   *
   * +default=""
   * +protobuf=1
   */
  name: UniqueVolumeName;
  /**
   * Where the device is.
   *
   * +default=""
   * +protobuf=2
   */
  devicePath: string;
}

/** An image on a node. */
export interface ContainerImage {
  /**
   * Names by which it is known.
   *
   * +optional
   * +listType=atomic
   * +default=null
   * +protobuf=1
   */
  names?: string[] | null;
  /**
   * Its size.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  sizeBytes?: int64;
}

/**
 * Where a node is in its life. Not used any more.
 *
 * +enum
 */
export type NodePhase = "Pending" | "Running" | "Terminated";

/** What is observed of a node, such as Ready. */
export type NodeConditionType = string;

/** One observation about a node. */
export interface NodeCondition {
  /**
   * What is observed.
   *
   * +default=""
   * +protobuf=1
   */
  type: NodeConditionType;
  /**
   * True, False or Unknown.
   *
   * +default=""
   * +protobuf=2
   */
  status: ConditionStatus;
  /**
   * When the reporter last sent this.
   *
   * +optional
   * +default=null
   * +protobuf=3
   */
  lastHeartbeatTime?: Time;
  /**
   * When the status last changed.
   *
   * +optional
   * +default=null
   * +protobuf=4
   */
  lastTransitionTime?: Time;
  /**
   * One CamelCase word for programs.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  message?: string;
}

/** Kind of an address, such as InternalIP. */
export type NodeAddressType = string;

/** An address of a node. */
export interface NodeAddress {
  /**
   * Its kind.
   *
   * +default=""
   * +protobuf=1
   */
  type: NodeAddressType;
  /**
   * The address.
   *
   * +default=""
   * +protobuf=2
   */
  address: string;
}

/** Name of a resource, such as cpu or example.com/gpu. */
export type ResourceName = string;

/** Amounts by resource. */
export type ResourceList = { [key: string]: Quantity };

/**
 * A machine that runs pods.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:shortName=no,scope=Cluster
 * +kindsmith:storagePrefix=minions
 * +kindsmith:subresource:name=proxy,verbs=create;delete;get;patch;update,kind=NodeProxyOptions,behaviour=server
 * +kubebuilder:selectablefield:JSONPath=.spec.unschedulable
 * +kubebuilder:printcolumn:name=Status,type=string,description="Whether it is ready and takes pods"
 * +kubebuilder:printcolumn:name=Roles,type=string,description="Its roles, from labels"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Version,type=string,description="Version of its kubelet"
 * +kubebuilder:printcolumn:name=Internal-IP,type=string,priority=1,description="Its inner address"
 * +kubebuilder:printcolumn:name=External-IP,type=string,priority=1,description="Its outer address"
 * +kubebuilder:printcolumn:name=OS-Image,type=string,priority=1,description="Its operating system"
 * +kubebuilder:printcolumn:name=Kernel-Version,type=string,priority=1,description="Its kernel"
 * +kubebuilder:printcolumn:name=Container-Runtime,type=string,priority=1,description="Its container runtime"
 */
export interface Node extends TypeMeta {
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
  spec?: NodeSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: NodeStatus;
}

/** A list of Nodes. */
export interface NodeList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The nodes of the list.
   *
   * +protobuf=2
   */
  items: Node[];
}

/** Who has still to clean up. */
export type FinalizerName = string;

/** How a namespace is to be. */
export interface NamespaceSpec {
  /**
   * Who has still to clean up before it vanishes; changed through the finalize subresource.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  finalizers?: FinalizerName[];
}

/** State of a namespace. */
export interface NamespaceStatus {
  /**
   * Where it is in its life.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  phase?: NamespacePhase;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=2
   */
  conditions?: NamespaceCondition[];
}

/**
 * Where a namespace is in its life.
 *
 * +enum
 */
export type NamespacePhase =
  /** It is in use. */
  | "Active"
  /** It is being deleted with all that is in it. */
  | "Terminating";

/** What is observed of a namespace, such as NamespaceContentRemaining. */
export type NamespaceConditionType = string;

/** One observation about a namespace. */
export interface NamespaceCondition {
  /**
   * What is observed.
   *
   * +default=""
   * +protobuf=1
   */
  type: NamespaceConditionType;
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
   * +protobuf=4
   */
  lastTransitionTime?: Time;
  /**
   * One CamelCase word for programs.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  message?: string;
}

/**
 * A space for names.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +genclient:skipVerbs=deleteCollection
 * +kubebuilder:resource:shortName=ns,scope=Cluster
 * +kindsmith:verbs=create,delete,get,list,patch,update,watch
 * +kindsmith:subresource:name=finalize,verbs=update
 * +kubebuilder:selectablefield:JSONPath=.status.phase
 * +kubebuilder:printcolumn:name=Status,type=string,description="Where it is in its life"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface Namespace extends TypeMeta {
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
  spec?: NamespaceSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: NamespaceStatus;
}

/** A list of Namespaces. */
export interface NamespaceList extends TypeMeta {
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
  items: Namespace[];
}

/** Ties one object to another, such as a pod to a node. */
export interface Binding extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The object to be bound to.
   *
   * +default={}
   * +protobuf=2
   */
  target: ObjectReference;
}

/** Query parameters of a pod's log. */
export interface PodLogOptions extends TypeMeta {
  /**
   * Which container; needed when there are several.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  container?: string;
  /**
   * Goes on as the log grows.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  follow?: boolean;
  /**
   * The log of the container's last run.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  previous?: boolean;
  /**
   * Only what is younger than so many seconds.
   *
   * +optional
   * +protobuf=4
   */
  sinceSeconds?: int64;
  /**
   * Only what is younger than this.
   *
   * +optional
   * +protobuf=5
   */
  sinceTime?: Time;
  /**
   * Puts the time before each line.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  timestamps?: boolean;
  /**
   * Only so many lines from the end.
   *
   * +optional
   * +protobuf=7
   */
  tailLines?: int64;
  /**
   * Ends after so many bytes.
   *
   * +optional
   * +protobuf=8
   */
  limitBytes?: int64;
  /**
   * Does not check the kubelet's certificate.
   *
   * +optional
   * +protobuf=9,omitzero
   */
  insecureSkipTLSVerifyBackend?: boolean;
  /**
   * All, Stdout or Stderr.
   *
   * +optional
   * +featureGate=PodLogsQuerySplitStreams
   * +protobuf=10
   */
  stream?: string;
}

/** Query parameters for attaching to a container. */
export interface PodAttachOptions extends TypeMeta {
  /**
   * Passes the client's input on to the container.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  stdin?: boolean;
  /**
   * Passes the container's output on to the client.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  stdout?: boolean;
  /**
   * Passes the container's error output on to the client.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  stderr?: boolean;
  /**
   * There is a terminal behind the streams.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  tty?: boolean;
  /**
   * Which container; default the only one.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  container?: string;
}

/** Query parameters for running a command in a container. */
export interface PodExecOptions extends TypeMeta {
  /**
   * Passes the client's input on to the container.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  stdin?: boolean;
  /**
   * Passes the container's output on to the client.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  stdout?: boolean;
  /**
   * Passes the container's error output on to the client.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  stderr?: boolean;
  /**
   * There is a terminal behind the streams.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  tty?: boolean;
  /**
   * Which container; default the only one.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  container?: string;
  /**
   * The command and its arguments; no shell.
   *
   * +listType=atomic
   * +protobuf=6
   */
  command: string[];
}

/** Query parameters for forwarding ports. */
export interface PodPortForwardOptions extends TypeMeta {
  /**
   * Ports to forward.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  ports?: int32[];
}

/** Query parameters of a call to a pod. */
export interface PodProxyOptions extends TypeMeta {
  /**
   * Path at the pod.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  path?: string;
}

/** Query parameters of a call to a node. */
export interface NodeProxyOptions extends TypeMeta {
  /**
   * Path at the node.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  path?: string;
}

/** Query parameters of a call to a service. */
export interface ServiceProxyOptions extends TypeMeta {
  /**
   * Path at the service.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  path?: string;
}

/**
 * Names an object, or a part of one.
 *
 * +structType=atomic
 */
export interface ObjectReference {
  /**
   * Its kind.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  kind?: string;
  /**
   * Its namespace.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  namespace?: string;
  /**
   * Its name.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  name?: string;
  /**
   * Its UID.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  uid?: string;
  /**
   * Version of its kind.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  apiVersion?: string;
  /**
   * The version of it that is meant.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  resourceVersion?: string;
  /**
   * The part of it that is meant, such as `spec.containers{web}`.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  fieldPath?: string;
}

/**
 * Names an object of the same namespace.
 *
 * +structType=atomic
 */
export interface LocalObjectReference {
  /**
   * Its name.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
}

/**
 * Names an object of the same namespace and of a kind.
 *
 * +structType=atomic
 */
export interface TypedLocalObjectReference {
  /**
   * Group of the kind; absent is core.
   *
   * +optional
   * +default=null
   * +protobuf=1
   */
  apiGroup?: string | null;
  /**
   * Its kind.
   *
   * +default=""
   * +protobuf=2
   */
  kind: string;
  /**
   * Its name.
   *
   * +default=""
   * +protobuf=3
   */
  name: string;
}

/** A reference as an object of its own, for annotations. */
export interface SerializedReference extends TypeMeta {
  /**
   * The reference.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  reference?: ObjectReference;
}

/** Who reports an event. */
export interface EventSource {
  /**
   * The component.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  component?: string;
  /**
   * The node it runs on.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  host?: string;
}

/**
 * Something that happened to an object; kept for an hour.
 *
 * +genclient
 * +kubebuilder:resource:shortName=ev
 * +kindsmith:ttlSeconds=3600
 * +kubebuilder:selectablefield:JSONPath=.involvedObject.kind
 * +kubebuilder:selectablefield:JSONPath=.involvedObject.namespace
 * +kubebuilder:selectablefield:JSONPath=.involvedObject.name
 * +kubebuilder:selectablefield:JSONPath=.involvedObject.uid
 * +kubebuilder:selectablefield:JSONPath=.involvedObject.apiVersion
 * +kubebuilder:selectablefield:JSONPath=.involvedObject.resourceVersion
 * +kubebuilder:selectablefield:JSONPath=.involvedObject.fieldPath
 * +kubebuilder:selectablefield:JSONPath=.reason
 * +kubebuilder:selectablefield:JSONPath=.reportingComponent
 * +kubebuilder:selectablefield:JSONPath=.source
 * +kubebuilder:selectablefield:JSONPath=.type
 * +kubebuilder:printcolumn:name="Last Seen",type=string,description="Time since it was last seen"
 * +kubebuilder:printcolumn:name=Type,type=string,description="Normal or Warning"
 * +kubebuilder:printcolumn:name=Reason,type=string,description="Why it happened"
 * +kubebuilder:printcolumn:name=Object,type=string,description="What it happened to"
 * +kubebuilder:printcolumn:name=Subobject,type=string,priority=1,description="The part it happened to"
 * +kubebuilder:printcolumn:name=Source,type=string,priority=1,description="Who reports it"
 * +kubebuilder:printcolumn:name=Message,type=string,description="What happened"
 * +kubebuilder:printcolumn:name="First Seen",type=string,priority=1,description="Time since it was first seen"
 * +kubebuilder:printcolumn:name=Count,type=string,priority=1,description="How often it was seen"
 * +kubebuilder:printcolumn:name=Name,type=string,format=name,priority=1,description="Name of the event"
 */
export interface Event extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The object.
   *
   * +default={}
   * +protobuf=2
   */
  involvedObject: ObjectReference;
  /**
   * Why it happened, in one word.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  reason?: string;
  /**
   * What happened, for people.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  message?: string;
  /**
   * Who reports it.
   *
   * +optional
   * +default={}
   * +protobuf=5
   */
  source?: EventSource;
  /**
   * When it was first seen.
   *
   * +optional
   * +default=null
   * +protobuf=6
   */
  firstTimestamp?: Time;
  /**
   * When it was last seen.
   *
   * +optional
   * +default=null
   * +protobuf=7
   */
  lastTimestamp?: Time;
  /**
   * How often it was seen.
   *
   * +optional
   * +protobuf=8,omitzero
   */
  count?: int32;
  /**
   * Normal or Warning.
   *
   * +optional
   * +protobuf=9,omitzero
   */
  type?: string;
  /**
   * When it was first seen, to the microsecond.
   *
   * +optional
   * +default=null
   * +protobuf=10
   */
  eventTime?: MicroTime;
  /**
   * Set when it goes on happening.
   *
   * +optional
   * +protobuf=11
   */
  series?: EventSeries;
  /**
   * What was done about it, or failed.
   *
   * +optional
   * +protobuf=12,omitzero
   */
  action?: string;
  /**
   * A second object that has to do with it.
   *
   * +optional
   * +protobuf=13
   */
  related?: ObjectReference;
  /**
   * Name of the controller that reports it.
   *
   * +optional
   * +default=""
   * +protobuf=14
   */
  reportingComponent?: string;
  /**
   * ID of the instance that reports it.
   *
   * +optional
   * +default=""
   * +protobuf=15
   */
  reportingInstance?: string;
}

/** Repeated events. */
export interface EventSeries {
  /**
   * How many so far.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  count?: int32;
  /**
   * When the last one was seen.
   *
   * +optional
   * +default=null
   * +protobuf=2
   */
  lastObservedTime?: MicroTime;
}

/** A list of Events. */
export interface EventList extends TypeMeta {
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
  items: Event[];
}

/** What a limit is for: Pod, Container or PersistentVolumeClaim. */
export type LimitType = string;

/** Limits for one kind of thing. */
export interface LimitRangeItem {
  /**
   * What they are for.
   *
   * +default=""
   * +protobuf=1
   */
  type: LimitType;
  /**
   * The most of each resource.
   *
   * +optional
   * +protobuf=2
   */
  max?: ResourceList;
  /**
   * The least of each resource.
   *
   * +optional
   * +protobuf=3
   */
  min?: ResourceList;
  /**
   * Limits for those that name none.
   *
   * +optional
   * +protobuf=4
   */
  default?: ResourceList;
  /**
   * Requests for those that name none.
   *
   * +optional
   * +protobuf=5
   */
  defaultRequest?: ResourceList;
  /**
   * The most by which a limit may exceed its request.
   *
   * +optional
   * +protobuf=6
   */
  maxLimitRequestRatio?: ResourceList;
}

/** Limits of a namespace. */
export interface LimitRangeSpec {
  /**
   * The limits.
   *
   * +listType=atomic
   * +default=null
   * +protobuf=1
   */
  limits: LimitRangeItem[] | null;
}

/**
 * Limits on single pods, containers and claims of a namespace.
 *
 * +genclient
 * +kubebuilder:resource:shortName=limits
 * +kubebuilder:printcolumn:name="Created At",type=date,description="When it was created"
 */
export interface LimitRange extends TypeMeta {
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
  spec?: LimitRangeSpec;
}

/** A list of LimitRanges. */
export interface LimitRangeList extends TypeMeta {
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
  items: LimitRange[];
}

/**
 * Restricts a quota to some objects.
 *
 * +enum
 */
export type ResourceQuotaScope =
  | "Terminating"
  | "NotTerminating"
  | "BestEffort"
  | "NotBestEffort"
  | "PriorityClass"
  | "CrossNamespacePodAffinity"
  | "VolumeAttributesClass";

/** How much a namespace may use. */
export interface ResourceQuotaSpec {
  /**
   * The most of each resource.
   *
   * +optional
   * +protobuf=1
   */
  hard?: ResourceList;
  /**
   * Counts only objects that all of these match.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  scopes?: ResourceQuotaScope[];
  /**
   * As scopes, with values.
   *
   * +optional
   * +protobuf=3
   */
  scopeSelector?: ScopeSelector;
}

/**
 * A choice of objects by scope: all requirements have to match.
 *
 * +structType=atomic
 */
export interface ScopeSelector {
  /**
   * The requirements.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  matchExpressions?: ScopedResourceSelectorRequirement[];
}

/** One requirement on the scope of an object. */
export interface ScopedResourceSelectorRequirement {
  /**
   * The scope.
   *
   * +protobuf=1
   */
  scopeName: ResourceQuotaScope;
  /**
   * How the values are compared.
   *
   * +protobuf=2
   */
  operator: ScopeSelectorOperator;
  /**
   * What In and NotIn compare with.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  values?: string[];
}

/**
 * How a scope is compared.
 *
 * +enum
 */
export type ScopeSelectorOperator = "In" | "NotIn" | "Exists" | "DoesNotExist";

/** How much a namespace uses. */
export interface ResourceQuotaStatus {
  /**
   * The limits in force.
   *
   * +optional
   * +protobuf=1
   */
  hard?: ResourceList;
  /**
   * What is used of each.
   *
   * +optional
   * +protobuf=2
   */
  used?: ResourceList;
}

/**
 * Limits on what a namespace uses as a whole.
 *
 * +genclient
 * +kubebuilder:resource:shortName=quota
 * +kubebuilder:printcolumn:name=Request,type=string,description="Requests used, of how many"
 * +kubebuilder:printcolumn:name=Limit,type=string,description="Limits used, of how many"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface ResourceQuota extends TypeMeta {
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
  spec?: ResourceQuotaSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: ResourceQuotaStatus;
}

/** A list of ResourceQuotas. */
export interface ResourceQuotaList extends TypeMeta {
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
  items: ResourceQuota[];
}

/**
 * Confidential data by key.
 *
 * +genclient
 * +kubebuilder:selectablefield:JSONPath=.type
 * +kubebuilder:printcolumn:name=Type,type=string,description="What the data is for"
 * +kubebuilder:printcolumn:name=Data,type=string,description="How many keys it has"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface Secret extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Nothing in it may be changed any more.
   *
   * +optional
   * +protobuf=5
   */
  immutable?: boolean;
  /**
   * Values in base64.
   *
   * +optional
   * +protobuf=2
   */
  data?: { [key: string]: Bytes };
  /**
   * Values as plain text; written only, they go into data.
   *
   * +optional
   * +protobuf=4
   */
  stringData?: { [key: string]: string };
  /**
   * What the data is for.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  type?: SecretType;
}

/** What a Secret's data is for, such as kubernetes.io/tls. */
export type SecretType = string;

/** A list of Secrets. */
export interface SecretList extends TypeMeta {
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
  items: Secret[];
}

/**
 * Plain data by key.
 *
 * +genclient
 * +kubebuilder:resource:shortName=cm
 * +kubebuilder:printcolumn:name=Data,type=string,description="How many keys it has"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface ConfigMap extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Nothing in it may be changed any more.
   *
   * +optional
   * +protobuf=4
   */
  immutable?: boolean;
  /**
   * Texts by key.
   *
   * +optional
   * +protobuf=2
   */
  data?: { [key: string]: string };
  /**
   * Binary values by key; a key is in one of the two only.
   *
   * +optional
   * +protobuf=3
   */
  binaryData?: { [key: string]: Bytes };
}

/** A list of ConfigMaps. */
export interface ConfigMapList extends TypeMeta {
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
  items: ConfigMap[];
}

/** What is observed of a component: Healthy. */
export type ComponentConditionType = string;

/** One observation about a component. */
export interface ComponentCondition {
  /**
   * What is observed.
   *
   * +default=""
   * +protobuf=1
   */
  type: ComponentConditionType;
  /**
   * True, False or Unknown.
   *
   * +default=""
   * +protobuf=2
   */
  status: ConditionStatus;
  /**
   * More about it, for people.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  message?: string;
  /**
   * What went wrong.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  error?: string;
}

/**
 * State of a component of the cluster. Deprecated.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:shortName=cs,scope=Cluster,path=componentstatuses
 * +kindsmith:verbs=get,list
 * +kubebuilder:printcolumn:name=Status,type=string,description="Whether it is healthy"
 * +kubebuilder:printcolumn:name=Message,type=string,description="What it says"
 * +kubebuilder:printcolumn:name=Error,type=string,description="What went wrong"
 */
export interface ComponentStatus extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=2
   */
  conditions?: ComponentCondition[];
}

/** A list of ComponentStatuses. */
export interface ComponentStatusList extends TypeMeta {
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
  items: ComponentStatus[];
}

/** Fields of the pod as files. */
export interface DownwardAPIVolumeSource {
  /**
   * The files.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  items?: DownwardAPIVolumeFile[];
  /**
   * File mode of the files that name none of their own. Default 0644.
   *
   * +optional
   * +protobuf=2
   */
  defaultMode?: int32;
}

/** One field as one file. */
export interface DownwardAPIVolumeFile {
  /**
   * The file, relative to the volume; no `..` in it.
   *
   * +default=""
   * +protobuf=1
   */
  path: string;
  /**
   * The field.
   *
   * +optional
   * +protobuf=2
   */
  fieldRef?: ObjectFieldSelector;
  /**
   * A resource limit or request of a container.
   *
   * +optional
   * +protobuf=3
   */
  resourceFieldRef?: ResourceFieldSelector;
  /**
   * File mode; default that of the volume.
   *
   * +optional
   * +protobuf=4
   */
  mode?: int32;
}

/** Fields of the pod as files of a projected volume. */
export interface DownwardAPIProjection {
  /**
   * The files.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  items?: DownwardAPIVolumeFile[];
}

/** Rights of a container. */
export interface SecurityContext {
  /**
   * Capabilities beyond and below the defaults.
   *
   * +optional
   * +protobuf=1
   */
  capabilities?: Capabilities;
  /**
   * It may do what root on the node may.
   *
   * +optional
   * +protobuf=2
   */
  privileged?: boolean;
  /**
   * SELinux context.
   *
   * +optional
   * +protobuf=3
   */
  seLinuxOptions?: SELinuxOptions;
  /**
   * Settings for Windows.
   *
   * +optional
   * +protobuf=10
   */
  windowsOptions?: WindowsSecurityContextOptions;
  /**
   * User of the first process.
   *
   * +optional
   * +protobuf=4
   */
  runAsUser?: int64;
  /**
   * Group of the first process.
   *
   * +optional
   * +protobuf=8
   */
  runAsGroup?: int64;
  /**
   * Refuses to run as root.
   *
   * +optional
   * +protobuf=5
   */
  runAsNonRoot?: boolean;
  /**
   * Its root filesystem is read-only.
   *
   * +optional
   * +protobuf=6
   */
  readOnlyRootFilesystem?: boolean;
  /**
   * A process may get more rights than its parent.
   *
   * +optional
   * +protobuf=7
   */
  allowPrivilegeEscalation?: boolean;
  /**
   * How /proc is mounted.
   *
   * +optional
   * +protobuf=9
   */
  procMount?: ProcMountType;
  /**
   * Which system calls are allowed.
   *
   * +optional
   * +protobuf=11
   */
  seccompProfile?: SeccompProfile;
  /**
   * AppArmor profile.
   *
   * +optional
   * +protobuf=12
   */
  appArmorProfile?: AppArmorProfile;
}

/**
 * How /proc is mounted.
 *
 * +enum
 */
export type ProcMountType =
  /** With the runtime's protection. */
  | "Default"
  /** Without it. */
  | "Unmasked";

/** An SELinux context. */
export interface SELinuxOptions {
  /**
   * User of the context.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  user?: string;
  /**
   * Role of the context.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  role?: string;
  /**
   * Type of the context.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  type?: string;
  /**
   * Level of the context.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  level?: string;
}

/** Rights on Windows. */
export interface WindowsSecurityContextOptions {
  /**
   * Name of the group account's credentials.
   *
   * +optional
   * +protobuf=1
   */
  gmsaCredentialSpecName?: string;
  /**
   * The group account's credentials; filled in by admission.
   *
   * +optional
   * +protobuf=2
   */
  gmsaCredentialSpec?: string;
  /**
   * User of the first process.
   *
   * +optional
   * +protobuf=3
   */
  runAsUserName?: string;
  /**
   * It runs as a process of the host.
   *
   * +optional
   * +protobuf=4
   */
  hostProcess?: boolean;
}

/** A kernel setting. */
export interface Sysctl {
  /**
   * Its name.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Its value.
   *
   * +default=""
   * +protobuf=2
   */
  value: string;
}

/** State of a port of a load balancer. */
export interface PortStatus {
  /**
   * Number of the port.
   *
   * +default=0
   * +protobuf=1
   */
  port: int32;
  /**
   * Its protocol.
   *
   * +protobuf=2
   */
  protocol: Protocol;
  /**
   * What is wrong with it, in one word.
   *
   * +optional
   * +protobuf=3
   */
  error?: string;
}

/** VIP or Proxy. */
export type LoadBalancerIPMode = string;

/** The content of a container image. */
export interface ImageVolumeSource {
  /**
   * The image.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  reference?: string;
  /**
   * When it is pulled.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  pullPolicy?: PullPolicy;
}

/** What a claim takes from the node's allocatable resources. */
export interface NodeAllocatableResourceClaimStatus {
  /**
   * The claim.
   *
   * +default=""
   * +protobuf=1
   */
  resourceClaimName: string;
  /**
   * Containers that use it.
   *
   * +optional
   * +listType=set
   * +protobuf=2
   */
  containers?: string[];
  /**
   * What it takes of the node.
   *
   * +optional
   * +protobuf=3
   */
  resources?: ResourceList;
}
