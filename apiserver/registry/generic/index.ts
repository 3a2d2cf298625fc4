/** The generic store: one implementation of create, read, update, delete and watch for all kinds. */
export { decodeContinue, encodeContinue, type ContinuePosition } from "./continue-token.js";
export type { DeleteCollectionRequest } from "./delete-collection.js";
export type { DeleteRequest, DeleteResult } from "./delete.js";
export { ensureNamespace, timestamp, wipeSystemFields } from "./object-meta.js";
export { EVERY_OBJECT, SelectorPredicate } from "./predicate.js";
export { HubCodec } from "./resource-codec.js";
export type { Reservation, Reservations } from "./reservations.js";
export { resourceVersionProblem } from "./resource-version.js";
export { interpretStorageError, OPTIMISTIC_LOCK_MESSAGE } from "./storage-errors.js";
export { StoredText } from "./stored-text.js";
export { Store, type ListRequest, type ListResult, type StoreOptions, type WatchRequest } from "./store.js";
export { DEFAULT_MAX_REQUEST_BYTES, isTooLargeToStore } from "./stored-size.js";
export type { CreateStrategy, UpdateStrategy } from "./strategy.js";
export { UnstoredObject } from "./unstored-object.js";
export type { UpdateRequest, UpdateResult } from "./update.js";
export type { ValidateCreate, ValidateDelete, ValidateUpdate, WriteContext } from "./write-context.js";
