import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import type { NamespaceCondition } from "../../apis/core/v1/types.js";

export interface CallOptions {
  readonly signal: AbortSignal;
}

/** What the controller needs of a server: in the same process, or through a client. */
export interface NamespaceApi {
  /** The names of namespaces, first all there are and then those that change. Ends when the signal aborts. */
  changedNamespaces(opts: CallOptions): AsyncIterable<string>;
  /** A Namespace; undefined: there is none. */
  get(name: string, opts: CallOptions): Promise<DeepReadonly<KubeObject> | undefined>;
  /** Namespaced resources whose objects can be listed and deleted. */
  resources(): readonly GroupResource[];
  list(resource: GroupResource, namespace: string, opts: CallOptions): Promise<readonly DeepReadonly<KubeObject>[]>;
  /** Asks for the deletion of all objects of a resource; those with finalizers or a grace period stay for now. */
  deleteCollection(resource: GroupResource, namespace: string, opts: CallOptions): Promise<void>;
  setConditions(name: string, conditions: readonly NamespaceCondition[], opts: CallOptions): Promise<void>;
  /** Takes `finalizer` out of the namespace's spec. Succeeds when it, or the namespace, is gone already. */
  finalize(name: string, finalizer: string, opts: CallOptions): Promise<void>;
}
