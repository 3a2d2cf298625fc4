import { taggedLatest } from "./image-name.js";
import type {
  ConfigMapVolumeSource,
  Container,
  DownwardAPIVolumeSource,
  Endpoints,
  EphemeralContainer,
  HostPathVolumeSource,
  HTTPGetAction,
  ImageVolumeSource,
  LimitRangeItem,
  Namespace,
  NodeStatus,
  ObjectFieldSelector,
  PersistentVolume,
  PersistentVolumeClaim,
  PersistentVolumeClaimSpec,
  Pod,
  PodAttachOptions,
  PodExecOptions,
  PodSpec,
  Probe,
  ProjectedVolumeSource,
  ReplicationController,
  ResourceList,
  ResourceRequirements,
  Secret,
  SecretVolumeSource,
  Service,
  ServiceAccountTokenProjection,
  ServicePort,
  Volume,
} from "./types.js";

// 0644
const FILE_MODE = 0o644;
const CLIENT_IP_SECONDS = 3 * 60 * 60;

/** A pod asks for what it may use at most, unless it says otherwise. */
export function SetDefaults_Pod(obj: Pod): void {
  const spec = obj.spec;
  if (spec === undefined) return;
  for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) {
    if (container.resources !== undefined) requestTheLimits(container.resources);
  }
  spec.enableServiceLinks ??= true;
}

function requestTheLimits(resources: ResourceRequirements): void {
  if (resources.limits === undefined) return;
  resources.requests = { ...resources.limits, ...resources.requests };
}

export function SetDefaults_PodSpec(obj: PodSpec): void {
  obj.dnsPolicy ||= "ClusterFirst";
  obj.restartPolicy ||= "Always";
  if (obj.hostNetwork === true) {
    for (const container of [...(obj.containers ?? []), ...(obj.initContainers ?? [])]) {
      for (const port of container.ports ?? []) port.hostPort ||= port.containerPort;
    }
  }
  obj.securityContext ??= {};
  obj.terminationGracePeriodSeconds ??= 30;
  obj.schedulerName ||= "default-scheduler";
  // Either name of the account sets the other.
  if (obj.serviceAccountName) obj.serviceAccount = obj.serviceAccountName;
  else if (obj.serviceAccount) obj.serviceAccountName = obj.serviceAccount;
}

/** A volume without a source is an empty folder. */
export function SetDefaults_Volume(obj: Volume): void {
  const { name: _name, ...source } = obj;
  if (Object.values(source).every((value) => value === undefined || value === null)) obj.emptyDir = {};
}

export function SetDefaults_ImageVolumeSource(obj: ImageVolumeSource): void {
  obj.pullPolicy ||= taggedLatest(obj.reference ?? "") ? "Always" : "IfNotPresent";
}

export function SetDefaults_Container(obj: Container): void {
  setContainerDefaults(obj);
}

export function SetDefaults_EphemeralContainer(obj: EphemeralContainer): void {
  setContainerDefaults(obj);
}

function setContainerDefaults(obj: Container | EphemeralContainer): void {
  obj.imagePullPolicy ||= taggedLatest(obj.image ?? "") ? "Always" : "IfNotPresent";
  obj.terminationMessagePath ||= "/dev/termination-log";
  obj.terminationMessagePolicy ||= "File";
}

export function SetDefaults_Probe(obj: Probe): void {
  obj.timeoutSeconds ||= 1;
  obj.periodSeconds ||= 10;
  obj.successThreshold ||= 1;
  obj.failureThreshold ||= 3;
}

export function SetDefaults_HTTPGetAction(obj: HTTPGetAction): void {
  obj.path ||= "/";
  obj.scheme ||= "HTTP";
}

export function SetDefaults_ObjectFieldSelector(obj: ObjectFieldSelector): void {
  obj.apiVersion ||= "v1";
}

export function SetDefaults_HostPathVolumeSource(obj: HostPathVolumeSource): void {
  obj.type ??= "";
}

export function SetDefaults_SecretVolumeSource(obj: SecretVolumeSource): void {
  obj.defaultMode ??= FILE_MODE;
}

export function SetDefaults_ConfigMapVolumeSource(obj: ConfigMapVolumeSource): void {
  obj.defaultMode ??= FILE_MODE;
}

export function SetDefaults_DownwardAPIVolumeSource(obj: DownwardAPIVolumeSource): void {
  obj.defaultMode ??= FILE_MODE;
}

export function SetDefaults_ProjectedVolumeSource(obj: ProjectedVolumeSource): void {
  obj.defaultMode ??= FILE_MODE;
}

export function SetDefaults_ServiceAccountTokenProjection(obj: ServiceAccountTokenProjection): void {
  obj.expirationSeconds ??= 60 * 60;
}

export function SetDefaults_PodExecOptions(obj: PodExecOptions): void {
  obj.stderr ??= true;
  obj.stdout ??= true;
}

export function SetDefaults_PodAttachOptions(obj: PodAttachOptions): void {
  obj.stderr ??= true;
  obj.stdout ??= true;
}

/** The labels of the template stand in for those of the controller and for its selector. */
export function SetDefaults_ReplicationController(obj: ReplicationController): void {
  const spec = obj.spec;
  if (spec === undefined) return;
  const labels = spec.template?.metadata?.labels;
  if (labels !== undefined) {
    if (Object.keys(spec.selector ?? {}).length === 0) spec.selector = { ...labels };
    if (Object.keys(obj.metadata.labels ?? {}).length === 0) obj.metadata.labels = { ...labels };
  }
  spec.replicas ??= 1;
}

export function SetDefaults_Service(obj: Service): void {
  const spec = (obj.spec ??= {});
  spec.sessionAffinity ||= "None";
  if (spec.sessionAffinity === "None") delete spec.sessionAffinityConfig;
  else {
    spec.sessionAffinityConfig ??= {};
    spec.sessionAffinityConfig.clientIP ??= {};
    spec.sessionAffinityConfig.clientIP.timeoutSeconds ??= CLIENT_IP_SECONDS;
  }
  spec.type ||= "ClusterIP";
  for (const port of spec.ports ?? []) setServicePortDefaults(port);
  const hasNodePorts = spec.type === "NodePort" || spec.type === "LoadBalancer";
  const external = hasNodePorts || (spec.type === "ClusterIP" && (spec.externalIPs ?? []).length > 0);
  if (external) spec.externalTrafficPolicy ||= "Cluster";
  if (hasNodePorts || spec.type === "ClusterIP") spec.internalTrafficPolicy ??= "Cluster";
  if (spec.type !== "LoadBalancer") return;
  spec.allocateLoadBalancerNodePorts ??= true;
  for (const ingress of obj.status?.loadBalancer?.ingress ?? []) if (ingress.ip) ingress.ipMode ??= "VIP";
}

function setServicePortDefaults(port: ServicePort): void {
  port.protocol ||= "TCP";
  if (!port.targetPort) port.targetPort = port.port;
}

export function SetDefaults_Endpoints(obj: Endpoints): void {
  for (const subset of obj.subsets ?? []) for (const port of subset.ports ?? []) port.protocol ||= "TCP";
}

/** Plain texts become data as soon as a Secret is read, so that nobody ever sees them as a field of their own. */
export function SetDefaults_Secret(obj: Secret): void {
  if (obj.stringData !== undefined) {
    const data: { [key: string]: string } = (obj.data ??= {});
    for (const [key, text] of Object.entries(obj.stringData)) data[key] = Buffer.from(text).toString("base64");
    delete obj.stringData;
  }
  obj.type ||= "Opaque";
}

export function SetDefaults_PersistentVolume(obj: PersistentVolume): void {
  obj.status ??= {};
  obj.status.phase ||= "Pending";
  obj.spec ??= {};
  obj.spec.persistentVolumeReclaimPolicy ||= "Retain";
  obj.spec.volumeMode ??= "Filesystem";
}

export function SetDefaults_PersistentVolumeClaim(obj: PersistentVolumeClaim): void {
  obj.status ??= {};
  obj.status.phase ||= "Pending";
}

export function SetDefaults_PersistentVolumeClaimSpec(obj: PersistentVolumeClaimSpec): void {
  obj.volumeMode ??= "Filesystem";
}

/** Every namespace can be found by a label with its name. */
export function SetDefaults_Namespace(obj: Namespace): void {
  if (!obj.metadata.name) return;
  (obj.metadata.labels ??= {})["kubernetes.io/metadata.name"] = obj.metadata.name;
}

/** Pods can have all of a node that does not say otherwise. */
export function SetDefaults_NodeStatus(obj: NodeStatus): void {
  if (obj.allocatable === undefined && obj.capacity !== undefined) obj.allocatable = { ...obj.capacity };
}

/** A container's limit defaults to the most that is allowed, its request to the limit or else to the least. */
export function SetDefaults_LimitRangeItem(obj: LimitRangeItem): void {
  if (obj.type !== "Container") return;
  const limits: ResourceList = { ...obj.max, ...obj.default };
  const requests: ResourceList = { ...obj.min, ...limits, ...obj.defaultRequest };
  if (Object.keys(limits).length > 0) obj.default = limits;
  if (Object.keys(requests).length > 0) obj.defaultRequest = requests;
}
