import type { MaybePromise } from "../../../apimachinery/promises/index.js";
import type { Clock, Random } from "../../../apimachinery/clock/index.js";
import type { KubeObject, Scheme } from "../../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../../apimachinery/schema/index.js";
import type { ResourceStorage, StoredObject } from "../../storage/resource-storage.js";
import type { ResourceDefinition } from "../rest/resource-definition.js";
import type { HubCodec } from "./resource-codec.js";
import type { Reservations } from "./reservations.js";
import type { ResourceKeys } from "./resource-key.js";
import { interpretStorageError } from "./storage-errors.js";
import type { MainStrategy } from "./strategy.js";

/** What the operations of one resource's store work with. */
export interface StoreParts {
  readonly definition: ResourceDefinition;
  readonly resource: GroupResource;
  readonly scheme: Scheme;
  readonly storage: ResourceStorage;
  readonly codec: HubCodec;
  readonly keys: ResourceKeys;
  readonly strategy: MainStrategy;
  readonly clock: Clock;
  readonly random: Random;
  readonly newUID: () => string;
  readonly reservations: Reservations | undefined;
  /** See {@link checkStoredSize}. */
  readonly maxRequestBytes: number;
}

/** A copy of a stored object, in the hub version, that the caller may change. */
export function ownedObject(parts: StoreParts, object: StoredObject): KubeObject {
  return parts.codec.decode({
    key: object.key,
    bytes: object.bytes,
    modRevision: object.revision,
    createRevision: object.revision,
  });
}

/** The object at `key`: what a cache has at once, or with `fresh` the newest for certain. */
export function readForWrite(
  parts: StoreParts,
  key: string,
  fresh: boolean,
  signal: AbortSignal | undefined,
): MaybePromise<StoredObject | undefined> {
  return parts.storage.get(key, { resourceVersion: fresh ? "" : "0", ...(signal === undefined ? {} : { signal }) });
}

/** Calls storage; what it throws becomes the error that the client gets. */
export async function withStorageErrors<T>(
  parts: StoreParts,
  operation: "get" | "list" | "create" | "update" | "delete",
  name: string,
  work: () => MaybePromise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (err) {
    throw interpretStorageError(err, { operation, resource: parts.resource, name });
  }
}
