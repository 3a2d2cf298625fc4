import {
  newAlreadyExists,
  newConflict,
  newInternalError,
  newNotFound,
  newRequestEntityTooLarge,
  newResourceExpired,
  newServerTimeout,
  newServiceUnavailable,
  newTooLargeResourceVersion,
} from "../../../apimachinery/api/errors/index.js";
import type { GroupResource } from "../../../apimachinery/schema/index.js";
import { isStorageError } from "../../storage/errors.js";

/** The text with which a write that lost against another one is refused. */
export const OPTIMISTIC_LOCK_MESSAGE =
  "the object has been modified; please apply your changes to the latest version and try again";

const RETRY_SECONDS = 2;

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
      return operation === "list"
        ? newResourceExpired(`The provided resource version is too old to display a consistent list result. ${RELIST}`)
        : newResourceExpired(err.message);
    case "FutureRevision":
      return newTooLargeResourceVersion(context.resourceVersion ?? "0", err.details.revision ?? 0n, 1);
    case "TooLarge":
      return newRequestEntityTooLarge(err.message);
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

const RELIST = "You must start a new list without the resource version.";
