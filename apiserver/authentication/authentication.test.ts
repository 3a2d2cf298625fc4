import assert from "node:assert/strict";
import test from "node:test";
import type { DetailedPeerCertificate } from "node:tls";
import { FakeClock } from "../../apimachinery/clock/index.js";
import {
  createAnonymousAuthenticator,
  createBearerAuthenticator,
  createStaticTokenAuthenticator,
  createUnionAuthenticator,
  createX509Authenticator,
  HEALTH_PATHS,
  parseTokenFile,
  trustsAuthorities,
  type AuthenticationRequest,
  type Authenticator,
  type UserInfo,
} from "./index.js";

const ALICE: UserInfo = { name: "alice", uid: "1", groups: ["devs"], extra: {} };

function request(
  parts: Partial<AuthenticationRequest> & { headers?: Record<string, string> } = {},
): AuthenticationRequest {
  const headers = parts.headers ?? {};
  return {
    path: "/api",
    header: (name) => headers[name],
    headerValues: (name) => (headers[name] === undefined ? [] : [headers[name]]),
    headerNames: () => Object.keys(headers),
    peerCertificate: undefined,
    peerCertificateError: undefined,
    remoteAddress: "127.0.0.1",
    ...parts,
  };
}

function certificate(parts: {
  CN?: string | string[];
  O?: string | string[];
  issuer?: string;
  validTo?: string;
}): DetailedPeerCertificate {
  const root = { fingerprint256: parts.issuer ?? "AA:01" } as DetailedPeerCertificate;
  root.issuerCertificate = root;
  return {
    subject: { CN: parts.CN, O: parts.O },
    fingerprint256: "AB:CD",
    valid_to: parts.validTo ?? "Jan  1 00:00:00 2030 GMT",
    issuerCertificate: root,
  } as unknown as DetailedPeerCertificate;
}

const x509 = createX509Authenticator({ clock: new FakeClock(), trusts: trustsAuthorities(new Set(["AA:01"])) });
const certificates = [
  { name: "one organization", cert: certificate({ CN: "bob", O: "g1" }), want: { name: "bob", groups: ["g1"] } },
  { name: "several", cert: certificate({ CN: "bob", O: ["g1", "g2"] }), want: { name: "bob", groups: ["g1", "g2"] } },
  { name: "none", cert: certificate({ CN: "bob" }), want: { name: "bob", groups: [] } },
  { name: "no common name", cert: certificate({ O: "g1" }), want: undefined },
  { name: "another authority", cert: certificate({ CN: "bob", issuer: "BB:02" }), want: undefined },
];
for (const tc of certificates) {
  test(`x509: ${tc.name}`, async () => {
    const user = await x509.authenticate(request({ peerCertificate: tc.cert }), {});
    const extra = { "authentication.kubernetes.io/credential-id": ["X509SHA256=abcd"] };
    assert.deepEqual(user, tc.want === undefined ? undefined : { uid: "", extra, ...tc.want });
  });
}

test("x509: what could not be verified, or has expired meanwhile, is an error", async () => {
  await assert.rejects(
    async () => x509.authenticate(request({ peerCertificateError: "CERT_UNTRUSTED" }), {}),
    /CERT_UNTRUSTED/,
  );
  const clock = new FakeClock(Date.parse("2026-01-01T00:00:00Z"));
  const authenticator = createX509Authenticator({ clock, trusts: () => true });
  const peerCertificate = certificate({ CN: "bob", validTo: "Jan  1 01:00:00 2026 GMT" });
  assert.equal((await authenticator.authenticate(request({ peerCertificate }), {}))?.name, "bob");
  await clock.advance(2 * 3_600_000);
  await assert.rejects(async () => authenticator.authenticate(request({ peerCertificate }), {}), /CERT_HAS_EXPIRED/);
});

const bearer = createBearerAuthenticator([createStaticTokenAuthenticator(new Map([["s3cret", ALICE]]))]);
const bearerCases: { header?: string; want?: string; error?: RegExp }[] = [
  { header: "Bearer s3cret", want: "alice" },
  { header: "  bearer s3cret  ", want: "alice" },
  { header: "Bearer wrong", error: /invalid bearer token/ },
  { header: "Basic s3cret" },
  { header: "Bearer " },
  {},
];
for (const tc of bearerCases) {
  test(`bearer: ${JSON.stringify(tc.header)}`, async () => {
    const headers = tc.header === undefined ? {} : { authorization: tc.header };
    const ask = async () => bearer.authenticate(request({ headers }), {});
    if (tc.error !== undefined) await assert.rejects(ask, tc.error);
    else assert.equal((await ask())?.name, tc.want);
  });
}

test("bearer: a WebSocket subprotocol carries a token", async () => {
  const encoded = Buffer.from("s3cret").toString("base64url");
  const headers = {
    upgrade: "websocket",
    "sec-websocket-protocol": `v4.channel.k8s.io, base64url.bearer.authorization.k8s.io.${encoded}`,
  };
  assert.equal((await bearer.authenticate(request({ headers }), {}))?.name, "alice");
  const alone = { ...headers, "sec-websocket-protocol": `base64url.bearer.authorization.k8s.io.${encoded}` };
  await assert.rejects(
    async () => bearer.authenticate(request({ headers: alone }), {}),
    /missing additional subprotocol/,
  );
});

test("token file", () => {
  const text = 'tok1,ann,1\n\ntok2, bob ,2,"g1, g2"\r\n,nobody,3\ntok1,"an ""n""",4,g3\n';
  assert.deepEqual(
    [...parseTokenFile(text, "f")],
    [
      ["tok1", { name: 'an "n"', uid: "4", groups: ["g3"], extra: {} }],
      ["tok2", { name: "bob", uid: "2", groups: ["g1", "g2"], extra: {} }],
    ],
  );
  assert.throws(() => parseTokenFile("a,b,c\nx,y\n", "f"), /f, line 2: must have at least 3 columns .* found 2/);
  assert.throws(() => parseTokenFile('a,b,c,"x\n', "f"), /line 1: a quote is not closed/);
});

const bad: Authenticator = { name: "bad", authenticate: () => Promise.reject(new Error("bad credential")) };
const none: Authenticator = { name: "none", authenticate: () => Promise.resolve(undefined) };
const good: Authenticator = { name: "good", authenticate: () => Promise.resolve(ALICE) };
const anonymous = createAnonymousAuthenticator();
const unions = [
  {
    name: "first success wins",
    authenticators: [none, good],
    anonymous,
    want: ["alice", "devs", "system:authenticated"],
  },
  {
    name: "success after an error",
    authenticators: [bad, good],
    anonymous,
    want: ["alice", "devs", "system:authenticated"],
  },
  {
    name: "nothing presented",
    authenticators: [none],
    anonymous,
    want: ["system:anonymous", "system:unauthenticated"],
  },
  { name: "no anonymous", authenticators: [none], anonymous: undefined, want: undefined },
  { name: "an error bars anonymous", authenticators: [bad, none], anonymous, error: /bad credential/ },
];
for (const tc of unions) {
  test(`union: ${tc.name}`, async () => {
    const ask = async () => createUnionAuthenticator(tc.authenticators, tc.anonymous).authenticate(request(), {});
    if (tc.error !== undefined) return assert.rejects(ask, tc.error);
    const user = await ask();
    return assert.deepEqual(user && [user.name, ...user.groups], tc.want);
  });
}

test("anonymous access can be limited to paths", async () => {
  const limited = createAnonymousAuthenticator(HEALTH_PATHS);
  assert.equal((await limited.authenticate(request({ path: "/readyz" }), {}))?.name, "system:anonymous");
  assert.equal(await limited.authenticate(request({ path: "/readyz/ping" }), {}), undefined);
});
