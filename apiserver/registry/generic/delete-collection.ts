import { isNotFound } from "../../../apimachinery/api/errors/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { yieldToLoop } from "../../storage/stream/yield-to-loop.js";
import { DecodedOnce } from "./decoded-once.js";
import { deleteObject, type DeleteRequest } from "./delete.js";
import type { StoreParts } from "./store-parts.js";
import type { WriteContext } from "./write-context.js";

// Enough to fill the groups in which a store commits, and few enough that other requests get their turn.
const CONCURRENT_DELETIONS = 32;
const DELETIONS_PER_SLICE = 50;

export interface DeleteCollectionRequest {
  readonly options: DeleteRequest["options"];
  /** Validating admission for one object of the collection. */
  readonly validate?: (name: string, old: Parameters<NonNullable<DeleteRequest["validate"]>>[0]) => Promise<void>;
}

/**
 * Deletes the listed objects, several at a time. Objects that are gone already do not matter; after the first other
 * failure no new deletion begins. Not atomic.
 * @throws StatusError of the first deletion that failed
 * @see kubernetes/apiserver pkg/registry/generic/registry/store.go, DeleteCollection
 */
export async function deleteListed(
  parts: StoreParts,
  ctx: WriteContext,
  objects: readonly StoredObject[],
  request: DeleteCollectionRequest,
): Promise<void> {
  const failures: unknown[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < objects.length && failures.length === 0) {
      // A store in memory answers without ever giving the loop back.
      if (next % DELETIONS_PER_SLICE === DELETIONS_PER_SLICE - 1) await yieldToLoop();
      const listed = objects[next++];
      if (listed === undefined) return;
      try {
        await deleteOne(parts, ctx, listed, request);
      } catch (err) {
        if (!isNotFound(err)) failures.push(err);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENT_DELETIONS, objects.length) }, work));
  if (failures.length > 0) throw failures[0];
}

async function deleteOne(
  parts: StoreParts,
  ctx: WriteContext,
  found: StoredObject,
  { options, validate }: DeleteCollectionRequest,
): Promise<void> {
  const listed = new DecodedOnce(found);
  const { namespace = "", name = "" } = listed.decoded().metadata;
  await deleteObject(
    parts,
    { ...ctx, namespace },
    { name, options, listed, ...(validate === undefined ? {} : { validate: (old) => validate(name, old) }) },
  );
}
