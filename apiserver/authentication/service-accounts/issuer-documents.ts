import type { SigningKey } from "./signing-keys.js";

/**
 * What others need to verify tokens: where the keys are.
 * @see kubernetes/kubernetes pkg/serviceaccount/openidmetadata.go
 */
export function discoveryDocument(issuer: string, keys: readonly SigningKey[], jwksURI: string): object {
  return {
    issuer,
    jwks_uri: jwksURI,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: [...new Set(keys.map((key) => key.algorithm))].sort(),
  };
}

/** And the keys themselves. */
export function keySet(keys: readonly SigningKey[]): object {
  const distinct = new Map(keys.map((key) => [key.id, key]));
  return { keys: [...distinct.values()].map((key) => key.jwk()) };
}
