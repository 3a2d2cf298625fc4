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
    const { hub } = this.#store.definition;
    const own = { apiVersion: apiVersionOf(hub), kind: hub.kind, ...structuredClone(object) } as unknown as KubeObject;
    this.#scheme.default(own);
    await this.#store.create(this.#context(opts), own);
  }

  update(name: string, change: (current: T) => T | undefined, opts: Options): Promise<void> {
    return this.#change("", name, change, opts);
  }

  updateStatus(name: string, change: (current: T) => T | undefined, opts: Options): Promise<void> {
    return this.#change("status", name, change, opts);
  }

  async delete(name: string, opts: Options): Promise<void> {
    await this.#store.delete(this.#context(opts), { name, options: {} });
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
