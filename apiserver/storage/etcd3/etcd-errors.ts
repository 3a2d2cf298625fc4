import { status, type ServiceError } from "@grpc/grpc-js";
import { newTooLarge, newUnavailable } from "../errors.js";
import { StorageError } from "../interface.js";

/** What a failed call means. `revision` is filled in by those who know it. */
export function storageErrorOf(err: ServiceError): StorageError {
  const text = err.details;
  if (text.includes("required revision has been compacted")) return new StorageError("Compacted", text, { cause: err });
  if (text.includes("required revision is a future revision"))
    return new StorageError("FutureRevision", text, { cause: err });
  if (text.includes("database space exceeded")) return new StorageError("NoSpace", text, { cause: err });
  if (text.includes("request is too large") || text.includes("message larger than max")) return newTooLarge(err);
  return newUnavailable(`etcd: ${text}`, err);
}

/** True when the call never left: another server may get it, even one that writes. */
export function wasNotSent(err: ServiceError): boolean {
  return err.code === status.UNAVAILABLE && /No connection established|Name resolution failed/.test(err.details);
}

/** True when a call that only reads may go to another server. */
export function mayBeReadElsewhere(err: ServiceError): boolean {
  return err.code === status.UNAVAILABLE;
}
