import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { get as httpsGet } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { StatusError } from "../../apimachinery/api/errors/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "./index.js";

const ADMISSION = `
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
- name: EventRateLimit
  path: events.yaml
`;
const EVENTS = `
apiVersion: eventratelimit.admission.k8s.io/v1alpha1
kind: Configuration
limits:
- {type: Namespace, qps: 1, burst: 2}
`;
const LIMITS = `
apiVersion: config.kindsmith/v1alpha1
kind: RateLimitConfiguration
rules:
- name: secrets
  match: {resources: [secrets]}
  key: user
  algorithm: {fixedWindow: {limit: 2, window: 10m}}
`;

type Answer = Record<string, unknown> & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: object;
};

let dir: string;
let server: TestServer;
let admin: RESTClient;
let alice: RESTClient;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), "kindsmith-admission-"));
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(dir, name), text);
    return join(dir, name);
  };
  await file("events.yaml", EVENTS);
  server = await startTestServer({
    flags: [
      "--enable-admission-plugins=EventRateLimit",
      `--admission-control-config-file=${await file("admission.yaml", ADMISSION)}`,
      `--rate-limit-config=${await file("limits.yaml", LIMITS)}`,
      `--token-auth-file=${await file("tokens.csv", "alice-token,alice,1\n")}`,
      "--default-unreachable-toleration-seconds=60",
    ],
  });
  admin = new RESTClient(server.clientConfig);
  alice = new RESTClient({ ...server.clientConfig, bearerToken: "alice-token" });
});
after(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

const get = (path: string, client = admin): Promise<Answer> =>
  client.request<Answer>({ method: "GET", absolutePath: path });
const post = (path: string, body: object): Promise<Answer> =>
  admin.request<Answer>({ method: "POST", absolutePath: path, body });
const core = (resource: string): string => `/api/v1/namespaces/default/${resource}`;
const containers = [{ name: "c", image: "img" }];

async function refusal(request: Promise<unknown>): Promise<StatusError["status"]> {
  const err = await request.then(
    () => assert.fail("was not refused"),
    (reason: unknown) => reason,
  );
  assert.ok(err instanceof StatusError, String(err));
  return err.status;
}

test("a pod gets an account, its token, tolerations and a priority", async () => {
  const { spec } = await post(core("pods"), { metadata: { name: "p" }, spec: { containers } });
  const { volumes, tolerations, priority, preemptionPolicy, serviceAccountName, serviceAccount } = spec as Record<
    string,
    unknown
  >;
  assert.equal((volumes as { name: string }[])[0]?.name.replace(/-[a-z0-9]{5}$/, ""), "kube-api-access");
  assert.deepEqual(
    [tolerations, priority, preemptionPolicy, serviceAccountName, serviceAccount],
    [
      [
        { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 },
        { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 },
      ],
      0,
      "PreemptLowerPriority",
      "default",
      "default",
    ],
  );
});

test("the system's priority classes are there", async () => {
  const pod = await post(core("pods"), {
    metadata: { name: "critical" },
    spec: { containers, priorityClassName: "system-node-critical" },
  });
  assert.equal((pod["spec"] as { priority: number }).priority, 2_000_001_000);
  const { code, message } = await refusal(
    post(core("pods"), { metadata: { name: "x" }, spec: { containers, priorityClassName: "none" } }),
  );
  assert.deepEqual([code, message], [403, 'pods "x" is forbidden: no PriorityClass with name none was found']);
});

test("a pod of a namespace that is just made waits for its account", async () => {
  await post("/api/v1/namespaces", { metadata: { name: "young" } });
  await post("/api/v1/namespaces/young/pods", { metadata: { name: "p" }, spec: { containers } });
});

test("a claim is protected, and goes when it is deleted and nobody uses it", async () => {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
  const { metadata } = await post(core("persistentvolumeclaims"), { metadata: { name: "data" }, spec });
  assert.deepEqual((metadata as { finalizers: string[] }).finalizers, ["kubernetes.io/pvc-protection"]);
  await admin.request({ method: "DELETE", absolutePath: core("persistentvolumeclaims/data") });
  for (let i = 0; i < 200; i++) {
    const { items } = await get(core("persistentvolumeclaims"));
    if ((items as unknown[]).length === 0) return;
  }
  assert.fail("the claim stays");
});

test("events beyond their limit are refused, dry runs are not", async () => {
  const event = (name: string): object => ({
    metadata: { name },
    involvedObject: { kind: "Pod", namespace: "default", name: "p" },
  });
  await post(core("events"), event("a"));
  await post(core("events"), event("b"));
  const { code, message } = await refusal(post(core("events"), event("c")));
  assert.deepEqual([code, message], [429, "limit reached on type Namespace for key default"]);
  await post(`${core("events")}?dryRun=All`, event("c"));
});

test("a rule of the rate limit configuration holds for a user, not for administrators", async () => {
  await get(core("secrets"), alice);
  await get(core("secrets"), alice);
  const response = await fetchStatus(core("secrets"));
  assert.equal(response.code, 429);
  assert.match(response.message ?? "", /^rate limit "secrets" of user "alice" is reached \(2 requests in 10m0s\)/);
  await get(core("secrets"));
  const metrics = (await admin.requestRaw({ method: "GET", absolutePath: "/metrics" })).body.toString();
  assert.match(metrics, /^kindsmith_rate_limit_requests_total\{decision="refused",rule="secrets"\} 1$/m);
});

/** Without the client's patience: it would wait as long as it is told. */
function fetchStatus(path: string): Promise<StatusError["status"]> {
  const { server: url, tls } = server.clientConfig;
  return new Promise((resolve, reject) => {
    const headers = { authorization: "Bearer alice-token" };
    const request = httpsGet(`${url}${path}`, { ca: tls?.ca as string, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve(JSON.parse(text) as StatusError["status"]));
    });
    request.on("error", reject);
  });
}
