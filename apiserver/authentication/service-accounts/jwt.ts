import type { ServiceAccountClaims } from "./claims.js";
import type { SigningKey } from "./signing-keys.js";

/** A token taken apart; nothing of it is checked. */
export interface UnverifiedToken {
  readonly algorithm: string;
  /** "" when the token names no key. */
  readonly keyID: string;
  readonly claims: unknown;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** undefined when `token` is no JWT. */
export function parseJWT(token: string): UnverifiedToken | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const header = decode(parts[0]!) as { readonly alg?: unknown; readonly kid?: unknown };
    if (typeof header.alg !== "string") return undefined;
    return {
      algorithm: header.alg,
      keyID: typeof header.kid === "string" ? header.kid : "",
      claims: decode(parts[1]!),
      signed: Buffer.from(`${parts[0]}.${parts[1]}`),
      signature: Buffer.from(parts[2]!, "base64url"),
    };
  } catch {
    return undefined;
  }
}

export function signJWT(key: SigningKey, claims: ServiceAccountClaims): string {
  const signed = `${encode({ alg: key.algorithm, kid: key.id })}.${encode(claims)}`;
  return `${signed}.${key.sign(Buffer.from(signed)).toString("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): unknown {
  return JSON.parse(Buffer.from(part, "base64url").toString()) as unknown;
}
