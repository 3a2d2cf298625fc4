import { newNotFound } from "../../../apimachinery/api/errors/index.js";
import type { DeleteOptions } from "../../../apimachinery/meta/v1/index.js";
import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import { isStorageError } from "../../storage/errors.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { planDelete } from "./delete-plan.js";
import { interpretStorageError } from "./storage-errors.js";
import { ownedObject, readForWrite, type StoreParts } from "./store-parts.js";
import { UnstoredObject } from "./unstored-object.js";
import type { ValidateDelete, WriteContext } from "./write-context.js";

export interface DeleteRequest {
  readonly name: string;
  /** Validated already. */
  readonly options: DeepReadonly<DeleteOptions>;
  readonly validate?: ValidateDelete;
  /** What a list just gave: saves reading it again. */
  readonly listed?: StoredObject;
}

/** `marked` and `pending` objects are still there: something has to be done before they go. */
export interface DeleteResult {
  readonly outcome: "removed" | "marked" | "pending";
  /** The last state. */
  readonly object: StoredObject;
  /** What was there before this request. */
  readonly old: DeepReadonly<KubeObject>;
}

/**
 * Deletes an object: at once, or by marking it for those who have work to do first.
 * @throws StatusError 403 (from `validate`), 404, 409
 * @see kubernetes/apiserver pkg/registry/generic/registry/store.go, Delete
 */
export async function deleteObject(
  parts: StoreParts,
  ctx: WriteContext,
  request: DeleteRequest,
): Promise<DeleteResult> {
  const key = parts.keys.keyOf(ctx.namespace, request.name);
  try {
    let current = request.listed ?? (await readForWrite(parts, key, false, ctx.signal));
    let fresh = false;
    for (;;) {
      ctx.signal?.throwIfAborted();
      try {
        if (current === undefined) throw newNotFound(parts.resource, request.name);
        return await attempt(parts, ctx, request, key, current);
      } catch (err) {
        const lost = isStorageError(err, "Conflict");
        if (fresh && !lost) throw err;
        const newest = await readForWrite(parts, key, true, ctx.signal);
        if (!lost && newest?.revision === current?.revision) throw err;
        current = newest;
        fresh = true;
      }
    }
  } catch (err) {
    throw interpretStorageError(err, { operation: "delete", resource: parts.resource, name: request.name });
  }
}

async function attempt(
  parts: StoreParts,
  ctx: WriteContext,
  request: DeleteRequest,
  key: string,
  current: StoredObject,
): Promise<DeleteResult> {
  const old = current.decoded();
  const plan = planDelete(parts.definition, ctx, request.options, old, () => ownedObject(parts, current));
  if (plan.kind === "pending") return { outcome: "pending", object: current, old };
  await request.validate?.(old);
  if (plan.kind === "remove") return remove(parts, ctx, key, current, old);
  const bytes = parts.codec.encode(plan.object);
  const marked = bytes.equals(current.bytes) ? current : await storeMarked(parts, ctx, key, bytes, current.revision);
  return plan.remove ? remove(parts, ctx, key, marked, old) : { outcome: "marked", object: marked, old };
}

async function remove(
  parts: StoreParts,
  ctx: WriteContext,
  key: string,
  current: StoredObject,
  old: DeepReadonly<KubeObject>,
): Promise<DeleteResult> {
  if (ctx.dryRun) return { outcome: "removed", object: current, old };
  const object = await parts.storage.delete(key, current.revision, signalOf(ctx));
  await parts.reservations?.release(old);
  return { outcome: "removed", object, old };
}

function storeMarked(
  parts: StoreParts,
  ctx: WriteContext,
  key: string,
  bytes: Buffer,
  revision: bigint,
): Promise<StoredObject> | StoredObject {
  if (ctx.dryRun) return new UnstoredObject(key, bytes, revision, parts.codec);
  return parts.storage.update(key, bytes, revision, {
    ttlSeconds: parts.definition.ttlSeconds ?? 0,
    ...signalOf(ctx),
  });
}

function signalOf(ctx: WriteContext): { readonly signal?: AbortSignal } {
  return ctx.signal === undefined ? {} : { signal: ctx.signal };
}
