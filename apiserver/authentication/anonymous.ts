import type { AuthenticationRequest, Authenticator, UserInfo } from "./interface.js";
import { ALL_UNAUTHENTICATED, ANONYMOUS_USER } from "./well-known.js";

const ANONYMOUS: UserInfo = { name: ANONYMOUS_USER, uid: "", groups: [ALL_UNAUTHENTICATED], extra: {} };

/** What probes ask for; they carry no credentials. */
export const HEALTH_PATHS: readonly string[] = ["/healthz", "/livez", "/readyz"];

/**
 * Requests without credentials. @param paths - only these exact paths, as with the conditions of an
 * AuthenticationConfiguration; absent: every path.
 */
export function createAnonymousAuthenticator(paths?: readonly string[]): Authenticator {
  const allowed = paths === undefined ? undefined : new Set(paths);
  return {
    name: "anonymous",
    authenticate: (request: AuthenticationRequest) =>
      allowed === undefined || allowed.has(request.path) ? ANONYMOUS : undefined,
  };
}
