/**
 * Why a request failed, for programs. "" stands for a reason that the server declines to tell.
 * @see kubernetes/apimachinery pkg/apis/meta/v1/types.go, StatusReason
 */
export const StatusReason = {
  Unknown: "",
  Unauthorized: "Unauthorized",
  Forbidden: "Forbidden",
  NotFound: "NotFound",
  AlreadyExists: "AlreadyExists",
  Conflict: "Conflict",
  Gone: "Gone",
  Invalid: "Invalid",
  ServerTimeout: "ServerTimeout",
  StoreReadError: "StorageReadError",
  Timeout: "Timeout",
  TooManyRequests: "TooManyRequests",
  BadRequest: "BadRequest",
  MethodNotAllowed: "MethodNotAllowed",
  NotAcceptable: "NotAcceptable",
  RequestEntityTooLarge: "RequestEntityTooLarge",
  UnsupportedMediaType: "UnsupportedMediaType",
  InternalError: "InternalError",
  Expired: "Expired",
  ServiceUnavailable: "ServiceUnavailable",
} as const;

export type StatusReason = (typeof StatusReason)[keyof typeof StatusReason];

/** Types of Status causes beside those of field errors. */
export const CauseType = {
  UnexpectedServerResponse: "UnexpectedServerResponse",
  FieldManagerConflict: "FieldManagerConflict",
  ResourceVersionTooLarge: "ResourceVersionTooLarge",
  NamespaceTerminating: "NamespaceTerminating",
} as const;

const KNOWN: ReadonlySet<string> = new Set(Object.values(StatusReason).filter((reason) => reason !== ""));

/** True for the reasons above; a Status with another one is judged by its code. */
export function isKnownReason(reason: string): boolean {
  return KNOWN.has(reason);
}
