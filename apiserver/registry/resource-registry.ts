import { isNotFound } from "../../apimachinery/api/errors/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import type { ObjectReader } from "../admission/index.js";
import type { OperationOptions } from "../storage/interface.js";
import type { StoredObject } from "../storage/resource-storage.js";
import { EVERY_OBJECT, type Store } from "./generic/index.js";

const NONE: readonly DeepReadonly<KubeObject>[] = [];

/** The stores of all resources. Stores may come and go while the server runs, as definitions of resources do. */
export class ResourceRegistry implements ObjectReader {
  readonly #stores = new Map<string, Store>();
  /** What plug-ins read one by one, they read at every write: namespaces, quotas, accounts. Kept as long as a cache is. */
  readonly #decoded = new WeakMap<StoredObject, DeepReadonly<KubeObject>>();

  /** @throws Error when the resource has a store already. */
  add(store: Store): void {
    const key = keyOf({ group: store.definition.group, resource: store.definition.plural });
    if (this.#stores.has(key)) throw new Error(`resource installed twice: ${key}`);
    this.#stores.set(key, store);
  }

  /** Forgets a resource; requests under way end as they would have. */
  remove(resource: GroupResource): void {
    this.#stores.delete(keyOf(resource));
  }

  store(resource: GroupResource): Store | undefined {
    return this.#stores.get(keyOf(resource));
  }

  stores(): IterableIterator<Store> {
    return this.#stores.values();
  }

  async get(
    resource: GroupResource,
    namespace: string,
    name: string,
    opts: OperationOptions & { readonly fresh?: boolean } = {},
  ): Promise<DeepReadonly<KubeObject> | undefined> {
    const store = this.store(resource);
    if (store === undefined) return undefined;
    const resourceVersion = opts.fresh === true ? "" : "0";
    try {
      const object = await store.get(namespace, name, { resourceVersion, ...signalOf(opts) });
      return this.#decode(object);
    } catch (err) {
      if (isNotFound(err)) return undefined;
      throw err;
    }
  }

  async list(
    resource: GroupResource,
    namespace: string,
    opts: OperationOptions = {},
  ): Promise<readonly DeepReadonly<KubeObject>[]> {
    const store = this.store(resource);
    if (store === undefined) return NONE;
    const page = await store.list({ namespace, predicate: EVERY_OBJECT, resourceVersion: "0", ...signalOf(opts) });
    return page.items.map((item) => item.decoded());
  }

  #decode(object: StoredObject): DeepReadonly<KubeObject> {
    let decoded = this.#decoded.get(object);
    if (decoded === undefined) this.#decoded.set(object, (decoded = object.decoded()));
    return decoded;
  }
}

/** Callers hand on what they have, such as a whole request, which is not to be copied. */
function signalOf({ signal }: OperationOptions): OperationOptions {
  return signal === undefined ? {} : { signal };
}

function keyOf({ group, resource }: GroupResource): string {
  return `${group}/${resource}`;
}
