/** What extensions of a server are written against: admission plug-ins, authenticators, authorizers. */
export * from "./admission/index.js";
export type { Authenticator, AuthenticationRequest, UserInfo } from "./authentication/index.js";
export type { AuthorizationAttributes, AuthorizationResult, Authorizer } from "./authorization/index.js";
export type {
  APIGroupDefinition,
  ResourceDefinition,
  TableColumn,
  VirtualResourceDefinition,
} from "./registry/rest/resource-definition.js";
