import type { UserInfo } from "../../authentication/index.js";
import type { RequestInfo } from "../../endpoints/index.js";

/** What a server would do with a request, as far as can be told without doing it. */
export interface Explanation {
  readonly user: UserInfo;
  readonly requestInfo: RequestInfo;
  /** Filters that the request reaches, in order; the last one is where it ends, unless `allowed`. */
  readonly filters: readonly string[];
  /** Absent without priority and fairness. */
  readonly flowControl?: FlowExplanation;
  readonly authorization: AuthorizationExplanation;
  /** Plug-ins that see such a request, in order. Empty for requests that change nothing. */
  readonly admission: readonly AdmissionExplanation[];
}

export interface FlowExplanation {
  readonly flowSchema: string;
  readonly priorityLevel: string;
  /** What tells this flow from others of its schema; "" when all are one. */
  readonly distinguisher: string;
}

export interface AuthorizationExplanation {
  readonly allowed: boolean;
  /** Those that were asked, up to the one whose opinion counts. */
  readonly opinions: readonly { readonly authorizer: string; readonly decision: string; readonly reason: string }[];
}

export interface AdmissionExplanation {
  readonly name: string;
  readonly mutates: boolean;
  readonly validates: boolean;
}
