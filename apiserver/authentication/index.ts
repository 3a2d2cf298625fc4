/** Who sends a request. */
export type { Authenticator, AuthenticationRequest, UserInfo } from "./interface.js";
