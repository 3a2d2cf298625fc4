import type { Status, StatusCause, StatusDetails } from "../../meta/v1/types.js";

/**
 * An error that a client is to see: it carries the Status to answer with. `message` is the Status' message.
 * Make one with a constructor of this folder, test for one with its predicates and never with `instanceof`.
 * @see kubernetes/apimachinery pkg/api/errors/errors.go, StatusError
 */
export class StatusError extends Error {
  readonly status: Status;

  constructor(status: Status, opts: { readonly cause?: unknown } = {}) {
    super(status.message ?? "", "cause" in opts ? { cause: opts.cause } : undefined);
    this.name = "StatusError";
    this.status = status;
  }
}

/** What a failure Status is made of; empty details are left out of it field by field. */
export interface FailureParts {
  readonly code: number;
  /** "" leaves the reason out. */
  readonly reason: string;
  readonly message: string;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly uid?: string;
    readonly causes?: readonly StatusCause[];
    readonly retryAfterSeconds?: number;
  };
}

/** A failure Status with its fields in the order in which the API sends them. */
export function failureStatus(parts: FailureParts): Status {
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message: parts.message,
    ...(parts.reason === "" ? {} : { reason: parts.reason }),
    ...(parts.details === undefined ? {} : { details: detailsOf(parts.details) }),
    code: parts.code,
  };
}

function detailsOf(given: NonNullable<FailureParts["details"]>): StatusDetails {
  const details: StatusDetails = {};
  if (given.name) details.name = given.name;
  if (given.group) details.group = given.group;
  if (given.kind) details.kind = given.kind;
  if (given.uid) details.uid = given.uid;
  if (given.causes !== undefined && given.causes.length > 0) details.causes = [...given.causes];
  if (given.retryAfterSeconds) details.retryAfterSeconds = given.retryAfterSeconds;
  return details;
}
