/** What a user may do. */
export type { Authorizer, AuthorizationAttributes, AuthorizationResult } from "./interface.js";
