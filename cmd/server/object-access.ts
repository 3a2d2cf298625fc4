import { newNotFound } from "../../apimachinery/api/errors/index.js";
import type { KubeObject, Scheme } from "../../apimachinery/runtime/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import { apiVersionOf } from "../../apimachinery/schema/index.js";
import { EVERY_OBJECT, type Store, type WriteContext } from "../../apiserver/registry/index.js";
import type { StoredObject } from "../../apiserver/storage/index.js";

interface Options {
  readonly signal?: AbortSignal;
}

/** The parts of an object that the server's own loops look at. */
type Managed = Pick<KubeObject, "metadata">;

/**
 * One resource, in one namespace when it has namespaces, as the server's own loops use it: hub objects, straight from and
 * to the store, without a round trip through the port.
 */
export class StoreAccess<T extends Managed> {
  readonly #store: Store;
  readonly #scheme: Scheme;
  readonly #clock: Clock;
  readonly #namespace: string;

  constructor(deps: {
    readonly store: Store;
    readonly scheme: Scheme;
    readonly clock: Clock;
    readonly namespace?: string;
  }) {
    this.#store = deps.store;
    this.#scheme = deps.scheme;
    this.#clock = deps.clock;
    this.#namespace = deps.namespace ?? "";
  }

  async list(opts: Options): Promise<readonly T[]> {
    const { items } = await this.#store.list({ namespace: this.#namespace, predicate: EVERY_OBJECT, ...opts });
    return items.map((item) => item.decoded() as unknown as T);
  }

  async create(object: T, opts: Options): Promise<void> {
    await this.#store.create(this.#context(opts), this.#owned(object));
  }

  update(name: string, change: (current: T) => T | undefined, opts: Options): Promise<void> {
    return this.#change("", name, change, opts);
  }

  updateStatus(name: string, change: (current: T) => T | undefined, opts: Options): Promise<void> {
    return this.#change("status", name, change, opts);
  }

  /**
   * Stores what `change` makes of the object as it is, or of undefined when there is none. undefined leaves what is there.
   * @throws StatusError 404 when `change` makes nothing of nothing
   */
  async apply(name: string, change: (current: T | undefined) => T | undefined, opts: Options): Promise<void> {
    const transform = (stored: StoredObject | undefined): KubeObject => {
      const current = stored?.decoded() as unknown as T | undefined;
      const changed = change(current) ?? current;
      const { group, plural: resource } = this.#store.definition;
      if (changed === undefined) throw newNotFound({ group, resource }, name);
      // Like an object of a client, it may leave out what has a default.
      return this.#owned(changed);
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

  async #change(
    subresource: string,
    name: string,
    change: (current: T) => T | undefined,
    opts: Options,
  ): Promise<void> {
    const strategy = this.#store.strategyOf(subresource);
    const transform = (current: StoredObject | undefined): KubeObject => {
      const object = current?.decoded() as unknown as T;
      // An equal object is not written.
      return structuredClone(change(object) ?? object) as unknown as KubeObject;
    };
    await this.#store.update(this.#context(opts), { name, transform, strategy });
  }

  /** A copy with its kind and defaults. */
  #owned(object: T): KubeObject {
    const { hub } = this.#store.definition;
    const own = { apiVersion: apiVersionOf(hub), kind: hub.kind, ...structuredClone(object) } as unknown as KubeObject;
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
