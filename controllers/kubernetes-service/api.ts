import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { Endpoints, Service } from "../../apis/core/v1/types.js";
import type { EndpointSlice } from "../../apis/discovery/v1/types.js";

export const SERVICE_NAME = "kubernetes";
export const SERVICE_NAMESPACE = "default";

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** Returns undefined to leave an object that is there as it is. */
export type Change<T> = (current: DeepReadonly<T> | undefined) => T | undefined;

/** Creates or changes one object of the `default` namespace, straight in the store. Throws StatusErrors. */
export interface Applies<T> {
  /** Stores what `change` makes of the object as it is; of undefined, when there is none. Equal objects are not written. */
  apply(name: string, change: Change<T>, opts: CallOptions): Promise<void>;
}

/** The kinds that this folder keeps; a kind that is not served is undefined. */
export interface ServiceObjects {
  readonly services: Applies<Service>;
  readonly endpoints: Applies<Endpoints> | undefined;
  readonly endpointSlices:
    | (Applies<EndpointSlice> & {
        list(opts: CallOptions): Promise<readonly DeepReadonly<EndpointSlice>[]>;
        delete(name: string, opts: CallOptions): Promise<void>;
      })
    | undefined;
}

/** Which servers live: each has a key of its own in the store that vanishes unless it is renewed. */
export interface ServerLeases {
  /** The addresses of all servers. */
  list(opts: CallOptions): Promise<readonly string[]>;
  renew(address: string, opts: CallOptions): Promise<void>;
  /** False: there was none. */
  remove(address: string, opts: CallOptions): Promise<boolean>;
}
