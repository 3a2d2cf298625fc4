import { newResourceExpired } from "../../apimachinery/api/errors/index.js";
import { deepFreeze, type DeepReadonly, type KubeObject } from "../../apimachinery/runtime/index.js";
import { INITIAL_EVENTS_END_ANNOTATION, type WatchEvent } from "../../apimachinery/watch/index.js";
import { metaNamespaceKey } from "../cache/keys.js";
import { PushWatch } from "./push-watch.js";

/** Picks objects of a list or watch. */
export type ObjectFilter = (obj: DeepReadonly<KubeObject>) => boolean;

export interface CollectionWatchOptions {
  readonly filter: ObjectFilter;
  /** "" and "0": begin with what there is. */
  readonly resourceVersion: string;
  readonly sendInitialEvents: boolean;
  readonly bookmarks: boolean;
  readonly signal: AbortSignal | undefined;
}

interface Change {
  readonly version: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly obj: DeepReadonly<KubeObject>;
  readonly old: DeepReadonly<KubeObject> | undefined;
}

interface Watcher {
  readonly watch: PushWatch<KubeObject>;
  readonly filter: ObjectFilter;
  readonly bookmarks: boolean;
}

// Watches from before the oldest of these are told that their version is expired.
const MAX_HISTORY = 1000;

/** The objects of one resource with their history, in memory; what it gives out is frozen, what watches send is a copy. */
export class Collection {
  readonly #objects = new Map<string, DeepReadonly<KubeObject>>();
  readonly #watchers = new Set<Watcher>();
  #history: Change[] = [];
  /** Changes up to this version are forgotten. */
  #compacted = 0;

  get(key: string): DeepReadonly<KubeObject> | undefined {
    return this.#objects.get(key);
  }

  /** Sorted by key, as a server's lists are. */
  list(filter: ObjectFilter): DeepReadonly<KubeObject>[] {
    const keys = [...this.#objects.keys()].sort();
    return keys.map((key) => this.#objects.get(key)!).filter(filter);
  }

  /** Stores `obj`, which now belongs to the collection and carries `version`. */
  put(obj: KubeObject, version: number): DeepReadonly<KubeObject> {
    obj.metadata.resourceVersion = String(version);
    const frozen = deepFreeze(obj);
    const key = metaNamespaceKey(frozen);
    const old = this.#objects.get(key);
    this.#objects.set(key, frozen);
    this.#record({ version, type: old === undefined ? "ADDED" : "MODIFIED", obj: frozen, old });
    return frozen;
  }

  /** Removes an object; watches see its last state with the version of the deletion. */
  remove(key: string, version: number): DeepReadonly<KubeObject> {
    const old = this.#objects.get(key)!;
    this.#objects.delete(key);
    const last = structuredClone(old) as KubeObject;
    last.metadata.resourceVersion = String(version);
    const obj = deepFreeze(last);
    this.#record({ version, type: "DELETED", obj, old });
    return obj;
  }

  /** Forgets the history up to and with `version`: watches from before it are expired. */
  compact(version: number): void {
    this.#compacted = version;
    this.#history = this.#history.filter((change) => change.version > version);
  }

  /** @throws StatusError Expired when `resourceVersion` is older than the history. */
  watch(opts: CollectionWatchOptions, version: number): PushWatch<KubeObject> {
    const from = Number(opts.resourceVersion || "0");
    const initial = opts.sendInitialEvents || from === 0;
    if (!initial && from < this.#compacted) throw newResourceExpired(`too old resource version: ${from} (${version})`);
    const watch = new PushWatch<KubeObject>({ signal: opts.signal, onEnd: () => this.#watchers.delete(watcher) });
    const watcher: Watcher = { watch, filter: opts.filter, bookmarks: opts.bookmarks };
    this.#watchers.add(watcher);
    if (initial) {
      for (const obj of this.list(opts.filter)) watch.push({ type: "ADDED", object: copy(obj) });
      if (opts.sendInitialEvents) watch.push(bookmark(version, { [INITIAL_EVENTS_END_ANNOTATION]: "true" }));
    } else {
      for (const change of this.#history) if (change.version > from) send(watcher, change);
    }
    return watch;
  }

  /** Tells watches that asked for bookmarks how far they are. */
  bookmark(version: number): void {
    for (const { watch, bookmarks } of this.#watchers) if (bookmarks) watch.push(bookmark(version));
  }

  /** Ends all watches, with an event when one is given. */
  endWatches(last?: WatchEvent<KubeObject>): void {
    for (const { watch } of [...this.#watchers]) {
      if (last !== undefined) watch.push(last);
      watch.stop();
    }
  }

  /** How many watches are open. */
  get watching(): number {
    return this.#watchers.size;
  }

  #record(change: Change): void {
    this.#history.push(change);
    if (this.#history.length > MAX_HISTORY) this.#compacted = this.#history.shift()!.version;
    for (const watcher of [...this.#watchers]) send(watcher, change);
  }
}

/** An object that leaves a watch's selection is deleted for that watch, and one that enters is added. */
function send(watcher: Watcher, change: Change): void {
  const is = change.type !== "DELETED" && watcher.filter(change.obj);
  const was = change.old !== undefined && watcher.filter(change.old);
  if (!is && !was) return;
  const type = is ? (was ? "MODIFIED" : "ADDED") : "DELETED";
  watcher.watch.push({ type, object: copy(change.obj) });
}

function bookmark(version: number, annotations?: { [key: string]: string }): WatchEvent<KubeObject> {
  const metadata = { resourceVersion: String(version), ...(annotations !== undefined && { annotations }) };
  return { type: "BOOKMARK", object: { metadata } };
}

function copy(obj: DeepReadonly<KubeObject>): KubeObject {
  return structuredClone(obj) as KubeObject;
}
