import {
  isAlreadyExists,
  newAlreadyExists,
  newGenerateNameConflict,
  newUnclassified,
  StatusError,
} from "../../../apimachinery/api/errors/index.js";
import type { KubeObject } from "../../../apimachinery/runtime/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { checkNew, fillSystemFields, prepareNew } from "./before-create.js";
import { holding } from "./reservations.js";
import { readForWrite, withStorageErrors, type StoreParts } from "./store-parts.js";
import { checkStoredSize } from "./stored-size.js";
import { UnstoredObject } from "./unstored-object.js";
import type { ValidateCreate, WriteContext } from "./write-context.js";

// With 27^5 suffixes, eight tries keep the odds of failing below 0.1% up to a million names of one prefix.
const MAX_NAME_ATTEMPTS = 8;
const NAME_RETRY_SECONDS = 1;

/**
 * Stores a new object, which is changed on the way. Names that are generated are tried again while they are taken.
 * @throws StatusError 400, 403 (from `validate`), 409, 422
 * @see kubernetes/apiserver pkg/registry/generic/registry/store.go, Create
 */
export async function createObject(
  parts: StoreParts,
  ctx: WriteContext,
  object: KubeObject,
  validate?: ValidateCreate,
): Promise<StoredObject> {
  if (!object.metadata.generateName || object.metadata.name) return createOnce(parts, ctx, object, validate);
  for (let attempt = 1; ; attempt++) {
    try {
      return await createOnce(parts, ctx, parts.scheme.deepCopy(object), validate);
    } catch (err) {
      if (attempt === MAX_NAME_ATTEMPTS || !isAlreadyExists(err)) throw err;
    }
  }
}

async function createOnce(
  parts: StoreParts,
  ctx: WriteContext,
  object: KubeObject,
  validate: ValidateCreate | undefined,
): Promise<StoredObject> {
  fillSystemFields(parts, ctx, object);
  prepareNew(parts, ctx, object);
  if (parts.reservations === undefined) return checkAndStore(parts, ctx, object, validate);
  const reservation = await parts.reservations.reserveForCreate(ctx, object);
  return holding(reservation, () => checkAndStore(parts, ctx, object, validate));
}

async function checkAndStore(
  parts: StoreParts,
  ctx: WriteContext,
  object: KubeObject,
  validate: ValidateCreate | undefined,
): Promise<StoredObject> {
  await ctx.turns?.rest();
  checkNew(parts, ctx, object);
  await ctx.turns?.rest();
  await validate?.(object);
  const name = object.metadata.name ?? "";
  const key = parts.keys.keyOf(object.metadata.namespace ?? "", name);
  try {
    return await withStorageErrors(parts, "create", name, () => storeNew(parts, ctx, key, object));
  } catch (err) {
    if (!isAlreadyExists(err)) throw err;
    throw await alreadyExists(parts, ctx, key, object, err as StatusError);
  }
}

/** Writes a complete new object. @throws StorageError KeyExists; StatusError AlreadyExists from a dry run */
export async function storeNew(
  parts: StoreParts,
  ctx: WriteContext,
  key: string,
  object: KubeObject,
): Promise<StoredObject> {
  const bytes = parts.codec.encode(object);
  checkStoredSize(parts, key, bytes);
  await ctx.turns?.rest();
  if (ctx.dryRun) {
    if ((await readForWrite(parts, key, true, ctx.signal)) === undefined) {
      return new UnstoredObject(key, bytes, 0n, parts.codec);
    }
    throw newAlreadyExists(parts.resource, object.metadata.name ?? "");
  }
  if (object.metadata.resourceVersion) {
    throw newUnclassified(500, "resourceVersion should not be set on objects to be created");
  }
  return parts.storage.create(key, bytes, {
    ttlSeconds: parts.definition.ttlSeconds ?? 0,
    ...(ctx.signal === undefined ? {} : { signal: ctx.signal }),
  });
}

async function alreadyExists(
  parts: StoreParts,
  ctx: WriteContext,
  key: string,
  { metadata }: KubeObject,
  err: StatusError,
): Promise<StatusError> {
  const error = metadata.generateName
    ? newGenerateNameConflict(parts.resource, metadata.name ?? "", NAME_RETRY_SECONDS)
    : err;
  const existing = await withStorageErrors(parts, "get", metadata.name ?? "", () =>
    readForWrite(parts, key, true, ctx.signal),
  );
  if (existing?.decoded().metadata.deletionTimestamp == null) return error;
  return new StatusError({ ...error.status, message: `object is being deleted: ${error.message}` });
}
