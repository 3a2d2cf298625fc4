import assert from "node:assert/strict";
import { connect, type ClientHttp2Session } from "node:http2";
import { after, before, test } from "node:test";
import { realClock } from "../../apimachinery/clock/index.js";
import { createBearerAuthenticator, createStaticTokenAuthenticator } from "../authentication/index.js";
import { createUnionAuthenticator } from "../authentication/index.js";
import { alwaysAllow } from "../authorization/index.js";
import { DiscoveryCatalog } from "../discovery/index.js";
import type { Handler } from "../endpoints/index.js";
import { MetricsRegistry } from "../metrics/index.js";
import { OpenAPIService } from "../openapi/index.js";
import {
  CertificateStore,
  GenericAPIServer,
  silentLogger,
  versionInfo,
  type GenericAPIServerConfig,
  type ServerCredentials,
} from "./index.js";

let credentials: ServerCredentials;
before(async () => {
  credentials = await new CertificateStore({ dir: undefined, now: Date.now }).ensure(["127.0.0.1"]);
});

interface Running {
  readonly server: GenericAPIServer;
  readonly session: ClientHttp2Session;
  ask(path: string, headers?: Record<string, string>): Promise<Answer>;
}
interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: unknown };
  readonly text: string;
}

const running: Running[] = [];
after(async () => {
  for (const { server, session } of running) {
    session.close();
    await server.stop();
  }
});

function makeServer(resources: Handler, overrides: Partial<GenericAPIServerConfig> = {}): GenericAPIServer {
  const catalog = new DiscoveryCatalog();
  const pods = {
    name: "pods",
    singular: "pod",
    namespaced: true,
    kind: "Pod",
    verbs: ["get", "list"],
    shortNames: ["po"],
    categories: [],
    subresources: [],
  };
  catalog.setGroup("builtin", { name: "", priority: 18000, versions: [{ version: "v1", resources: [pods] }] });
  catalog.setGroup("builtin", { name: "x.io", priority: 1000, versions: [{ version: "v1", resources: [] }] });
  const users = new Map([["t", { name: "u", uid: "", groups: [], extra: {} }]]);
  return new GenericAPIServer({
    clock: realClock,
    random: Math.random,
    logger: silentLogger,
    registry: new MetricsRegistry(),
    version: versionInfo("9.9.9"),
    address: { host: "127.0.0.1", port: 0 },
    tls: { ...credentials.serving, clientCAs: [credentials.clientCA.cert] },
    authenticator: createUnionAuthenticator([createBearerAuthenticator([createStaticTokenAuthenticator(users)])]),
    authorizer: alwaysAllow,
    limitStrangers: true,
    catalog,
    openapi: new OpenAPIService({ catalog, info: { title: "Test", version: "v1" } }),
    resources,
    requestTimeoutMs: 60_000,
    livezGracePeriodMs: 0,
    shutdownDelayMs: 0,
    shutdownSendRetryAfter: false,
    shutdownWatchTerminationGraceMs: 0,
    goawayChance: 0,
    hstsDirectives: [],
    corsAllowedOrigins: [],
    ...overrides,
  });
}

async function run(server: GenericAPIServer): Promise<Running> {
  const { port } = await server.start();
  const session = connect(`https://127.0.0.1:${port}`, { ca: credentials.servingCA });
  session.on("error", () => undefined);
  const ask: Running["ask"] = (path, headers = {}) =>
    new Promise((resolve, reject) => {
      const stream = session.request({ ":path": path, authorization: "Bearer t", ...headers });
      let head: Answer["headers"] = {};
      let text = "";
      stream.setEncoding("utf8");
      stream.on("response", (received) => (head = received));
      stream.on("data", (chunk: string) => (text += chunk));
      stream.on("error", reject);
      stream.on("end", () => resolve({ status: Number(head[":status"]), headers: head, text }));
    });
  const result = { server, session, ask };
  running.push(result);
  return result;
}

const answersWithPath: Handler = (ctx) => {
  ctx.response.send(200, "text/plain", `resource ${ctx.requestInfo.resource}`);
  return Promise.resolve();
};

test("routes", async () => {
  const { ask, server } = await run(makeServer(answersWithPath));
  const version = await ask("/version");
  assert.equal(version.headers["content-type"], "application/json");
  assert.match(version.text, /^\{\n {2}"major": "1",\n {2}"minor": "36",/);
  assert.match(version.text, /"gitVersion": "v1\.36\.2\+kindsmith\.9\.9\.9"/);

  const index = JSON.parse((await ask("/")).text) as { paths: string[] };
  assert.deepEqual(index.paths.slice(0, 8), [
    "/api",
    "/api/v1",
    "/apis",
    "/apis/",
    "/apis/x.io",
    "/apis/x.io/v1",
    "/healthz",
    "/healthz/log",
  ]);

  const api = JSON.parse((await ask("/api")).text) as { serverAddressByClientCIDRs: object[] };
  assert.match(JSON.stringify(api.serverAddressByClientCIDRs), /"serverAddress":"127\.0\.0\.1:\d+"/);

  const texts: [string, number, RegExp][] = [
    ["/api/v1", 200, /^\{"kind":"APIResourceList","groupVersion":"v1","resources":\[\{"name":"pods"/],
    ["/api/v1/", 200, /^\{"kind":"APIResourceList"/],
    ["/apis", 200, /^\{"kind":"APIGroupList","apiVersion":"v1","groups":\[\{"name":"x\.io"/],
    ["/apis/x.io", 200, /^\{"kind":"APIGroup","apiVersion":"v1","name":"x\.io"/],
    ["/apis/x.io/v1", 200, /"resources":\[\]/],
    ["/api/v1/pods", 200, /^resource pods$/],
    ["/api/v1/nothings", 200, /^resource nothings$/],
    ["/apis/x.io/v1/namespaces/n/ws/w", 200, /^resource ws$/],
    ["/apis/none.io", 404, /^404 page not found\n$/],
    ["/apis/none.io/v1", 404, /^404 page not found\n$/],
    ["/apis/x.io/v2", 404, /"message":"the server could not find the requested resource"/],
    ["/apis/x.io/v2/ws", 404, /"message":"the server could not find the requested resource"/],
    ["/api/v2/pods", 404, /"message":"the server could not find the requested resource"/],
    ["/nothing", 404, /^404 page not found\n$/],
    ["/readyz?verbose", 200, /^\[\+\]ping ok\n\[\+\]log ok\n\[\+\]shutdown ok\nreadyz check passed\n$/],
    ["/openapi/v3", 200, /"api\/v1":\{"serverRelativeURL":"\/openapi\/v3\/api\/v1\?hash=[0-9A-F]{128}"\}/],
    ["/openapi/v3/apis/x.io/v1", 200, /^\{"openapi":"3\.0\.0"/],
    ["/openapi/v3/apis/x.io/v9", 404, /^$/],
    ["/metrics", 200, /kubernetes_build_info\{build_date=".*git_version="v1\.36\.2\+kindsmith\.9\.9\.9".*\} 1\n/],
    ["/metrics", 200, /apiserver_request_total\{.*subresource="\/version",verb="GET"/],
  ];
  for (const [path, status, want] of texts) {
    const answer = await ask(path);
    assert.equal(answer.status, status, path);
    assert.match(answer.text, want, path);
  }
  const method = "the server does not allow this method on the requested resource";
  const types = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
  const routed: [method: string, path: string, accept: string, status: number, message?: string][] = [
    // A path of upstream's router.
    ["DELETE", "/version", "*/*", 405, method],
    ["HEAD", "/version", "*/*", 405],
    ["GET", "/version", "text/html", 406, "406: Not Acceptable\n\nAvailable representations: application/json"],
    ["POST", "/api", "*/*", 405, method],
    ["OPTIONS", "/api/v1", "*/*", 405, method],
    ["HEAD", "/apis/x.io/v1", "*/*", 405],
    ["GET", "/api/v1", "text/html", 406, `406: Not Acceptable\n\nAvailable representations: ${types}`],
    ["GET", "/api/v1", "application/*", 406, `406: Not Acceptable\n\nAvailable representations: ${types}`],
    // One of its aggregator, or of no router at all.
    ["POST", "/apis", "*/*", 200],
    ["DELETE", "/apis/x.io", "*/*", 200],
    ["GET", "/apis", "text/html", 406, `only the following media types are accepted: ${types}`],
    ["PUT", "/openapi/v3", "*/*", 200],
    ["POST", "/healthz", "*/*", 200],
    ["DELETE", "/metrics", "*/*", 200],
    ["GET", "/debug/flags/v", "*/*", 406],
    ["GET", "/statusz", "text/plain", 200],
  ];
  for (const [verb, path, accept, status, message] of routed) {
    const answer = await ask(path, { ":method": verb, accept });
    assert.equal(answer.status, status, `${verb} ${path}`);
    assert.equal(answer.headers["allow"], undefined);
    if (message !== undefined) assert.equal((JSON.parse(answer.text) as { message: string }).message, message);
  }
  await server.stop();
});

test("aggregated discovery has an ETag and honours it", async () => {
  const { ask } = await run(makeServer(answersWithPath));
  const accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
  const first = await ask("/apis", { accept });
  assert.equal(first.headers["content-type"], "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
  assert.equal(first.headers["cache-control"], "public");
  assert.equal(first.headers["vary"], "Accept");
  const etag = String(first.headers["etag"]);
  assert.match(etag, /^"[0-9A-F]{128}"$/);
  const second = await ask("/apis", { accept, "if-none-match": etag });
  assert.deepEqual([second.status, second.text, second.headers["etag"]], [304, "", etag]);
  const refused = await ask("/apis", {
    accept: "application/json;g=apidiscovery.k8s.io;v=v9;as=APIGroupDiscoveryList",
  });
  assert.equal(refused.status, 406);
  assert.match(refused.text, /only the following media types are accepted: application\/json, application\/yaml, /);
  const yaml = await ask("/apis/x.io", { accept: "application/yaml" });
  assert.match(yaml.text, /^apiVersion: v1\nkind: APIGroup\nname: x\.io\n/);
});

test("readiness waits for post-start hooks; liveness gives them their grace", async () => {
  let release = (): void => undefined;
  const server = makeServer(answersWithPath, { livezGracePeriodMs: 60_000 });
  server.addPostStartHook("slow", () => new Promise((resolve) => (release = resolve)));
  const listening = new Promise<{ port: number }>((resolve) => {
    running.push({ server, session: { close: () => undefined } as ClientHttp2Session, ask: () => Promise.reject() });
    void server.start(resolve);
  });
  const { port } = await listening;
  const session = connect(`https://127.0.0.1:${port}`, { ca: credentials.servingCA });
  const status = async (path: string): Promise<number> => {
    const stream = session.request({ ":path": path, authorization: "Bearer t" });
    const head = await new Promise<{ ":status"?: number }>((resolve) => stream.once("response", resolve as never));
    stream.resume();
    return head[":status"] ?? 0;
  };
  assert.deepEqual([await status("/readyz"), await status("/livez")], [500, 200]);
  release();
  await server.lifecycle.hasBeenReady.reached;
  assert.equal(await status("/readyz"), 200);
  session.close();
});

test("a hook that fails ends the start, by name", async () => {
  const server = makeServer(answersWithPath);
  server.addPostStartHook("broken", () => Promise.reject(new Error("no")));
  await assert.rejects(server.start(), { message: "post-start hook broken failed" });
  await server.stop();
});

test("a stop answers what is under way, ends watches and runs its hooks first", async () => {
  const events: string[] = [];
  let release = (): void => undefined;
  const server = makeServer(async (ctx) => {
    if (ctx.requestInfo.verb === "watch") {
      const stream = ctx.response.stream(200, "application/json");
      stream.write(Buffer.from("event\n"));
      await new Promise<void>((resolve) => ctx.signal.addEventListener("abort", () => resolve()));
      events.push(`watch ends: ${(ctx.signal.reason as Error).message}`);
      stream.end();
      return;
    }
    events.push("request begins");
    await new Promise<void>((resolve) => (release = resolve));
    events.push("request ends");
    ctx.response.send(200, "text/plain", "done");
  });
  server.addPreShutdownHook("x", async () => {
    events.push("hook");
    await Promise.resolve();
  });
  const { ask, session } = await run(server);
  const watch = session.request({ ":path": "/api/v1/pods?watch=1", authorization: "Bearer t" });
  let watched = "";
  watch.setEncoding("utf8").on("data", (chunk: string) => (watched += chunk));
  const watchEnded = new Promise((resolve) => watch.once("end", resolve));
  await new Promise((resolve) => watch.once("data", resolve));
  const asked = ask("/api/v1/pods");
  while (!events.includes("request begins")) await new Promise((resolve) => setImmediate(resolve));

  const stopped = server.stop();
  await server.lifecycle.notAcceptingNewRequests.reached;
  release();
  assert.equal((await asked).text, "done");
  await watchEnded;
  assert.equal(watched, "event\n");
  await stopped;
  assert.deepEqual(events, ["request begins", "hook", "request ends", "watch ends: the server is shutting down"]);
  assert.equal(server.lifecycle.inFlightDrained.done, true);
});

test("two servers cannot have one port", async () => {
  const { server } = await run(makeServer(answersWithPath));
  const address = await new Promise<{ port: number }>((resolve, reject) => {
    const other = makeServer(answersWithPath);
    other.start(resolve).catch(reject);
    running.push({
      server: other,
      session: { close: () => undefined } as ClientHttp2Session,
      ask: () => Promise.reject(),
    });
  });
  const second = makeServer(answersWithPath, { address: { host: "127.0.0.1", port: address.port } });
  await assert.rejects(second.start(), { code: "EADDRINUSE" });
  await server.stop();
});
