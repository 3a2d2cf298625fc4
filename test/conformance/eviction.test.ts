import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { json } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { isNotFound, statusOf } from "../../apimachinery/api/errors/index.js";
import type { Status } from "../../apimachinery/meta/v1/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "../../cmd/testing/index.js";

const PODS = "/api/v1/namespaces/default/pods";
const BUDGETS = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";

interface Budget {
  readonly metadata: { readonly generation: number };
  readonly status: {
    readonly disruptionsAllowed: number;
    readonly disruptedPods?: { readonly [pod: string]: string };
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason: string }[];
  };
}

let server: TestServer;
let client: RESTClient;

before(async () => {
  server = await startTestServer();
  client = new RESTClient(server.clientConfig);
  const accounts = "/api/v1/namespaces/default/serviceaccounts";
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } };
  await client.requestRaw({ method: "POST", absolutePath: accounts, body: account });
});
after(async () => {
  client.close();
  await server.stop();
});

function send<T>(method: "GET" | "POST" | "PATCH", absolutePath: string, body?: object): Promise<T> {
  const contentType = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  return client.request<T>({ method, absolutePath, contentType, ...(body === undefined ? {} : { body }) });
}

async function pod(name: string, app: string, phase: string, ready: boolean): Promise<void> {
  await send("POST", PODS, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { app } },
    spec: { containers: [{ name: "c", image: "i" }] },
  });
  const conditions = [{ type: "Ready", status: ready ? "True" : "False" }];
  await send("PATCH", `${PODS}/${name}/status`, { status: { phase, conditions } });
}

async function budget(name: string, app: string, status: object, spec: object = {}): Promise<void> {
  await send("POST", BUDGETS, {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name },
    spec: { minAvailable: 1, selector: { matchLabels: { app } }, ...spec },
  });
  const counts = { observedGeneration: 1, currentHealthy: 1, desiredHealthy: 1, expectedPods: 2 };
  await send("PATCH", `${BUDGETS}/${name}/status`, { status: { ...counts, ...status } });
}

function evict(name: string, more: object = {}): Promise<Status> {
  const body = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace: "default" }, ...more };
  return send<Status>("POST", `${PODS}/${name}/eviction`, body);
}

const get = <T = unknown>(path: string): Promise<T> => send<T>("GET", path);

async function refusal(evicting: Promise<unknown>): Promise<Status> {
  let refused: Status | undefined;
  await assert.rejects(evicting, (err: unknown) => (refused = statusOf(err)) !== undefined);
  return refused!;
}

test("a budget is spent, noted, and then used up", async () => {
  await pod("a1", "a", "Running", true);
  await pod("a2", "a", "Running", true);
  await budget("a", "a", { disruptionsAllowed: 1 });
  assert.equal((await evict("a1", { deleteOptions: { dryRun: ["All"] } })).status, "Success");
  assert.equal((await get<Budget>(`${BUDGETS}/a`)).status.disruptionsAllowed, 1);
  await get(`${PODS}/a1`);
  assert.deepEqual(await evict("a1"), { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 });
  await assert.rejects(get(`${PODS}/a1`), isNotFound);
  const { status } = await get<Budget>(`${BUDGETS}/a`);
  assert.equal(status.disruptionsAllowed, 0);
  assert.deepEqual(Object.keys(status.disruptedPods ?? {}), ["a1"]);
  assert.deepEqual(
    status.conditions?.map(({ type, status: is, reason }) => [type, is, reason]),
    [["DisruptionAllowed", "False", "InsufficientPods"]],
  );
  assert.deepEqual(await refusal(evict("a2")), {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message: "Cannot evict pod as it would violate the pod's disruption budget.",
    reason: "TooManyRequests",
    details: {
      causes: [
        { reason: "DisruptionBudget", message: "The disruption budget a needs 1 healthy pods and has 1 currently" },
      ],
    },
    code: 429,
  });
  await get(`${PODS}/a2`);
});

/** As {@link evict}, without the patience of a client that is asked to come again. */
async function evictOnce(name: string): Promise<{ readonly retryAfter: string | undefined; readonly status: Status }> {
  const body = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name } };
  const { bearerToken, tls } = server.clientConfig;
  const sent = request(`${server.url}${PODS}/${name}/eviction`, {
    method: "POST",
    ca: tls?.ca as string,
    agent: false,
    headers: { authorization: `Bearer ${bearerToken}`, "content-type": "application/json" },
  });
  sent.end(JSON.stringify(body));
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return { retryAfter: response.headers["retry-after"], status: (await json(response)) as Status };
}

test("a budget that nobody has looked at since it changed refuses", async () => {
  await pod("b1", "b", "Running", true);
  await budget("b", "b", { disruptionsAllowed: 1, observedGeneration: 0 });
  const { retryAfter, status } = await evictOnce("b1");
  assert.deepEqual([status.code, retryAfter], [429, "10"]);
  const { retryAfterSeconds, causes } = status.details!;
  assert.equal(retryAfterSeconds, 10);
  assert.equal(causes?.[0]?.message, "The disruption budget b is still being processed by the server.");
});

test("pods that disrupt nothing may go: pending, ended, unready while enough are healthy", async () => {
  await budget("c", "c", { disruptionsAllowed: 0 });
  for (const [name, phase] of [
    ["c1", "Pending"],
    ["c2", "Succeeded"],
    ["c3", "Running"],
  ] as const) {
    await pod(name, "c", phase, false);
    assert.equal((await evict(name)).status, "Success");
    await assert.rejects(get(`${PODS}/${name}`), isNotFound);
  }
});

test("an unready pod is guarded while too few are healthy, unless the budget lets it go", async () => {
  await pod("d1", "d", "Running", false);
  await budget("d", "d", { disruptionsAllowed: 0, currentHealthy: 0 });
  assert.equal((await refusal(evict("d1"))).code, 429);
  await send("PATCH", `${BUDGETS}/d`, { spec: { unhealthyPodEvictionPolicy: "AlwaysAllow" } });
  assert.equal((await evict("d1")).status, "Success");
});

test("bad requests", async () => {
  await pod("e1", "e", "Running", true);
  assert.equal((await refusal(evict("none"))).code, 404);
  const renamed = await refusal(evict("e1", { metadata: { name: "other" } }));
  assert.deepEqual([renamed.code, renamed.message], [400, "name in URL does not match name in Eviction object"]);
  await budget("e", "e", { disruptionsAllowed: 1 });
  await budget("e-too", "e", { disruptionsAllowed: 1 });
  const several = await refusal(evict("e1"));
  assert.equal(several.code, 500);
  assert.match(several.message ?? "", /^This pod has more than one PodDisruptionBudget/);
});
