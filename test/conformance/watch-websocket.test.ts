import assert from "node:assert/strict";
import { on, once } from "node:events";
import { after, before, test } from "node:test";
import WebSocket from "ws";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "../../cmd/testing/index.js";

const PATH = "/api/v1/namespaces/default/configmaps";
const ORIGIN = "https://dashboard.example";

let server: TestServer;
let client: RESTClient;
let token: string;

before(async () => {
  server = await startTestServer();
  client = new RESTClient(server.clientConfig);
  token = server.clientConfig.bearerToken!;
});
after(async () => {
  client.close();
  await server.stop();
});

interface WatchEvent {
  readonly type: string;
  readonly object: { readonly kind: string; readonly metadata: { readonly name?: string } };
}

function connect(
  query: string,
  opts: { readonly headers?: Record<string, string>; readonly protocols?: string[]; readonly version?: 8 | 13 } = {},
): WebSocket {
  const url = `${server.url.replace("https:", "wss:")}${PATH}?watch=true${query}`;
  return new WebSocket(url, opts.protocols ?? [], {
    ca: server.clientConfig.tls?.ca as string,
    protocolVersion: opts.version ?? 13,
    headers: opts.headers ?? { authorization: `Bearer ${token}`, origin: ORIGIN },
  });
}

/** The first `count` messages. */
async function messages(ws: WebSocket, count: number): Promise<{ readonly data: Buffer; readonly binary: boolean }[]> {
  const seen: { data: Buffer; binary: boolean }[] = [];
  for await (const [data, binary] of on(ws, "message", { signal: AbortSignal.timeout(10_000) })) {
    seen.push({ data: data as Buffer, binary: binary as boolean });
    if (seen.length === count) break;
  }
  return seen;
}

function refusal(ws: WebSocket): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    ws.once("open", () => reject(new Error("accepted")));
    ws.once("error", reject);
    ws.once("unexpected-response", (_request, response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
  });
}

function create(name: string): Promise<unknown> {
  const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name } };
  return client.request({ method: "POST", absolutePath: PATH, body });
}

test("every event is one text message, and the end a normal closure", async () => {
  const ws = connect("&timeoutSeconds=2");
  const events = messages(ws, 2);
  const closed = once(ws, "close");
  await once(ws, "open");
  await create("first");
  await client.request({ method: "DELETE", absolutePath: `${PATH}/first` });
  const parsed = (await events).map(({ data, binary }) => {
    assert.equal(binary, false);
    return JSON.parse(data.toString()) as WatchEvent;
  });
  assert.deepEqual(
    parsed.map(({ type, object }) => [type, object.kind, object.metadata.name]),
    [
      ["ADDED", "ConfigMap", "first"],
      ["DELETED", "ConfigMap", "first"],
    ],
  );
  assert.equal(((await closed) as [number])[0], 1000);
});

test("a token may come as a subprotocol; the other one is agreed to", async () => {
  const bearer = `base64url.bearer.authorization.k8s.io.${Buffer.from(token).toString("base64url")}`;
  const ws = connect("", { headers: { origin: ORIGIN }, protocols: [bearer, "any.protocol"] });
  await once(ws, "open");
  assert.equal(ws.protocol, "any.protocol");
  ws.send("what clients say is dropped");
  ws.close();
  await once(ws, "close");
});

test("protobuf comes as binary messages without a length in front", async () => {
  const accept = "application/vnd.kubernetes.protobuf;stream=watch";
  const ws = connect("", { headers: { authorization: `Bearer ${token}`, origin: ORIGIN, accept } });
  const events = messages(ws, 1);
  await once(ws, "open");
  await create("binary");
  const [message] = await events;
  assert.equal(message!.binary, true);
  // Field 1 of WatchEvent: the type.
  assert.equal(message!.data.subarray(0, 7).toString("latin1"), "\n\x05ADDED");
  ws.terminate();
});

const authorization = (): string => `Bearer ${token}`;
const refused = [
  { name: "no credentials", headers: () => ({ origin: ORIGIN }), status: 401 },
  { name: "no origin", headers: () => ({ authorization: authorization() }), status: 403 },
  { name: "origin null", headers: () => ({ authorization: authorization(), origin: "null" }), status: 403 },
  { name: "two protocols", protocols: ["a", "b"], status: 400 },
  { name: "an old version", version: 8 as const, status: 400 },
  { name: "bad options", query: "&resourceVersionMatch=Exact", status: 422 },
];
for (const { name, headers, status, query = "", ...opts } of refused) {
  test(`refused: ${name}`, async () => {
    const ws = connect(query, { ...opts, ...(headers === undefined ? {} : { headers: headers() }) });
    const answer = await refusal(ws);
    assert.equal(answer.status, status, answer.body);
    assert.equal((JSON.parse(answer.body) as { code: number }).code, status);
  });
}

test("a stopping server goes away", async () => {
  const own = await startTestServer();
  const url = `${own.url.replace("https:", "wss:")}${PATH}?watch=true`;
  const headers = { authorization: `Bearer ${own.clientConfig.bearerToken}`, origin: ORIGIN };
  const ws = new WebSocket(url, [], { ca: own.clientConfig.tls?.ca as string, headers });
  await once(ws, "open");
  const closed = once(ws, "close");
  await own.stop();
  assert.equal(((await closed) as [number])[0], 1001);
});
