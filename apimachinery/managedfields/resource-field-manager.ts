import { failureStatus, newBadRequest, StatusError } from "../api/errors/index.js";
import type { Clock } from "../clock/index.js";
import type { ManagedFieldsEntry } from "../meta/v1/index.js";
import {
  deepCopyJSONSteps,
  runAtOnce,
  type DeepReadonly,
  type KubeObject,
  type RuntimeObject,
  type Scheme,
  type Steps,
} from "../runtime/index.js";
import { formatTime } from "../scalars/index.js";
import { apiVersionOf, gvkFromTypeMeta, type GroupVersionKind } from "../schema/index.js";
import {
  ApplyConflictError,
  Updater,
  validateValue,
  type FieldSet,
  type TypedValue,
  type VersionedSet,
} from "../structuredmerge/index.js";
import { capManagers } from "./cap-managers.js";
import { newConflictError } from "./conflict-error.js";
import { conflictsBeyondLastApplied, KUBECTL, updateLastApplied } from "./last-applied.js";
import { decodeManagedFields, encodeManagedFields, managerId, NOBODY, type Managed } from "./managed.js";
import type { ManagedType, ManagedTypes } from "./managed-types.js";
import { UNTRACKED_FIELDS } from "./tracked-fields.js";
import { SchemeVersionConverter, type ObjectConvertor } from "./version-converter.js";

/** Who is noted for what an object had when it was first applied. */
const BEFORE_FIRST_APPLY = "before-first-apply";

/** Who updates while it is not known yet whether anything changes. No identifier looks like this. */
const CURRENT_OPERATION = "current-operation";

export interface FieldManagerParts {
  readonly scheme: ObjectConvertor & Pick<Scheme, "default" | "deepCopy">;
  readonly types: ManagedTypes;
  readonly clock: Clock;
  /** The kind in the version of the requests. */
  readonly kind: GroupVersionKind;
  /** "" for the object itself. */
  readonly subresource: string;
  /** Fields that cannot be set this way, by version: nobody comes to manage them by it. */
  readonly resetFields?: ReadonlyMap<string, FieldSet>;
}

/**
 * Keeps `metadata.managedFields` of one kind in one version, through the object or one of its subresources. Objects come
 * and go in the hub version.
 * @see kubernetes/apimachinery pkg/util/managedfields/fieldmanager.go
 */
export class ResourceFieldManager {
  readonly #scheme: FieldManagerParts["scheme"];
  readonly #types: ManagedTypes;
  readonly #clock: Clock;
  readonly #kind: GroupVersionKind;
  readonly #apiVersion: string;
  readonly #subresource: string;
  readonly #updater: Updater;

  constructor(parts: FieldManagerParts) {
    const { scheme, types, clock, kind, subresource, resetFields } = parts;
    this.#scheme = scheme;
    this.#types = types;
    this.#clock = clock;
    this.#kind = kind;
    this.#apiVersion = apiVersionOf(kind);
    this.#subresource = subresource;
    this.#updater = new Updater({
      converter: new SchemeVersionConverter(scheme, types, kind),
      ...(resetFields === undefined ? {} : { ignored: resetFields }),
    });
  }

  /**
   * Notes what `manager` changed between `live` (undefined: the object is new) and `object`, which is changed and
   * returned. Never fails: where it cannot be worked out who manages what, it stays as it was.
   */
  update(live: DeepReadonly<KubeObject> | undefined, object: KubeObject, manager: string): KubeObject {
    return runAtOnce(this.updateSteps(live, object, manager));
  }

  /** As {@link update}, with breaks. */
  *updateSteps(live: DeepReadonly<KubeObject> | undefined, object: KubeObject, manager: string): Steps<KubeObject> {
    let entries: ManagedFieldsEntry[] | undefined;
    try {
      const managed = this.#managedAtUpdate(live, object);
      // One list in both, in which no change is found: to take it out would take a copy of the rest.
      setManagedFields(object, live?.metadata.managedFields as ManagedFieldsEntry[] | undefined);
      // An object that lost all its managers, or never had any, gets none until it is applied.
      if (managed.managers.size === 0 && live !== undefined) {
        setManagedFields(object, undefined);
        return object;
      }
      const { type, empty } = this.#managedType();
      const next = this.#versioned(object, type);
      const before = live === undefined ? withNullsOf(next, this.#typed(empty(), type)) : this.#versioned(live, type);
      yield;
      entries = yield* encodeManagedFields(yield* this.#noteUpdate(before, next, managed, manager));
    } catch {
      // As upstream: a write does not fail for its bookkeeping.
      entries = live?.metadata.managedFields as ManagedFieldsEntry[] | undefined;
    }
    setManagedFields(object, entries);
    return object;
  }

  /**
   * Server-side apply: merges `patch`, an object of the request's version that may be kept in parts, into `live`
   * (undefined: the object is new).
   * @throws StatusError 400 for another kind, 409 for conflicts without `force`, 500 for a patch that is not of its schema
   */
  apply(live: DeepReadonly<KubeObject> | undefined, patch: RuntimeObject, manager: string, force: boolean): KubeObject {
    return runAtOnce(this.applySteps(live, patch, manager, force));
  }

  /** As {@link apply}, with breaks. */
  *applySteps(
    live: DeepReadonly<KubeObject> | undefined,
    patch: RuntimeObject,
    manager: string,
    force: boolean,
  ): Steps<KubeObject> {
    this.#checkPatch(patch);
    try {
      return yield* this.#apply(live, patch as KubeObject, manager, force);
    } catch (err) {
      if (err instanceof StatusError) throw err;
      const message = err instanceof Error ? err.message : String(err);
      throw new StatusError(failureStatus({ code: 500, reason: "", message }), { cause: err });
    }
  }

  *#apply(
    live: DeepReadonly<KubeObject> | undefined,
    patch: KubeObject,
    name: string,
    force: boolean,
  ): Steps<KubeObject> {
    const managedType = this.#managedType();
    const { type } = managedType;
    let managed = stepped(
      () => "failed to decode managed fields",
      () => decodeManagedFields(live?.metadata.managedFields),
    );
    const before = this.#typed(live ?? managedType.empty(), type);
    if (managed.managers.size === 0 && live !== undefined) {
      const nothing = withNullsOf(before, this.#typed(managedType.empty(), type));
      managed = yield* this.#noteUpdate(nothing, before, managed, BEFORE_FIRST_APPLY);
    }
    yield;
    stepped(
      () => `failed to create typed patch object (${describe(patch)})`,
      () => validateValue(patch, type),
    );
    yield;
    const id = this.#managerId(name, "Apply");
    const { object: merged, managers } = yield* this.#merge(before, { value: patch, type }, managed, id, name, force);
    const owners = new Map(managers);
    strip(owners, id);
    keepWritten(owners, id, managed);
    const times = new Map(managed.times);
    let object: KubeObject;
    if (merged === undefined) {
      object = this.#scheme.deepCopy((live ?? this.#toHub(before.value as RuntimeObject)) as KubeObject);
    } else {
      // As at an update: a scale knows no times.
      if (this.#subresource !== "scale") times.set(id, formatTime(this.#clock.now()));
      object = yield* this.#finish(merged, managedType, patch);
    }
    yield;
    if (name === KUBECTL) updateLastApplied(object, patch);
    const entries = yield* encodeManagedFields({ managers: owners, times, written: managed.written });
    setManagedFields(object, entries);
    return object;
  }

  *#merge(
    live: TypedValue,
    patch: TypedValue,
    { managers }: Managed,
    id: string,
    name: string,
    force: boolean,
  ): ReturnType<Updater["apply"]> {
    const apply = (forced: boolean) => this.#updater.apply(live, patch, this.#apiVersion, managers, id, forced);
    try {
      return yield* apply(force);
    } catch (err) {
      if (!(err instanceof ApplyConflictError)) throw err;
      if (name !== KUBECTL) throw newConflictError(err.conflicts);
      const standing = conflictsBeyondLastApplied(err.conflicts, live.value as RuntimeObject, live.type);
      if (standing === undefined || standing.length > 0) throw newConflictError(standing ?? err.conflicts);
      return yield* apply(true);
    }
  }

  /** A merged value as an object of the hub, with its defaults. */
  *#finish({ value }: TypedValue, { decode }: ManagedType, patch: KubeObject): Steps<KubeObject> {
    const step = () => `failed to convert new object (${describe(patch)}) to proper version`;
    const copy = yield* deepCopyJSONSteps(value);
    const object = stepped(step, () => decode(copy)) as KubeObject;
    yield;
    return stepped(step, () => {
      this.#scheme.default(object);
      return this.#toHub(object);
    });
  }

  *#noteUpdate(live: TypedValue, next: TypedValue, managed: Managed, name: string): Steps<Managed> {
    const { managers } = yield* this.#updater.update(live, next, this.#apiVersion, managed.managers, CURRENT_OPERATION);
    const owners = new Map(managers);
    const times = new Map(managed.times);
    strip(owners, CURRENT_OPERATION);
    const changed = owners.get(CURRENT_OPERATION);
    if (changed !== undefined) {
      const id = this.#managerId(name, "Update");
      const previous = owners.get(id);
      const set = previous === undefined ? changed.set : changed.set.union(previous.set);
      owners.delete(CURRENT_OPERATION);
      owners.set(id, { set, apiVersion: this.#apiVersion, applied: false });
      // As upstream, which takes the times of the object itself when it comes from a scale.
      if (this.#subresource !== "scale") times.set(id, formatTime(this.#clock.now()));
    }
    capManagers(owners, times);
    return { managers: owners, times, written: managed.written };
  }

  /** What the request says of managers, when it may and does; else what the object had. */
  #managedAtUpdate(live: DeepReadonly<KubeObject> | undefined, object: KubeObject): Managed {
    const stored = live?.metadata.managedFields;
    const given = object.metadata.managedFields;
    if (this.#subresource === "") {
      if (isReset(given)) return NOBODY;
      const managed = decodedOr(given, stored, undefined);
      if (managed !== undefined && managed.managers.size > 0) return managed;
    }
    return decodedOr(stored, stored, NOBODY);
  }

  #managedType(): ManagedType {
    const type = this.#types.typeOf(this.#kind);
    if (type === undefined) throw new Error(`no corresponding type for ${kindText(this.#kind)}`);
    return type;
  }

  /** The object in the request's version, without its managed fields. */
  #typed(object: DeepReadonly<RuntimeObject>, type: ManagedType["type"]): TypedValue {
    const typed = this.#versioned(object, type);
    const versioned = typed.value as KubeObject;
    if (versioned.metadata?.managedFields === undefined) return typed;
    const { managedFields: _, ...metadata } = versioned.metadata;
    return { value: { ...versioned, metadata }, type };
  }

  /** The object in the request's version, with all that it has. */
  #versioned(object: DeepReadonly<RuntimeObject>, type: ManagedType["type"]): TypedValue {
    return { value: this.#scheme.convertToVersion<KubeObject>(object as RuntimeObject, this.#kind), type };
  }

  #toHub(object: RuntimeObject): KubeObject {
    return this.#scheme.convertToHub<KubeObject>(object);
  }

  #managerId(name: string, operation: "Apply" | "Update"): string {
    const manager = name === "" ? "unknown" : name;
    return managerId({ manager, operation, apiVersion: this.#apiVersion, subresource: this.#subresource });
  }

  #checkPatch(patch: RuntimeObject): void {
    const kind = kindOfPatch(patch);
    if (kindText(kind) !== kindText(this.#kind)) throw newBadRequest(`invalid object type: ${kindText(kind)}`);
    const { metadata } = patch as Partial<KubeObject>;
    if (metadata?.managedFields != null) throw newBadRequest("metadata.managedFields must be nil");
  }
}

/** To delete what is not there takes as long as to delete. */
function setManagedFields({ metadata }: KubeObject, entries: ManagedFieldsEntry[] | undefined): void {
  if (entries !== undefined) metadata.managedFields = entries;
  else if ("managedFields" in metadata) delete metadata.managedFields;
}

/**
 * An empty value with the nulls of another of its kind: what is null although nobody needs to say so, such as a time that
 * was never set, is so in every object of the kind, and nobody manages it.
 */
function withNullsOf(value: TypedValue, empty: TypedValue): TypedValue {
  return { value: withNulls(value.value as object, empty.value as object), type: empty.type };
}

function withNulls(object: object, empty: object): object {
  const out: Record<string, unknown> = { ...empty };
  for (const [name, value] of Object.entries(object)) {
    const other = out[name];
    if (value === null) out[name] ??= null;
    else if (isPlainObject(value) && isPlainObject(other)) out[name] = withNulls(value, other);
  }
  return out;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function strip(owners: Map<string, VersionedSet>, id: string): void {
  const owned = owners.get(id);
  if (owned === undefined) return;
  const set = owned.set.difference(UNTRACKED_FIELDS);
  if (set.isEmpty) owners.delete(id);
  else owners.set(id, { ...owned, set });
}

/** Takes an equal set as it was before, so that it need not be written again. */
function keepWritten(owners: Map<string, VersionedSet>, id: string, { managers }: Managed): void {
  const owned = owners.get(id);
  const before = managers.get(id);
  if (owned !== undefined && before?.set.equals(owned.set) === true) owners.set(id, { ...owned, set: before.set });
}

/** An empty list, or one empty entry: the client wants nobody to manage anything. */
function isReset(entries: readonly object[] | undefined): boolean {
  if (entries === undefined || entries.length > 1) return false;
  return entries.length === 0 || Object.keys(entries[0]!).length === 0;
}

function decodedOr<T>(
  entries: DeepReadonly<ManagedFieldsEntry[]> | undefined,
  known: DeepReadonly<ManagedFieldsEntry[]> | undefined,
  otherwise: T,
): Managed | T {
  try {
    return decodeManagedFields(entries, known);
  } catch {
    // Clients that know nothing of managed fields may have damaged them.
    return otherwise;
  }
}

function kindOfPatch(patch: RuntimeObject): GroupVersionKind {
  const { apiVersion, kind } = patch as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return gvkFromTypeMeta(typeof apiVersion === "string" ? apiVersion : "", typeof kind === "string" ? kind : "");
}

/** As objects are named in messages: `namespace/name; group/version, Kind=kind`. */
function describe(object: KubeObject): string {
  const { namespace = "", name = "" } = object.metadata ?? {};
  return `${namespace}/${name}; ${kindText(kindOfPatch(object))}`;
}

/** With the slash after the group also where there is none, as upstream prints kinds. */
function kindText({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}, Kind=${kind}`;
}

/** Runs a step; an error says which it was. */
function stepped<T>(step: () => string, run: () => T): T {
  try {
    return run();
  } catch (err) {
    throw new Error(`${step()}: ${err instanceof Error ? err.message : String(err)}`, { cause: err });
  }
}
