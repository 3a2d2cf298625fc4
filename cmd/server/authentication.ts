import type { Clock } from "../../apimachinery/clock/index.js";
import {
  createAnonymousAuthenticator,
  createBearerAuthenticator,
  createStaticTokenAuthenticator,
  createUnionAuthenticator,
  createX509Authenticator,
  HEALTH_PATHS,
  SYSTEM_MASTERS,
  trustsAuthorities,
  type Authenticator,
} from "../../apiserver/authentication/index.js";
import {
  alwaysAllow,
  alwaysDeny,
  createUnionAuthorizer,
  privilegedGroup,
  type Authorizer,
} from "../../apiserver/authorization/index.js";
import { ADMIN_NAME, type ServerCredentials } from "../../apiserver/server/index.js";
import { fingerprintsOf } from "./certificates.js";
import type { AuthorizationMode, ServerOptions } from "./options.js";

/** Who may come in, in the order in which upstream asks: certificates, then tokens, then nobody in particular. */
export function authenticatorOf(
  options: ServerOptions,
  credentials: ServerCredentials,
  clientCAs: readonly string[],
  clock: Clock,
): Authenticator {
  const admin = { name: ADMIN_NAME, uid: "", groups: [SYSTEM_MASTERS], extra: {} };
  const x509 = createX509Authenticator({ clock, trusts: trustsAuthorities(fingerprintsOf(clientCAs)) });
  const tokens = createBearerAuthenticator([
    createStaticTokenAuthenticator(options.tokens),
    createStaticTokenAuthenticator(new Map([[credentials.adminToken, admin]])),
  ]);
  return createUnionAuthenticator([x509, tokens], anonymousOf(options.flags["anonymous-auth"]));
}

function anonymousOf(flag: boolean | undefined): Authenticator | undefined {
  if (flag === undefined) return createAnonymousAuthenticator(HEALTH_PATHS);
  return flag ? createAnonymousAuthenticator() : undefined;
}

const MODES: { readonly [M in AuthorizationMode]: Authorizer } = { AlwaysAllow: alwaysAllow, AlwaysDeny: alwaysDeny };

export function authorizerOf(options: ServerOptions): Authorizer {
  return createUnionAuthorizer([privilegedGroup, ...options.authorizationModes.map((mode) => MODES[mode])]);
}
