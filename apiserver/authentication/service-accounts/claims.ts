export interface ObjectClaim {
  readonly name: string;
  readonly uid?: string;
}

/** What a token of a service account says; times are seconds since the epoch. */
export interface ServiceAccountClaims {
  readonly aud: readonly string[];
  readonly exp: number;
  readonly iat: number;
  readonly iss: string;
  readonly jti: string;
  readonly "kubernetes.io": {
    readonly namespace: string;
    readonly node?: ObjectClaim;
    readonly pod?: ObjectClaim;
    readonly secret?: ObjectClaim;
    readonly serviceaccount: ObjectClaim;
    readonly warnafter?: number;
  };
  readonly nbf: number;
  readonly sub: string;
}

export function serviceAccountName(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** @throws Error when a claim is missing or has another type. */
export function parseClaims(value: unknown): ServiceAccountClaims {
  const claims = asRecord(value);
  const kubernetes = asRecord(claims["kubernetes.io"]);
  const optional = (name: string): { readonly [name: string]: ObjectClaim } =>
    kubernetes[name] === undefined ? {} : { [name]: objectClaim(kubernetes[name], name) };
  const { warnafter } = kubernetes;
  return {
    aud: audiences(claims["aud"]),
    exp: number(claims, "exp"),
    iat: number(claims, "iat"),
    iss: text(claims, "iss"),
    jti: typeof claims["jti"] === "string" ? claims["jti"] : "",
    "kubernetes.io": {
      namespace: text(kubernetes, "namespace"),
      ...optional("node"),
      ...optional("pod"),
      ...optional("secret"),
      serviceaccount: objectClaim(kubernetes["serviceaccount"], "serviceaccount"),
      ...(typeof warnafter === "number" ? { warnafter } : {}),
    },
    nbf: number(claims, "nbf"),
    sub: text(claims, "sub"),
  };
}

function objectClaim(value: unknown, what: string): ObjectClaim {
  const claim = asRecord(value);
  if (typeof claim["name"] !== "string") throw new Error(`the claim kubernetes.io.${what} has no name`);
  return { name: claim["name"], ...(typeof claim["uid"] === "string" ? { uid: claim["uid"] } : {}) };
}

function audiences(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === "string");
}

function text(record: { readonly [name: string]: unknown }, name: string): string {
  const value = record[name];
  if (typeof value !== "string" || value === "") throw new Error(`the claim ${name} is missing`);
  return value;
}

function number(record: { readonly [name: string]: unknown }, name: string): number {
  const value = record[name];
  if (typeof value !== "number") throw new Error(`the claim ${name} is missing`);
  return value;
}

function asRecord(value: unknown): { readonly [name: string]: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("claims must be an object");
  return value as { readonly [name: string]: unknown };
}
