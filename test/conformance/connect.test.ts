import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createServer as createTLSServer } from "node:https";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test, type TestContext } from "node:test";
import WebSocket, { WebSocketServer } from "ws";
import { RESTClient } from "../../client/rest/index.js";
import { issueCA, issueLeaf } from "../../apiserver/server/certificates/issue.js";
import { startTestServer, type TestServer } from "../../cmd/testing/index.js";

const PODS = "/api/v1/namespaces/default/pods";
const SERVICES = "/api/v1/namespaces/default/services";

let server: TestServer;
let client: RESTClient;
let kubelet: Server;
let kubeletPort: number;

before(async () => {
  server = await startTestServer();
  client = new RESTClient(server.clientConfig);
  const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } };
  const accounts = "/api/v1/namespaces/default/serviceaccounts";
  await client.requestRaw({ method: "POST", absolutePath: accounts, body: account });
  kubelet = await startKubelet();
  kubeletPort = (kubelet.address() as AddressInfo).port;
  await node("there", "127.0.0.1", kubeletPort);
  // A port that was free a moment ago.
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await node("gone", "127.0.0.1", port);
  await post("/api/v1/nodes", { apiVersion: "v1", kind: "Node", metadata: { name: "nowhere" } });
  await pod("unscheduled", "");
  for (const name of ["there", "gone", "nowhere", "missing"]) await pod(`on-${name}`, name);
});
after(async () => {
  client.close();
  kubelet.closeAllConnections();
  kubelet.close();
  await server.stop();
});

/** Answers with what it was asked, and echoes on WebSockets. */
async function startKubelet(): Promise<Server> {
  const validity = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 3_600_000) };
  const ca = await issueCA({ commonName: "kubelet-ca", ...validity });
  const names = { dnsNames: ["kubelet"], ipAddresses: ["127.0.0.1"] };
  const { cert, key } = await issueLeaf(ca, { commonName: "kubelet", usage: "server", ...names, ...validity });
  const started = createTLSServer({ cert, key }, (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      response.setHeader("content-type", "text/plain");
      response.end([request.method, request.url, request.headers.authorization ?? "-", body].join(" "));
    });
  });
  const sockets = new WebSocketServer({ server: started, handleProtocols: () => "v4.channel.k8s.io" });
  sockets.on("connection", (socket, request) => {
    socket.send(request.url ?? "");
    socket.on("message", (message: Buffer) => socket.send(message));
  });
  started.listen(0, "127.0.0.1");
  await once(started, "listening");
  return started;
}

function post(absolutePath: string, body: object): Promise<unknown> {
  return client.request({ method: "POST", absolutePath, body });
}

async function node(name: string, address: string, port: number): Promise<void> {
  await post("/api/v1/nodes", { apiVersion: "v1", kind: "Node", metadata: { name } });
  const status = { addresses: [{ type: "InternalIP", address }], daemonEndpoints: { kubeletEndpoint: { Port: port } } };
  await client.request({
    method: "PATCH",
    absolutePath: `/api/v1/nodes/${name}/status`,
    contentType: "application/merge-patch+json",
    body: { status },
  });
}

async function pod(name: string, nodeName: string): Promise<void> {
  const containers = ["one", "two"].map((container) => ({ name: container, image: "i" }));
  const spec = { containers, ...(nodeName === "" ? {} : { nodeName }) };
  await post(PODS, { apiVersion: "v1", kind: "Pod", metadata: { name }, spec });
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

async function ask(absolutePath: string, method: Method = "GET", body?: string): Promise<[number, string]> {
  const answer = await client.requestRaw({ method, absolutePath, ...(body === undefined ? {} : { body }) });
  const text = answer.body.toString();
  const isStatus = text.startsWith('{"kind":"Status"');
  return [answer.status, isStatus ? (JSON.parse(text) as { message: string }).message : text];
}

const answers: readonly (readonly [path: string, status: number, text: string | RegExp])[] = [
  [`${PODS}/none/log`, 404, 'pods "none" not found'],
  [`${PODS}/unscheduled/log`, 400, "a container name must be specified for pod unscheduled, choose one of: [one two]"],
  [`${PODS}/unscheduled/log?container=three`, 400, "container three is not valid for pod unscheduled"],
  [`${PODS}/unscheduled/log?container=one`, 204, ""],
  [`${PODS}/on-missing/log?container=one`, 404, 'nodes "missing" not found'],
  [`${PODS}/on-nowhere/log?container=one`, 500, "no preferred addresses found; known addresses: []"],
  [
    `${PODS}/on-gone/log?container=one`,
    500,
    /^Get "https:\/\/127\.0\.0\.1:\d+\/containerLogs\/default\/on-gone\/one": dial tcp 127\.0\.0\.1:\d+: connect: connection refused$/,
  ],
  [
    `${PODS}/on-there/log?container=two&follow=true&tailLines=3&other=x`,
    200,
    "GET /containerLogs/default/on-there/two?follow=true&tailLines=3 - ",
  ],
  [
    `${PODS}/on-there/log?container=two&tailLines=-1`,
    422,
    /tailLines: Invalid value: -1: must be greater than or equal to 0/,
  ],
  [`${PODS}/unscheduled/exec?container=one&command=ls`, 400, "pod unscheduled does not have a host assigned"],
  [`${PODS}/unscheduled/attach?container=one`, 400, "pod unscheduled does not have a host assigned"],
  [`${PODS}/unscheduled/portforward`, 400, "pod unscheduled does not have a host assigned"],
  [`${PODS}/on-there/exec?container=one&command=ls`, 400, "Upgrade request required"],
  [`${PODS}/unscheduled/proxy/x`, 400, "address not allowed"],
  [`${PODS}/ftp:unscheduled:21/proxy/x`, 400, 'invalid pod request "ftp:unscheduled:21"'],
  ["/api/v1/nodes/missing/proxy/x", 404, 'nodes "missing" not found'],
  ["/api/v1/nodes/there/proxy/a%20b/?q=1", 200, "GET /a%20b/?q=1 - "],
  ["/api/v1/nodes/there:9999/proxy/x", 400, "address not allowed"],
  [
    "/api/v1/nodes/gone/proxy/x",
    503,
    /^error trying to reach service: dial tcp 127\.0\.0\.1:\d+: connect: connection refused$/,
  ],
  [`${SERVICES}/none/proxy/x`, 404, 'services "none" not found'],
];
for (const [path, status, text] of answers) {
  test(`${path}: ${status}`, async () => {
    const [code, message] = await ask(path);
    if (typeof text === "string") assert.deepEqual([code, message], [status, text]);
    else {
      assert.equal(code, status);
      assert.match(message, text);
    }
  });
}

test("a proxy takes every method, and sends a page's root to the path with a slash", async () => {
  assert.deepEqual(await ask("/api/v1/nodes/there/proxy/x", "PUT", "text"), [200, "PUT /x - text"]);
  const { status, headers } = await client.requestRaw({ method: "GET", absolutePath: "/api/v1/nodes/there/proxy?a=b" });
  assert.deepEqual([status, headers["location"]], [301, "/api/v1/nodes/there/proxy/?a=b"]);
});

test("a service's proxy goes to one of its endpoints", async (t: TestContext) => {
  const address = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ internal, family }) => !internal && family === "IPv4")?.address;
  if (address === undefined) return t.skip("this machine has no address but its own");
  const backend = createServer((request, response) => response.end(`backend ${request.url}`)).listen(0, address);
  await once(backend, "listening");
  t.after(() => {
    backend.closeAllConnections();
    backend.close();
  });
  const { port } = backend.address() as AddressInfo;
  const ports = [{ name: "web", port: 80 }];
  const selector = {};
  await post(SERVICES, { apiVersion: "v1", kind: "Service", metadata: { name: "s" }, spec: { ports, selector } });
  assert.deepEqual(await ask(`${SERVICES}/s:web/proxy/x`), [404, 'endpoints "s" not found']);
  await post("/api/v1/namespaces/default/endpoints", {
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: { name: "s" },
    subsets: [{ addresses: [{ ip: address }], ports: [{ name: "web", port }] }],
  });
  // Endpoints that are no pods could be anything, this server's own services among them.
  assert.deepEqual(await ask(`${SERVICES}/s:web/proxy/x`), [503, 'no endpoints available for service "s"']);
  const targetRef = { kind: "Pod", namespace: "default", name: "unscheduled" };
  const merge = { method: "PATCH", contentType: "application/merge-patch+json" } as const;
  const subsets = [{ addresses: [{ ip: address, targetRef }], ports: [{ name: "web", port }] }];
  await client.request({ ...merge, absolutePath: "/api/v1/namespaces/default/endpoints/s", body: { subsets } });
  const podIPs = [{ ip: address }];
  await client.request({
    ...merge,
    absolutePath: `${PODS}/unscheduled/status`,
    body: { status: { podIP: address, podIPs } },
  });
  assert.deepEqual(await ask(`${SERVICES}/s:web/proxy/x`), [200, "backend /x"]);
  assert.deepEqual(await ask(`${PODS}/unscheduled:${port}/proxy/x`), [200, "backend /x"]);
  assert.deepEqual(await ask(`${SERVICES}/http:s:80/proxy/x`), [200, "backend /x"]);
  assert.deepEqual(await ask(`${SERVICES}/s:81/proxy/x`), [503, 'no service port 81 found for service "s"']);
  assert.deepEqual(await ask(`${SERVICES}/s:other/proxy/x`), [503, 'no endpoints available for service "s"']);
});

test("exec: client and kubelet speak with each other", async () => {
  const url = `${server.url.replace("https:", "wss:")}${PODS}/on-there/exec?container=one&command=ls&command=-l&stdout=true`;
  const headers = { authorization: `Bearer ${server.clientConfig.bearerToken}` };
  const ws = new WebSocket(url, ["v4.channel.k8s.io"], { ca: server.clientConfig.tls?.ca as string, headers });
  const [first] = (await once(ws, "message")) as [Buffer];
  assert.equal(first.toString(), "/exec/default/on-there/one?output=1&command=ls&command=-l");
  ws.send("hello");
  const [echo] = (await once(ws, "message")) as [Buffer];
  assert.equal(echo.toString(), "hello");
  ws.close();
  await once(ws, "close");
});

test("exec by WebSocket needs the right to create, as by POST", async () => {
  const tokens = join(await mkdtemp(join(tmpdir(), "kindsmith-connect-")), "tokens.csv");
  await writeFile(tokens, "reader,reader,1\n");
  const own = await startTestServer({ flags: ["--authorization-mode=RBAC", `--token-auth-file=${tokens}`] });
  const admin = new RESTClient(own.clientConfig);
  const rbac = "/apis/rbac.authorization.k8s.io/v1";
  const apiVersion = "rbac.authorization.k8s.io/v1";
  const rules = [{ apiGroups: [""], resources: ["pods/exec"], verbs: ["get"] }];
  const role = { apiVersion, kind: "ClusterRole", metadata: { name: "look" }, rules };
  await admin.request({ method: "POST", absolutePath: `${rbac}/clusterroles`, body: role });
  const body = {
    apiVersion,
    kind: "ClusterRoleBinding",
    metadata: { name: "look" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "look" },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: "reader" }],
  };
  await admin.request({ method: "POST", absolutePath: `${rbac}/clusterrolebindings`, body });
  const path = `${PODS}/none/exec?command=ls`;
  const reader = new RESTClient({ ...own.clientConfig, bearerToken: "reader" });
  // The authorizer hears of the role by a watch.
  let status = 403;
  while (status === 403) ({ status } = await reader.requestRaw({ method: "GET", absolutePath: path }));
  assert.equal(status, 404);
  const headers = { authorization: "Bearer reader" };
  const ws = new WebSocket(`${own.url.replace("https:", "wss:")}${path}`, [], {
    ca: own.clientConfig.tls?.ca as string,
    headers,
  });
  const [, response] = (await once(ws, "unexpected-response")) as [unknown, { statusCode: number }];
  assert.equal(response.statusCode, 403);
  // Ending one that never began is an error.
  ws.on("error", () => undefined);
  ws.terminate();
  admin.close();
  reader.close();
  await own.stop();
  await rm(join(tokens, ".."), { recursive: true });
});
