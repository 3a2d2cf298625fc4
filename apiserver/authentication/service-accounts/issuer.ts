import { randomUUID } from "node:crypto";
import { serviceAccountName, type ObjectClaim } from "./claims.js";
import { signJWT } from "./jwt.js";
import type { SigningKey } from "./signing-keys.js";

/** What a token is to say. */
export interface TokenSpec {
  readonly namespace: string;
  readonly account: ObjectClaim;
  readonly pod?: ObjectClaim | undefined;
  readonly secret?: ObjectClaim | undefined;
  readonly node?: ObjectClaim | undefined;
  readonly audiences: readonly string[];
  readonly nowMs: number;
  readonly lifetimeSeconds: number;
  /** Uses after this many seconds are counted as stale. */
  readonly warnAfterSeconds?: number | undefined;
}

export interface IssuedToken {
  readonly token: string;
  readonly id: string;
}

/** Signs tokens of service accounts. @see kubernetes/kubernetes pkg/serviceaccount/claims.go, Claims */
export class TokenIssuer {
  readonly #key: SigningKey;
  readonly #issuer: string;

  constructor(key: SigningKey, issuer: string) {
    this.#key = key;
    this.#issuer = issuer;
  }

  issue(spec: TokenSpec): IssuedToken {
    const { namespace, account, pod, secret, node, audiences, lifetimeSeconds, warnAfterSeconds } = spec;
    const now = Math.floor(spec.nowMs / 1000);
    const id = randomUUID();
    const token = signJWT(this.#key, {
      aud: audiences,
      exp: now + lifetimeSeconds,
      iat: now,
      iss: this.#issuer,
      jti: id,
      "kubernetes.io": {
        namespace,
        ...(node === undefined ? {} : { node }),
        ...(pod === undefined ? {} : { pod }),
        ...(secret === undefined ? {} : { secret }),
        serviceaccount: account,
        ...(warnAfterSeconds === undefined ? {} : { warnafter: now + warnAfterSeconds }),
      },
      nbf: now,
      sub: serviceAccountName(namespace, account.name),
    });
    return { token, id };
  }
}
