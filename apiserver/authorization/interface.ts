import type { MaybePromise } from "../../apimachinery/promises/index.js";
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
  authorize(attributes: AuthorizationAttributes, opts: OperationOptions): MaybePromise<AuthorizationResult>;
}

/** One rule of a {@link RuleList}: verbs, and what they apply to. */
export interface ListedRule {
  readonly verbs?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

/** All that a user may do in one namespace, as far as it can be listed. */
export interface RuleList {
  readonly resourceRules: readonly ListedRule[];
  readonly nonResourceRules: readonly ListedRule[];
  /** True when there may be more than what is listed. */
  readonly incomplete: boolean;
  /** What went wrong on the way. */
  readonly errors: readonly string[];
}

/** An authorizer that can say what it would allow without being asked for each thing. */
export interface RuleResolver {
  rulesFor(user: UserInfo, namespace: string, opts: OperationOptions): Promise<RuleList>;
}
