import { setMaxListeners } from "node:events";
import type { Clock, Random } from "../../apimachinery/clock/index.js";
import { Scheme } from "../../apimachinery/runtime/index.js";
import { groupResourceToString } from "../../apimachinery/schema/index.js";
import { FieldManagers, SchemaIndex } from "../../apiserver/endpoints/index.js";
import {
  ResourceRegistry,
  Store,
  type APIGroupDefinition,
  type Reservations,
  type ResourceDefinition,
} from "../../apiserver/registry/index.js";
import { Cacher } from "../../apiserver/storage/cacher/index.js";
import { DirectStorage, EncodingMemo } from "../../apiserver/storage/resource/index.js";
import type { ResourceCodec } from "../../apiserver/storage/resource-storage.js";
import type { Logger } from "../../apiserver/server/index.js";
import { addEventConversions } from "../../apis/events/core-events.js";
import type { StorageMetrics } from "./storage-metrics.js";
import type { BackendChoice } from "./create-backend.js";

export interface StoresDeps {
  readonly groups: readonly APIGroupDefinition[];
  readonly backendOf: BackendChoice;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** What all keys begin with: `/registry`. */
  readonly keyPrefix: string;
  /** Told of each resource's calls to its backend, and of what its cache does. */
  readonly metrics?: StorageMetrics;
  /** False: every read goes to the backend. */
  readonly watchCache: boolean;
  /** What keeps what a resource's objects hold outside of themselves. */
  readonly reservationsOf?: (definition: ResourceDefinition) => Reservations | undefined;
  /** Resources that are not cached, as `resource` or `resource.group`. */
  readonly uncached: ReadonlySet<string>;
  /** The largest write: an object with its key. */
  readonly maxRequestBytes: number;
}

/** The scheme and the stores of all groups, with the caches in front of them. */
export class Stores {
  readonly scheme = new Scheme();
  readonly registry = new ResourceRegistry();
  readonly schemas: SchemaIndex;
  readonly fieldManagers: FieldManagers;
  readonly #deps: StoresDeps;
  readonly #cachers = new Map<string, Cacher>();
  // One budget of encoded objects for all resources.
  readonly #memo = new EncodingMemo();
  #running: Promise<unknown> | undefined;

  constructor(deps: StoresDeps) {
    this.#deps = deps;
    for (const group of deps.groups) group.addToScheme(this.scheme);
    addEventConversions(this.scheme);
    this.schemas = SchemaIndex.ofGroups(deps.groups);
    this.fieldManagers = new FieldManagers({ scheme: this.scheme, schemas: this.schemas, clock: deps.clock });
    for (const definition of deps.groups.flatMap((group) => group.resources)) {
      this.registry.add(this.#storeOf(definition as unknown as ResourceDefinition));
    }
  }

  /** Fills the caches and keeps them up to date until the signal aborts. */
  start(signal: AbortSignal): void {
    // Each cache listens, for as long as the server lives.
    setMaxListeners(0, signal);
    this.#running = Promise.all([...this.#cachers.values()].map((cacher) => cacher.run(signal)));
  }

  /** Resolves when every cache can answer. */
  async waitReady(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.#cachers.values()].map((cacher) => cacher.waitReady({ signal })));
  }

  /** Resources whose cache cannot answer yet. */
  unsynced(): readonly string[] {
    return [...this.#cachers].flatMap(([resource, cacher]) => (cacher.ready ? [] : [resource]));
  }

  /** Resolves once the signal given to `start` was aborted and all caches have ended. */
  async stopped(): Promise<void> {
    await this.#running;
  }

  #storeOf(definition: ResourceDefinition): Store {
    const { clock, random, keyPrefix, reservationsOf, maxRequestBytes } = this.#deps;
    const storage = (codec: ResourceCodec) => this.#storageOf(definition, codec);
    const reservations = reservationsOf?.(definition);
    return new Store({
      definition,
      scheme: this.scheme,
      storage,
      keyPrefix,
      clock,
      random,
      reservations,
      maxRequestBytes,
    });
  }

  #storageOf(definition: ResourceDefinition, codec: ResourceCodec): Cacher | DirectStorage {
    const { backendOf, clock, logger, keyPrefix, metrics, watchCache, uncached } = this.#deps;
    // What lives with another group's objects is kept, and encrypted, as those are; one cache for both is enough.
    const { group } = definition.storageVersion;
    const chosen = backendOf(group, definition.plural);
    const resource = { group: definition.group, resource: definition.plural };
    const backend = metrics?.backendOf(resource, chosen) ?? chosen;
    const name = groupResourceToString(resource);
    if (!watchCache || uncached.has(name) || group !== definition.group)
      return new DirectStorage({ backend, codec, clock, memo: this.#memo });
    const cacher: Cacher = new Cacher({
      backend,
      codec,
      clock,
      prefix: `${keyPrefix}/${definition.storagePrefix}/`,
      namespaced: definition.namespaced,
      indexFields: definition.selectableFields.filter(({ indexed }) => indexed).map(({ label }) => label),
      memo: this.#memo,
      ...(metrics === undefined ? {} : { observer: metrics.cacheObserverOf(resource, () => cacher.stats()) }),
      warn: (message, cause) => logger.warn(message, { resource: name, cause: String(cause) }),
    });
    this.#cachers.set(name, cacher);
    return cacher;
  }
}
