import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isForbidden, isInvalid, isUnauthorized, statusOf } from "../../apimachinery/api/errors/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "../../cmd/testing/index.js";

const ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts";
const ISSUER = "https://kubernetes.default.svc.cluster.local";

interface Token {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly audiences: readonly string[]; readonly expirationSeconds: number };
  readonly status: { readonly token: string; readonly expirationTimestamp: string };
}

let server: TestServer;
let admin: RESTClient;

before(async () => {
  server = await startTestServer({ flags: ["--authorization-mode=RBAC"] });
  admin = new RESTClient(server.clientConfig);
  await post(ACCOUNTS, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "robot" } });
  await post("/api/v1/namespaces/default/pods", {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p" },
    spec: { serviceAccountName: "robot", containers: [{ name: "c", image: "i" }] },
  });
});
after(async () => {
  admin.close();
  await server.stop();
});

function post<T>(absolutePath: string, body: object): Promise<T> {
  return admin.request<T>({ method: "POST", absolutePath, body });
}

function request(spec: object, metadata: object = {}, account = "robot"): Promise<Token> {
  const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", metadata, spec };
  return post(`${ACCOUNTS}/${account}/token`, body);
}

function withToken(bearerToken: string): RESTClient {
  return new RESTClient({ server: server.url, tls: server.clientConfig.tls!, bearerToken });
}

test("a token works, with the rights of its account, until the object it is bound to is gone", async () => {
  const bound = { boundObjectRef: { kind: "Pod", apiVersion: "v1", name: "p" } };
  const { kind, metadata, spec, status } = await request(bound);
  assert.deepEqual([kind, metadata.name, metadata.namespace], ["TokenRequest", "robot", "default"]);
  assert.deepEqual(spec.audiences, [ISSUER]);
  assert.equal(spec.expirationSeconds, 3600);
  const robot = withToken(status.token);
  const whoami = await robot.request<{ status: { userInfo: { username: string; groups: string[]; extra: object } } }>({
    method: "POST",
    absolutePath: "/apis/authentication.k8s.io/v1/selfsubjectreviews",
    body: { apiVersion: "authentication.k8s.io/v1", kind: "SelfSubjectReview" },
  });
  const { username, groups, extra } = whoami.status.userInfo;
  assert.equal(username, "system:serviceaccount:default:robot");
  assert.deepEqual(groups, ["system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated"]);
  assert.ok("authentication.kubernetes.io/pod-uid" in extra);
  const secrets = { method: "GET", absolutePath: "/api/v1/secrets" } as const;
  await assert.rejects(robot.request(secrets), isForbidden);
  await post("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "robots" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
    subjects: [{ kind: "ServiceAccount", name: "robot", namespace: "default" }],
  });
  // The authorizer hears of the binding by a watch.
  for (let i = 0; i < 100; i++) {
    const { status: code } = await robot.requestRaw(secrets);
    if (code === 200) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await robot.request(secrets);
  await admin.request({ method: "DELETE", absolutePath: "/api/v1/namespaces/default/pods/p" });
  await assert.rejects(robot.request(secrets), isUnauthorized);
  robot.close();
});

test("a token for others is none for the server, and a review says for whom it is", async () => {
  const { status } = await request({ audiences: ["vault"] });
  const other = withToken(status.token);
  await assert.rejects(other.request({ method: "GET", absolutePath: "/api/v1/namespaces" }), isUnauthorized);
  other.close();
  const review = (audiences?: readonly string[]) =>
    post<{ status: { authenticated?: boolean; audiences?: string[]; user?: { username: string }; error?: string } }>(
      "/apis/authentication.k8s.io/v1/tokenreviews",
      {
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenReview",
        spec: { token: status.token, ...(audiences === undefined ? {} : { audiences }) },
      },
    );
  const good = (await review(["vault", "x"])).status;
  assert.deepEqual([good.authenticated, good.audiences], [true, ["vault"]]);
  assert.equal(good.user?.username, "system:serviceaccount:default:robot");
  const bad = (await review()).status;
  assert.equal(bad.authenticated, undefined);
  assert.match(bad.error!, /^token audiences \["vault"\] is invalid for the target audiences/);
});

const refused: readonly (readonly [name: string, spec: object, metadata: object, code: number, message: RegExp])[] = [
  ["too short", { expirationSeconds: 599 }, {}, 422, /expirationSeconds.*less than 10 minutes/],
  ["too long", { expirationSeconds: 2 ** 32 + 1 }, {}, 422, /expirationSeconds.*larger than 2\^32 seconds/],
  ["another name", {}, { name: "other" }, 422, /metadata\.name: .*must match the service account name if specified/],
  ["no pod", { boundObjectRef: { kind: "Pod", apiVersion: "v1", name: "none" } }, {}, 404, /pods "none" not found/],
  [
    "a kind",
    { boundObjectRef: { kind: "Job", apiVersion: "batch/v1", name: "j" } },
    {},
    400,
    /cannot bind token to object/,
  ],
];
for (const [name, spec, metadata, code, message] of refused) {
  test(`refused: ${name}`, async () => {
    await assert.rejects(request(spec, metadata), (err: unknown) => {
      assert.equal(statusOf(err)?.code, code);
      assert.match(statusOf(err)?.message ?? "", message);
      return code !== 422 || isInvalid(err);
    });
  });
}

test("no account, no token", async () => {
  await assert.rejects(request({}, {}, "nobody"), /serviceaccounts "nobody" not found/);
});

test("the issuer publishes its keys", async () => {
  const get = async (absolutePath: string) => {
    // The keys are no plain JSON to the router, so that a client has to take other types too.
    const accept = { accept: "application/json, */*" };
    const { body, headers } = await admin.requestRaw({ method: "GET", absolutePath, headers: accept });
    return { type: headers["content-type"], document: JSON.parse(body.toString()) as Record<string, unknown> };
  };
  const { document } = await get("/.well-known/openid-configuration");
  assert.equal(document["issuer"], ISSUER);
  assert.match(String(document["jwks_uri"]), /^https:\/\/.*:\d+\/openid\/v1\/jwks$/);
  const keys = await get("/openid/v1/jwks");
  assert.equal(keys.type, "application/jwk-set+json");
  assert.equal((keys.document["keys"] as object[]).length, 1);
});
