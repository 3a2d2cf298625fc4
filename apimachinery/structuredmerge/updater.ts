import { deepEqualJSON, type Steps } from "../runtime/index.js";
import { compareSteps, type Comparison } from "./compare-values.js";
import { ApplyConflictError, type Conflict } from "./conflicts.js";
import { EMPTY_SET, type FieldSet } from "./field-set.js";
import type { Managers, VersionedSet } from "./managers.js";
import { mergeValues } from "./merge-values.js";
import { reconcileSet, withNamedFields } from "./reconcile-set.js";
import { removeItems } from "./remove-items.js";
import type { SchemaNode } from "./schema-node.js";
import { setOfValue } from "./set-of-value.js";

/** A value in one version. Values are shared and never changed. */
export interface TypedValue {
  readonly value: unknown;
  readonly type: SchemaNode;
}

/** Converts objects between versions. */
export interface VersionConverter {
  /** undefined: the version is no longer known. @throws Error when the object cannot be converted */
  convert(object: TypedValue, apiVersion: string): TypedValue | undefined;
}

export interface UpdaterOptions {
  readonly converter: VersionConverter;
  /** Fields of which nobody takes note, by version, with all that is below them. */
  readonly ignored?: ReadonlyMap<string, FieldSet>;
  /** An apply that changes nothing gives the same object back, not undefined. */
  readonly returnInputOnNoop?: boolean;
}

export interface UpdateResult {
  readonly managers: Managers;
}

export interface ApplyResult {
  /** undefined: the apply changed nothing but who manages what. */
  readonly object: TypedValue | undefined;
  readonly managers: Managers;
}

/**
 * Works out who manages what after a change, and merges what is applied.
 * @see kubernetes-sigs/structured-merge-diff merge/update.go
 */
export class Updater {
  readonly #converter: VersionConverter;
  readonly #ignored: ReadonlyMap<string, FieldSet>;
  readonly #returnInputOnNoop: boolean;

  constructor(options: UpdaterOptions) {
    this.#converter = options.converter;
    this.#ignored = options.ignored ?? new Map();
    this.#returnInputOnNoop = options.returnInputOnNoop ?? false;
  }

  /**
   * `manager` wrote `next`, whatever way: he owns what he changed, and nobody else does. `live` is the object before;
   * both are in `apiVersion`.
   */
  *update(
    live: TypedValue,
    next: TypedValue,
    apiVersion: string,
    managers: Managers,
    manager: string,
  ): Steps<UpdateResult> {
    const owners = this.#reconcile(live, managers);
    const change = yield* this.#release(live, next, apiVersion, owners, manager, true);
    const previous = owners.get(manager)?.set ?? EMPTY_SET;
    const set = this.#filter(
      previous.difference(change.removed).union(change.modified).union(change.added),
      apiVersion,
    );
    if (set.isEmpty) owners.delete(manager);
    else owners.set(manager, { set, apiVersion, applied: false });
    return { managers: owners };
  }

  /**
   * `manager` wants what `config` says: it is merged into `live`, and what he applied the last time but no longer
   * mentions goes, unless somebody else owns it. Both are in `apiVersion`.
   * @throws ApplyConflictError when others own what would change, without `force`
   */
  *apply(
    live: TypedValue,
    config: TypedValue,
    apiVersion: string,
    managers: Managers,
    manager: string,
    force: boolean,
  ): Steps<ApplyResult> {
    const owners = this.#reconcile(live, managers);
    const merged = wrapped("failed to merge config", () => mergeValues(live.value, config.value, live.type));
    yield;
    const last = owners.get(manager);
    const set = wrapped("failed to get field set", () => setOfValue(config.value, config.type));
    yield;
    owners.set(manager, { set: this.#filter(set, apiVersion), apiVersion, applied: true });
    const object = wrapped("failed to prune fields", () =>
      this.#prune({ value: merged ?? null, type: live.type }, owners, apiVersion, last),
    );
    yield;
    yield* this.#release(live, object, apiVersion, owners, manager, force);
    const unchanged = !this.#returnInputOnNoop && deepEqualJSON(live.value, object.value);
    return { object: unchanged ? undefined : object, managers: owners };
  }

  /** Takes what changed from all managers but one, and managers that are left with nothing or of no known version out. */
  *#release(
    live: TypedValue,
    next: TypedValue,
    apiVersion: string,
    owners: Map<string, VersionedSet>,
    actor: string,
    force: boolean,
  ): Steps<Comparison> {
    const change = yield* this.#compare(live, next, apiVersion);
    yield;
    const touchedByVersion = new Map<string, Touched>([[apiVersion, touchedBy(change)]]);
    const conflicts: { readonly manager: string; readonly set: FieldSet }[] = [];
    const remaining = new Map<string, FieldSet>();
    for (const [manager, owned] of owners) {
      if (manager === actor) continue;
      let touched = touchedByVersion.get(owned.apiVersion);
      if (touched === undefined) {
        const its = yield* this.#compareIn(live, next, owned.apiVersion);
        if (its === undefined) {
          owners.delete(manager);
          continue;
        }
        touchedByVersion.set(owned.apiVersion, (touched = touchedBy(its)));
      }
      const contested = owned.set.intersection(touched.set);
      if (!contested.isEmpty) conflicts.push({ manager, set: contested });
      remaining.set(manager, owned.set.difference(contested).difference(touched.removed));
    }
    if (!force && conflicts.length > 0) {
      throw new ApplyConflictError(
        conflicts.flatMap(({ manager, set }) => [...set.paths()].map((path): Conflict => ({ manager, path }))),
      );
    }
    for (const [manager, set] of remaining) {
      const owned = owners.get(manager)!;
      if (set !== owned.set) owners.set(manager, { ...owned, set });
    }
    for (const [manager, { set }] of owners) if (set.isEmpty) owners.delete(manager);
    return change;
  }

  *#compareIn(live: TypedValue, next: TypedValue, apiVersion: string): Steps<Comparison | undefined> {
    const before = wrapped("failed to convert old object", () => this.#converter.convert(live, apiVersion));
    if (before === undefined) return undefined;
    const after = wrapped("failed to convert new object", () => this.#converter.convert(next, apiVersion));
    return after === undefined ? undefined : yield* this.#compare(before, after, apiVersion);
  }

  *#compare(live: TypedValue, next: TypedValue, apiVersion: string): Steps<Comparison> {
    const change = yield* wrappedSteps("failed to compare objects", compareSteps(live.value, next.value, next.type));
    if (!this.#ignored.has(apiVersion)) return change;
    return {
      removed: this.#filter(change.removed, apiVersion),
      modified: this.#filter(change.modified, apiVersion),
      added: this.#filter(change.added, apiVersion),
    };
  }

  #filter(set: FieldSet, apiVersion: string): FieldSet {
    const ignored = this.#ignored.get(apiVersion);
    return ignored === undefined ? set : set.recursiveDifference(ignored);
  }

  /** Without what the manager applied the last time and nobody owns now. */
  #prune(merged: TypedValue, owners: Managers, apiVersion: string, last: VersionedSet | undefined): TypedValue {
    if (last === undefined || last.set.isEmpty || this.#stillWanted(last, owners, apiVersion)) return merged;
    const converted = wrapped("failed to convert merged object to last applied version", () =>
      this.#converter.convert(merged, last.apiVersion),
    );
    if (converted === undefined) return merged;
    const { type } = converted;
    const sets = new NamedSets();
    const owned = withNamedFields(last.set, type);
    let pruned: TypedValue = { value: removeItems(converted.value, owned, type), type };
    pruned = wrapped("failed add back owned items", () =>
      this.#addBackOwned(converted, pruned, last.apiVersion, owners, sets),
    );
    pruned = wrapped("failed add back dangling items", () =>
      this.#addBackDangling(converted, pruned, last.apiVersion, owned, sets),
    );
    const result = this.#converter.convert(pruned, apiVersion);
    if (result === undefined) throw new Error(`version ${apiVersion} is not known`);
    return result;
  }

  /** The usual case, in which nothing goes: all that was applied is owned, by whomever. */
  #stillWanted(last: VersionedSet, owners: Managers, apiVersion: string): boolean {
    if (last.apiVersion !== apiVersion) return false;
    let left = last.set;
    for (const { set, apiVersion: version } of owners.values()) {
      if (version === apiVersion) left = left.difference(set);
      if (left.isEmpty) return true;
    }
    return false;
  }

  /** Puts back what others, or the new configuration, own. */
  #addBackOwned(
    merged: TypedValue,
    pruned: TypedValue,
    prunedVersion: string,
    owners: Managers,
    sets: NamedSets,
  ): TypedValue {
    // First of all in the version of the pruned object: fields that a conversion needs may be missing.
    const byVersion = new Map<string, FieldSet>([[prunedVersion, EMPTY_SET]]);
    for (const { apiVersion, set } of owners.values()) {
      byVersion.set(apiVersion, (byVersion.get(apiVersion) ?? EMPTY_SET).union(set));
    }
    let full = merged;
    let result = pruned;
    for (const [version, owned] of byVersion) {
      if (owned.isEmpty) continue;
      const fullThere = wrapped(`failed to convert merged object at version ${version}`, () =>
        this.#converter.convert(full, version),
      );
      if (fullThere === undefined) continue;
      full = fullThere;
      const there = wrapped(`failed to convert pruned object at version ${version}`, () =>
        this.#converter.convert(result, version),
      );
      if (there === undefined) continue;
      const { type } = full;
      const kept = sets.of(there.value, type).union(withNamedFields(owned, type));
      result = { value: removeItems(full.value, sets.of(full.value, type).difference(kept), type), type };
    }
    return result;
  }

  /** Puts back what the manager did not own the last time. */
  #addBackDangling(
    merged: TypedValue,
    pruned: TypedValue,
    version: string,
    owned: FieldSet,
    sets: NamedSets,
  ): TypedValue {
    const converted = wrapped("failed to convert pruned object to last applied version", () =>
      this.#converter.convert(pruned, version),
    );
    if (converted === undefined) return merged;
    const { type } = merged;
    const gone = sets.of(merged.value, type).difference(sets.of(converted.value, type)).intersection(owned);
    return { value: removeItems(merged.value, gone, type), type };
  }

  /** A copy of the managers, in terms of today's schema; those of versions that are gone are left out. */
  #reconcile(live: TypedValue, managers: Managers): Map<string, VersionedSet> {
    const out = new Map<string, VersionedSet>();
    const types = new Map<string, SchemaNode | undefined>();
    for (const [manager, owned] of managers) {
      const { apiVersion } = owned;
      if (!types.has(apiVersion)) types.set(apiVersion, this.#converter.convert(live, apiVersion)?.type);
      const type = types.get(apiVersion);
      if (type === undefined) continue;
      const set = reconcileSet(owned.set, type);
      out.set(manager, set === owned.set ? owned : { ...owned, set });
    }
    return out;
  }
}

/** The fields that values have, named ones with members below them included; worked out once for each value. */
class NamedSets {
  readonly #sets = new Map<unknown, FieldSet>();

  of(value: unknown, type: SchemaNode): FieldSet {
    let set = this.#sets.get(value);
    if (set === undefined) this.#sets.set(value, (set = withNamedFields(setOfValue(value, type), type)));
    return set;
  }
}

interface Touched {
  /** Set to something else. */
  readonly set: FieldSet;
  readonly removed: FieldSet;
}

function touchedBy({ modified, added, removed }: Comparison): Touched {
  return { set: modified.union(added), removed };
}

/** Says at which step an error came up. */
function wrapped<T>(step: string, run: () => T): T {
  try {
    return run();
  } catch (err) {
    throw errorAt(step, err);
  }
}

/** As {@link wrapped}, of what is interrupted. */
function* wrappedSteps<T>(step: string, steps: Steps<T>): Steps<T> {
  try {
    return yield* steps;
  } catch (err) {
    throw errorAt(step, err);
  }
}

function errorAt(step: string, err: unknown): Error {
  return new Error(`${step}: ${err instanceof Error ? err.message : String(err)}`, { cause: err });
}
