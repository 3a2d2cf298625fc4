import type { StatusError } from "../../../apimachinery/api/errors/index.js";
import { isStorageError, newTooLarge } from "../../storage/errors.js";
import type { StoreParts } from "./store-parts.js";

/** What etcd takes by default (`--max-request-bytes`): an object, and its key four times. */
export const DEFAULT_MAX_REQUEST_BYTES = 1.5 * 1024 * 1024;
const FRAMING_BYTES = 128;

/**
 * Refuses what etcd would not take, whatever the store: an object that fits in one store fits in all.
 * @throws StorageError TooLarge
 */
export function checkStoredSize(parts: StoreParts, key: string, bytes: Uint8Array): void {
  if (bytes.length + 4 * Buffer.byteLength(key) + FRAMING_BYTES > parts.maxRequestBytes) throw newTooLarge();
}

/** True for the error that a client gets when its object is too large for the store. */
export function isTooLargeToStore(err: unknown): err is StatusError {
  return err instanceof Error && isStorageError(err.cause, "TooLarge");
}
