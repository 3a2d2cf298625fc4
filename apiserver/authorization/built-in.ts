import { settle, type MaybePromise } from "../../apimachinery/promises/index.js";
import { SYSTEM_MASTERS } from "../authentication/index.js";
import type { OperationOptions } from "../storage/interface.js";
import type { AuthorizationAttributes, AuthorizationResult, Authorizer, RuleResolver } from "./interface.js";

const ALLOWED: AuthorizationResult = { decision: "allow", reason: "" };
const NO_OPINION: AuthorizationResult = { decision: "noOpinion", reason: "" };

export const alwaysAllow: Authorizer & RuleResolver = {
  name: "AlwaysAllow",
  authorize: () => ALLOWED,
  rulesFor: () =>
    Promise.resolve({
      resourceRules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }],
      nonResourceRules: [{ verbs: ["*"], nonResourceURLs: ["*"] }],
      incomplete: false,
      errors: [],
    }),
};

export const alwaysDeny: Authorizer & RuleResolver = {
  name: "AlwaysDeny",
  authorize: () => ({ decision: "noOpinion", reason: "Everything is forbidden." }),
  rulesFor: () => Promise.resolve({ resourceRules: [], nonResourceRules: [], incomplete: false, errors: [] }),
};

/** Members of system:masters may do everything, whatever the modes say: it stands before them. */
export const privilegedGroup: Authorizer = {
  name: "PrivilegedGroup",
  authorize: (attributes) => (attributes.user.groups.includes(SYSTEM_MASTERS) ? ALLOWED : NO_OPINION),
};

/**
 * The first opinion counts. Reasons and errors of those without one are gathered for the refusal's text.
 * @see kubernetes/apiserver pkg/authorization/union/union.go
 */
export function createUnionAuthorizer(
  authorizers: readonly Authorizer[],
  onDecision?: (authorizer: Authorizer, decision: "allow" | "deny") => void,
): Authorizer {
  return {
    name: "union",
    authorize(attributes: AuthorizationAttributes, opts: OperationOptions): MaybePromise<AuthorizationResult> {
      const reasons: string[] = [];
      const errors: unknown[] = [];
      const askFrom = (i: number): MaybePromise<AuthorizationResult> => {
        const authorizer = authorizers[i];
        if (authorizer === undefined) return nobodyDecided();
        return settle(
          (asked: AuthorizationAttributes) => authorizer.authorize(asked, opts),
          attributes,
          (result) => {
            if (result.decision !== "noOpinion") {
              onDecision?.(authorizer, result.decision);
              return result;
            }
            if (result.reason !== "") reasons.push(result.reason);
            return askFrom(i + 1);
          },
          (err) => {
            opts.signal?.throwIfAborted();
            errors.push(err);
            return askFrom(i + 1);
          },
        );
      };
      const nobodyDecided = (): AuthorizationResult => {
        // A refusal that nobody could work out is an error of ours, not an answer to the client's question.
        if (errors.length > 0 && reasons.length === 0) throw new AggregateError(errors, "authorization failed");
        return { decision: "noOpinion", reason: reasons.join("\n") };
      };
      return askFrom(0);
    },
  };
}
