import type { UserInfo } from "../authentication/index.js";
import type { OperationOptions } from "../storage/interface.js";

/** What is asked. @see kubernetes/apiserver pkg/authorization/authorizer/interfaces.go */
export type AuthorizationAttributes =
  | {
      readonly kind: "resource";
      readonly user: UserInfo;
      readonly verb: string;
      readonly group: string;
      readonly version: string;
      readonly resource: string;
      readonly subresource: string;
      readonly namespace: string;
      readonly name: string;
      /** Raw selectors of list, watch and deletecollection. */
      readonly labelSelector?: string;
      readonly fieldSelector?: string;
    }
  | { readonly kind: "nonResource"; readonly user: UserInfo; readonly verb: string; readonly path: string };

export interface AuthorizationResult {
  readonly decision: "allow" | "deny" | "noOpinion";
  /** For audit, `explain-request` and the 403 text. */
  readonly reason: string;
}

/** Decides; `noOpinion` passes the question on, and nobody's opinion is a refusal. */
export interface Authorizer {
  readonly name: string;
  authorize(attributes: AuthorizationAttributes, opts: OperationOptions): Promise<AuthorizationResult>;
}
