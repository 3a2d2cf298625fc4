import type { KubeObject, RuntimeObject } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import { answerSelfSubjectReview, answerTokenReview } from "../../apiserver/authentication/reviews/index.js";
import { createUnionAuthenticator, type Authenticator, type UserInfo } from "../../apiserver/authentication/index.js";
import type { ServiceAccountTokens } from "../../apiserver/authentication/service-accounts/index.js";
import { createUnionRuleResolver, type Authorizer, type RuleResolver } from "../../apiserver/authorization/index.js";
import { AccessReviews, answerRulesReview } from "../../apiserver/authorization/reviews/index.js";
import type { VirtualResource, VirtualResourceSource } from "../../apiserver/endpoints/index.js";
import type { APIGroupDefinition, WriteContext } from "../../apiserver/registry/index.js";

type Create = (ctx: WriteContext, object: never) => Promise<object>;

export interface VirtualResourceDeps {
  readonly groups: readonly APIGroupDefinition[];
  readonly authorizer: Authorizer;
  readonly ruleResolvers: readonly RuleResolver[];
  /** Knows tokens. */
  readonly tokens: Authenticator;
  readonly serviceAccounts: ServiceAccountTokens;
  readonly apiAudiences: readonly string[];
}

/** The kinds that are answered and never stored, with what answers them. */
export function virtualResourcesOf(deps: VirtualResourceDeps): VirtualResourceSource {
  const access = new AccessReviews(deps.authorizer);
  const rules = createUnionRuleResolver(deps.ruleResolvers);
  const tokens = {
    // Reviews look at all tokens as requests do.
    authenticator: createUnionAuthenticator([deps.tokens]),
    serviceAccounts: deps.serviceAccounts,
    apiAudiences: deps.apiAudiences,
  };
  const behaviours: { readonly [resource: string]: Create } = {
    "authorization.k8s.io/subjectaccessreviews": (ctx, review) => access.subject(review, ctx),
    "authorization.k8s.io/selfsubjectaccessreviews": (ctx, review) => access.self(review, userOf(ctx), ctx),
    "authorization.k8s.io/localsubjectaccessreviews": (ctx, review) => access.local(review, ctx.namespace, ctx),
    "authorization.k8s.io/selfsubjectrulesreviews": (ctx, review) => answerRulesReview(rules, review, userOf(ctx), ctx),
    "authentication.k8s.io/tokenreviews": (ctx, review) => answerTokenReview(tokens, review, ctx),
    "authentication.k8s.io/selfsubjectreviews": (ctx, review) =>
      Promise.resolve(answerSelfSubjectReview(review, userOf(ctx), ctx.now)),
  };
  const resources = new Map<string, VirtualResource>();
  for (const definition of deps.groups.flatMap((group) => group.virtualResources)) {
    const key = `${definition.group}/${definition.plural}`;
    const create = behaviours[key];
    if (create === undefined) continue;
    resources.set(key, {
      definition,
      create: (ctx, object) => create(ctx, object as KubeObject as never) as Promise<RuntimeObject>,
    });
  }
  return {
    virtualResource: ({ group, resource }: GroupResource) => resources.get(`${group}/${resource}`),
    virtualResources: () => resources.values(),
  };
}

function userOf({ user }: WriteContext): UserInfo {
  return { name: user.name, groups: user.groups, uid: user.uid ?? "", extra: user.extra ?? {} };
}
