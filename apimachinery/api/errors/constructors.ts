import type { StatusCause } from "../../meta/v1/types.js";
import { groupKindToString, groupResourceToString, type GroupKind, type GroupResource } from "../../schema/index.js";
import { quote } from "../../text/index.js";
import { aggregateMessage, type ErrorList } from "../../validation/field/index.js";
import { CauseType, StatusReason } from "./reasons.js";
import { failureStatus, StatusError, type FailureParts } from "./status-error.js";

/** A text or an error whose message is taken; the error also becomes the `cause`. */
export type Reason = string | Error;

/** 404 `configmaps "x" not found` */
export function newNotFound(gr: GroupResource, name: string): StatusError {
  return fail(404, StatusReason.NotFound, `${named(gr, name)} not found`, about(gr, name));
}

/** 409 `configmaps "x" already exists` */
export function newAlreadyExists(gr: GroupResource, name: string): StatusError {
  return fail(409, StatusReason.AlreadyExists, `${named(gr, name)} already exists`, about(gr, name));
}

/** 409: no free name was found for a `generateName`. */
export function newGenerateNameConflict(gr: GroupResource, name: string, retryAfterSeconds: number): StatusError {
  const message = `${named(gr, name)} already exists, the server was not able to generate a unique name for the object`;
  return fail(409, StatusReason.AlreadyExists, message, { ...about(gr, name), retryAfterSeconds });
}

/** 401; the answer to a request without valid credentials says only `Unauthorized`. */
export function newUnauthorized(message = ""): StatusError {
  return fail(401, StatusReason.Unauthorized, message === "" ? "not authorized" : message);
}

/** 403 `pods "x" is forbidden: why`; without a name `pods is forbidden: why`, without a resource `forbidden: why`. */
export function newForbidden(gr: GroupResource, name: string, why: Reason): StatusError {
  const text = textOf(why);
  let message: string;
  if (isEmpty(gr)) message = `forbidden: ${text}`;
  else if (name === "") message = `${groupResourceToString(gr)} is forbidden: ${text}`;
  else message = `${named(gr, name)} is forbidden: ${text}`;
  return fail(403, StatusReason.Forbidden, message, about(gr, name), why);
}

/** 409 `Operation cannot be fulfilled on pods "x": why` */
export function newConflict(gr: GroupResource, name: string, why: Reason): StatusError {
  const message = `Operation cannot be fulfilled on ${named(gr, name)}: ${textOf(why)}`;
  return fail(409, StatusReason.Conflict, message, about(gr, name), why);
}

/** 409 of server-side apply: one cause for each field that another manager owns. */
export function newApplyConflict(causes: readonly StatusCause[], message: string): StatusError {
  return fail(409, StatusReason.Conflict, message, { causes });
}

/** 410 without a way to go on. Prefer {@link newResourceExpired}. */
export function newGone(message: string): StatusError {
  return fail(410, StatusReason.Gone, message);
}

/** 410: what was asked for is older than what the server keeps. */
export function newResourceExpired(message: string): StatusError {
  return fail(410, StatusReason.Expired, message);
}

/** 422 `Pod "x" is invalid: errors`, each error once in the message and every one as a cause. */
export function newInvalid(gk: GroupKind, name: string, errs: ErrorList): StatusError {
  const causes = errs.map((err) => ({ reason: err.type, message: err.errorBody(), field: err.field }));
  const intro = `${groupKindToString(gk)} ${quote(name)} is invalid`;
  const message = errs.length === 0 ? intro : `${intro}: ${aggregateMessage(errs)}`;
  return fail(422, StatusReason.Invalid, message, { name, group: gk.group, kind: gk.kind, causes });
}

/** 400 */
export function newBadRequest(why: Reason): StatusError {
  return fail(400, StatusReason.BadRequest, textOf(why), undefined, why);
}

/** 429 with the seconds to wait; without them clients do not try again by themselves. */
export function newTooManyRequests(message: string, retryAfterSeconds?: number): StatusError {
  const details = retryAfterSeconds === undefined ? undefined : { retryAfterSeconds };
  return fail(429, StatusReason.TooManyRequests, message, details);
}

/** 503 */
export function newServiceUnavailable(message: string): StatusError {
  return fail(503, StatusReason.ServiceUnavailable, message);
}

/** 405 `delete is not supported on resources of kind "pods"` */
export function newMethodNotSupported(gr: GroupResource, action: string): StatusError {
  const message = `${action} is not supported on resources of kind ${quote(groupResourceToString(gr))}`;
  return fail(405, StatusReason.MethodNotAllowed, message, about(gr, ""));
}

/** 500 that invites another try; the operation stands where other errors have the object's name. */
export function newServerTimeout(gr: GroupResource, operation: string, retryAfterSeconds: number): StatusError {
  const message = `The ${operation} operation against ${groupResourceToString(gr)} could not be completed at this time, please try again.`;
  return fail(500, StatusReason.ServerTimeout, message, { ...about(gr, operation), retryAfterSeconds });
}

/** 500 `Internal error occurred: why` */
export function newInternalError(why: Reason): StatusError {
  const text = textOf(why);
  const details = { causes: [{ message: text }] };
  return fail(500, StatusReason.InternalError, `Internal error occurred: ${text}`, details, why);
}

/** 504 `Timeout: message`; 0 seconds leave the advice out. */
export function newTimeoutError(message: string, retryAfterSeconds: number): StatusError {
  return fail(504, StatusReason.Timeout, `Timeout: ${message}`, { retryAfterSeconds });
}

/** 504: a resourceVersion from the future. @see kubernetes/apiserver pkg/storage/errors.go */
export function newTooLargeResourceVersion(
  minimum: bigint | string,
  current: bigint | string,
  retryAfterSeconds: number,
): StatusError {
  const causes = [{ reason: CauseType.ResourceVersionTooLarge, message: "Too large resource version" }];
  const message = `Timeout: Too large resource version: ${minimum}, current: ${current}`;
  return fail(504, StatusReason.Timeout, message, { causes, retryAfterSeconds });
}

/** 413 `Request entity too large: message` */
export function newRequestEntityTooLarge(message: string): StatusError {
  return fail(413, StatusReason.RequestEntityTooLarge, `Request entity too large: ${message}`);
}

/** 406: no form of the answer suits the Accept header. @see kubernetes/apiserver .../negotiation/errors.go */
export function newNotAcceptable(acceptedMediaTypes: readonly string[]): StatusError {
  const message = `only the following media types are accepted: ${acceptedMediaTypes.join(", ")}`;
  return fail(406, StatusReason.NotAcceptable, message);
}

/** 415: the body's Content-Type is not known. @see kubernetes/apiserver .../negotiation/errors.go */
export function newUnsupportedMediaType(acceptedMediaTypes: readonly string[]): StatusError {
  const types = acceptedMediaTypes.join(", ");
  const message = `the body of the request was in an unknown format - accepted media types include: ${types}`;
  return fail(415, StatusReason.UnsupportedMediaType, message);
}

/**
 * A failure with a code and a text but no reason, as the API answers for errors that have no class of their own.
 * The text is for the client: nothing internal belongs into it.
 */
export function newUnclassified(code: number, message: string, cause?: Error): StatusError {
  return fail(code, StatusReason.Unknown, message, undefined, cause);
}

function fail(
  code: number,
  reason: string,
  message: string,
  details?: FailureParts["details"],
  why?: Reason,
): StatusError {
  const status = failureStatus({ code, reason, message, ...(details === undefined ? {} : { details }) });
  return new StatusError(status, why instanceof Error ? { cause: why } : {});
}

function about(gr: GroupResource, name: string): NonNullable<FailureParts["details"]> {
  return { name, group: gr.group, kind: gr.resource };
}

function named(gr: GroupResource, name: string): string {
  return `${groupResourceToString(gr)} ${quote(name)}`;
}

function isEmpty(gr: GroupResource): boolean {
  return gr.group === "" && gr.resource === "";
}

function textOf(why: Reason): string {
  return typeof why === "string" ? why : why.message;
}
