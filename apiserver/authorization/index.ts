/** What a user may do. */
export type { Authorizer, AuthorizationAttributes, AuthorizationResult } from "./interface.js";
export { attributesOf } from "./attributes.js";
export { alwaysAllow, alwaysDeny, createUnionAuthorizer, privilegedGroup } from "./built-in.js";
export { newForbiddenRequest } from "./forbidden.js";
