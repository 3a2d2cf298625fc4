import type { Clock } from "../../../apimachinery/clock/index.js";
import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import { timeToMs } from "../../../apimachinery/scalars/index.js";
import type { CounterSeries, MetricsRegistry } from "../../metrics/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import type { TokenAuthenticator, UserInfo } from "../interface.js";
import { serviceAccountGroups } from "../well-known.js";
import { parseClaims, serviceAccountName, type ObjectClaim, type ServiceAccountClaims } from "./claims.js";
import { parseJWT } from "./jwt.js";
import type { SigningKey } from "./signing-keys.js";

const EXTRA = "authentication.kubernetes.io";
// Clocks of servers differ a little, and what is being deleted may still finish its work.
const LEEWAY_MS = 60_000;
const MAX_VERIFIED = 2_048;

/** Finds the objects that tokens name. undefined: there is none. */
export type TokenObjects = (
  resource: "serviceaccounts" | "pods" | "secrets" | "nodes",
  namespace: string,
  name: string,
  opts: OperationOptions,
) => Promise<DeepReadonly<KubeObject> | undefined>;

export interface ServiceAccountTokenOptions {
  readonly keys: readonly SigningKey[];
  readonly issuers: readonly string[];
  /** Whom tokens for this server are meant for. */
  readonly apiAudiences: readonly string[];
  /** False: a token is good until its time is over, whatever became of its account. */
  readonly lookup: boolean;
  readonly objects: TokenObjects;
  readonly clock: Clock;
  readonly registry: MetricsRegistry;
}

/** Whose token it is, and for whom of those who were asked about it is good. */
export interface ReviewedToken {
  readonly user: UserInfo;
  readonly audiences: readonly string[];
}

/**
 * Knows the tokens of service accounts that its keys have signed. Signatures are verified once for each token; what else
 * makes a token good is looked at each time.
 * @see kubernetes/kubernetes pkg/serviceaccount/jwt.go, claims.go
 */
export class ServiceAccountTokens implements TokenAuthenticator {
  readonly name = "service account";
  readonly #opts: ServiceAccountTokenOptions;
  readonly #verified = new Map<string, ServiceAccountClaims>();
  readonly #valid: CounterSeries;
  readonly #stale: CounterSeries;

  constructor(opts: ServiceAccountTokenOptions) {
    this.#opts = opts;
    const uses = (name: string, what: string): CounterSeries => {
      const help = `[ALPHA] Cumulative ${what} projected service account tokens used`;
      return opts.registry.counter({ name: `serviceaccount_${name}_tokens_total`, help }).with();
    };
    this.#valid = uses("valid", "valid");
    this.#stale = uses("stale", "stale");
  }

  async authenticateToken(token: string, opts: OperationOptions): Promise<UserInfo | undefined> {
    return (await this.review(token, this.#opts.apiAudiences, opts))?.user;
  }

  /** undefined: not a token of an issuer of ours. @throws Error when it is, and it is not good. */
  async review(token: string, wanted: readonly string[], opts: OperationOptions): Promise<ReviewedToken | undefined> {
    const claims = this.#claimsOf(token);
    if (claims === undefined) return undefined;
    const audiences = claims.aud.filter((audience) => wanted.includes(audience));
    if (audiences.length === 0) {
      const [has, wants] = [claims.aud, wanted].map((list) => JSON.stringify(list));
      throw new Error(`token audiences ${has} is invalid for the target audiences ${wants}`);
    }
    const now = this.#opts.clock.now();
    if (now > claims.exp * 1000 + LEEWAY_MS) throw new Error("service account token has expired");
    if (now < claims.nbf * 1000 - LEEWAY_MS) throw new Error("service account token is not valid yet");
    if (this.#opts.lookup) await this.#checkObjects(claims, now, opts);
    // Its program should have read a new one by now, and stops working once the extension ends.
    const { warnafter } = claims["kubernetes.io"];
    if (warnafter !== undefined) (now > warnafter * 1000 ? this.#stale : this.#valid).inc();
    return { user: userOf(claims), audiences };
  }

  #claimsOf(token: string): ServiceAccountClaims | undefined {
    const known = this.#verified.get(token);
    if (known !== undefined) return known;
    const parsed = parseJWT(token);
    if (parsed === undefined) return undefined;
    const { iss } = parsed.claims as { readonly iss?: unknown };
    if (typeof iss !== "string" || !this.#opts.issuers.includes(iss)) return undefined;
    const { algorithm, keyID, signed, signature } = parsed;
    const keys = this.#opts.keys.filter((key) => key.algorithm === algorithm && (keyID === "" || keyID === key.id));
    if (!keys.some((key) => key.verifies(signed, signature))) throw new Error("invalid signature of a token");
    const claims = parseClaims(parsed.claims);
    const { namespace, serviceaccount } = claims["kubernetes.io"];
    if (claims.sub !== serviceAccountName(namespace, serviceaccount.name)) {
      throw new Error("the token's subject is not its service account");
    }
    // The oldest goes: tokens are used for a while and then never again.
    if (this.#verified.size >= MAX_VERIFIED) this.#verified.delete(this.#verified.keys().next().value!);
    this.#verified.set(token, claims);
    return claims;
  }

  async #checkObjects({ "kubernetes.io": claim }: ServiceAccountClaims, now: number, opts: OperationOptions) {
    const { namespace, serviceaccount, pod, secret, node } = claim;
    await this.#check("serviceaccounts", namespace, serviceaccount, now, opts);
    if (secret !== undefined) await this.#check("secrets", namespace, secret, now, opts);
    if (pod !== undefined) await this.#check("pods", namespace, pod, now, opts);
    // A node beside a pod only tells where the pod ran.
    else if (node !== undefined) await this.#check("nodes", "", node, now, opts);
  }

  async #check(
    resource: Parameters<TokenObjects>[0],
    namespace: string,
    { name, uid }: ObjectClaim,
    now: number,
    opts: OperationOptions,
  ): Promise<void> {
    const object = await this.#opts.objects(resource, namespace, name, opts);
    const what = `${resource} ${namespace === "" ? name : `${namespace}/${name}`}`;
    if (object === undefined) throw new Error(`service account token has been invalidated: no ${what}`);
    const { deletionTimestamp, uid: actual = "" } = object.metadata;
    if (deletionTimestamp != null && timeToMs(deletionTimestamp) < now - LEEWAY_MS) {
      throw new Error(`service account token has been invalidated: ${what} has been deleted`);
    }
    if (actual !== uid) throw new Error(`the UID (${actual}) of ${what} does not match the token's (${uid})`);
  }
}

function userOf(claims: ServiceAccountClaims): UserInfo {
  const { namespace, serviceaccount, pod, node } = claims["kubernetes.io"];
  const extra: { [key: string]: readonly string[] } = {};
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") extra[`${EXTRA}/${key}`] = [value];
  };
  add("credential-id", claims.jti === "" ? undefined : `JTI=${claims.jti}`);
  add("node-name", node?.name);
  add("node-uid", node?.uid);
  add("pod-name", pod?.name);
  add("pod-uid", pod?.uid);
  return {
    name: claims.sub,
    uid: serviceaccount.uid ?? "",
    groups: serviceAccountGroups(namespace),
    extra,
  };
}
