import { StorageError } from "./interface.js";
import type { StoredValue } from "./interface.js";

/** `current` is what stands at the key. */
export function newKeyExists(key: string, current: StoredValue | undefined): StorageError {
  return new StorageError("KeyExists", `key ${key} already exists`, { key, current });
}

/** `current` is what stands at the key now, or undefined when it is gone. */
export function newConflict(key: string, expected: bigint, current: StoredValue | undefined): StorageError {
  const now = current === undefined ? "the key is gone" : `it is at ${current.modRevision}`;
  return new StorageError("Conflict", `key ${key} was expected at revision ${expected}, but ${now}`, { key, current });
}

/** `oldest` is the oldest revision that still can be read. */
export function newCompacted(requested: bigint, oldest: bigint): StorageError {
  return new StorageError("Compacted", `too old resource version: ${requested} (${oldest})`, { revision: oldest });
}

/** `current` is the newest revision that is known here. */
export function newFutureRevision(requested: bigint, current: bigint): StorageError {
  return new StorageError("FutureRevision", `Too large resource version: ${requested}, current: ${current}`, {
    revision: current,
    requested,
  });
}

/** A write with more bytes than the store takes at once, in etcd's words. */
export function newTooLarge(cause?: unknown): StorageError {
  const details = cause === undefined ? {} : { cause };
  return new StorageError("TooLarge", "etcdserver: request is too large", details);
}

export function newUnavailable(message: string, cause?: unknown): StorageError {
  return new StorageError("Unavailable", message, cause === undefined ? {} : { cause });
}

/** True for a StorageError with this code, also one from another copy of the package. */
export function isStorageError(err: unknown, code?: StorageError["code"]): err is StorageError {
  if (!(err instanceof Error) || err.name !== "StorageError") return false;
  return code === undefined || (err as StorageError).code === code;
}
