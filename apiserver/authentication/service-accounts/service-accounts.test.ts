import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import type { KubeObject } from "../../../apimachinery/runtime/index.js";
import { MetricsRegistry } from "../../metrics/index.js";
import { signJWT } from "./jwt.js";
import {
  discoveryDocument,
  generateSigningKey,
  keySet,
  parsePrivateKey,
  parsePublicKeys,
  ServiceAccountTokens,
  TokenIssuer,
  type SigningKey,
} from "./index.js";

const ISSUER = "https://issuer.example";
const NOW = Date.parse("2026-01-01T00:00:00Z");
const key = parsePrivateKey(generateSigningKey());

function rsaKey(): SigningKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return parsePrivateKey(privateKey.export({ format: "pem", type: "pkcs1" }).toString());
}

class World {
  readonly clock = new FakeClock(NOW);
  readonly registry = new MetricsRegistry();
  readonly objects = new Map<string, KubeObject>([
    ["serviceaccounts a/x", { metadata: { name: "x", uid: "sa-uid" } } as KubeObject],
    ["pods a/p", { metadata: { name: "p", uid: "pod-uid" } } as KubeObject],
  ]);

  tokens(keys: readonly SigningKey[] = [key], lookup = true): ServiceAccountTokens {
    return new ServiceAccountTokens({
      keys,
      issuers: [ISSUER],
      apiAudiences: ["api"],
      lookup,
      clock: this.clock,
      registry: this.registry,
      objects: (resource, namespace, name) => Promise.resolve(this.objects.get(`${resource} ${namespace}/${name}`)),
    });
  }
}

function issue(signingKey = key, more: Partial<Parameters<TokenIssuer["issue"]>[0]> = {}): string {
  return new TokenIssuer(signingKey, ISSUER).issue({
    namespace: "a",
    account: { name: "x", uid: "sa-uid" },
    audiences: ["api", "vault"],
    nowMs: NOW,
    lifetimeSeconds: 600,
    ...more,
  }).token;
}

for (const [name, signingKey] of [
  ["EC", key],
  ["RSA", rsaKey()],
] as const) {
  test(`${name}: a token is known again, with the pod and node it is bound to`, async () => {
    const token = issue(signingKey, { pod: { name: "p", uid: "pod-uid" }, node: { name: "n", uid: "node-uid" } });
    const user = await new World().tokens([key, signingKey]).authenticateToken(token, {});
    const { "authentication.kubernetes.io/credential-id": id, ...extra } = user!.extra;
    assert.match(id![0]!, /^JTI=[0-9a-f-]{36}$/);
    assert.deepEqual(
      { ...user, extra },
      {
        name: "system:serviceaccount:a:x",
        uid: "sa-uid",
        groups: ["system:serviceaccounts", "system:serviceaccounts:a"],
        extra: {
          "authentication.kubernetes.io/node-name": ["n"],
          "authentication.kubernetes.io/node-uid": ["node-uid"],
          "authentication.kubernetes.io/pod-name": ["p"],
          "authentication.kubernetes.io/pod-uid": ["pod-uid"],
        },
      },
    );
  });
}

test("what is no token of ours is for others", async () => {
  const tokens = new World().tokens();
  for (const other of ["opaque", "a.b.c", signJWT(key, { iss: "https://other" } as never)]) {
    assert.equal(await tokens.authenticateToken(other, {}), undefined);
  }
});

test("a token that is not good is an error", async () => {
  const world = new World();
  const tokens = world.tokens();
  const withoutLookup = new World().tokens([key], false);
  const good = issue(key, { pod: { name: "p", uid: "pod-uid" } });
  const [head, , signature] = good.split(".");
  const forged = Buffer.from(JSON.stringify({ iss: ISSUER, sub: "system:serviceaccount:kube-system:admin" }));
  const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  const ask = (token: string) => tokens.authenticateToken(token, {});
  await assert.rejects(ask(`${head}.${forged.toString("base64url")}.${signature}`), /invalid signature/);
  await assert.rejects(ask(`${none}.${good.split(".")[1]}.`), /invalid signature/);
  await assert.rejects(ask(issue(rsaKey())), /invalid signature/);
  await assert.rejects(ask(issue(key, { audiences: ["vault"] })), /audiences \["vault"\] is invalid for .*\["api"\]/);
  await assert.rejects(ask(issue(key, { nowMs: NOW + 120_000 })), /not valid yet/);
  await ask(good);
  world.objects.get("pods a/p")!.metadata.uid = "another";
  await assert.rejects(ask(good), /UID \(another\) of pods a\/p does not match/);
  world.objects.delete("pods a/p");
  await assert.rejects(ask(good), /invalidated: no pods a\/p/);
  world.objects.get("serviceaccounts a/x")!.metadata.deletionTimestamp = "2025-12-31T00:00:00Z";
  await assert.rejects(ask(good), /serviceaccounts a\/x has been deleted/);
  assert.ok(await withoutLookup.authenticateToken(good, {}));
  await world.clock.advance((600 + 61) * 1000);
  await assert.rejects(ask(good), /has expired/);
});

test("uses of a token that should have been read anew are counted", async () => {
  const world = new World();
  const tokens = world.tokens();
  const token = issue(key, { warnAfterSeconds: 60, lifetimeSeconds: 3600 });
  await tokens.authenticateToken(token, {});
  await world.clock.advance(61_000);
  for (let i = 0; i < 2; i++) await tokens.authenticateToken(token, {});
  const metrics = await world.registry.text();
  assert.match(metrics, /^serviceaccount_valid_tokens_total 1$/m);
  assert.match(metrics, /^serviceaccount_stale_tokens_total 2$/m);
});

test("a review is for those who are asked about", async () => {
  const reviewed = await new World().tokens().review(issue(), ["vault", "other"], {});
  assert.deepEqual(reviewed?.audiences, ["vault"]);
});

test("claims as upstream writes them", () => {
  const claims = JSON.parse(
    Buffer.from(issue(key, { warnAfterSeconds: 60 }).split(".")[1]!, "base64url").toString(),
  ) as Record<string, unknown>;
  assert.deepEqual(Object.keys(claims), ["aud", "exp", "iat", "iss", "jti", "kubernetes.io", "nbf", "sub"]);
  const seconds = NOW / 1000;
  assert.deepEqual([claims["iat"], claims["exp"]], [seconds, seconds + 600]);
  assert.deepEqual(claims["kubernetes.io"], {
    namespace: "a",
    serviceaccount: { name: "x", uid: "sa-uid" },
    warnafter: seconds + 60,
  });
});

test("others can verify tokens with the published keys", () => {
  const published = (keySet([key, key]) as { keys: Record<string, string>[] }).keys;
  assert.equal(published.length, 1);
  const [head, body, signature] = issue().split(".");
  const publicKey = createPublicKey({ key: published[0]!, format: "jwk" });
  const signed = Buffer.from(`${head}.${body}`);
  const input = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
  assert.ok(verify("sha256", signed, input, Buffer.from(signature!, "base64url")));
  assert.deepEqual(discoveryDocument(ISSUER, [key], "https://s/openid/v1/jwks"), {
    issuer: ISSUER,
    jwks_uri: "https://s/openid/v1/jwks",
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
  });
});

test("keys: public ones verify only; others are refused", () => {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const [parsed] = parsePublicKeys(publicKey.export({ format: "pem", type: "spki" }).toString());
  assert.equal(parsed!.canSign, false);
  const ed = generateKeyPairSync("ed25519").publicKey.export({ format: "pem", type: "spki" }).toString();
  assert.throws(() => parsePublicKeys(ed), /must be an RSA key, or an EC key/);
  assert.throws(() => parsePublicKeys("nothing"), /has no key in PEM/);
});
