import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";

export interface CallOptions {
  readonly signal: AbortSignal;
}

/** An object's place; the namespace is empty for those of the cluster. */
export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** What small controllers need of a server: in the same process, or through a client. */
export interface ClusterObjects {
  /** False when the server does not have the resource. */
  serves(resource: GroupResource): boolean;
  /** All objects that there are, then those that are changed or deleted. Ends when the signal aborts. */
  changes(resource: GroupResource, opts: CallOptions): AsyncIterable<DeepReadonly<KubeObject>>;
  /** The newest state. undefined: there is none. */
  get(resource: GroupResource, at: ObjectName, opts: CallOptions): Promise<DeepReadonly<KubeObject> | undefined>;
  /** In all namespaces when `namespace` is empty. */
  list(resource: GroupResource, namespace: string, opts: CallOptions): Promise<readonly DeepReadonly<KubeObject>[]>;
  /** Succeeds when the object is there already. */
  ensure(resource: GroupResource, object: Pick<KubeObject, "metadata">, opts: CallOptions): Promise<void>;
  /** Succeeds when the finalizer, or the object, is gone already. */
  removeFinalizer(resource: GroupResource, at: ObjectName, finalizer: string, opts: CallOptions): Promise<void>;
}
