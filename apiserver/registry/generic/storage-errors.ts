import {
  newAlreadyExists,
  newConflict,
  newInternalError,
  newNotFound,
  newResourceExpired,
  newServerTimeout,
  newServiceUnavailable,
  newTooLargeResourceVersion,
  newUnclassified,
  StatusError,
} from "../../../apimachinery/api/errors/index.js";
import type { GroupResource } from "../../../apimachinery/schema/index.js";
import { isStorageError } from "../../storage/errors.js";

/** The text with which a write that lost against another one is refused. */
export const OPTIMISTIC_LOCK_MESSAGE =
  "the object has been modified; please apply your changes to the latest version and try again";

const RETRY_SECONDS = 2;
const LIST_EXPIRED = "The resourceVersion for the provided list is too old.";
const CONTINUE_EXPIRED =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without " +
  "the continue parameter, or use the continue token in this response to retrieve the remainder of the results. " +
  "Continuing with the provided token results in an inconsistent list - objects that were created, modified, or " +
  "deleted between the time the first chunk was returned and now may show up in the list.";

export interface StorageErrorContext {
  readonly operation: "get" | "list" | "watch" | "create" | "update" | "delete";
  readonly resource: GroupResource;
  readonly name?: string;
  /** What the client asked for, for errors about it. */
  readonly resourceVersion?: string;
}

/**
 * The API error for what storage throws; other errors pass as they are. The one place that knows both.
 * @see kubernetes/apiserver pkg/storage/errors/storage.go
 */
export function interpretStorageError(err: unknown, context: StorageErrorContext): unknown {
  if (!isStorageError(err)) return err;
  const { operation, resource, name = "" } = context;
  switch (err.code) {
    case "KeyExists":
      return newAlreadyExists(resource, name);
    case "KeyNotFound":
      return newNotFound(resource, name);
    case "Conflict":
      return newConflict(resource, name, OPTIMISTIC_LOCK_MESSAGE);
    case "Compacted":
      return newResourceExpired(operation === "list" ? LIST_EXPIRED : err.message);
    case "FutureRevision":
      return newTooLargeResourceVersion(
        err.details.requested ?? context.resourceVersion ?? "0",
        err.details.revision ?? 0n,
        1,
      );
    case "TooLarge":
      return newUnclassified(500, err.message, err);
    case "NoSpace":
      return newServiceUnavailable(err.message);
    case "Unavailable":
      return newServerTimeout(resource, operation, RETRY_SECONDS);
    case "Corrupt":
      return newInternalError(err);
    default:
      return err.code satisfies never;
  }
}

/**
 * As {@link interpretStorageError} for a list that goes on from a continue token: when its revision is gone, the answer
 * carries a token for an inconsistent rest.
 */
export function interpretContinueError(err: unknown, resource: GroupResource, inconsistentToken: string): unknown {
  if (!isStorageError(err, "Compacted")) return interpretStorageError(err, { operation: "list", resource });
  const { status } = newResourceExpired(CONTINUE_EXPIRED);
  return new StatusError({ ...status, metadata: { ...status.metadata, continue: inconsistentToken } }, { cause: err });
}
