/** Rights by roles: the objects of rbac.authorization.k8s.io in force. */
export { EscalationCheck } from "./escalation-check.js";
export { RBACAuthorizer } from "./rbac-authorizer.js";
export { RBACPolicy, missingRole } from "./policy.js";
export { followPolicy, type FeedBatch, type FollowDeps, type ObjectFeed, type RBACFeeds } from "./follow-policy.js";
export { ruleAllows } from "./rule-matching.js";
export type { Binding, PolicyRule, Role, RoleRef, Subject } from "./types.js";
