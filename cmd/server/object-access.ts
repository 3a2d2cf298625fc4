import { newNotFound } from "../../apimachinery/api/errors/index.js";
import { deepCopyJSON, runAtOnce, type KubeObject, type Scheme } from "../../apimachinery/runtime/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import { apiVersionOf } from "../../apimachinery/schema/index.js";
import type { FieldManagers } from "../../apiserver/endpoints/index.js";
import { EVERY_OBJECT, type Store, type WriteContext } from "../../apiserver/registry/index.js";
import type { StoredObject } from "../../apiserver/storage/index.js";
import type { Stores } from "./stores.js";

interface Options {
  readonly signal?: AbortSignal;
}

/** Who is noted in managed fields. */
export interface Managers {
  readonly object: string;
  readonly status: string;
}

const ITSELF: Managers = { object: "kube-apiserver", status: "kube-apiserver" };

/** The parts of an object that the server's own loops look at. */
type Managed = Pick<KubeObject, "metadata">;

/**
 * One resource, in one namespace when it has namespaces, as the server's own loops use it: hub objects, straight from and
 * to the store, without a round trip through the port.
 */
export class StoreAccess<T extends Managed> {
  readonly #store: Store;
  readonly #scheme: Scheme;
  readonly #fieldManagers: FieldManagers;
  readonly #clock: Clock;
  readonly #namespace: string;
  readonly #managers: Managers;

  constructor(deps: {
    readonly store: Store;
    readonly stores: Pick<Stores, "scheme" | "fieldManagers">;
    readonly clock: Clock;
    readonly namespace?: string;
    readonly managers?: Managers;
  }) {
    this.#store = deps.store;
    this.#scheme = deps.stores.scheme;
    this.#fieldManagers = deps.stores.fieldManagers;
    this.#clock = deps.clock;
    this.#namespace = deps.namespace ?? "";
    this.#managers = deps.managers ?? ITSELF;
  }

  async list(opts: Options): Promise<readonly T[]> {
    const { items } = await this.#store.list({ namespace: this.#namespace, predicate: EVERY_OBJECT, ...opts });
    return items.map((item) => item.decoded() as unknown as T);
  }

  async create(object: T, opts: Options): Promise<void> {
    await this.#store.create(this.#context(opts), this.#noted(undefined, this.#owned(object)));
  }

  async update(name: string, change: (current: T) => T | undefined, opts: Options): Promise<void> {
    const transform = (stored: StoredObject | undefined): KubeObject => {
      const current = stored?.decoded() as unknown as T;
      const changed = change(current);
      // An equal object is not written.
      if (changed === undefined) return deepCopyJSON(current) as unknown as KubeObject;
      return this.#noted(stored, deepCopyJSON(changed) as unknown as KubeObject);
    };
    await this.#store.update(this.#context(opts), { name, transform });
  }

  /** Applies what `status` makes of the object to its status, where it wins over all others; undefined leaves it. */
  async applyStatus(name: string, status: (current: T) => object | undefined, opts: Options): Promise<void> {
    const { definition } = this.#store;
    const { version } = this.#context(opts);
    const manager = this.#fieldManagers.managerOf(definition, version, "status");
    if (manager === undefined) throw new Error(`the status of ${definition.plural} cannot be applied`);
    const transform = (stored: StoredObject | undefined): KubeObject => {
      const current = stored?.decoded();
      const part = status(current as unknown as T);
      if (part === undefined) return deepCopyJSON(current) as KubeObject;
      const apiVersion = apiVersionOf({ group: definition.group, version });
      const patch = { apiVersion, kind: definition.kind, metadata: { name }, status: part };
      return runAtOnce(manager.applySteps(current, patch, this.#managers.status, true));
    };
    await this.#store.update(this.#context(opts), { name, transform, strategy: this.#store.strategyOf("status") });
  }

  /**
   * Stores what `change` makes of the object as it is, or of undefined when there is none. undefined leaves what is there.
   * @throws StatusError 404 when `change` makes nothing of nothing
   */
  async apply(name: string, change: (current: T | undefined) => T | undefined, opts: Options): Promise<void> {
    const transform = (stored: StoredObject | undefined): KubeObject => {
      const current = stored?.decoded() as unknown as T | undefined;
      const changed = change(current);
      const { group, plural: resource } = this.#store.definition;
      // Like an object of a client, it may leave out what has a default.
      if (changed !== undefined) return this.#noted(stored, this.#owned(changed));
      if (current === undefined) throw newNotFound({ group, resource }, name);
      return this.#owned(current);
    };
    await this.#store.update(this.#context(opts), { name, transform, forceAllowCreate: true });
  }

  /** @throws StatusError 409 when the object is not at `opts.resourceVersion` any more */
  async delete(name: string, opts: Options & { readonly resourceVersion?: string }): Promise<void> {
    const { resourceVersion, ...rest } = opts;
    const options = resourceVersion === undefined ? {} : { preconditions: { resourceVersion } };
    await this.#store.delete(this.#context(rest), { name, options });
  }

  /** Yields once for what is there, then after changes. */
  async *changes(opts: Options): AsyncIterable<void> {
    const watch = this.#store.watch({
      namespace: this.#namespace,
      predicate: EVERY_OBJECT,
      allowBookmarks: false,
      ...opts,
    });
    for await (const events of watch) if (events.length > 0) yield;
  }

  /** With what this changed of the stored object in its managed fields. */
  #noted(stored: StoredObject | undefined, object: KubeObject): KubeObject {
    const { definition } = this.#store;
    const manager = this.#fieldManagers.managerOf(definition, this.#context({}).version, "");
    return manager === undefined
      ? object
      : runAtOnce(manager.updateSteps(stored?.decoded(), object, this.#managers.object));
  }

  /** A copy with its kind and defaults. */
  #owned(object: T): KubeObject {
    const { hub } = this.#store.definition;
    const own = { apiVersion: apiVersionOf(hub), kind: hub.kind, ...deepCopyJSON(object) } as unknown as KubeObject;
    this.#scheme.default(own);
    return own;
  }

  #context(opts: Options): WriteContext {
    const { definition } = this.#store;
    return {
      user: { name: "system:apiserver", groups: ["system:masters"] },
      namespace: this.#namespace,
      dryRun: false,
      now: this.#clock.now(),
      version: definition.versions[0] ?? definition.hub.version,
      warn: () => undefined,
      ...opts,
    };
  }
}
