import { newBadRequest, newGenericServerResponse } from "../../apimachinery/api/errors/index.js";
import type { KubeList, KubeObject } from "../../apimachinery/runtime/index.js";
import type { ListerWatcher } from "../cache/lister-watcher.js";
import type { ListOptions } from "../gentype/index.js";
import { CONNECTION_LOST, type Watch, type WatchEvent } from "../rest/index.js";
import { Collection } from "./collection.js";

/**
 * A server of one kind for tests of what lists and watches: its objects are changed by hand, its calls are recorded, and
 * it fails when told to.
 */
export class FakeListerWatcher<T extends KubeObject> implements ListerWatcher<T> {
  readonly lists: ListOptions[] = [];
  readonly watches: ListOptions[] = [];
  /** False: `sendInitialEvents` is refused, as by older servers. */
  streamsInitialEvents: boolean;
  readonly #collection = new Collection();
  readonly #listFailures: Error[] = [];
  readonly #watchFailures: Error[] = [];
  #version = 0;

  constructor(opts: { readonly streamsInitialEvents?: boolean } = {}) {
    this.streamsInitialEvents = opts.streamsInitialEvents ?? true;
  }

  get resourceVersion(): string {
    return String(this.#version);
  }

  /** Open watches. */
  get watching(): number {
    return this.#collection.watching;
  }

  /** Creates or replaces an object. */
  set(obj: T): void {
    this.#collection.put(structuredClone(obj), ++this.#version);
  }

  delete(name: string, namespace = ""): void {
    this.#collection.remove(namespace === "" ? name : `${namespace}/${name}`, ++this.#version);
  }

  /** Something else on the server changed: versions move on. */
  tick(): void {
    this.#version++;
  }

  bookmark(): void {
    this.#collection.bookmark(this.#version);
  }

  /** Forgets all history: watches from before now are expired. */
  compact(): void {
    this.#collection.compact(this.#version);
  }

  /** The server ends all watches, as it does after their time. */
  closeWatches(): void {
    this.#collection.endWatches();
  }

  /** The connection breaks. */
  loseWatches(): void {
    const { status } = newGenericServerResponse({ code: 500, verb: "GET", serverMessage: "lost" });
    const object = { ...status, details: { causes: [{ reason: CONNECTION_LOST, message: "lost" }] } };
    this.endWatchesWith({ type: "ERROR", object });
  }

  endWatchesWith(event: WatchEvent<KubeObject>): void {
    this.#collection.endWatches(event);
  }

  failNextList(err: Error): void {
    this.#listFailures.push(err);
  }

  failNextWatch(err: Error): void {
    this.#watchFailures.push(err);
  }

  async list(opts: ListOptions): Promise<KubeList<T>> {
    this.lists.push(withoutSignal(opts));
    const failure = this.#listFailures.shift();
    if (failure !== undefined) throw failure;
    const all = this.#collection.list(() => true);
    const start = opts.continue === undefined ? 0 : Number(opts.continue);
    // As a server's cache: a limit counts only when the store has to be asked.
    const limit = opts.limit === undefined || opts.resourceVersion === "0" ? all.length : opts.limit;
    const items = structuredClone(all.slice(start, start + limit)) as unknown as T[];
    const more = start + limit < all.length;
    return {
      metadata: { resourceVersion: this.resourceVersion, ...(more && { continue: String(start + limit) }) },
      items,
    };
  }

  async watch(opts: ListOptions): Promise<Watch<T>> {
    this.watches.push(withoutSignal(opts));
    const failure = this.#watchFailures.shift();
    if (failure !== undefined) throw failure;
    if (opts.sendInitialEvents === true && !this.streamsInitialEvents) {
      throw newBadRequest("sendInitialEvents is forbidden for watch");
    }
    const watch = this.#collection.watch(
      {
        filter: () => true,
        resourceVersion: opts.resourceVersion ?? "",
        sendInitialEvents: opts.sendInitialEvents ?? false,
        bookmarks: opts.allowWatchBookmarks ?? false,
        signal: opts.signal,
      },
      this.#version,
    );
    return watch as unknown as Watch<T>;
  }
}

function withoutSignal(opts: ListOptions): ListOptions {
  const { signal: _, ...rest } = opts;
  return rest;
}
