import type { ListMeta, TypeMeta } from "../../meta/v1/types.js";

/** The answer to a request that has no object to return: all failures, and deletions. */
export interface Status extends TypeMeta {
  metadata?: ListMeta;
  status?: string;
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

export interface StatusDetails {
  name?: string;
  group?: string;
  /** The resource, or the kind for invalid objects. */
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}
