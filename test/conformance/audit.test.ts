import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { isForbidden, isInternalError } from "../../apimachinery/api/errors/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "../../cmd/testing/index.js";

const PATH = "/api/v1/namespaces/default/configmaps";
const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitManagedFields: true
rules:
- level: None
  nonResourceURLs: ["/healthz*", "/readyz*", "/livez*", "/version"]
- level: RequestResponse
  verbs: [create, patch, delete]
  resources: [{group: "", resources: [configmaps]}]
- level: Metadata
`;

interface Event {
  readonly [field: string]: unknown;
  readonly stage: string;
  readonly verb: string;
  readonly auditID: string;
}

/** A webhook that keeps what it is sent. */
class Webhook {
  readonly posts: { readonly url: string; readonly events: readonly Event[] }[] = [];
  /** What it answers next; 200 after that. */
  readonly answers: number[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        response.statusCode = this.answers.shift() ?? 200;
        if (response.statusCode === 200) {
          const { kind, apiVersion, items } = JSON.parse(text) as { kind: string; apiVersion: string; items: Event[] };
          assert.deepEqual([kind, apiVersion], ["EventList", "audit.k8s.io/v1"]);
          this.posts.push({ url: request.url ?? "", events: items });
        }
        response.end();
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/audit`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

let dir: string;
let policyFile: string;
let webhook: Webhook;
let webhookConfig: string;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), "kindsmith-audit-"));
  policyFile = join(dir, "policy.yaml");
  await writeFile(policyFile, POLICY);
  webhook = new Webhook();
  const server = await webhook.start();
  webhookConfig = join(dir, "webhook.yaml");
  await writeFile(
    webhookConfig,
    `apiVersion: v1
kind: Config
clusters: [{name: sink, cluster: {server: "${server}"}}]
users: [{name: us, user: {}}]
contexts: [{name: sink, context: {cluster: sink, user: us}}]
current-context: sink
`,
  );
});
after(async () => {
  webhook.stop();
  await rm(dir, { recursive: true });
});

async function serve(flags: readonly string[], use: (client: RESTClient, server: TestServer) => Promise<void>) {
  const server = await startTestServer({ flags: [`--audit-policy-file=${policyFile}`, ...flags] });
  const client = new RESTClient(server.clientConfig);
  try {
    await use(client, server);
  } finally {
    client.close();
    await server.stop();
  }
}

const configMap = (name: string): object => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name },
  data: { key: "<value>" },
});

test("log: every request with its stages, its objects and the authorizer's decision", async () => {
  const path = join(dir, "logs", "audit.log");
  await serve([`--audit-log-path=${path}`, "--authorization-mode=RBAC"], async (client, server) => {
    await client.request({ method: "POST", absolutePath: PATH, body: configMap("one") });
    await client.request({
      method: "PATCH",
      absolutePath: `${PATH}/one`,
      contentType: "application/apply-patch+yaml",
      params: { fieldManager: "tester" },
      body: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\ndata: {other: x}\n",
    });
    await client.requestRaw({
      method: "DELETE",
      absolutePath: `${PATH}/one`,
      accept: "application/vnd.kubernetes.protobuf",
    });
    const watch = await client.watch({ method: "GET", absolutePath: PATH, params: { timeoutSeconds: 1 } });
    for await (const _event of watch) assert.fail("nothing happens");
    const bob = { ...server.clientConfig, impersonate: { user: "bob" } };
    const other = new RESTClient(bob);
    await assert.rejects(other.request({ method: "GET", absolutePath: PATH }), isForbidden);
    other.close();
    await client.requestRaw({ method: "GET", absolutePath: "/version" });
  });
  const events = (await readFile(path, "utf8"))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Event)
    .filter(({ userAgent }) => userAgent !== undefined);
  const of = (verb: string): Event[] => events.filter((event) => event.verb === verb);

  const [received, created] = of("create");
  assert.deepEqual([received!.stage, created!.stage], ["RequestReceived", "ResponseComplete"]);
  assert.equal(received!.auditID, created!.auditID);
  assert.deepEqual((created!["requestObject"] as { metadata: object }).metadata, {
    name: "one",
    namespace: "default",
  });
  const { metadata } = created!["responseObject"] as { metadata: { uid: string; managedFields?: unknown } };
  assert.match(metadata.uid, /^[0-9a-f-]{36}$/);
  assert.equal(metadata.managedFields, undefined);
  assert.equal((created!["annotations"] as Record<string, string>)["authorization.k8s.io/decision"], "allow");

  const [, patched] = of("patch");
  assert.deepEqual(patched!["requestObject"], {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "one" },
    data: { other: "x" },
  });

  const [, deleted] = of("delete");
  const { status, details, code } = deleted!["responseStatus"] as { status: string; details: object; code: number };
  assert.deepEqual([status, code, details], ["Success", 200, { name: "one", kind: "configmaps", uid: metadata.uid }]);
  assert.equal((deleted!["responseObject"] as { kind: string }).kind, "Status");

  assert.deepEqual(
    of("watch")
      .filter(({ requestURI }) => String(requestURI).startsWith(PATH))
      .map(({ stage }) => stage),
    ["RequestReceived", "ResponseStarted", "ResponseComplete"],
  );

  const refused = of("list").find(
    (event) => event.stage === "ResponseComplete" && event["impersonatedUser"] !== undefined,
  )!;
  assert.equal((refused["impersonatedUser"] as { username: string }).username, "bob");
  const { message, code: forbidden } = refused["responseStatus"] as { message: string; code: number };
  assert.equal(forbidden, 403);
  assert.match(message, /^configmaps is forbidden: User "bob" cannot list/);
  assert.equal((refused["annotations"] as Record<string, string>)["authorization.k8s.io/decision"], "forbid");
  assert.ok(!events.some(({ requestURI }) => requestURI === "/version"));
});

test("log: a failed authentication", async () => {
  const path = join(dir, "refused.log");
  await serve([`--audit-log-path=${path}`, "--audit-log-format=legacy"], async (_client, server) => {
    const stranger = new RESTClient({ ...server.clientConfig, bearerToken: "wrong" });
    await assert.rejects(stranger.request({ method: "GET", absolutePath: PATH }));
    stranger.close();
  });
  const line = (await readFile(path, "utf8")).split("\n").find((text) => text.includes('response="401"'));
  assert.match(line!, / AUDIT: id="[^"]+" stage="ResponseStarted" ip="127\.0\.0\.1" method="list" user="<none>"/);
});

test("webhook: batches are sent again after a failure, and all is sent at the stop", async () => {
  webhook.answers.push(503, 500);
  await serve(
    [
      `--audit-webhook-config-file=${webhookConfig}`,
      "--audit-webhook-initial-backoff=10ms",
      "--audit-webhook-batch-max-size=3",
    ],
    async (client) => {
      for (let i = 0; i < 5; i++) {
        await client.request({ method: "POST", absolutePath: PATH, body: configMap(`many-${i}`) });
      }
    },
  );
  assert.deepEqual(webhook.answers, []);
  assert.ok(webhook.posts.every(({ url, events }) => url === "/audit?timeout=30s" && events.length <= 3));
  const created = webhook.posts
    .flatMap(({ events }) => events)
    .filter(
      ({ verb, stage, objectRef }) => verb === "create" && stage === "ResponseComplete" && objectRef !== undefined,
    )
    .map(({ objectRef }) => (objectRef as { name?: string }).name ?? "")
    .filter((name) => name.startsWith("many-"));
  assert.deepEqual(created.sort(), ["many-0", "many-1", "many-2", "many-3", "many-4"]);
});

test("webhook: with blocking-strict a request whose event is lost fails", async () => {
  await serve(
    [
      `--audit-webhook-config-file=${webhookConfig}`,
      "--audit-webhook-initial-backoff=1ms",
      "--audit-webhook-mode=blocking-strict",
    ],
    async (client) => {
      await client.request({ method: "POST", absolutePath: PATH, body: configMap("kept") });
      webhook.answers.push(500, 500, 500, 500, 500);
      await assert.rejects(client.request({ method: "GET", absolutePath: `${PATH}/kept` }), isInternalError);
      const { body } = await client.requestRaw({ method: "GET", absolutePath: "/metrics" });
      assert.match(body.toString(), /^apiserver_audit_requests_rejected_total 1$/m);
      assert.match(body.toString(), /^apiserver_audit_error_total\{plugin="webhook"\} 1$/m);
    },
  );
});

test("flags that do not go together are reported with their names", async () => {
  const bad = join(dir, "bad.yaml");
  await writeFile(bad, "apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Most}]\n");
  await assert.rejects(
    startTestServer({
      flags: [
        `--audit-policy-file=${bad}`,
        "--audit-webhook-config-file=/does/not/exist",
        "--audit-log-path=-",
        "--audit-log-mode=batch",
        "--audit-log-batch-buffer-size=0",
      ],
    }),
    (err: Error) => {
      assert.match(err.message, /^--audit-policy-file=.*bad\.yaml: rules\[0\]\.level: Unsupported value: "Most"/m);
      assert.match(err.message, /^--audit-webhook-config-file=\/does\/not\/exist: unable to read kubeconfig/m);
      assert.match(err.message, /^--audit-log-batch-buffer-size=0: must be above 0$/m);
      return true;
    },
  );
});
