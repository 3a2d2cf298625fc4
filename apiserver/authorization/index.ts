/** What a user may do. */
export type {
  Authorizer,
  AuthorizationAttributes,
  AuthorizationResult,
  ListedRule,
  RuleList,
  RuleResolver,
} from "./interface.js";
export { attributesOf } from "./attributes.js";
export { alwaysAllow, alwaysDeny, createUnionAuthorizer, privilegedGroup } from "./built-in.js";
export { createUnionRuleResolver } from "./union-rules.js";
export { newForbiddenRequest } from "./forbidden.js";
