import {
  hasStatusCause,
  isGone,
  isResourceExpired,
  isTooLargeResourceVersion,
  isTooManyRequests,
  StatusError,
} from "../../apimachinery/api/errors/index.js";
import { realClock, type Clock, type Random, type Timer } from "../../apimachinery/clock/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { isInitialEventsEnd } from "../../apimachinery/watch/index.js";
import type { ListOptions } from "../gentype/index.js";
import { Backoff, CONNECTION_LOST, TransportError, type Watch } from "../rest/index.js";
import type { ListerWatcher } from "./lister-watcher.js";
import { DEFAULT_PAGE_SIZE, listInPages } from "./pager.js";
import { toError, warnOnStderr, type ErrorReporter } from "./report.js";

// 800 ms doubling to 30 s, jittered to twice that: an unhealthy server sees about one list per half minute from each
// client. Two quiet minutes start it over.
const BACKOFF = { baseMs: 800, maxMs: 30_000, jitter: 1, resetAfterMs: 120_000 } as const;

// Watches are ended by the server after a random time in between, so that they do not all return at once.
const MIN_WATCH_TIMEOUT_SECONDS = 300;
const MAX_WATCH_TIMEOUT_SECONDS = 600;

// A server that ignores `sendInitialEvents` never says that they have ended; listing is the way then.
const INITIAL_EVENTS_PATIENCE_MS = 60_000;

/** A watch that ends this early without an event does not work. */
const SHORT_WATCH_MS = 1000;

/** Where a reflector puts what it learns. A promise holds the watch back until it resolves. */
export interface ReflectorStore<T> {
  add(obj: T): void | Promise<void>;
  update(obj: T): void | Promise<void>;
  delete(obj: T): void | Promise<void>;
  replace(objs: readonly T[], resourceVersion: string): void | Promise<void>;
  /** Says all objects once more. */
  resync?(): void | Promise<void>;
  /** The store is up to date to this version. */
  bookmark?(resourceVersion: string): void;
}

export interface ReflectorOptions {
  /** For messages: `flunders`. */
  readonly name: string;
  /** 0 or absent: never. */
  readonly resyncPeriodMs?: number;
  /** Asked when the resync period is over. Default: always yes. */
  readonly shouldResync?: () => boolean;
  /** Items of one part of a list. Default: 500 for lists that the store answers, all at once for lists from the cache. */
  readonly pageSize?: number;
  /** Is told why a list or watch failed; the reflector goes on by itself. Default: a warning on standard error. */
  readonly onError?: ErrorReporter;
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * Keeps a store equal to what the server has: lists (or streams the initial state), watches from there, resumes a broken
 * watch from the last version seen and lists again when that version is gone.
 * @see kubernetes/client-go tools/cache/reflector.go
 */
export class Reflector<T extends KubeObject> {
  readonly #lw: ListerWatcher<T>;
  readonly #store: ReflectorStore<T>;
  readonly #options: ReflectorOptions;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #backoff: Backoff;
  readonly #onError: ErrorReporter;
  #lastSyncResourceVersion = "";
  /** The last list or watch was told that this version is expired, or of the future. */
  #versionUnavailable = false;
  #paginated = false;

  constructor(lw: ListerWatcher<T>, store: ReflectorStore<T>, options: ReflectorOptions) {
    this.#lw = lw;
    this.#store = store;
    this.#options = options;
    this.#clock = options.clock ?? realClock;
    this.#random = options.random ?? Math.random;
    this.#backoff = new Backoff({ ...BACKOFF, clock: this.#clock, random: this.#random });
    this.#onError = options.onError ?? warnOnStderr;
  }

  /** The version up to which the store is known to be; "" before the first list. */
  get lastSyncResourceVersion(): string {
    return this.#lastSyncResourceVersion;
  }

  /** Runs until the signal; then returns. */
  async run(opts: { readonly signal: AbortSignal }): Promise<void> {
    const { signal } = opts;
    while (!signal.aborted) {
      try {
        await this.listAndWatch(signal);
      } catch (err) {
        if (signal.aborted) return;
        this.#onError(new Error(`${this.#options.name}: ${toError(err).message}`, { cause: err }));
      }
      await this.#pause(signal);
    }
  }

  /** Lists once and watches until a new list is needed. @throws what kept it from starting */
  async listAndWatch(signal: AbortSignal): Promise<void> {
    let watch: Watch<T> | undefined;
    if (this.#lw.supportsWatchList !== false) {
      try {
        watch = await this.#watchList(signal);
      } catch (err) {
        signal.throwIfAborted();
        // A server that cannot be talked to cannot list either; whatever else it is, a plain list may do.
        if (isTransient(err)) throw err;
      }
    }
    if (watch === undefined) await this.#list(signal);
    const resync = this.#startResync(signal);
    try {
      await this.#watch(watch, signal);
    } finally {
      resync.cancel();
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const list = (opts: ListOptions) => this.#lw.list({ ...opts, signal });
    const first = this.#relistResourceVersion();
    let result;
    try {
      result = await listInPages(list, { resourceVersion: first }, this.#pageSize(first));
    } catch (err) {
      if (!isExpired(err) && !isTooLargeResourceVersion(err)) throw err;
      // The version that we know is of no use: read what is newest.
      this.#versionUnavailable = true;
      result = await listInPages(list, { resourceVersion: "" }, this.#pageSize(""));
    }
    // Parts in answer to "0" mean that the server has no cache for this kind; then parts are right from now on.
    if (first === "0" && result.paginated) this.#paginated = true;
    this.#versionUnavailable = false;
    await this.#store.replace(result.items, result.resourceVersion);
    this.#lastSyncResourceVersion = result.resourceVersion;
  }

  /** Lists by a watch that begins with what there is; resolves to that watch once the state is complete. */
  async #watchList(signal: AbortSignal): Promise<Watch<T>> {
    for (;;) {
      signal.throwIfAborted();
      try {
        return await this.#tryWatchList(signal);
      } catch (err) {
        signal.throwIfAborted();
        // Once more without a version; if even that does not help, listing does.
        if (this.#versionUnavailable || !(isExpired(err) || isTooLargeResourceVersion(err))) throw err;
        this.#versionUnavailable = true;
      }
    }
  }

  async #tryWatchList(signal: AbortSignal): Promise<Watch<T>> {
    const stream = await this.#open(signal, {
      resourceVersion: this.#versionUnavailable ? "" : this.#lastSyncResourceVersion,
      resourceVersionMatch: "NotOlderThan",
      sendInitialEvents: true,
    });
    const objects = new Map<string, T>();
    let patience = this.#impatience(stream);
    const events = stream[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await events.next();
        patience.cancel();
        if (next.done === true) throw new InitialEventsMissingError();
        const event = next.value;
        if (event.type === "ERROR") throw new StatusError(event.object);
        if (event.type !== "BOOKMARK") {
          const { namespace = "", name = "" } = event.object.metadata;
          if (event.type === "DELETED") objects.delete(`${namespace}/${name}`);
          else objects.set(`${namespace}/${name}`, event.object);
        } else if (isInitialEventsEnd(event)) {
          const resourceVersion = event.object.metadata.resourceVersion ?? "";
          this.#versionUnavailable = false;
          await this.#store.replace([...objects.values()], resourceVersion);
          this.#lastSyncResourceVersion = resourceVersion;
          return { stop: () => stream.stop(), [Symbol.asyncIterator]: () => events };
        }
        patience = this.#impatience(stream);
      }
    } catch (err) {
      patience.cancel();
      stream.stop();
      throw err;
    }
  }

  #impatience(stream: Watch<T>): Timer {
    return this.#clock.setTimeout(() => stream.stop(), INITIAL_EVENTS_PATIENCE_MS, { unref: true });
  }

  /** Watches, again and again from the last version seen; returns when a new list is needed. */
  async #watch(first: Watch<T> | undefined, signal: AbortSignal): Promise<void> {
    let watch = first;
    while (!signal.aborted) {
      const startedAt = this.#clock.monotonic();
      try {
        watch ??= await this.#open(signal, { resourceVersion: this.#lastSyncResourceVersion });
        const events = await this.#consume(watch);
        if (events === 0 && this.#clock.monotonic() - startedAt < SHORT_WATCH_MS) {
          throw new Error("very short watch: the server ended it within a second and without an event");
        }
      } catch (err) {
        signal.throwIfAborted();
        if (isExpired(err)) return;
        if (!isTransient(err)) throw err;
        await this.#clock.sleep(this.#backoff.next(), { signal });
      } finally {
        watch?.stop();
        watch = undefined;
      }
    }
  }

  /** Puts events into the store; resolves to their number when the server ends the watch. */
  async #consume(watch: Watch<T>): Promise<number> {
    let events = 0;
    // From "" or "0" a watch begins with what there is, in no order of versions; those versions say nothing yet.
    let ordered = this.#lastSyncResourceVersion !== "" && this.#lastSyncResourceVersion !== "0";
    for await (const event of watch) {
      events++;
      switch (event.type) {
        case "ADDED":
          await this.#store.add(event.object);
          break;
        case "MODIFIED":
          await this.#store.update(event.object);
          break;
        case "DELETED":
          await this.#store.delete(event.object);
          break;
        case "BOOKMARK":
          this.#store.bookmark?.(event.object.metadata.resourceVersion ?? "");
          break;
        case "ERROR":
          throw new StatusError(event.object);
      }
      ordered ||= event.type !== "ADDED";
      const { resourceVersion } = event.object.metadata;
      if (ordered && resourceVersion !== undefined) this.#lastSyncResourceVersion = resourceVersion;
    }
    return events;
  }

  #open(signal: AbortSignal, opts: ListOptions): Promise<Watch<T>> {
    const span = MAX_WATCH_TIMEOUT_SECONDS - MIN_WATCH_TIMEOUT_SECONDS;
    const timeoutSeconds = Math.floor(MIN_WATCH_TIMEOUT_SECONDS + this.#random() * span);
    return this.#lw.watch({ ...opts, allowWatchBookmarks: true, timeoutSeconds, signal });
  }

  /** "0", any state that the server's cache has, is cheapest at first; later nothing older than what we know will do. */
  #relistResourceVersion(): string {
    if (this.#versionUnavailable) return "";
    return this.#lastSyncResourceVersion === "" ? "0" : this.#lastSyncResourceVersion;
  }

  #pageSize(resourceVersion: string): number {
    if (this.#options.pageSize !== undefined) return this.#options.pageSize;
    // A limit together with a version would go past the server's cache.
    const fromCache = resourceVersion !== "" && resourceVersion !== "0" && !this.#paginated;
    return fromCache ? 0 : DEFAULT_PAGE_SIZE;
  }

  #startResync(signal: AbortSignal): { cancel(): void } {
    const { resyncPeriodMs = 0, shouldResync } = this.#options;
    if (resyncPeriodMs <= 0 || this.#store.resync === undefined) return { cancel: () => undefined };
    let stopped = false;
    let timer: Timer;
    const tick = async (): Promise<void> => {
      try {
        if (shouldResync?.() ?? true) await this.#store.resync!();
      } catch (err) {
        this.#onError(toError(err));
      }
      if (!stopped && !signal.aborted) timer = this.#clock.setTimeout(() => void tick(), resyncPeriodMs);
    };
    timer = this.#clock.setTimeout(() => void tick(), resyncPeriodMs);
    return {
      cancel: () => {
        stopped = true;
        timer.cancel();
      },
    };
  }

  async #pause(signal: AbortSignal): Promise<void> {
    try {
      await this.#clock.sleep(this.#backoff.next(), { signal });
    } catch (err) {
      if (!signal.aborted) throw err;
    }
  }
}

/** The initial events did not end. */
class InitialEventsMissingError extends Error {
  constructor() {
    super("the watch ended before its initial events were complete");
    this.name = "InitialEventsMissingError";
  }
}

function isExpired(err: unknown): boolean {
  return isResourceExpired(err) || isGone(err);
}

/** Worth another try from where we are. */
function isTransient(err: unknown): boolean {
  return isTooManyRequests(err) || err instanceof TransportError || hasStatusCause(err, CONNECTION_LOST);
}
