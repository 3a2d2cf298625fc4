import type { Status, StatusCause } from "../../meta/v1/types.js";
import { CauseType, isKnownReason, StatusReason } from "./reasons.js";

// A chain of causes longer than this is a loop.
const MAX_CAUSES = 100;

/**
 * The Status that an error, or one of its causes, carries. Goes by shape, so that it works across two copies of this
 * package.
 */
export function statusOf(err: unknown): Status | undefined {
  let current = err;
  for (let depth = 0; depth < MAX_CAUSES && typeof current === "object" && current !== null; depth++) {
    const { status, cause } = current as { status?: unknown; cause?: unknown };
    if (isStatus(status)) return status;
    current = cause;
  }
  return undefined;
}

/** The reason of the Status that `err` carries; "" when it carries none. */
export function reasonForError(err: unknown): string {
  return statusOf(err)?.reason ?? StatusReason.Unknown;
}

export const isNotFound = byReasonOrCode(StatusReason.NotFound, 404);
export const isAlreadyExists = byReason(StatusReason.AlreadyExists);
export const isConflict = byReasonOrCode(StatusReason.Conflict, 409);
export const isInvalid = byReasonOrCode(StatusReason.Invalid, 422);
export const isGone = byReasonOrCode(StatusReason.Gone, 410);
export const isResourceExpired = byReason(StatusReason.Expired);
export const isNotAcceptable = byReasonOrCode(StatusReason.NotAcceptable, 406);
export const isUnsupportedMediaType = byReasonOrCode(StatusReason.UnsupportedMediaType, 415);
export const isMethodNotSupported = byReasonOrCode(StatusReason.MethodNotAllowed, 405);
export const isServiceUnavailable = byReasonOrCode(StatusReason.ServiceUnavailable, 503);
export const isBadRequest = byReasonOrCode(StatusReason.BadRequest, 400);
export const isUnauthorized = byReasonOrCode(StatusReason.Unauthorized, 401);
export const isForbidden = byReasonOrCode(StatusReason.Forbidden, 403);
export const isTimeout = byReasonOrCode(StatusReason.Timeout, 504);
export const isServerTimeout = byReason(StatusReason.ServerTimeout);
export const isInternalError = byReasonOrCode(StatusReason.InternalError, 500);
export const isStoreReadError = byReason(StatusReason.StoreReadError);

/** By reason, or by code whatever the reason: this test is older than the rule that the others follow. */
export function isTooManyRequests(err: unknown): boolean {
  const status = statusOf(err);
  return status?.reason === StatusReason.TooManyRequests || status?.code === 429;
}

/** By reason, or by code whatever the reason. */
export function isRequestEntityTooLarge(err: unknown): boolean {
  const status = statusOf(err);
  return status?.reason === StatusReason.RequestEntityTooLarge || status?.code === 413;
}

/** The first cause of this type in the Status' details. */
export function statusCause(err: unknown, type: string): StatusCause | undefined {
  return statusOf(err)?.details?.causes?.find((cause) => cause.reason === type);
}

export function hasStatusCause(err: unknown, type: string): boolean {
  return statusCause(err, type) !== undefined;
}

export function isTooLargeResourceVersion(err: unknown): boolean {
  return isTimeout(err) && hasStatusCause(err, CauseType.ResourceVersionTooLarge);
}

/** True when something that is no API server answered. */
export function isUnexpectedServerError(err: unknown): boolean {
  return hasStatusCause(err, CauseType.UnexpectedServerResponse);
}

/** Seconds that the error asks a client to wait; undefined when it asks for none. */
export function suggestsClientDelay(err: unknown): number | undefined {
  const status = statusOf(err);
  if (status?.details === undefined) return undefined;
  const seconds = status.details.retryAfterSeconds ?? 0;
  return seconds > 0 || status.reason === StatusReason.ServerTimeout ? seconds : undefined;
}

function byReason(reason: string): (err: unknown) => boolean {
  return (err) => statusOf(err)?.reason === reason;
}

/** The code counts only when the reason is none that we know. */
function byReasonOrCode(reason: string, code: number): (err: unknown) => boolean {
  return (err) => {
    const status = statusOf(err);
    if (status === undefined) return false;
    return status.reason === reason || (status.code === code && !isKnownReason(status.reason ?? ""));
  };
}

function isStatus(value: unknown): value is Status {
  if (typeof value !== "object" || value === null) return false;
  const { kind, code, reason, status } = value as { [key: string]: unknown };
  return (
    (kind === undefined || kind === "Status") && status === "Failure" && (code !== undefined || reason !== undefined)
  );
}
