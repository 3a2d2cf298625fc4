import { isAlreadyExists, isNotFound } from "../../apimachinery/api/errors/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import { EVERY_OBJECT, type Store } from "../../apiserver/registry/index.js";
import type { CallOptions, ClusterObjects, ObjectName } from "../../controllers/reconcile/index.js";
import { StoreAccess } from "./object-access.js";
import type { Stores } from "./stores.js";

export interface StoreObjectsDeps {
  readonly stores: Pick<Stores, "registry" | "scheme" | "fieldManagers">;
  readonly clock: Clock;
}

/** The objects of this process' own stores, for controllers. Their writes pass by admission. */
export class StoreObjects implements ClusterObjects {
  readonly #stores: StoreObjectsDeps["stores"];
  readonly #clock: Clock;

  constructor(deps: StoreObjectsDeps) {
    this.#stores = deps.stores;
    this.#clock = deps.clock;
  }

  serves(resource: GroupResource): boolean {
    return this.#stores.registry.store(resource) !== undefined;
  }

  async *changes(resource: GroupResource, { signal }: CallOptions): AsyncGenerator<DeepReadonly<KubeObject>, void> {
    const watch = this.#storeOf(resource).watch({
      namespace: "",
      predicate: EVERY_OBJECT,
      allowBookmarks: false,
      signal,
    });
    for await (const events of watch) {
      for (const event of events) if (event.type !== "BOOKMARK") yield event.object.decoded();
    }
  }

  get(
    resource: GroupResource,
    { namespace, name }: ObjectName,
    { signal }: CallOptions,
  ): Promise<DeepReadonly<KubeObject> | undefined> {
    return this.#stores.registry.get(resource, namespace, name, { signal, fresh: true });
  }

  async list(
    resource: GroupResource,
    namespace: string,
    { signal }: CallOptions,
  ): Promise<readonly DeepReadonly<KubeObject>[]> {
    const { items } = await this.#storeOf(resource).list({ namespace, predicate: EVERY_OBJECT, signal });
    return items.map((item) => item.decoded());
  }

  async ensure(resource: GroupResource, object: Pick<KubeObject, "metadata">, opts: CallOptions): Promise<void> {
    try {
      await this.#accessTo(resource, object.metadata.namespace ?? "").create(object, opts);
    } catch (err) {
      if (!isAlreadyExists(err)) throw err;
    }
  }

  async removeFinalizer(
    resource: GroupResource,
    { namespace, name }: ObjectName,
    finalizer: string,
    opts: CallOptions,
  ): Promise<void> {
    try {
      await this.#accessTo(resource, namespace).update(name, (current) => without(current, finalizer), opts);
    } catch (err) {
      if (!isNotFound(err)) throw err;
    }
  }

  #accessTo(resource: GroupResource, namespace: string): StoreAccess<Pick<KubeObject, "metadata">> {
    const stores = this.#stores;
    return new StoreAccess({ store: this.#storeOf(resource), stores, clock: this.#clock, namespace });
  }

  #storeOf(resource: GroupResource): Store {
    const store = this.#stores.registry.store(resource);
    if (store === undefined) throw new Error(`no store of ${resource.resource}`);
    return store;
  }
}

function without(object: Pick<KubeObject, "metadata">, finalizer: string): Pick<KubeObject, "metadata"> {
  const { finalizers = [], ...metadata } = object.metadata;
  const left = finalizers.filter((other) => other !== finalizer);
  return { ...object, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } };
}
