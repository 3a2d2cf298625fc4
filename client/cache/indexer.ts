import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import { metaNamespaceKey, type KeyFunc } from "./keys.js";

/** Values under which an object is found in one index. */
export type IndexFunc<T> = (obj: DeepReadonly<T>) => readonly string[];
export type Indexers<T> = { readonly [name: string]: IndexFunc<T> };

/** The index that every informer has. */
export const NAMESPACE_INDEX = "namespace";

export function namespaceIndexFunc(obj: DeepReadonly<KubeObject>): readonly string[] {
  return [obj.metadata.namespace ?? ""];
}

/** Objects by key. What a store gives out is shared: read, never change. */
export interface Store<T> {
  add(obj: DeepReadonly<T>): void;
  update(obj: DeepReadonly<T>): void;
  delete(obj: DeepReadonly<T>): void;
  /** All objects, in no order that holds. A fresh array. */
  list(): DeepReadonly<T>[];
  listKeys(): string[];
  get(obj: DeepReadonly<T>): DeepReadonly<T> | undefined;
  getByKey(key: string): DeepReadonly<T> | undefined;
  /** Exchanges the whole content. */
  replace(objs: readonly DeepReadonly<T>[]): void;
  /** How many objects there are. */
  readonly size: number;
}

/** A store that also finds objects by computed values. @see kubernetes/client-go tools/cache/index.go */
export interface Indexer<T> extends Store<T> {
  /** Objects that share a value of the index with `obj`. @throws Error when there is no such index. */
  index(indexName: string, obj: DeepReadonly<T>): DeepReadonly<T>[];
  /** Objects with this value. @throws Error when there is no such index. */
  byIndex(indexName: string, value: string): DeepReadonly<T>[];
  /** Keys of the objects with this value. @throws Error when there is no such index. */
  indexKeys(indexName: string, value: string): string[];
  /** All values of an index. @throws Error when there is no such index. */
  listIndexFuncValues(indexName: string): string[];
  getIndexers(): Indexers<T>;
  /** Adds indexes over what is there and what is to come. @throws Error when a name is taken. */
  addIndexers(indexers: Indexers<T>): void;
}

export interface IndexerOptions<T> {
  /** Default {@link metaNamespaceKey}. */
  readonly keyFunc?: KeyFunc<T>;
  readonly indexers?: Indexers<T>;
}

export function createIndexer<T extends KubeObject>(opts: IndexerOptions<T> = {}): Indexer<T> {
  const keyFunc = opts.keyFunc ?? (metaNamespaceKey as KeyFunc<T>);
  return new MapIndexer<T>(keyFunc, opts.indexers ?? {});
}

class MapIndexer<T> implements Indexer<T> {
  readonly #keyFunc: KeyFunc<T>;
  readonly #items = new Map<string, DeepReadonly<T>>();
  readonly #funcs = new Map<string, IndexFunc<T>>();
  // index name -> value -> keys
  readonly #indexes = new Map<string, Map<string, Set<string>>>();

  constructor(keyFunc: KeyFunc<T>, indexers: Indexers<T>) {
    this.#keyFunc = keyFunc;
    for (const [name, func] of Object.entries(indexers)) {
      this.#funcs.set(name, func);
      this.#indexes.set(name, new Map());
    }
  }

  get size(): number {
    return this.#items.size;
  }

  add(obj: DeepReadonly<T>): void {
    this.update(obj);
  }

  update(obj: DeepReadonly<T>): void {
    const key = this.#keyFunc(obj);
    const old = this.#items.get(key);
    this.#items.set(key, obj);
    for (const [name, func] of this.#funcs) {
      if (old !== undefined) this.#unindex(name, func(old), key);
      this.#insert(name, func(obj), key);
    }
  }

  delete(obj: DeepReadonly<T>): void {
    const key = this.#keyFunc(obj);
    const old = this.#items.get(key);
    if (old === undefined) return;
    this.#items.delete(key);
    for (const [name, func] of this.#funcs) this.#unindex(name, func(old), key);
  }

  list(): DeepReadonly<T>[] {
    return [...this.#items.values()];
  }

  listKeys(): string[] {
    return [...this.#items.keys()];
  }

  get(obj: DeepReadonly<T>): DeepReadonly<T> | undefined {
    return this.#items.get(this.#keyFunc(obj));
  }

  getByKey(key: string): DeepReadonly<T> | undefined {
    return this.#items.get(key);
  }

  replace(objs: readonly DeepReadonly<T>[]): void {
    this.#items.clear();
    for (const index of this.#indexes.values()) index.clear();
    for (const obj of objs) this.update(obj);
  }

  index(indexName: string, obj: DeepReadonly<T>): DeepReadonly<T>[] {
    const values = this.#func(indexName)(obj);
    const keys = new Set(values.flatMap((value) => this.indexKeys(indexName, value)));
    return [...keys].map((key) => this.#items.get(key)!);
  }

  byIndex(indexName: string, value: string): DeepReadonly<T>[] {
    return this.indexKeys(indexName, value).map((key) => this.#items.get(key)!);
  }

  indexKeys(indexName: string, value: string): string[] {
    this.#func(indexName);
    return [...(this.#indexes.get(indexName)!.get(value) ?? [])];
  }

  listIndexFuncValues(indexName: string): string[] {
    this.#func(indexName);
    return [...this.#indexes.get(indexName)!.keys()];
  }

  getIndexers(): Indexers<T> {
    return Object.fromEntries(this.#funcs);
  }

  addIndexers(indexers: Indexers<T>): void {
    const taken = Object.keys(indexers).filter((name) => this.#funcs.has(name));
    if (taken.length > 0) throw new Error(`indexer conflict: ${taken.join(", ")}`);
    for (const [name, func] of Object.entries(indexers)) {
      this.#funcs.set(name, func);
      this.#indexes.set(name, new Map());
      for (const [key, obj] of this.#items) this.#insert(name, func(obj), key);
    }
  }

  #func(indexName: string): IndexFunc<T> {
    const func = this.#funcs.get(indexName);
    if (func === undefined) throw new Error(`Index with name ${indexName} does not exist`);
    return func;
  }

  #insert(name: string, values: readonly string[], key: string): void {
    const index = this.#indexes.get(name)!;
    for (const value of values) {
      let keys = index.get(value);
      if (keys === undefined) index.set(value, (keys = new Set()));
      keys.add(key);
    }
  }

  #unindex(name: string, values: readonly string[], key: string): void {
    const index = this.#indexes.get(name)!;
    for (const value of values) {
      const keys = index.get(value);
      keys?.delete(key);
      // An empty set for each value that once was would never be freed.
      if (keys?.size === 0) index.delete(value);
    }
  }
}
