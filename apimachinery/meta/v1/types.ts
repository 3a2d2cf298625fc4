import type { FieldsV1, int64, Time } from "./scalars.js";

/** Names an object's kind and the version of its schema. */
export interface TypeMeta {
  /** The resource that this object represents, in CamelCase. */
  kind?: string;
  /** Group and version of the schema that the object is written in. */
  apiVersion?: string;
}

/** Metadata of lists. */
export interface ListMeta {
  /** Deprecated and not set any more. */
  selfLink?: string;
  /** Version of the store that the list was read at; opaque to clients. */
  resourceVersion?: string;
  /** Present when there is more: send it back to get the next part. */
  continue?: string;
  /** How many items follow those of this part, when the server knows. */
  remainingItemCount?: int64;
}

/** Identifies an object that this one depends on. */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  /** The one owner that manages this object. */
  controller?: boolean;
  /** The owner cannot be deleted in the foreground before this reference is gone. */
  blockOwnerDeletion?: boolean;
}

/** Which fields one manager set, when and how. */
export interface ManagedFieldsEntry {
  manager?: string;
  operation?: string;
  apiVersion?: string;
  time?: Time;
  fieldsType?: string;
  fieldsV1?: FieldsV1;
  subresource?: string;
}

/** Metadata that every stored object has. */
export interface ObjectMeta {
  name?: string;
  generateName?: string;
  namespace?: string;
  selfLink?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: int64;
  creationTimestamp?: Time;
  deletionTimestamp?: Time;
  deletionGracePeriodSeconds?: int64;
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: ManagedFieldsEntry[];
}

/** One observation about an object, kept up to date by its controller. */
export interface Condition {
  /** What is observed, in CamelCase, or with a domain in front: `example.com/Ready`. */
  type: string;
  /** True, False or Unknown. */
  status: string;
  /** The generation of the object's spec that was looked at. */
  observedGeneration?: int64;
  /** When the status last changed. */
  lastTransitionTime: Time;
  /** One CamelCase word for programs: why the status is what it is. */
  reason: string;
  /** The same for people. */
  message: string;
}
