/** Names with a meaning of their own. @see kubernetes/apiserver pkg/authentication/user/user.go */
export const ANONYMOUS_USER = "system:anonymous";
export const SYSTEM_MASTERS = "system:masters";
export const MONITORING = "system:monitoring";
export const ALL_AUTHENTICATED = "system:authenticated";
export const ALL_UNAUTHENTICATED = "system:unauthenticated";
/** In a user's extra: which credential was used. */
export const CREDENTIAL_ID = "authentication.kubernetes.io/credential-id";

/** What every service account of a namespace is in, beside those who are authenticated. */
export function serviceAccountGroups(namespace: string): readonly string[] {
  return ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
}
