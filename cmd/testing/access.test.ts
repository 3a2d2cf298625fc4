import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { StatusError } from "../../apimachinery/api/errors/index.js";
import { RESTClient, type ImpersonationConfig } from "../../client/rest/index.js";
import { runCommandLine } from "../kindsmith/program.js";
import { startTestServer, type TestServer } from "./index.js";

const KUBECTL = ".cache/kubectl/1.35/kubectl";
const TOKENS = 'alice-token,alice,1001,"dev,ops"\nbob-token,bob,1002\n';

type Answer = Record<string, never> & { readonly status: Record<string, unknown>; readonly metadata: object };

let dir: string;
let server: TestServer;
let admin: RESTClient;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), "kindsmith-access-"));
  const tokens = join(dir, "tokens.csv");
  await writeFile(tokens, TOKENS);
  server = await startTestServer({
    flags: ["--authorization-mode=RBAC", `--token-auth-file=${tokens}`, "--anonymous-auth=true"],
  });
  admin = new RESTClient(server.clientConfig);
  await writeFile(join(dir, "admin.kubeconfig"), server.kubeconfig);
});
after(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

function as(token: string | undefined, impersonate?: ImpersonationConfig): RESTClient {
  const { bearerToken: _, ...config } = server.clientConfig;
  return new RESTClient({
    ...config,
    ...(token === undefined ? {} : { bearerToken: token }),
    ...(impersonate === undefined ? {} : { impersonate }),
  });
}

const get = (client: RESTClient, path: string): Promise<Answer> =>
  client.request<Answer & { apiVersion: string; kind: string }>({ method: "GET", absolutePath: path });
const post = (client: RESTClient, path: string, body: object): Promise<Answer> =>
  client.request<Answer & { apiVersion: string; kind: string }>({ method: "POST", absolutePath: path, body });

const RBAC = "/apis/rbac.authorization.k8s.io/v1";
const AUTHORIZATION = "/apis/authorization.k8s.io/v1";
const meta = (name: string) => ({ metadata: { name } });
const roleRef = (name: string) => ({ roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name } });
const userAlice = { kind: "User", name: "alice" };

const canI = async (client: RESTClient, verb: string, resource: string, namespace = "default"): Promise<unknown> => {
  const spec = { resourceAttributes: { verb, resource, namespace } };
  return (await post(client, `${AUTHORIZATION}/selfsubjectaccessreviews`, { spec })).status["allowed"];
};

/** A binding is in force as soon as the server has seen its own write, which takes a moment. */
async function inForce(probe: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < 200; i++) if ((await probe()) === true) return;
  assert.fail("the change did not come into force");
}

async function refused(request: Promise<unknown>, code: number, message: string | RegExp): Promise<void> {
  await assert.rejects(request, (err) => {
    assert.ok(err instanceof StatusError, String(err));
    assert.equal(err.status.code, code);
    if (typeof message === "string") assert.equal(err.message, message);
    else assert.match(err.message, message);
    return true;
  });
}

const PODS = "/api/v1/namespaces/default/pods";

test("bad tokens are refused, whatever anonymous users may do", () =>
  refused(get(as("nope"), "/healthz"), 401, "Unauthorized"));

test("anonymous users see what everybody may see", async () => {
  assert.ok("gitVersion" in (await get(as(undefined), "/version")));
  await refused(get(as(undefined), "/apis"), 403, 'forbidden: User "system:anonymous" cannot get path "/apis"');
  await refused(
    get(as(undefined), PODS),
    403,
    'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" in the namespace "default"',
  );
});

test("users see discovery and nothing else", async () => {
  await get(as("bob-token"), "/apis");
  await refused(
    get(as("bob-token"), "/apis/apps/v1/deployments"),
    403,
    'deployments.apps is forbidden: User "bob" cannot list resource "deployments" in API group "apps" at the cluster scope',
  );
});

test("a binding gives its role's rights in its namespace alone", async () => {
  const subjects = [{ kind: "Group", name: "dev" }];
  await post(admin, `${RBAC}/namespaces/default/rolebindings`, { ...meta("dev"), ...roleRef("view"), subjects });
  await inForce(() => canI(as("alice-token"), "list", "pods"));
  await get(as("alice-token"), PODS);
  await refused(get(as("alice-token"), "/api/v1/namespaces/kube-system/pods"), 403, /in the namespace "kube-system"$/);
  await refused(get(as("alice-token"), "/api/v1/namespaces/default/secrets"), 403, /cannot list resource "secrets"/);
});

describe("reviews", () => {
  test("of another's access", async () => {
    const spec = {
      user: "x",
      groups: ["dev"],
      resourceAttributes: { verb: "get", resource: "pods", namespace: "default" },
    };
    const reason = 'RBAC: allowed by RoleBinding "dev/default" of ClusterRole "view" to Group "dev"';
    const answer = await post(admin, `${AUTHORIZATION}/subjectaccessreviews`, { spec });
    assert.deepEqual(answer.status, { allowed: true, reason });
    const local = await post(admin, `${AUTHORIZATION}/namespaces/default/localsubjectaccessreviews`, { spec });
    assert.deepEqual(local.status, { allowed: true, reason });
    await refused(
      post(as("alice-token"), `${AUTHORIZATION}/subjectaccessreviews`, { spec }),
      403,
      /cannot create resource "subjectaccessreviews" in API group "authorization.k8s.io"/,
    );
  });

  test("of one's rules", async () => {
    const path = `${AUTHORIZATION}/selfsubjectrulesreviews`;
    const { status } = await post(as("bob-token"), path, { spec: { namespace: "default" } });
    assert.equal(status["incomplete"], false);
    assert.ok(JSON.stringify(status["resourceRules"]).includes("selfsubjectreviews"));
    await refused(post(as("bob-token"), path, { spec: {} }), 400, "no namespace on request");
  });

  test("of oneself and of tokens", async () => {
    const path = "/apis/authentication.k8s.io/v1";
    const userInfo = { username: "alice", uid: "1001", groups: ["dev", "ops", "system:authenticated"] };
    assert.deepEqual((await post(as("alice-token"), `${path}/selfsubjectreviews`, {})).status, { userInfo });
    const review = (token: string) => post(admin, `${path}/tokenreviews`, { spec: { token } });
    // A token that says nothing of whom it is for is for this server.
    const audiences = ["https://kubernetes.default.svc.cluster.local"];
    assert.deepEqual((await review("alice-token")).status, { authenticated: true, user: userInfo, audiences });
    assert.deepEqual((await review("nope")).status, { error: "invalid bearer token" });
  });
});

test("nobody gives away what he has not", async () => {
  const rules = [
    {
      verbs: ["create", "update", "patch"],
      apiGroups: ["rbac.authorization.k8s.io"],
      resources: ["roles", "rolebindings"],
    },
  ];
  await post(admin, `${RBAC}/clusterroles`, { ...meta("maker"), rules });
  const subjects = [userAlice];
  await post(admin, `${RBAC}/namespaces/default/rolebindings`, { ...meta("maker"), ...roleRef("maker"), subjects });
  const alice = as("alice-token");
  await inForce(async () => {
    const spec = {
      resourceAttributes: {
        verb: "create",
        group: "rbac.authorization.k8s.io",
        resource: "roles",
        namespace: "default",
      },
    };
    return (await post(alice, `${AUTHORIZATION}/selfsubjectaccessreviews`, { spec })).status["allowed"];
  });
  const role = (name: string, verb: string, resource: string) => ({
    ...meta(name),
    rules: [{ verbs: [verb], apiGroups: [""], resources: [resource] }],
  });
  await post(alice, `${RBAC}/namespaces/default/roles`, role("readers", "get", "pods"));
  await refused(
    post(alice, `${RBAC}/namespaces/default/roles`, role("thieves", "get", "secrets")),
    403,
    'roles.rbac.authorization.k8s.io "thieves" is forbidden: user "alice" (groups=["dev" "ops" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["secrets"], Verbs:["get"]}',
  );
  // However it is written.
  const path = `${RBAC}/namespaces/default/roles/readers`;
  const type = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role" };
  const writes: readonly Parameters<RESTClient["request"]>[0][] = [
    { method: "PUT", absolutePath: path, body: role("readers", "get", "secrets") },
    { method: "PUT", absolutePath: `${RBAC}/namespaces/default/roles/new`, body: role("new", "get", "secrets") },
    {
      method: "PATCH",
      absolutePath: path,
      contentType: "application/json-patch+json",
      body: [{ op: "add", path: "/rules/0/resources/-", value: "secrets" }],
    },
    {
      method: "PATCH",
      absolutePath: path,
      params: { fieldManager: "me", force: true },
      contentType: "application/apply-patch+yaml",
      body: { ...type, ...role("readers", "get", "secrets") },
    },
  ];
  for (const write of writes)
    await refused(alice.request(write), 403, /\{APIGroups:\[""\], Resources:\["secrets"\], Verbs:\["get"\]\}$/);
  await refused(
    post(alice, `${RBAC}/namespaces/default/rolebindings`, { ...meta("root"), ...roleRef("cluster-admin"), subjects }),
    403,
    /^rolebindings\.rbac\.authorization\.k8s\.io "root" is forbidden: user "alice" .* not currently held:\n/,
  );
});

test("impersonation", async () => {
  const whoami = async (client: RESTClient): Promise<unknown> =>
    (await post(client, "/apis/authentication.k8s.io/v1/selfsubjectreviews", {})).status["userInfo"];
  const { bearerToken } = server.clientConfig as { bearerToken: string };
  assert.deepEqual(await whoami(as(bearerToken, { user: "carol", groups: ["dev"] })), {
    username: "carol",
    groups: ["dev", "system:authenticated"],
  });
  await get(as(bearerToken, { user: "carol", groups: ["dev"] }), PODS);
  await refused(get(as(bearerToken, { user: "carol" }), PODS), 403, /^pods is forbidden: User "carol" cannot list/);
  await refused(
    get(as("bob-token", { user: "carol" }), PODS),
    403,
    'pods is forbidden: User "bob" cannot impersonate-on:user-info:list resource "pods" in API group "" in the namespace "default"',
  );
});

test("explain-request tells what the server would do", async () => {
  let out = "";
  const run = (...args: string[]) =>
    runCommandLine(["explain-request", ...args, "--kubeconfig", join(dir, "admin.kubeconfig")], {
      cwd: dir,
      out: (text) => (out += text),
      err: (text) => (out += text),
      isTerminal: false,
      interrupted: () => new AbortController().signal,
    });
  assert.equal(await run("GET", PODS, "--as", "alice", "--as-group", "dev"), 0);
  assert.match(out, /^request +list pods of the core group, v1, in the namespace "default"$/m);
  assert.match(out, /^flow control +flow schema global-default, priority level global-default$/m);
  assert.match(out, /^ +RBAC allows: allowed by RoleBinding "dev\/default" of ClusterRole "view" to Group "dev"$/m);
  out = "";
  assert.equal(await run("POST", PODS, "--as", "bob"), 1);
  assert.match(out, /^filters .* > authorization$/m);
  assert.match(out, /^authorization +refused$/m);
  out = "";
  assert.equal(await run("POST", PODS), 0);
  assert.match(out, /^admission +NamespaceLifecycle \(mutating\)$/m);
  await refused(get(as("alice-token"), "/debug/explain-request"), 403, /cannot get path "\/debug\/explain-request"/);
});

describe("kubectl", { skip: existsSync(KUBECTL) ? false : "hack/install-kubectl.sh has not run" }, () => {
  const kubectl = async (token: string, ...args: string[]): Promise<string> => {
    const config = [`--server=${server.url}`, "--insecure-skip-tls-verify", `--token=${token}`];
    const options = { env: { HOME: dir, KUBECONFIG: join(dir, "none") } };
    try {
      const { stdout } = await promisify(execFile)(KUBECTL, [...config, ...args], options);
      return stdout;
    } catch (err) {
      const { stdout, stderr } = err as { readonly stdout: string; readonly stderr: string };
      return stdout + stderr;
    }
  };

  test("auth whoami", async () => {
    assert.match(
      await kubectl("alice-token", "auth", "whoami"),
      /^Username +alice\nUID +1001\nGroups +\[dev ops system:authenticated\]$/m,
    );
  });

  test("auth can-i", async () => {
    assert.equal(await kubectl("alice-token", "auth", "can-i", "list", "pods"), "yes\n");
    assert.match(await kubectl("alice-token", "auth", "can-i", "delete", "pods"), /^no\n/);
    assert.match(await kubectl("bob-token", "auth", "can-i", "list", "pods"), /^no\n/);
  });

  test("auth can-i --list", async () => {
    const table = await kubectl("alice-token", "auth", "can-i", "--list");
    assert.match(table, /^selfsubjectreviews\.authentication\.k8s\.io +\[\] +\[\] +\[create\]$/m);
    assert.match(table, /^configmaps +\[\] +\[\] +\[get list watch\]$/m);
  });

  test("refusals", async () => {
    assert.equal(
      await kubectl("bob-token", "get", "pods"),
      'Error from server (Forbidden): pods is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "default"\n',
    );
    assert.match(await kubectl("nope", "get", "pods"), /You must be logged in to the server/);
  });
});
