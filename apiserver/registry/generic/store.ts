import { randomUUID } from "node:crypto";
import { newBadRequest, newNotFound, newUnclassified } from "../../../apimachinery/api/errors/index.js";
import type { Clock, Random } from "../../../apimachinery/clock/index.js";
import { settle, type MaybePromise } from "../../../apimachinery/promises/index.js";
import type { KubeObject, Scheme } from "../../../apimachinery/runtime/index.js";
import type {
  ListPage,
  ListQuery,
  ObjectWatch,
  ResourceCodec,
  ResourceStorage,
  SelectionPredicate,
  StoredObject,
  WatchQuery,
} from "../../storage/resource-storage.js";
import type { ResourceDefinition } from "../rest/resource-definition.js";
import { decodeContinue, encodeContinue, type ContinuePosition } from "./continue-token.js";
import { createObject } from "./create.js";
import { deleteListed, type DeleteCollectionRequest } from "./delete-collection.js";
import { deleteObject, type DeleteRequest, type DeleteResult } from "./delete.js";
import { InterpretedWatch } from "./interpreted-watch.js";
import type { Reservations } from "./reservations.js";
import { HubCodec } from "./resource-codec.js";
import { ResourceKeys } from "./resource-key.js";
import { resourceVersionProblem } from "./resource-version.js";
import { interpretContinueError, interpretStorageError } from "./storage-errors.js";
import { DEFAULT_MAX_REQUEST_BYTES } from "./stored-size.js";
import type { StoreParts } from "./store-parts.js";
import { MainStrategy, StatusStrategy, SubresourceStrategy, type UpdateStrategy } from "./strategy.js";
import { updateObject, type UpdateRequest, type UpdateResult } from "./update.js";
import type { ValidateCreate, WriteContext } from "./write-context.js";

export interface StoreOptions {
  readonly definition: ResourceDefinition;
  readonly scheme: Scheme;
  /** Where the objects are; built once the codec is there. */
  readonly storage: (codec: ResourceCodec) => ResourceStorage;
  /** The store's own prefix of keys, without a slash at its end: `/registry`. */
  readonly keyPrefix: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Default: random UUIDs. */
  readonly newUID?: () => string;
  /** What objects of the kind hold outside of themselves. */
  readonly reservations?: Reservations | undefined;
  /** The largest write: an object with its key, as etcd counts it. Default: etcd's, 1.5 MiB. */
  readonly maxRequestBytes?: number;
}

/** What a client asks of a list, its selectors compiled and in the hub's terms. */
export interface ListRequest {
  /** "" is every namespace. */
  readonly namespace: string;
  readonly predicate: SelectionPredicate;
  readonly resourceVersion?: string;
  readonly resourceVersionMatch?: "Exact" | "NotOlderThan";
  /** 0: all. */
  readonly limit?: number;
  readonly continue?: string;
  readonly signal?: AbortSignal;
}

export interface ListResult extends Pick<ListPage, "items" | "runs" | "revision" | "remainingItemCount"> {
  /** The token for the next part; "" when there is none. */
  readonly continue: string;
}

export type WatchRequest = Omit<WatchQuery, "signal"> & Pick<ListRequest, "namespace" | "signal">;

/**
 * The objects of one resource, with the rules of its kind. Objects go in and come out in the hub version, as stored bytes
 * where that will do. All methods throw StatusErrors.
 * @see kubernetes/apiserver pkg/registry/generic/registry/store.go
 */
export class Store {
  readonly definition: ResourceDefinition;
  readonly #parts: StoreParts;
  readonly #status: UpdateStrategy;

  constructor(options: StoreOptions) {
    const { definition, scheme } = options;
    const codec = new HubCodec(definition, scheme);
    this.definition = definition;
    this.#parts = {
      definition,
      resource: { group: definition.group, resource: definition.plural },
      scheme,
      storage: options.storage(codec),
      codec,
      keys: new ResourceKeys(options.keyPrefix, definition.storagePrefix, definition.namespaced),
      strategy: new MainStrategy(definition, scheme),
      clock: options.clock,
      random: options.random,
      newUID: options.newUID ?? randomUUID,
      reservations: options.reservations,
      maxRequestBytes: options.maxRequestBytes ?? DEFAULT_MAX_REQUEST_BYTES,
    };
    this.#status = new StatusStrategy(definition, scheme);
  }

  /** Decodes and encodes this resource's objects. */
  get codec(): HubCodec {
    return this.#parts.codec;
  }

  get maxRequestBytes(): number {
    return this.#parts.maxRequestBytes;
  }

  get storage(): ResourceStorage {
    return this.#parts.storage;
  }

  /** How a subresource changes objects: `status`, or one with code of its own. */
  strategyOf(subresource: string): UpdateStrategy {
    if (subresource === "") return this.#parts.strategy;
    if (subresource === "status") return this.#status;
    return new SubresourceStrategy(this.definition, this.#parts.scheme, subresource);
  }

  /** `resourceVersion` "" is the newest for certain, "0" any, else at least that new. @throws StatusError 404, 504 */
  get(
    namespace: string,
    name: string,
    opts: { readonly resourceVersion?: string; readonly signal?: AbortSignal } = {},
  ): MaybePromise<StoredObject> {
    const { resourceVersion = "" } = opts;
    const { resource, storage, keys } = this.#parts;
    const problem = resourceVersionProblem(resourceVersion);
    if (problem !== undefined) throw newUnclassified(500, String(problem));
    return settle(
      (key: string) => storage.get(key, opts),
      keys.keyOf(namespace, name),
      (object) => {
        if (object === undefined) throw newNotFound(resource, name);
        return object;
      },
      (err) => {
        throw interpretStorageError(err, { operation: "get", resource, name, resourceVersion });
      },
    );
  }

  /** @throws StatusError 400 for a bad token or version, 410, 504 */
  async list(request: ListRequest): Promise<ListResult> {
    const { resource } = this.#parts;
    const prefix = this.#prefixOf(request.namespace, request.predicate);
    const position = continuePosition(request, prefix);
    const resourceVersion = position === undefined ? (request.resourceVersion ?? "") : "";
    try {
      const page = await this.#parts.storage.list(prefix, listQuery(request, position, resourceVersion));
      const { items, runs, revision, remainingItemCount, continueAfter } = page;
      const token = continueAfter === undefined ? "" : encodeContinue({ after: continueAfter, revision }, prefix);
      return { items, runs, revision, remainingItemCount, continue: token };
    } catch (err) {
      if (position === undefined) throw interpretStorageError(err, { operation: "list", resource, resourceVersion });
      const token = encodeContinue({ after: position.after, revision: 0n }, prefix);
      throw interpretContinueError(err, resource, token);
    }
  }

  /**
   * Changes as they happen, in batches. A too old version is found out by the iterator, as upstream has it; a malformed one
   * at once. @throws StatusError
   */
  watch(request: WatchRequest): ObjectWatch {
    const { namespace, ...query } = request;
    const problem = resourceVersionProblem(request.resourceVersion ?? "");
    if (problem !== undefined) throw newUnclassified(500, String(problem));
    const events = this.#parts.storage.watch(this.#prefixOf(namespace, request.predicate), query);
    return new InterpretedWatch(events, (err) => {
      const { resourceVersion = "" } = query;
      return interpretStorageError(err, { operation: "watch", resource: this.#parts.resource, resourceVersion });
    });
  }

  create(ctx: WriteContext, object: KubeObject, validate?: ValidateCreate): Promise<StoredObject> {
    return createObject(this.#parts, ctx, object, validate);
  }

  update(ctx: WriteContext, request: UpdateRequest): Promise<UpdateResult> {
    return updateObject(this.#parts, ctx, request);
  }

  delete(ctx: WriteContext, request: DeleteRequest): Promise<DeleteResult> {
    return deleteObject(this.#parts, ctx, request);
  }

  /** Lists and deletes what it found; returns the list. */
  async deleteCollection(ctx: WriteContext, list: ListRequest, request: DeleteCollectionRequest): Promise<ListResult> {
    const found = await this.list(list);
    await deleteListed(this.#parts, ctx, found.items, request);
    return found;
  }

  /** How many objects a namespace has, or all of them for "". */
  count(namespace: string): Promise<number> {
    return this.#parts.storage.count(this.#parts.keys.prefixOf(namespace));
  }

  /** Watchers that a write into the namespace would reach. */
  watcherCount(namespace: string): number {
    return this.#parts.storage.watcherCount(this.#parts.keys.prefixOf(namespace));
  }

  /** The keys to look at. A field selector that pins the namespace narrows them as the path would. */
  #prefixOf(namespace: string, predicate: SelectionPredicate): string {
    return this.#parts.keys.prefixOf(namespace || (predicate.exactField?.("metadata.namespace") ?? ""));
  }
}

function continuePosition(request: ListRequest, prefix: string): ContinuePosition | undefined {
  const { resourceVersion = "" } = request;
  if (request.continue) {
    const position = tryDecodeContinue(request.continue, prefix);
    if (resourceVersion !== "" && resourceVersion !== "0") {
      throw newBadRequest("specifying resource version is not allowed when using continue");
    }
    return position;
  }
  const problem = resourceVersionProblem(resourceVersion);
  if (problem !== undefined) throw newBadRequest(`invalid resource version: ${String(problem)}`);
  return undefined;
}

function tryDecodeContinue(token: string, prefix: string): ContinuePosition {
  try {
    return decodeContinue(token, prefix);
  } catch (err) {
    throw newBadRequest(`invalid continue token: ${(err as Error).message}`);
  }
}

function listQuery(request: ListRequest, position: ContinuePosition | undefined, resourceVersion: string): ListQuery {
  const { resourceVersionMatch, signal } = request;
  return {
    predicate: request.predicate,
    limit: Math.max(request.limit ?? 0, 0),
    resourceVersion,
    ...(resourceVersionMatch === undefined ? {} : { resourceVersionMatch }),
    ...(position === undefined ? {} : { continue: position }),
    ...(signal === undefined ? {} : { signal }),
  };
}
