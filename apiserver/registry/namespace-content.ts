import { isNotFound } from "../../apimachinery/api/errors/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { DeepReadonly, KubeObject, Scheme } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import { EVERY_OBJECT, type Store, type WriteContext } from "./generic/index.js";
import type { ResourceRegistry } from "./resource-registry.js";

const NAMESPACES: GroupResource = { group: "", resource: "namespaces" };
const CONTROLLER = { name: "system:serviceaccount:kube-system:namespace-controller", groups: ["system:masters"] };

type NamespaceObject = KubeObject & {
  spec?: { finalizers?: string[] };
  status?: { phase?: string; conditions?: unknown[] };
};

interface CallOptions {
  readonly signal: AbortSignal;
}

/**
 * Namespaces and what is in them, for the controller that empties them, straight from the stores of this process. Its
 * deletions pass by admission: no plug-in has a say in the end of a namespace.
 */
export class NamespaceContent {
  readonly #registry: ResourceRegistry;
  readonly #scheme: Scheme;
  readonly #clock: Clock;

  constructor(deps: { readonly registry: ResourceRegistry; readonly scheme: Scheme; readonly clock: Clock }) {
    this.#registry = deps.registry;
    this.#scheme = deps.scheme;
    this.#clock = deps.clock;
  }

  async *changedNamespaces({ signal }: CallOptions): AsyncGenerator<string, void> {
    const events = this.#namespaces.watch({ namespace: "", predicate: EVERY_OBJECT, allowBookmarks: false, signal });
    for await (const batch of events) {
      for (const event of batch) {
        if (event.type === "ADDED" || event.type === "MODIFIED") yield event.object.decoded().metadata.name ?? "";
      }
    }
  }

  async get(name: string, { signal }: CallOptions): Promise<DeepReadonly<NamespaceObject> | undefined> {
    return this.#registry.get(NAMESPACES, "", name, { signal, fresh: true });
  }

  resources(): readonly GroupResource[] {
    return [...this.#registry.stores()]
      .map((store) => store.definition)
      .filter(({ namespaced, verbs }) => namespaced && verbs.includes("delete") && verbs.includes("list"))
      .map(({ group, plural }) => ({ group, resource: plural }));
  }

  async list(
    resource: GroupResource,
    namespace: string,
    { signal }: CallOptions,
  ): Promise<readonly DeepReadonly<KubeObject>[]> {
    const page = await this.#storeOf(resource).list({ namespace, predicate: EVERY_OBJECT, signal });
    return page.items.map((item) => item.decoded());
  }

  async deleteCollection(resource: GroupResource, namespace: string, { signal }: CallOptions): Promise<void> {
    const store = this.#storeOf(resource);
    const list = { namespace, predicate: EVERY_OBJECT, signal };
    await store.deleteCollection(this.#context(store, namespace, signal), list, {
      options: { propagationPolicy: "Background" },
    });
  }

  async setConditions(name: string, conditions: readonly unknown[], { signal }: CallOptions): Promise<void> {
    await this.#change(name, "status", signal, (namespace) => {
      namespace.status = { ...namespace.status, conditions: [...conditions] };
    });
  }

  async finalize(name: string, finalizer: string, { signal }: CallOptions): Promise<void> {
    await this.#change(name, "finalize", signal, (namespace) => {
      const left = (namespace.spec?.finalizers ?? []).filter((other) => other !== finalizer);
      const { finalizers: _finalizers, ...spec } = namespace.spec ?? {};
      namespace.spec = left.length === 0 ? spec : { ...spec, finalizers: left };
    });
  }

  async #change(
    name: string,
    subresource: string,
    signal: AbortSignal,
    change: (namespace: NamespaceObject) => void,
  ): Promise<void> {
    const store = this.#namespaces;
    try {
      await store.update(this.#context(store, "", signal), {
        name,
        strategy: store.strategyOf(subresource),
        transform: (current) => {
          const namespace = this.#scheme.deepCopy(current!.decoded() as NamespaceObject);
          change(namespace);
          return namespace;
        },
      });
    } catch (err) {
      if (!isNotFound(err)) throw err;
    }
  }

  get #namespaces(): Store {
    return this.#storeOf(NAMESPACES);
  }

  #storeOf(resource: GroupResource): Store {
    const store = this.#registry.store(resource);
    if (store === undefined) throw new Error(`no store of ${resource.resource}`);
    return store;
  }

  #context(store: Store, namespace: string, signal: AbortSignal): WriteContext {
    return {
      user: CONTROLLER,
      namespace,
      dryRun: false,
      now: this.#clock.now(),
      version: store.definition.storageVersion.version,
      warn: () => undefined,
      signal,
    };
  }
}
