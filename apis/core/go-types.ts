import { GoPrinter, type GoTypes } from "../shared/go-json.js";

/** @see kubernetes/kubernetes pkg/apis/core/types.go */
const VOLUMES: GoTypes = {
  Volume: "name:s ...VolumeSource",
  VolumeSource:
    "hostPath:*HostPath emptyDir:*EmptyDir gcePersistentDisk/GCEPersistentDisk:*GCEPersistentDisk " +
    "awsElasticBlockStore/AWSElasticBlockStore:*AWSElasticBlockStore gitRepo:*GitRepo secret:*SecretVolume nfs/NFS:*NFS " +
    "iscsi/ISCSI:*ISCSI glusterfs:*Glusterfs persistentVolumeClaim:*ClaimSource rbd/RBD:*RBD quobyte:*Quobyte " +
    "flexVolume:*Flex cinder:*Cinder cephfs/CephFS:*CephFS flocker:*Flocker downwardAPI:*DownwardAPIVolume fc/FC:*FC " +
    "azureFile:*AzureFile configMap:*ConfigMapVolume vsphereVolume:*Vsphere azureDisk:*AzureDisk " +
    "photonPersistentDisk:*Photon projected:*Projected portworxVolume:*Portworx scaleIO:*ScaleIO " +
    "storageos/StorageOS:*StorageOS csi/CSI:*CSI ephemeral:*Ephemeral image:*ImageVolume",
  HostPath: "path:s type:v",
  EmptyDir: "medium:s sizeLimit:v",
  GCEPersistentDisk: "pdName/PDName:s fsType/FSType:s partition:i readOnly:b",
  AWSElasticBlockStore: "volumeID:s fsType/FSType:s partition:i readOnly:b",
  GitRepo: "repository:s revision:s directory:s",
  SecretVolume: "secretName:s items:[]KeyToPath defaultMode:v optional:v",
  NFS: "server:s path:s readOnly:b",
  ISCSI:
    "targetPortal:s iqn/IQN:s lun:i iscsiInterface/ISCSIInterface:s fsType/FSType:s readOnly:b portals:v " +
    "chapAuthDiscovery/DiscoveryCHAPAuth:b chapAuthSession/SessionCHAPAuth:b secretRef:*LocalObjectReference " +
    "initiatorName:v",
  Glusterfs: "endpoints/EndpointsName:s path:s readOnly:b",
  ClaimSource: "claimName:s readOnly:b",
  RBD:
    "monitors/CephMonitors:v image/RBDImage:s fsType/FSType:s pool/RBDPool:s user/RadosUser:s keyring:s " +
    "secretRef:*LocalObjectReference readOnly:b",
  Quobyte: "registry:s volume:s readOnly:b user:s group:s tenant:s",
  Flex: "driver:s fsType/FSType:s secretRef:*LocalObjectReference readOnly:b options:v",
  Cinder: "volumeID:s fsType/FSType:s readOnly:b secretRef:*LocalObjectReference",
  CephFS: "monitors:v path:s user:s secretFile:s secretRef:*LocalObjectReference readOnly:b",
  Flocker: "datasetName:s datasetUUID:s",
  DownwardAPIVolume: "items:[]DownwardAPIFile defaultMode:v",
  DownwardAPIFile: "path:s fieldRef:*ObjectFieldSelector resourceFieldRef:*ResourceFieldSelector mode:v",
  FC: "targetWWNs:v lun:v fsType/FSType:s readOnly:b wwids/WWIDs:v",
  AzureFile: "secretName:s shareName:s readOnly:b",
  ConfigMapVolume: "name:s items:[]KeyToPath defaultMode:v optional:v",
  Vsphere: "volumePath:s fsType/FSType:s storagePolicyName:s storagePolicyID:s",
  AzureDisk: "diskName:s diskURI/DataDiskURI:s cachingMode:v fsType/FSType:v readOnly:v kind:v",
  Photon: "pdID:s fsType/FSType:s",
  Projected: "sources:[]Projection defaultMode:v",
  Projection:
    "secret:*Named downwardAPI:*DownwardAPIProjection configMap:*Named serviceAccountToken:*TokenProjection " +
    "clusterTrustBundle:*TrustBundleProjection podCertificate:*CertificateProjection",
  Named: "name:s items:[]KeyToPath optional:v",
  DownwardAPIProjection: "items:[]DownwardAPIFile",
  TokenProjection: "audience:s expirationSeconds:i path:s",
  TrustBundleProjection: "name:v signerName:v labelSelector:l optional:v path:s",
  CertificateProjection:
    "signerName:s keyType:s maxExpirationSeconds:v credentialBundlePath:s keyPath:s certificateChainPath:s " +
    "userAnnotations:v",
  KeyToPath: "key:s path:s mode:v",
  Portworx: "volumeID:s fsType/FSType:s readOnly:b",
  ScaleIO:
    "gateway:s system:s secretRef:*LocalObjectReference sslEnabled/SSLEnabled:b protectionDomain:s storagePool:s " +
    "storageMode:s volumeName:s fsType/FSType:s readOnly:b",
  StorageOS: "volumeName:s volumeNamespace:s fsType/FSType:s readOnly:b secretRef:*LocalObjectReference",
  CSI: "driver:s readOnly:v fsType/FSType:v volumeAttributes:v nodePublishSecretRef:*LocalObjectReference",
  Ephemeral: "volumeClaimTemplate:*PersistentVolumeClaimTemplate",
  PersistentVolumeClaimTemplate: "...meta spec:PersistentVolumeClaimSpec",
  ImageVolume: "reference:s pullPolicy:s",
};

const STORAGE: GoTypes = {
  PersistentVolumeClaimSpec:
    "accessModes:v selector:l resources:VolumeResources volumeName:s storageClassName:v volumeMode:v " +
    "dataSource:*TypedLocalObjectReference dataSourceRef:*TypedObjectReference volumeAttributesClassName:v",
  VolumeResources: "limits:v requests:v",
  TypedLocalObjectReference: "apiGroup/APIGroup:v kind:s name:s",
  TypedObjectReference: "apiGroup/APIGroup:v kind:s name:s namespace:v",
  PersistentVolumeSpec:
    "capacity:v ...PersistentVolumeSource accessModes:v claimRef:*ObjectReference persistentVolumeReclaimPolicy:s " +
    "storageClassName:s mountOptions:v volumeMode:v nodeAffinity:*VolumeNodeAffinity volumeAttributesClassName:v",
  PersistentVolumeSource:
    "gcePersistentDisk/GCEPersistentDisk:*GCEPersistentDisk " +
    "awsElasticBlockStore/AWSElasticBlockStore:*AWSElasticBlockStore hostPath:*HostPath glusterfs:*PersistentGlusterfs " +
    "nfs/NFS:*NFS rbd/RBD:*PersistentRBD quobyte:*Quobyte iscsi/ISCSI:*PersistentISCSI flexVolume:*PersistentFlex " +
    "cinder:*PersistentCinder cephfs/CephFS:*PersistentCephFS fc/FC:*FC flocker:*Flocker " +
    "azureFile:*PersistentAzureFile vsphereVolume:*Vsphere azureDisk:*AzureDisk photonPersistentDisk:*Photon " +
    "portworxVolume:*Portworx scaleIO:*PersistentScaleIO local:*Local storageos/StorageOS:*PersistentStorageOS " +
    "csi/CSI:*PersistentCSI",
  PersistentGlusterfs: "endpoints/EndpointsName:s path:s readOnly:b endpointsNamespace:v",
  PersistentRBD:
    "monitors/CephMonitors:v image/RBDImage:s fsType/FSType:s pool/RBDPool:s user/RadosUser:s keyring:s " +
    "secretRef:*SecretReference readOnly:b",
  PersistentISCSI:
    "targetPortal:s iqn/IQN:s lun:i iscsiInterface/ISCSIInterface:s fsType/FSType:s readOnly:b portals:v " +
    "chapAuthDiscovery/DiscoveryCHAPAuth:b chapAuthSession/SessionCHAPAuth:b secretRef:*SecretReference initiatorName:v",
  PersistentFlex: "driver:s fsType/FSType:s secretRef:*SecretReference readOnly:b options:v",
  PersistentCinder: "volumeID:s fsType/FSType:s readOnly:b secretRef:*SecretReference",
  PersistentCephFS: "monitors:v path:s user:s secretFile:s secretRef:*SecretReference readOnly:b",
  PersistentAzureFile: "secretName:s shareName:s readOnly:b secretNamespace:v",
  PersistentScaleIO:
    "gateway:s system:s secretRef:*SecretReference sslEnabled/SSLEnabled:b protectionDomain:s storagePool:s " +
    "storageMode:s volumeName:s fsType/FSType:s readOnly:b",
  Local: "path:s fsType/FSType:v",
  PersistentStorageOS: "volumeName:s volumeNamespace:s fsType/FSType:s readOnly:b secretRef:*ObjectReference",
  PersistentCSI:
    "driver:s volumeHandle:s readOnly:b fsType/FSType:s volumeAttributes:v controllerPublishSecretRef:*SecretReference " +
    "nodeStageSecretRef:*SecretReference nodePublishSecretRef:*SecretReference " +
    "controllerExpandSecretRef:*SecretReference nodeExpandSecretRef:*SecretReference",
  SecretReference: "name:s namespace:s",
  ObjectReference: "kind:s namespace:s name:s uid/UID:s apiVersion/APIVersion:s resourceVersion:s fieldPath:s",
  VolumeNodeAffinity: "required:*NodeSelector",
};

const CONTAINERS: GoTypes = {
  Container:
    "name:s image:s command:v args:v workingDir:s ports:[]ContainerPort envFrom:[]EnvFrom env:[]EnvVar " +
    "resources:Resources resizePolicy:[]ResizePolicy restartPolicy:v restartPolicyRules:[]RestartRule " +
    "volumeMounts:[]VolumeMount volumeDevices:[]VolumeDevice livenessProbe:*Probe readinessProbe:*Probe " +
    "startupProbe:*Probe lifecycle:*Lifecycle terminationMessagePath:s terminationMessagePolicy:s imagePullPolicy:s " +
    "securityContext:*SecurityContext stdin:b stdinOnce:b tty/TTY:b",
  EphemeralContainer: "...Container targetContainerName:s",
  ContainerPort: "name:s hostPort:i containerPort:i protocol:s hostIP:s",
  EnvFrom: "prefix:s configMapRef:*EnvSourceRef secretRef:*EnvSourceRef",
  EnvSourceRef: "name:s optional:v",
  EnvVar: "name:s value:s valueFrom:*EnvVarSource",
  EnvVarSource:
    "fieldRef:*ObjectFieldSelector resourceFieldRef:*ResourceFieldSelector configMapKeyRef:*KeySelector " +
    "secretKeyRef:*KeySelector fileKeyRef:*FileKeySelector",
  ObjectFieldSelector: "apiVersion/APIVersion:s fieldPath:s",
  ResourceFieldSelector: "containerName:s resource:s divisor:q",
  KeySelector: "name:s key:s optional:v",
  FileKeySelector: "volumeName:s path:s key:s optional:v",
  Resources: "limits:v requests:v claims:[]ResourceClaim",
  ResourceClaim: "name:s request:s",
  ResizePolicy: "resourceName:s restartPolicy:s",
  RestartRule: "action:s exitCodes:*RestartExitCodes",
  RestartExitCodes: "operator:s values:v",
  VolumeMount: "name:s readOnly:b recursiveReadOnly:v mountPath:s subPath:s mountPropagation:v subPathExpr:s",
  VolumeDevice: "name:s devicePath:s",
  Probe:
    "exec:*Exec httpGet/HTTPGet:*HTTPGet tcpSocket/TCPSocket:*TCPSocket grpc/GRPC:*GRPC initialDelaySeconds:i " +
    "timeoutSeconds:i periodSeconds:i successThreshold:i failureThreshold:i terminationGracePeriodSeconds:v",
  Lifecycle: "postStart:*LifecycleHandler preStop:*LifecycleHandler stopSignal:v",
  LifecycleHandler: "exec:*Exec httpGet/HTTPGet:*HTTPGet tcpSocket/TCPSocket:*TCPSocket sleep:*Sleep",
  Exec: "command:v",
  HTTPGet: "path:s port:n host:s scheme:s httpHeaders/HTTPHeaders:[]NameValue",
  TCPSocket: "port:n host:s",
  GRPC: "port:i service:v",
  Sleep: "seconds:i",
  NameValue: "name:s value:s",
};

const SECURITY: GoTypes = {
  SecurityContext:
    "capabilities:*Capabilities privileged:v seLinuxOptions/SELinuxOptions:*SELinuxOptions " +
    "windowsOptions:*WindowsOptions runAsUser:v runAsGroup:v runAsNonRoot:v readOnlyRootFilesystem:v " +
    "allowPrivilegeEscalation:v procMount:v seccompProfile:*Profile appArmorProfile:*Profile",
  PodSecurityContext:
    "hostNetwork:b hostPID:b hostIPC:b shareProcessNamespace:v hostUsers:v " +
    "seLinuxOptions/SELinuxOptions:*SELinuxOptions windowsOptions:*WindowsOptions runAsUser:v runAsGroup:v " +
    "runAsNonRoot:v supplementalGroups:v supplementalGroupsPolicy:v fsGroup/FSGroup:v " +
    "fsGroupChangePolicy/FSGroupChangePolicy:v sysctls:[]NameValue seccompProfile:*Profile appArmorProfile:*Profile " +
    "seLinuxChangePolicy/SELinuxChangePolicy:v",
  Capabilities: "add:v drop:v",
  SELinuxOptions: "user:s role:s type:s level:s",
  WindowsOptions:
    "gmsaCredentialSpecName/GMSACredentialSpecName:v gmsaCredentialSpec/GMSACredentialSpec:v runAsUserName:v " +
    "hostProcess:v",
  Profile: "type:s localhostProfile:v",
};

const PODS: GoTypes = {
  PodTemplateSpec: "...meta spec:PodSpec",
  PodSpec:
    "volumes:[]Volume initContainers:[]Container containers:[]Container ephemeralContainers:[]EphemeralContainer " +
    "restartPolicy:s terminationGracePeriodSeconds:v activeDeadlineSeconds:v dnsPolicy/DNSPolicy:s nodeSelector:v " +
    "serviceAccountName:s automountServiceAccountToken:v nodeName:s securityContext:*PodSecurityContext " +
    "imagePullSecrets:[]LocalObjectReference hostname:s subdomain:s setHostnameAsFQDN:v affinity:*Affinity " +
    "schedulerName:s tolerations:[]Toleration hostAliases:[]HostAlias priorityClassName:s priority:v " +
    "preemptionPolicy:v dnsConfig/DNSConfig:*DNSConfig readinessGates:[]ReadinessGate runtimeClassName:v overhead:v " +
    "enableServiceLinks:v topologySpreadConstraints:[]TopologySpread os/OS:*OS schedulingGates:[]SchedulingGate " +
    "resourceClaims:[]PodResourceClaim resources:*Resources hostnameOverride:v schedulingGroup:*SchedulingGroup",
  LocalObjectReference: "name:s",
  Affinity: "nodeAffinity:*NodeAffinity podAffinity:*PodAffinity podAntiAffinity:*PodAffinity",
  NodeAffinity:
    "requiredDuringSchedulingIgnoredDuringExecution:*NodeSelector " +
    "preferredDuringSchedulingIgnoredDuringExecution:[]PreferredTerm",
  NodeSelector: "nodeSelectorTerms:[]NodeSelectorTerm",
  NodeSelectorTerm: "matchExpressions:[]NodeRequirement matchFields:[]NodeRequirement",
  NodeRequirement: "key:s operator:s values:v",
  PreferredTerm: "weight:i preference:NodeSelectorTerm",
  PodAffinity:
    "requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm " +
    "preferredDuringSchedulingIgnoredDuringExecution:[]WeightedTerm",
  WeightedTerm: "weight:i podAffinityTerm:PodAffinityTerm",
  PodAffinityTerm:
    "labelSelector:l namespaces:v topologyKey:s namespaceSelector:l matchLabelKeys:v mismatchLabelKeys:v",
  Toleration: "key:s operator:s value:s effect:s tolerationSeconds:v",
  HostAlias: "ip/IP:s hostnames:v",
  DNSConfig: "nameservers:v searches:v options:[]DNSOption",
  DNSOption: "name:s value:v",
  ReadinessGate: "conditionType:s",
  TopologySpread:
    "maxSkew:i topologyKey:s whenUnsatisfiable:s labelSelector:l minDomains:v nodeAffinityPolicy:v nodeTaintsPolicy:v " +
    "matchLabelKeys:v",
  OS: "name:s",
  SchedulingGate: "name:s",
  PodResourceClaim: "name:s resourceClaimName:v resourceClaimTemplateName:v",
  SchedulingGroup: "podGroupName:v",
  IP: "ip/IP:s",
};

/** Internally the namespaces of the host are part of the security context, which every pod has. */
function internalPodSpec(spec: { readonly [field: string]: unknown }): { readonly [field: string]: unknown } {
  const { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers } = spec;
  return {
    ...spec,
    serviceAccountName: spec["serviceAccountName"] ?? spec["serviceAccount"],
    securityContext: {
      ...(spec["securityContext"] as object | undefined),
      hostNetwork,
      hostPID,
      hostIPC,
      shareProcessNamespace,
      hostUsers,
    },
  };
}

const SERVICES: GoTypes = {
  ServicePort: "name:s protocol:s appProtocol:v port:i targetPort:n nodePort:i",
};

export const coreGoTypes: GoTypes = { ...VOLUMES, ...STORAGE, ...CONTAINERS, ...SECURITY, ...PODS, ...SERVICES };
export const coreGoPreparations = { PodSpec: internalPodSpec };

/** Prints values of the core group as upstream's errors do. */
export const goCore = new GoPrinter(coreGoTypes, coreGoPreparations);
