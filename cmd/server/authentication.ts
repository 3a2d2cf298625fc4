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
  type TokenAuthenticator,
} from "../../apiserver/authentication/index.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import { ADMIN_NAME, type ServerCredentials } from "../../apiserver/server/index.js";
import { fingerprintsOf } from "./certificates.js";
import type { ServerOptions } from "./options.js";

/** Who may come in, in the order in which upstream asks: certificates, then tokens, then nobody in particular. */
export function authenticatorOf(
  options: ServerOptions,
  tokens: Authenticator,
  clientCAs: readonly string[],
  { clock, registry }: { readonly clock: Clock; readonly registry: MetricsRegistry },
): Authenticator {
  const x509 = createX509Authenticator({ clock, registry, trusts: trustsAuthorities(fingerprintsOf(clientCAs)) });
  return createUnionAuthenticator([x509, tokens], anonymousOf(options.flags["anonymous-auth"]));
}

/** Knows all tokens, those of service accounts last. */
export function tokenAuthenticatorOf(
  options: ServerOptions,
  credentials: ServerCredentials,
  serviceAccounts: TokenAuthenticator,
): Authenticator {
  const admin = { name: ADMIN_NAME, uid: "", groups: [SYSTEM_MASTERS], extra: {} };
  return createBearerAuthenticator([
    createStaticTokenAuthenticator(new Map([...options.tokens, [credentials.adminToken, admin]])),
    serviceAccounts,
  ]);
}

function anonymousOf(flag: boolean | undefined): Authenticator | undefined {
  if (flag === undefined) return createAnonymousAuthenticator(HEALTH_PATHS);
  return flag ? createAnonymousAuthenticator() : undefined;
}
