import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { UserInfo } from "../../authentication/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import type { ListedRule, RuleResolver } from "../interface.js";
import type { RulesReview, RulesReviewStatus } from "./types.js";

/**
 * Lists what a user may do in a namespace.
 * @throws StatusError 400 when the review names no namespace.
 * @see kubernetes/kubernetes pkg/registry/authorization/selfsubjectrulesreview/rest.go
 */
export async function answerRulesReview(
  resolver: RuleResolver,
  review: RulesReview,
  user: UserInfo,
  opts: OperationOptions,
): Promise<RulesReview> {
  const namespace = review.spec?.namespace ?? "";
  if (namespace === "") throw newBadRequest("no namespace on request");
  const { resourceRules, nonResourceRules, incomplete, errors } = await resolver.rulesFor(user, namespace, opts);
  const status: RulesReviewStatus = {
    resourceRules: resourceRules.map((rule) => ({
      verbs: [...(rule.verbs ?? [])],
      ...lists(rule, ["apiGroups", "resources", "resourceNames"]),
    })),
    nonResourceRules: nonResourceRules.map((rule) => ({
      verbs: [...(rule.verbs ?? [])],
      ...lists(rule, ["nonResourceURLs"]),
    })),
    incomplete,
    ...(errors.length === 0 ? {} : { evaluationError: errors.join(", ") }),
  };
  return { ...review, status };
}

function lists<K extends Exclude<keyof ListedRule, "verbs">>(
  rule: ListedRule,
  keys: readonly K[],
): { [P in K]?: string[] } {
  const result: { [P in K]?: string[] } = {};
  for (const key of keys) {
    const list = rule[key];
    if (list !== undefined && list.length > 0) result[key] = [...list];
  }
  return result;
}
