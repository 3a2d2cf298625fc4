import { newConflict, newInvalid, newNotFound, newUnclassified } from "../../../apimachinery/api/errors/index.js";
import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import { quote } from "../../../apimachinery/text/index.js";
import { invalid, Path } from "../../../apimachinery/validation/field/index.js";
import { isStorageError } from "../../storage/errors.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { checkNew, fillSystemFields, prepareNew } from "./before-create.js";
import { checkChange, isUnchanged, prepareChange } from "./before-update.js";
import { storeNew } from "./create.js";
import { DecodedOnce } from "./decoded-once.js";
import { wipeSystemFields } from "./object-meta.js";
import { holding } from "./reservations.js";
import { interpretStorageError, OPTIMISTIC_LOCK_MESSAGE } from "./storage-errors.js";
import { readForWrite, type StoreParts } from "./store-parts.js";
import type { UpdateStrategy } from "./strategy.js";
import { checkStoredSize } from "./stored-size.js";
import { UnstoredObject } from "./unstored-object.js";
import type { ValidateCreate, ValidateUpdate, WriteContext } from "./write-context.js";

export interface UpdateRequest {
  readonly name: string;
  /**
   * Makes the new object from the current one (undefined: there is none). Runs again, with what is there then, each time
   * another writer came first; so it has no effect but its result, which the registry may change.
   */
  readonly transform: (current: StoredObject | undefined) => Promise<KubeObject> | KubeObject;
  /** The uid that the current object must have. */
  readonly uid?: string;
  /** Creates what is missing even if the kind does not do so on update: server-side apply. */
  readonly forceAllowCreate?: boolean;
  /** Default: the kind's own. */
  readonly strategy?: UpdateStrategy;
  readonly validateCreate?: ValidateCreate;
  readonly validateUpdate?: ValidateUpdate;
}

export interface UpdateResult {
  readonly object: StoredObject;
  readonly created: boolean;
}

/**
 * Replaces an object, and tries again as long as other writers get in between: a client that names no resourceVersion
 * never sees a conflict. Equal objects are not written again.
 * @throws StatusError 400, 403, 404, 409, 422, or what `transform` throws
 * @see kubernetes/apiserver pkg/registry/generic/registry/store.go, Update; pkg/storage/etcd3/store.go, GuaranteedUpdate
 */
export async function updateObject(
  parts: StoreParts,
  ctx: WriteContext,
  request: UpdateRequest,
): Promise<UpdateResult> {
  const key = parts.keys.keyOf(ctx.namespace, request.name);
  try {
    // A cache may be a little behind. What it gives is good enough for a first try; only what the store itself says is
    // good enough for a failure.
    let current = await readForWrite(parts, key, false, ctx.signal);
    let fresh = false;
    for (;;) {
      ctx.signal?.throwIfAborted();
      try {
        return await attempt(parts, ctx, request, key, current, fresh);
      } catch (err) {
        const lost = isStorageError(err, "Conflict") || isStorageError(err, "KeyExists");
        if (fresh && !lost) throw err;
        const newest = await readForWrite(parts, key, true, ctx.signal);
        if (!lost && newest?.revision === current?.revision) throw err;
        current = newest;
        fresh = true;
      }
    }
  } catch (err) {
    throw interpretStorageError(err, { operation: "update", resource: parts.resource, name: request.name });
  }
}

async function attempt(
  parts: StoreParts,
  ctx: WriteContext,
  request: UpdateRequest,
  key: string,
  stored: StoredObject | undefined,
  fresh: boolean,
): Promise<UpdateResult> {
  const strategy = request.strategy ?? parts.strategy;
  if (stored === undefined) {
    if (!strategy.allowCreateOnUpdate && request.forceAllowCreate !== true) {
      throw newNotFound(parts.resource, request.name);
    }
    return createInstead(parts, ctx, request, key);
  }
  const current = new DecodedOnce(stored);
  const old = current.decoded();
  checkUID(parts, request, key, old);
  await ctx.turns?.rest();
  const object = await request.transform(current);
  checkResourceVersion(parts, strategy, request.name, object, current);
  prepareChange(parts, strategy, ctx, object, old);
  const store = (): Promise<UpdateResult> => checkAndStore(parts, ctx, request, strategy, key, object, current, fresh);
  // Subresources do not reach what is reserved.
  if (parts.reservations === undefined || strategy !== parts.strategy) return store();
  return holding(await parts.reservations.reserveForUpdate(ctx, object, old), store);
}

async function checkAndStore(
  parts: StoreParts,
  ctx: WriteContext,
  request: UpdateRequest,
  strategy: UpdateStrategy,
  key: string,
  object: KubeObject,
  current: DecodedOnce,
  fresh: boolean,
): Promise<UpdateResult> {
  const old = current.decoded();
  await ctx.turns?.rest();
  checkChange(parts, strategy, ctx, object, old);
  await ctx.turns?.rest();
  const unchanged = isUnchanged(object, old);
  await request.validateUpdate?.(object, old);
  await ctx.turns?.rest();
  const bytes = parts.codec.encode(object);
  checkStoredSize(parts, key, bytes);
  await ctx.turns?.rest();
  if (endsDeletion(parts, object, old)) {
    if (!ctx.dryRun) {
      await deleteFinalized(parts, ctx, key, current.revision);
      await parts.reservations?.release(old);
    }
    return { object: new UnstoredObject(key, bytes, current.revision, parts.codec), created: false };
  }
  if (ctx.dryRun) return { object: new UnstoredObject(key, bytes, current.revision, parts.codec), created: false };
  if (needNotBeWritten(bytes, unchanged, current)) {
    if (fresh || (await readForWrite(parts, key, true, ctx.signal))?.revision === current.revision) {
      return { object: current.stored, created: false };
    }
  }
  const stored = await parts.storage.update(key, bytes, current.revision, {
    ttlSeconds: parts.definition.ttlSeconds ?? 0,
    ...signalOf(ctx),
  });
  return { object: stored, created: false };
}

async function createInstead(
  parts: StoreParts,
  ctx: WriteContext,
  request: UpdateRequest,
  key: string,
): Promise<UpdateResult> {
  const object = await request.transform(undefined);
  wipeSystemFields(object.metadata);
  fillSystemFields(parts, ctx, object);
  prepareNew(parts, ctx, object);
  const reservation = await parts.reservations?.reserveForCreate(ctx, object);
  return holding(reservation, async () => {
    checkNew(parts, ctx, object);
    await ctx.turns?.rest();
    await request.validateCreate?.(object);
    return { object: await storeNew(parts, ctx, key, object), created: true };
  });
}

function checkUID(parts: StoreParts, request: UpdateRequest, key: string, old: DeepReadonly<KubeObject>): void {
  if (request.uid === undefined || request.uid === old.metadata.uid) return;
  const mismatch = `Precondition failed: UID in precondition: ${request.uid}, UID in object meta: ${old.metadata.uid ?? ""}`;
  const message = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${mismatch}`;
  throw newConflict(parts.resource, request.name, message);
}

function checkResourceVersion(
  parts: StoreParts,
  strategy: UpdateStrategy,
  name: string,
  { metadata }: KubeObject,
  current: StoredObject,
): void {
  const given = metadata.resourceVersion ?? "";
  if (/[^0-9]/.test(given)) throw newUnclassified(500, `strconv.ParseUint: parsing ${quote(given)}: invalid syntax`);
  if (given === "" || given === "0") {
    if (!strategy.allowUnconditionalUpdate) {
      const field = Path.of("metadata", "resourceVersion");
      // The resource stands where other errors have the kind, as upstream has it.
      throw newInvalid({ group: parts.resource.group, kind: parts.resource.resource }, name, [
        invalid(field, 0, "must be specified for an update"),
      ]);
    }
    metadata.resourceVersion = current.revision.toString();
  } else if (given !== current.revision.toString()) {
    throw newConflict(parts.resource, name, OPTIMISTIC_LOCK_MESSAGE);
  }
}

/** True when the last thing that kept a deleted object is gone. */
function endsDeletion(parts: StoreParts, object: KubeObject, old: DeepReadonly<KubeObject>): boolean {
  if ((object.metadata.finalizers?.length ?? 0) > 0 || old.metadata.deletionTimestamp == null) return false;
  if ((old.metadata.deletionGracePeriodSeconds ?? 0) !== 0) return false;
  return parts.definition.hooks.blocksDeletion?.(object) !== true;
}

/** Several writers may remove the last finalizers at once; whoever comes late finds the object gone, which is fine. */
async function deleteFinalized(parts: StoreParts, ctx: WriteContext, key: string, revision: bigint): Promise<void> {
  try {
    await parts.storage.delete(key, revision, signalOf(ctx));
  } catch (err) {
    if (!isStorageError(err, "Conflict") || err.details.current !== undefined) throw err;
  }
}

/** Equal objects have texts of the same length, whatever the order of their members, unless one is of an older version. */
function needNotBeWritten(bytes: Buffer, unchanged: boolean, current: StoredObject): boolean {
  return bytes.length === current.bytes.length && (unchanged || bytes.equals(current.bytes));
}

function signalOf(ctx: WriteContext): { readonly signal?: AbortSignal } {
  return ctx.signal === undefined ? {} : { signal: ctx.signal };
}
