import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";

/** The parts of built-in objects that plug-ins look at or set, in the hub version. */

export interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
}

export interface NamedReference {
  name?: string;
}

export interface Container {
  name: string;
  image?: string;
  imagePullPolicy?: string;
  volumeMounts?: { name: string; readOnly?: boolean; mountPath: string }[];
  env?: { name: string; valueFrom?: { secretKeyRef?: NamedReference } }[];
  envFrom?: { secretRef?: NamedReference }[];
  resources?: ResourceRequirements;
  restartPolicy?: string;
}

/** Quantities as text. */
export interface ResourceRequirements {
  limits?: Record<string, string>;
  requests?: Record<string, string>;
}

export interface Volume {
  name: string;
  secret?: { secretName?: string };
  projected?: { sources?: ProjectedSource[]; defaultMode?: number };
}

export interface ProjectedSource {
  serviceAccountToken?: { expirationSeconds: number; path: string };
  configMap?: { name: string; items: { key: string; path: string }[] };
  secret?: NamedReference;
  downwardAPI?: { items: { path: string; fieldRef: { apiVersion: string; fieldPath: string } }[] };
}

export interface PodSpec {
  serviceAccountName?: string;
  serviceAccount?: string;
  automountServiceAccountToken?: boolean;
  imagePullSecrets?: NamedReference[];
  volumes?: Volume[];
  initContainers?: Container[];
  containers?: Container[];
  ephemeralContainers?: Container[];
  tolerations?: Toleration[];
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  priority?: number;
  preemptionPolicy?: string;
  runtimeClassName?: string;
  overhead?: Record<string, string>;
  resources?: ResourceRequirements;
}

export interface Pod extends RuntimeObject {
  metadata: ObjectMeta;
  spec?: PodSpec;
}

export interface ServiceAccount {
  readonly metadata: ObjectMeta;
  readonly secrets?: readonly NamedReference[];
  readonly imagePullSecrets?: readonly NamedReference[];
  readonly automountServiceAccountToken?: boolean;
}

export interface PersistentVolumeClaim extends RuntimeObject {
  metadata: ObjectMeta;
  spec?: { storageClassName?: string; resources?: { requests?: Record<string, string> } };
  status?: { phase?: string };
}

/** What has a class, one of which may be the default. */
export interface ClassObject {
  readonly metadata: ObjectMeta;
}

export interface LimitRangeItem {
  type: string;
  max?: Record<string, string>;
  min?: Record<string, string>;
  default?: Record<string, string>;
  defaultRequest?: Record<string, string>;
  maxLimitRequestRatio?: Record<string, string>;
}

export interface LimitRange extends RuntimeObject {
  metadata: ObjectMeta;
  spec?: { limits?: LimitRangeItem[] };
}
