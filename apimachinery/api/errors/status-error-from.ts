import type { Status } from "../../meta/v1/types.js";
import { newInternalError } from "./constructors.js";
import { statusOf } from "./predicates.js";
import { failureStatus, StatusError } from "./status-error.js";

/** What a client is told of an error that is not meant for it. */
const HIDDEN = "the server could not complete the request";

/**
 * The error as a client may see it: the one funnel for whatever a handler throws. An error that carries a Status keeps
 * it; all else becomes an InternalError that says nothing of its inside, and stays reachable as `cause` for the log.
 */
export function statusErrorFrom(err: unknown): StatusError {
  if (err instanceof StatusError) return err;
  const status = statusOf(err);
  if (status !== undefined) return new StatusError(status, { cause: err });
  return new StatusError(newInternalError(HIDDEN).status, { cause: err });
}

/** The error for a Status that came from a server, or undefined when `obj` is no failure Status. */
export function statusErrorFromObject(obj: unknown): StatusError | undefined {
  if (typeof obj !== "object" || obj === null) return undefined;
  const status = obj as Partial<Status>;
  if (status.kind !== "Status" || (status.apiVersion !== "v1" && status.apiVersion !== "meta.k8s.io/v1")) {
    return undefined;
  }
  if (status.status === "Success") return undefined;
  const { code = 0, reason = "", message = "", details } = status;
  return new StatusError(failureStatus({ code, reason, message, ...(details === undefined ? {} : { details }) }));
}
