import type { ObjectMeta } from "../../apimachinery/meta/v1/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { CallOptions } from "../rest/index.js";
import type { PatchType } from "../gentype/index.js";

/** An Event of the core group, as far as recording needs it. */
export interface RecordedEvent {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  involvedObject: ObjectReference;
  reason?: string;
  message?: string;
  source?: { component?: string; host?: string };
  firstTimestamp?: string | null;
  lastTimestamp?: string | null;
  count?: number;
  type?: string;
  reportingComponent?: string;
  reportingInstance?: string;
}

export interface ObjectReference {
  kind?: string;
  namespace?: string;
  name?: string;
  uid?: string;
  apiVersion?: string;
  resourceVersion?: string;
  fieldPath?: string;
}

/** The part of a typed client of Events that recording uses. */
export interface EventClient {
  create(event: RecordedEvent, opts?: CallOptions): Promise<RecordedEvent>;
  patch(name: string, type: PatchType, patch: unknown, opts?: CallOptions): Promise<RecordedEvent>;
}

export type EventType = "Normal" | "Warning";

/** Refers to an object that says its kind and apiVersion. @throws Error when it does not */
export function referenceTo(obj: DeepReadonly<KubeObject>, fieldPath?: string): ObjectReference {
  const { apiVersion, kind, metadata } = obj;
  if (!kind || !apiVersion) throw new Error("an object that events are about must have kind and apiVersion");
  const { namespace, name, uid, resourceVersion } = metadata;
  return {
    kind,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(uid !== undefined && { uid }),
    apiVersion,
    ...(resourceVersion !== undefined && { resourceVersion }),
    ...(fieldPath !== undefined && { fieldPath }),
  };
}
