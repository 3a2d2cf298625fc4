import type { StatusCause } from "../../meta/v1/types.js";
import { groupResourceToString, type GroupResource } from "../../schema/index.js";
import { quote } from "../../text/index.js";
import { CauseType, StatusReason } from "./reasons.js";
import { failureStatus, StatusError } from "./status-error.js";

export interface GenericResponse {
  readonly code: number;
  /** The HTTP method, or the API verb; shown in lower case. */
  readonly verb: string;
  readonly resource?: GroupResource;
  readonly name?: string;
  /** What the server said, when it said something. */
  readonly serverMessage?: string;
  readonly retryAfterSeconds?: number;
  /** The answer came from something that is no API server; it is kept as a cause. */
  readonly unexpected?: boolean;
}

/**
 * The Status for an answer of which only the HTTP code is known; servers answer so for unknown paths and methods.
 * @see kubernetes/apimachinery pkg/api/errors/errors.go, NewGenericServerResponse
 */
export function newGenericServerResponse(response: GenericResponse): StatusError {
  const { resource = { group: "", resource: "" }, name = "", serverMessage = "" } = response;
  const { reason, message } = explain(response.code, response.verb, serverMessage);
  const where = groupResourceToString(resource);
  const target = where === "" ? "" : ` (${[response.verb.toLowerCase(), where, name].filter(Boolean).join(" ")})`;
  const causes: StatusCause[] =
    response.unexpected === true ? [{ reason: CauseType.UnexpectedServerResponse, message: serverMessage }] : [];
  return new StatusError(
    failureStatus({
      code: response.code,
      reason,
      message: message + target,
      details: {
        name,
        group: resource.group,
        kind: resource.resource,
        causes,
        retryAfterSeconds: response.retryAfterSeconds ?? 0,
      },
    }),
  );
}

function explain(code: number, verb: string, said: string): { reason: string; message: string } {
  switch (code) {
    case 400:
      return { reason: StatusReason.BadRequest, message: "the server rejected our request for an unknown reason" };
    case 401:
      return {
        reason: StatusReason.Unauthorized,
        message: "the server has asked for the client to provide credentials",
      };
    case 403:
      return { reason: StatusReason.Forbidden, message: said };
    case 404:
      return { reason: StatusReason.NotFound, message: "the server could not find the requested resource" };
    case 405:
      return {
        reason: StatusReason.MethodNotAllowed,
        message: "the server does not allow this method on the requested resource",
      };
    case 406:
      return {
        reason: StatusReason.NotAcceptable,
        message:
          said === "" || said === "unknown"
            ? "the server was unable to respond with a content type that the client supports"
            : said,
      };
    case 409:
      return {
        reason: verb === "POST" ? StatusReason.AlreadyExists : StatusReason.Conflict,
        message: "the server reported a conflict",
      };
    case 415:
      return { reason: StatusReason.UnsupportedMediaType, message: said };
    case 422:
      return {
        reason: StatusReason.Invalid,
        message: "the server rejected our request due to an error in our request",
      };
    case 429:
      return {
        reason: StatusReason.TooManyRequests,
        message: "the server has received too many requests and has asked us to try again later",
      };
    case 503:
      return {
        reason: StatusReason.ServiceUnavailable,
        message: "the server is currently unable to handle the request",
      };
    case 504:
      return {
        reason: StatusReason.Timeout,
        message:
          "the server was unable to return a response in the time allotted, but may still be processing the request",
      };
    default:
      if (code < 500) {
        const message = `the server responded with the status code ${code} but did not return more information`;
        return { reason: StatusReason.Unknown, message };
      }
      return {
        reason: StatusReason.InternalError,
        message: `an error on the server (${quote(said)}) has prevented the request from succeeding`,
      };
  }
}
