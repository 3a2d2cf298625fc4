/** Who sends a request. */
export type { AuthenticationRequest, Authenticator, TokenAuthenticator, UserInfo } from "./interface.js";
export { createAnonymousAuthenticator, HEALTH_PATHS } from "./anonymous.js";
export { createBearerAuthenticator } from "./bearer-token.js";
export { createStaticTokenAuthenticator, parseTokenFile } from "./static-tokens.js";
export { createUnionAuthenticator } from "./union.js";
export { createX509Authenticator, trustsAuthorities } from "./x509.js";
export {
  ALL_AUTHENTICATED,
  ALL_UNAUTHENTICATED,
  ANONYMOUS_USER,
  CREDENTIAL_ID,
  serviceAccountGroups,
  MONITORING,
  SYSTEM_MASTERS,
} from "./well-known.js";
