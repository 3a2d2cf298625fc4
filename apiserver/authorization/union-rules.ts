import type { RuleList, RuleResolver } from "./interface.js";

/** The rules of several modes together. @see kubernetes/apiserver pkg/authorization/union/union.go */
export function createUnionRuleResolver(resolvers: readonly RuleResolver[]): RuleResolver {
  return {
    async rulesFor(user, namespace, opts): Promise<RuleList> {
      const lists = await Promise.all(resolvers.map((resolver) => resolver.rulesFor(user, namespace, opts)));
      return {
        resourceRules: lists.flatMap((list) => list.resourceRules),
        nonResourceRules: lists.flatMap((list) => list.nonResourceRules),
        incomplete: lists.some((list) => list.incomplete),
        errors: lists.flatMap((list) => list.errors),
      };
    },
  };
}
