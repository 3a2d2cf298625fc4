import type { Clock, Random } from "../../apimachinery/clock/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { NAMESPACE_INDEX, namespaceIndexFunc, type Indexers } from "./indexer.js";
import type { TransformFunc } from "./informer-store.js";
import { tweakListerWatcher, type ListerWatcher, type TweakListOptions } from "./lister-watcher.js";
import type { ErrorReporter } from "./report.js";
import { SharedIndexInformer } from "./shared-informer.js";
import { waitForCacheSync } from "./wait-for-cache-sync.js";

/** What an informer of one kind may be given. */
export interface InformerOptions<T extends KubeObject> {
  readonly resyncPeriodMs?: number;
  /** Beside the index by namespace, which every informer has. */
  readonly indexers?: Indexers<T>;
  readonly tweakListOptions?: TweakListOptions | undefined;
  readonly transform?: TransformFunc<T> | undefined;
  readonly freeze?: boolean;
  readonly onError?: ErrorReporter | undefined;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** An informer over what a typed client lists and watches. `name` is for messages. */
export function createInformer<T extends KubeObject>(
  lw: ListerWatcher<T>,
  name: string,
  opts: InformerOptions<T> = {},
): SharedIndexInformer<T> {
  const { tweakListOptions, indexers, ...rest } = opts;
  return new SharedIndexInformer<T>(tweakListerWatcher(lw, tweakListOptions), {
    name,
    ...rest,
    indexers: { [NAMESPACE_INDEX]: namespaceIndexFunc as Indexers<T>[string], ...indexers },
  });
}

export interface InformerFactoryOptions {
  /** Resync period of all informers; 0 or absent: never. */
  readonly defaultResyncMs?: number;
  /** Resync periods of single kinds, by `group/version/Kind`. */
  readonly customResyncMs?: { readonly [gvk: string]: number };
  /** One namespace in place of all. */
  readonly namespace?: string;
  readonly tweakListOptions?: TweakListOptions;
  /** Applied to objects of all kinds before they are cached. */
  readonly transform?: TransformFunc<KubeObject>;
  readonly freeze?: boolean;
  readonly onError?: ErrorReporter;
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * Keeps one informer for each kind, so that all controllers of a process share its cache and its watch. Generated
 * factories add an accessor for each group.
 * @see kubernetes/code-generator cmd/informer-gen, SharedInformerFactory
 */
export class InformerFactory<C> {
  readonly #client: C;
  readonly #options: InformerFactoryOptions;
  readonly #informers = new Map<string, SharedIndexInformer<KubeObject>>();
  readonly #running = new Map<string, Promise<void>>();
  #shuttingDown = false;

  constructor(client: C, options: InformerFactoryOptions = {}) {
    this.#client = client;
    this.#options = options;
  }

  /** The namespace that is watched; "" for all. */
  get namespace(): string {
    return this.#options.namespace ?? "";
  }

  /**
   * The informer of a kind; `create` makes it when it is asked for first. `gvk` is `group/version/Kind`.
   */
  informerFor<T extends KubeObject>(
    gvk: string,
    create: (client: C, opts: InformerOptions<T>) => SharedIndexInformer<T>,
  ): SharedIndexInformer<T> {
    const found = this.#informers.get(gvk);
    if (found !== undefined) return found as unknown as SharedIndexInformer<T>;
    const { defaultResyncMs = 0, customResyncMs, namespace: _, transform, ...rest } = this.#options;
    const informer = create(this.#client, {
      ...rest,
      resyncPeriodMs: customResyncMs?.[gvk] ?? defaultResyncMs,
      ...(transform !== undefined && { transform: transform as unknown as TransformFunc<T> }),
    });
    this.#informers.set(gvk, informer as unknown as SharedIndexInformer<KubeObject>);
    return informer;
  }

  /**
   * Starts all informers that were asked for and do not run yet. Call it again for those that are asked for later. Does
   * nothing after `shutdown`. The signal stops them.
   */
  start(opts: { readonly signal: AbortSignal }): void {
    if (this.#shuttingDown) return;
    for (const [gvk, informer] of this.#informers) {
      if (!this.#running.has(gvk)) this.#running.set(gvk, informer.run(opts));
    }
  }

  /** Starts no more informers, and waits for those that run to stop: abort their signal first. */
  async shutdown(): Promise<void> {
    this.#shuttingDown = true;
    await Promise.all(this.#running.values());
  }

  /** Waits for all informers that were started. The result says of each kind whether it had synced before the signal. */
  async waitForCacheSync(opts: { readonly signal: AbortSignal }): Promise<ReadonlyMap<string, boolean>> {
    const started = [...this.#informers].filter(([gvk]) => this.#running.has(gvk));
    const synced = await Promise.all(
      started.map(async ([gvk, informer]) => [gvk, await waitForCacheSync(opts, informer)] as const),
    );
    return new Map(synced);
  }
}
