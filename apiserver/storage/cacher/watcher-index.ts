import type { ObjectChange } from "../resource/index.js";
import type { SelectionPredicate } from "../resource-storage.js";

export interface IndexedWatcher {
  /** Ends with `/`. */
  readonly prefix: string;
  readonly predicate: SelectionPredicate;
}

/**
 * Which watchers a change may concern: those of its namespace and of the whole resource, those of its name, and those
 * that select one value of an indexed field. A change never looks at the watchers of other namespaces.
 */
export class WatcherIndex<W extends IndexedWatcher> {
  readonly #root: string;
  readonly #fields: readonly string[];
  readonly #byPrefix = new Map<string, Set<W>>();
  readonly #byKey = new Map<string, Set<W>>();
  readonly #byField = new Map<string, Set<W>>();
  #size = 0;
  #byFieldSize = 0;

  /** @param root - the resource's prefix */
  constructor(root: string, indexFields: readonly string[]) {
    this.#root = root;
    this.#fields = indexFields;
  }

  get size(): number {
    return this.#size;
  }

  add(watcher: W, place: WatcherPlace): void {
    const map = this.#mapOf(place);
    const set = map.get(place.at);
    if (set?.has(watcher) === true) return;
    if (set === undefined) map.set(place.at, new Set([watcher]));
    else set.add(watcher);
    this.#size++;
    if (place.by === "field") this.#byFieldSize++;
  }

  delete(watcher: W, place: WatcherPlace): void {
    const map = this.#mapOf(place);
    const set = map.get(place.at);
    if (set?.delete(watcher) !== true) return;
    if (set.size === 0) map.delete(place.at);
    this.#size--;
    if (place.by === "field") this.#byFieldSize--;
  }

  /** Where a watcher belongs; it stays the same for its life. `namespaced`: whether a name alone is not a key. */
  placeOf(watcher: IndexedWatcher, namespaced: boolean): WatcherPlace {
    const { prefix, predicate } = watcher;
    if (!predicate.empty && predicate.exactField !== undefined) {
      const name = predicate.exactField("metadata.name");
      if (name !== undefined && (prefix !== this.#root || !namespaced)) return { by: "key", at: prefix + name };
      for (const field of this.#fields) {
        const value = predicate.exactField(field);
        if (value !== undefined) return { by: "field", at: fieldKey(field, value) };
      }
    }
    return { by: "prefix", at: prefix };
  }

  /** Calls `visit` for every watcher that `change` may concern. */
  forChange(change: ObjectChange, visit: (watcher: W) => void): void {
    const { key } = change;
    for (let end = this.#root.length; end > 0; end = key.indexOf("/", end) + 1) {
      this.#byPrefix.get(end === this.#root.length ? this.#root : key.slice(0, end))?.forEach(visit);
    }
    if (this.#byKey.size > 0) this.#byKey.get(key)?.forEach(visit);
    if (this.#byFieldSize > 0) this.#forFields(change, visit);
  }

  /** How many watchers a change below `prefix` may concern. */
  count(prefix: string): number {
    if (prefix === this.#root) return this.#size;
    let keyed = 0;
    for (const [key, set] of this.#byKey) if (key.startsWith(prefix)) keyed += set.size;
    return (
      (this.#byPrefix.get(this.#root)?.size ?? 0) + (this.#byPrefix.get(prefix)?.size ?? 0) + keyed + this.#byFieldSize
    );
  }

  all(): W[] {
    return [this.#byPrefix, this.#byKey, this.#byField].flatMap((map) => [...map.values()].flatMap((set) => [...set]));
  }

  #forFields(change: ObjectChange, visit: (watcher: W) => void): void {
    const scoped = (watcher: W): void => {
      if (change.key.startsWith(watcher.prefix)) visit(watcher);
    };
    for (const field of this.#fields) {
      const now = change.current?.attributes().fields[field] ?? "";
      const before = change.previous?.attributes().fields[field] ?? "";
      this.#byField.get(fieldKey(field, now))?.forEach(scoped);
      if (now !== before) this.#byField.get(fieldKey(field, before))?.forEach(scoped);
    }
  }

  #mapOf(place: WatcherPlace): Map<string, Set<W>> {
    if (place.by === "prefix") return this.#byPrefix;
    return place.by === "key" ? this.#byKey : this.#byField;
  }
}

export interface WatcherPlace {
  readonly by: "prefix" | "key" | "field";
  readonly at: string;
}

function fieldKey(field: string, value: string): string {
  return `${field}=${value}`;
}
