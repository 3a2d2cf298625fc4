import { SYSTEM_MASTERS } from "../authentication/index.js";
import type { OperationOptions } from "../storage/interface.js";
import type { AuthorizationAttributes, AuthorizationResult, Authorizer, RuleResolver } from "./interface.js";

const NO_OPINION: AuthorizationResult = { decision: "noOpinion", reason: "" };

export const alwaysAllow: Authorizer & RuleResolver = {
  name: "AlwaysAllow",
  authorize: () => Promise.resolve({ decision: "allow", reason: "" }),
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
  authorize: () => Promise.resolve({ decision: "noOpinion", reason: "Everything is forbidden." }),
  rulesFor: () => Promise.resolve({ resourceRules: [], nonResourceRules: [], incomplete: false, errors: [] }),
};

/** Members of system:masters may do everything, whatever the modes say: it stands before them. */
export const privilegedGroup: Authorizer = {
  name: "PrivilegedGroup",
  authorize: (attributes) =>
    Promise.resolve(attributes.user.groups.includes(SYSTEM_MASTERS) ? { decision: "allow", reason: "" } : NO_OPINION),
};

/**
 * The first opinion counts. Reasons and errors of those without one are gathered for the refusal's text.
 * @see kubernetes/apiserver pkg/authorization/union/union.go
 */
export function createUnionAuthorizer(authorizers: readonly Authorizer[]): Authorizer {
  return {
    name: "union",
    async authorize(attributes: AuthorizationAttributes, opts: OperationOptions): Promise<AuthorizationResult> {
      const reasons: string[] = [];
      const errors: unknown[] = [];
      for (const authorizer of authorizers) {
        try {
          const result = await authorizer.authorize(attributes, opts);
          if (result.decision !== "noOpinion") return result;
          if (result.reason !== "") reasons.push(result.reason);
        } catch (err) {
          opts.signal?.throwIfAborted();
          errors.push(err);
        }
      }
      // A refusal that nobody could work out is an error of ours, not an answer to the client's question.
      if (errors.length > 0 && reasons.length === 0) throw new AggregateError(errors, "authorization failed");
      return { decision: "noOpinion", reason: reasons.join("\n") };
    },
  };
}
