import { deepFreeze, type DeepReadonly, type KubeObject } from "../../apimachinery/runtime/index.js";
import type { Indexer } from "./indexer.js";
import { DeletedFinalStateUnknown, metaNamespaceKey } from "./keys.js";
import type { Notification } from "./listener.js";
import type { ReflectorStore } from "./reflector.js";

/** Changes objects before they are cached, to save memory. Must give the same result when applied twice. */
export type TransformFunc<T> = (obj: T) => T;

/** Where changes go after the indexer has them. `sync`: nothing has changed; only for those who are due a resync. */
export type Distribute<T> = (notification: Notification<T>, sync: boolean) => void;

export interface InformerStoreOptions<T extends KubeObject> {
  readonly indexer: Indexer<T>;
  readonly distribute: Distribute<T>;
  /** Resolves when all listeners have room; undefined when they have. */
  readonly room: () => Promise<void> | undefined;
  readonly onSynced: () => void;
  readonly transform?: TransformFunc<T> | undefined;
  readonly freeze: boolean;
}

/**
 * Turns what a reflector learns into changes of the indexer and notifications about them. Plays the part of the
 * DeltaFIFO; there is no queue between, since both ends run on one thread and the indexer is changed at once. Listeners
 * have the buffers.
 * @see kubernetes/client-go tools/cache/{delta_fifo,shared_informer}.go
 */
export class InformerStore<T extends KubeObject> implements ReflectorStore<T> {
  readonly #options: InformerStoreOptions<T>;
  #synced = false;

  constructor(options: InformerStoreOptions<T>) {
    this.#options = options;
  }

  add(obj: T): void | Promise<void> {
    this.#put(this.#prepare(obj), false, false);
    return this.#options.room();
  }

  update(obj: T): void | Promise<void> {
    return this.add(obj);
  }

  delete(obj: T): void | Promise<void> {
    const last = this.#prepare(obj);
    const { indexer, distribute } = this.#options;
    if (indexer.get(last) !== undefined) {
      indexer.delete(last);
      distribute({ type: "delete", obj: last }, false);
    }
    return this.#options.room();
  }

  replace(objs: readonly T[]): void | Promise<void> {
    const { indexer, distribute } = this.#options;
    const listed = new Set<string>();
    for (const obj of objs) {
      const prepared = this.#prepare(obj);
      listed.add(metaNamespaceKey(prepared as DeepReadonly<KubeObject>));
      this.#put(prepared, !this.#synced, true);
    }
    for (const key of indexer.listKeys()) {
      if (listed.has(key)) continue;
      const last = indexer.getByKey(key)!;
      indexer.delete(last);
      distribute({ type: "delete", obj: new DeletedFinalStateUnknown<T>(key, last) }, false);
    }
    if (!this.#synced) {
      this.#synced = true;
      this.#options.onSynced();
    }
    return this.#options.room();
  }

  resync(): void | Promise<void> {
    for (const obj of this.#options.indexer.list()) this.#options.distribute({ type: "update", old: obj, obj }, true);
    return this.#options.room();
  }

  #put(obj: DeepReadonly<T>, initial: boolean, replaced: boolean): void {
    const { indexer, distribute } = this.#options;
    const old = indexer.get(obj);
    indexer.update(obj);
    if (old === undefined) {
      distribute({ type: "add", obj, initial }, false);
      return;
    }
    // A new list repeats what has not changed: that is news only to those who want a resync.
    distribute({ type: "update", old, obj }, replaced && versionOf(old) === versionOf(obj));
  }

  #prepare(obj: T): DeepReadonly<T> {
    const { transform, freeze } = this.#options;
    const transformed = transform === undefined ? obj : transform(obj);
    return freeze ? deepFreeze(transformed) : (transformed as DeepReadonly<T>);
  }
}

function versionOf(obj: unknown): string | undefined {
  return (obj as KubeObject).metadata.resourceVersion;
}
