import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { Lease } from "../../apis/coordination/v1/types.js";

/** Marks the Leases of servers, as opposed to those of leader elections; the value is the component. */
export const IDENTITY_LABEL = "apiserver.kubernetes.io/identity";
export const IDENTITY_COMPONENT = "kube-apiserver";
export const LEASE_NAMESPACE = "kube-system";

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** The Leases of kube-system, straight from the store. Throws StatusErrors. */
export interface Leases {
  list(opts: CallOptions): Promise<readonly DeepReadonly<Lease>[]>;
  /** Stores what `change` makes of the Lease as it is; of undefined, when there is none. */
  apply(name: string, change: (current: DeepReadonly<Lease> | undefined) => Lease, opts: CallOptions): Promise<void>;
  /** Deletes the Lease if it still is at this resourceVersion. */
  delete(name: string, opts: CallOptions & { readonly resourceVersion: string }): Promise<void>;
}
