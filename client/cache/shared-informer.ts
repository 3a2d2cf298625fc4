import { realClock, type Clock, type Random } from "../../apimachinery/clock/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import type { ResourceEventHandler } from "./event-handler.js";
import { createIndexer, type Indexer, type Indexers } from "./indexer.js";
import { InformerStore, type TransformFunc } from "./informer-store.js";
import { Listener, type Notification } from "./listener.js";
import type { ListerWatcher } from "./lister-watcher.js";
import { Reflector } from "./reflector.js";
import { warnOnStderr, type ErrorReporter } from "./report.js";

/** Resyncs more often than this would only burn time. */
const MIN_RESYNC_PERIOD_MS = 1000;

export interface SharedInformerOptions<T> {
  /** For messages: `flunders`. */
  readonly name: string;
  /** Resync period of handlers that do not name one; 0 or absent: never. */
  readonly resyncPeriodMs?: number;
  readonly indexers?: Indexers<T>;
  readonly transform?: TransformFunc<T> | undefined;
  /** Deep-freezes cached objects, so that a reader that changes one fails at once. Default true. */
  readonly freeze?: boolean;
  /** Is told of failed lists and watches, and of what handlers throw. Default: a warning on standard error. */
  readonly onError?: ErrorReporter | undefined;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** A handler's place in an informer. */
export interface HandlerRegistration {
  /** The handler has heard everything that was there when it began. */
  hasSynced(): boolean;
  /** Tells the handler no more. */
  remove(): void;
}

/** What informers of all kinds have in common. */
export interface SyncedSource {
  hasSynced(): boolean;
  /** Resolves when `hasSynced` has become true. */
  whenSynced(): Promise<void>;
}

/**
 * A cache of all objects of one kind with any number of handlers, behind one list and one watch.
 * Objects that it gives out are shared and frozen. The cache always knows a change before handlers are told of it.
 * @see kubernetes/client-go tools/cache/shared_informer.go
 */
export class SharedIndexInformer<T extends KubeObject> implements SyncedSource {
  readonly #lw: ListerWatcher<T>;
  readonly #options: SharedInformerOptions<T>;
  readonly #indexer: Indexer<T>;
  readonly #clock: Clock;
  readonly #onError: ErrorReporter;
  readonly #listeners = new Set<RegisteredListener<T>>();
  readonly #whenSynced: Promise<void>;
  #resolveSynced!: () => void;
  #synced = false;
  #state: "new" | "running" | "stopped" = "new";
  #transform: TransformFunc<T> | undefined;
  #resyncCheckPeriodMs: number;
  #reflector: Reflector<T> | undefined;

  constructor(lw: ListerWatcher<T>, options: SharedInformerOptions<T>) {
    this.#lw = lw;
    this.#options = options;
    this.#indexer = createIndexer<T>({ ...(options.indexers !== undefined && { indexers: options.indexers }) });
    this.#clock = options.clock ?? realClock;
    this.#onError = options.onError ?? warnOnStderr;
    this.#transform = options.transform;
    this.#resyncCheckPeriodMs = options.resyncPeriodMs ?? 0;
    this.#whenSynced = new Promise((resolve) => (this.#resolveSynced = resolve));
  }

  /** The cache; its objects are shared. */
  getIndexer(): Indexer<T> {
    return this.#indexer;
  }

  /** True once the first list is in the cache. */
  hasSynced(): boolean {
    return this.#synced;
  }

  whenSynced(): Promise<void> {
    return this.#whenSynced;
  }

  isStopped(): boolean {
    return this.#state === "stopped";
  }

  /** The version up to which the cache is known to be; "" before the first list. */
  lastSyncResourceVersion(): string {
    return this.#reflector?.lastSyncResourceVersion ?? "";
  }

  /** @throws Error when the informer runs already or a name is taken. */
  addIndexers(indexers: Indexers<T>): void {
    this.#requireNew("addIndexers");
    this.#indexer.addIndexers(indexers);
  }

  /** @throws Error when the informer runs already. */
  setTransform(transform: TransformFunc<T>): void {
    this.#requireNew("setTransform");
    this.#transform = transform;
  }

  /**
   * Adds a handler. One that comes late is told of what is there first.
   * `resyncPeriodMs` is at least a second, and once the informer runs no shorter than the shortest one before.
   * @throws Error when the informer has stopped.
   */
  addEventHandler(
    handler: ResourceEventHandler<T>,
    opts: { readonly resyncPeriodMs?: number } = {},
  ): HandlerRegistration {
    if (this.#state === "stopped") {
      throw new Error(`handler was not added to shared informer ${this.#options.name} because it has stopped already`);
    }
    const periodMs = this.#resyncPeriod(opts.resyncPeriodMs ?? this.#options.resyncPeriodMs ?? 0);
    const listener = new Listener<T>(handler, this.#onError);
    const registered: RegisteredListener<T> = {
      listener,
      periodMs,
      nextMs: this.#clock.monotonic() + periodMs,
      due: false,
    };
    this.#listeners.add(registered);
    for (const obj of this.#indexer.list()) listener.push({ type: "add", obj, initial: true });
    return {
      hasSynced: () => this.#synced && listener.pendingInitial === 0,
      remove: () => {
        this.#listeners.delete(registered);
        listener.stop();
      },
    };
  }

  /** Lists and watches until the signal; then returns. @throws Error when called twice. */
  async run(opts: { readonly signal: AbortSignal }): Promise<void> {
    this.#requireNew("run");
    this.#state = "running";
    const store = new InformerStore<T>({
      indexer: this.#indexer,
      distribute: (notification, sync) => this.#distribute(notification, sync),
      room: () => this.#room(),
      onSynced: () => {
        this.#synced = true;
        this.#resolveSynced();
      },
      transform: this.#transform,
      freeze: this.#options.freeze ?? true,
    });
    this.#reflector = new Reflector<T>(this.#lw, store, {
      name: this.#options.name,
      resyncPeriodMs: this.#resyncCheckPeriodMs,
      shouldResync: () => this.#markDue(),
      onError: this.#onError,
      clock: this.#clock,
      ...(this.#options.random !== undefined && { random: this.#options.random }),
    });
    try {
      await this.#reflector.run(opts);
    } finally {
      this.#state = "stopped";
      for (const { listener } of this.#listeners) listener.stop();
    }
  }

  #requireNew(what: string): void {
    if (this.#state !== "new") throw new Error(`${what}: informer ${this.#options.name} has already started`);
  }

  #resyncPeriod(askedMs: number): number {
    if (askedMs <= 0) return 0;
    const periodMs = Math.max(askedMs, MIN_RESYNC_PERIOD_MS);
    if (this.#state === "running")
      return this.#resyncCheckPeriodMs === 0 ? 0 : Math.max(periodMs, this.#resyncCheckPeriodMs);
    const current = this.#resyncCheckPeriodMs;
    this.#resyncCheckPeriodMs = current === 0 ? periodMs : Math.min(current, periodMs);
    return periodMs;
  }

  #distribute(notification: Notification<T>, sync: boolean): void {
    for (const { listener, due } of this.#listeners) if (!sync || due) listener.push(notification);
  }

  /** Which handlers the next resync is for; false when for none. */
  #markDue(): boolean {
    const now = this.#clock.monotonic();
    let any = false;
    for (const registered of this.#listeners) {
      registered.due = registered.periodMs > 0 && now >= registered.nextMs;
      if (!registered.due) continue;
      registered.nextMs = now + registered.periodMs;
      any = true;
    }
    return any;
  }

  #room(): Promise<void> | undefined {
    let all: Promise<void>[] | undefined;
    for (const { listener } of this.#listeners) {
      const room = listener.room();
      if (room !== undefined) (all ??= []).push(room);
    }
    return all === undefined ? undefined : Promise.all(all).then(() => undefined);
  }
}

interface RegisteredListener<T> {
  readonly listener: Listener<T>;
  /** 0: no resyncs. */
  readonly periodMs: number;
  nextMs: number;
  /** Gets what the running resync says. */
  due: boolean;
}
