/** Tokens of service accounts: signing, and knowing them again. */
export { TokenIssuer, type IssuedToken, type TokenSpec } from "./issuer.js";
export { discoveryDocument, keySet } from "./issuer-documents.js";
export { generateSigningKey, parsePrivateKey, parsePublicKeys, SigningKey } from "./signing-keys.js";
export { ServiceAccountTokens, type ReviewedToken, type TokenObjects } from "./token-authenticator.js";
