import assert from "node:assert/strict";
import test from "node:test";
import { newNotFound } from "../../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import {
  createAnonymousAuthenticator,
  createBearerAuthenticator,
  createStaticTokenAuthenticator,
  createUnionAuthenticator,
} from "../../authentication/index.js";
import { alwaysAllow, alwaysDeny } from "../../authorization/index.js";
import { MetricsRegistry, RequestMetrics } from "../../metrics/index.js";
import { Lifecycle, WaitGroup } from "../lifecycle.js";
import { silentLogger, type Logger } from "../logging/index.js";
import { fakeRequest, type FakeRequest } from "../testing/fake-request.js";
import { ClientGoneError, type ServerHandler, type ServerRequest } from "../transport/index.js";
import { buildFilterChain, type FilterChainDeps } from "./index.js";

const clock = new FakeClock();

function depsOf(overrides: Partial<FilterChainDeps> = {}): FilterChainDeps {
  const registry = new MetricsRegistry();
  const users = new Map([["t", { name: "u", uid: "", groups: [], extra: {} }]]);
  return {
    clock,
    random: () => 0.5,
    newID: () => "new-id",
    logger: silentLogger,
    registry,
    metrics: new RequestMetrics(registry),
    lifecycle: new Lifecycle(),
    inFlight: new WaitGroup(),
    longRunning: new Set(),
    isKnown: () => true,
    authenticator: createUnionAuthenticator(
      [createBearerAuthenticator([createStaticTokenAuthenticator(users)])],
      createAnonymousAuthenticator(["/healthz"]),
    ),
    authorizer: alwaysAllow,
    limitStrangers: true,
    requestTimeoutMs: 60_000,
    hstsDirectives: [],
    goawayChance: 0,
    corsAllowedOrigins: [],
    sendRetryAfter: false,
    ...overrides,
  };
}

const ok: ServerHandler = (request) => {
  request.response.send(200, "text/plain", `hello ${request.user?.name}`);
  return Promise.resolve();
};

function ask(method: string, url: string, headers: Record<string, string> = {}, more = {}): FakeRequest {
  return fakeRequest(method, url, {
    headers: { authorization: "Bearer t", ...headers },
    receivedAt: clock.now(),
    ...more,
  });
}

async function run(
  deps: Partial<FilterChainDeps>,
  request: FakeRequest,
  handler: ServerHandler = ok,
): Promise<FakeRequest> {
  await buildFilterChain(depsOf(deps), handler)(request);
  return request;
}

test("a request passes with its ID, user and headers", async () => {
  const { response, requestInfo } = await run({}, ask("GET", "/api/v1/pods", { "audit-id": "mine" }));
  assert.equal(response.body, "hello u");
  assert.equal(response.headers["audit-id"], "mine");
  assert.equal(response.headers["cache-control"], "no-cache, private");
  assert.equal(response.headers["connection"], undefined);
  assert.equal(requestInfo.verb, "list");
  assert.equal((await run({}, ask("GET", "/x"))).response.headers["audit-id"], "new-id");
});

test("credentials are gone behind authentication", async () => {
  let seen: readonly string[] = [];
  await run({}, ask("GET", "/x", { "x-remote-user": "root", "x-remote-extra-a": "b", "x-other": "1" }), (request) => {
    seen = request.headerNames();
    return ok(request);
  });
  assert.deepEqual(seen, ["x-other"]);
});

test("401 for a bad token and for none; strangers get one request for each HTTP/2 connection", async () => {
  for (const [headers, url] of [
    [{ authorization: "Bearer wrong" }, "/healthz"],
    [{ authorization: "" }, "/api"],
  ] as const) {
    const { response } = await run({}, ask("GET", url, headers));
    assert.deepEqual(response.json(), {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: "Unauthorized",
      reason: "Unauthorized",
      code: 401,
    });
    assert.equal(response.headers["connection"], "close");
  }
  const healthz = await run({}, ask("GET", "/healthz", { authorization: "" }));
  assert.equal(healthz.response.body, "hello system:anonymous");
  assert.equal(healthz.response.headers["connection"], "close");
  const http1 = await run({}, ask("GET", "/api", { authorization: "" }, { httpVersion: "1.1" }));
  assert.equal(http1.response.headers["connection"], undefined);
});

test("403 when nobody allows", async () => {
  const request = await run({ authorizer: alwaysDeny }, ask("GET", "/api/v1/namespaces/n/pods/p"));
  assert.equal(request.response.status, 403);
  assert.equal(request.response.headers["x-content-type-options"], "nosniff");
  assert.equal(
    request.response.json()["message"],
    'pods "p" is forbidden: User "u" cannot get resource "pods" in API group "" in the namespace "n": Everything is forbidden.',
  );
  assert.deepEqual(
    [...request.auditAnnotations],
    [
      ["authorization.k8s.io/decision", "forbid"],
      ["authorization.k8s.io/reason", "Everything is forbidden."],
    ],
  );
});

test("what a handler throws becomes a Status; internals stay inside", async () => {
  const logged: unknown[] = [];
  const logger: Logger = { ...silentLogger, error: (_message, err) => logged.push(err) };
  const known = await run({ logger }, ask("GET", "/x"), () =>
    Promise.reject(newNotFound({ group: "", resource: "pods" }, "p")),
  );
  assert.equal(known.response.json()["message"], 'pods "p" not found');
  assert.equal(logged.length, 0);
  const unknown = await run({ logger }, ask("GET", "/x"), () => Promise.reject(new Error("secret")));
  assert.equal(unknown.response.status, 500);
  assert.doesNotMatch(unknown.response.body, /secret/);
  assert.match(String(logged[0]), /secret/);
});

test("an error after the answer began cuts it; a client that is gone gets nothing", async () => {
  const started = await run({}, ask("GET", "/x"), (request) => {
    request.response.stream(200, "text/plain").write(Buffer.from("half"));
    return Promise.reject(new Error("broken"));
  });
  assert.ok(started.response.cutBy !== undefined);
  const gone = await run({}, ask("GET", "/x"), (request) => {
    request.abort(new ClientGoneError());
    return Promise.reject(request.signal.reason as Error);
  });
  assert.equal(gone.response.status, 0);
});

test("a handler that ends without an answer, and a filter that throws, are a panic", async () => {
  const silent = await run({}, ask("GET", "/x"), () => Promise.resolve());
  assert.equal(silent.response.status, 500);
  assert.equal(silent.response.body, "This request caused apiserver to panic. Look in the logs for details.\n");
  const broken = await run(
    {
      flowControl: () => () => {
        throw new Error("defect");
      },
    },
    ask("GET", "/x"),
  );
  assert.equal(broken.response.status, 500);
});

const never: ServerHandler = (request) =>
  new Promise((_resolve, reject) => {
    request.signal.addEventListener("abort", () => reject(request.signal.reason as Error));
  });

const ALLOTTED = "Timeout: request did not complete within the allotted timeout";
const REQUESTED = "Timeout: request did not complete within requested timeout - context deadline exceeded";
const PODS = "/api/v1/namespaces/n/pods";
for (const [name, method, url, timeoutMs, message] of [
  ["the server's limit", "GET", PODS, 60_000, ALLOTTED],
  ["the client's wish", "GET", `${PODS}?timeout=2s`, 2_000, ALLOTTED],
  ["a wish above the limit", "GET", `${PODS}?timeout=2h`, 60_000, ALLOTTED],
  ["a write", "POST", PODS, 34_000, REQUESTED],
  ["a client's wish for a write", "DELETE", `${PODS}/p?timeout=2s`, 2_000, ALLOTTED],
  ["a write to no resource", "POST", "/healthz", 60_000, ALLOTTED],
] as const) {
  test(`deadline: ${name}`, async () => {
    const request = ask(method, url);
    const running = run({}, request, never);
    await clock.advance(timeoutMs - 1);
    assert.equal(request.response.status, 0);
    await clock.advance(1);
    await running;
    assert.equal(request.response.status, 504);
    assert.equal(request.response.json()["message"], message);
  });
}

test("deadline: a late handler writes nowhere, and a started answer is cut", async () => {
  const late = ask("GET", "/x");
  let release = (): void => undefined;
  const running = run({}, late, async (request) => {
    await new Promise<void>((resolve) => (release = resolve));
    request.response.send(200, "text/plain", "late");
  });
  await clock.advance(60_000);
  await running;
  release();
  await clock.advance(0);
  assert.equal(late.response.status, 504);

  const started = ask("GET", "/x");
  const streaming = run({}, started, (request) => {
    request.response.stream(200, "text/plain");
    return never(request);
  });
  await clock.advance(60_000);
  await streaming;
  assert.match(String(started.response.cutBy), /allotted timeout/);
});

test("refusals before the audit filter are audited as well", async () => {
  const seen: string[] = [];
  const refusalAudit: FilterChainDeps["refusalAudit"] = (next) => async (request) => {
    await next(request);
    seen.push(`${request.path} ${request.response.status}`);
  };
  await run({ refusalAudit }, ask("GET", "/a?timeout=soon"));
  await run({ refusalAudit }, ask("GET", "/b", { authorization: "Bearer wrong" }));
  await run({ refusalAudit }, ask("GET", "/c"));
  assert.deepEqual(seen, ["/a 400", "/b 401"]);
});

test("deadline: a bad wish is 400; a watch has none", async () => {
  const bad = await run({}, ask("GET", "/api/v1/pods?timeout=soon"));
  assert.equal(bad.response.status, 400);
  assert.equal(
    bad.response.json()["message"],
    'invalid timeout specified in the request URL - time: invalid duration "soon"',
  );
  const watch = ask("GET", "/api/v1/pods?watch=1&timeout=soon");
  const running = run({}, watch, never);
  await clock.advance(3_600_000);
  assert.equal(watch.response.status, 0);
  watch.abort(new ClientGoneError());
  await running;
});

test("a drain waits for requests, refuses new ones except probes, and knows long-running ones", async () => {
  const inFlight = new WaitGroup();
  const longRunning = new Set<ServerRequest>();
  let release = (): void => undefined;
  const slow: ServerHandler = async (request) => {
    await new Promise<void>((resolve) => (release = resolve));
    return ok(request);
  };
  const deps = { inFlight, longRunning };
  const first = run(deps, ask("GET", "/x"), slow);
  const watch = ask("GET", "/api/v1/pods?watch=1");
  const watching = run(deps, watch, never);
  await clock.advance(0);
  assert.deepEqual([...longRunning], [watch]);
  let drained = false;
  const waiting = inFlight.wait().then(() => (drained = true));
  const refused = await run(deps, ask("GET", "/y"));
  assert.equal(refused.response.status, 503);
  assert.equal(refused.response.headers["retry-after"], "1");
  assert.equal(refused.response.json()["message"], "apiserver is shutting down");
  assert.equal((await run(deps, ask("GET", "/readyz"))).response.status, 200);
  assert.equal(drained, false);
  release();
  await first;
  await waiting;
  for (const request of longRunning) request.abort(new Error("bye"));
  await watching;
  assert.equal(longRunning.size, 0);
});

test("with --shutdown-send-retry-after clients are sent away politely", async () => {
  const lifecycle = new Lifecycle();
  const deps = { lifecycle, sendRetryAfter: true };
  assert.equal((await run(deps, ask("GET", "/x"))).response.status, 200);
  lifecycle.notAcceptingNewRequests.signal();
  const { response } = await run(deps, ask("GET", "/x"));
  assert.deepEqual(
    [response.status, response.headers["retry-after"], response.headers["connection"], response.body],
    [429, "5", "close", "The apiserver is shutting down, please try again later.\n"],
  );
  assert.equal((await run(deps, ask("GET", "/readyz"))).response.status, 200);
});

test("CORS: a preflight needs no credentials, others' origins get no headers", async () => {
  const deps = { corsAllowedOrigins: [/^https:\/\/ui\.example$/] };
  const preflight = await run(deps, ask("OPTIONS", "/x", { origin: "https://ui.example", authorization: "" }));
  assert.equal(preflight.response.status, 204);
  assert.equal(preflight.response.headers["access-control-allow-origin"], "https://ui.example");
  const other = await run(deps, ask("GET", "/x", { origin: "https://evil.example" }));
  assert.equal(other.response.headers["access-control-allow-origin"], undefined);
});

test("HSTS and GOAWAY only when asked for", async () => {
  const deps = { hstsDirectives: ["max-age=1", "preload"], goawayChance: 0.6 };
  const { response } = await run(deps, ask("GET", "/x"));
  assert.equal(response.headers["strict-transport-security"], "max-age=1; preload");
  assert.equal(response.headers["connection"], "close");
  assert.equal((await run({ goawayChance: 0.4 }, ask("GET", "/x"))).response.headers["connection"], undefined);
});

test("filters of other parts run after authentication, in order", async () => {
  const order: string[] = [];
  const mark =
    (name: string) =>
    (next: ServerHandler): ServerHandler =>
    (request) => {
      order.push(`${name} ${request.user?.name}`);
      return next(request);
    };
  const deps = { audit: mark("audit"), impersonation: mark("impersonation"), flowControl: mark("flow") };
  await run(deps, ask("GET", "/x"));
  assert.deepEqual(order, ["audit u", "impersonation u", "flow u"]);
});

for (const [path, status, body] of [
  ["/api/v1/pods/%zz", 400, /^400 Bad Request: invalid URL escape "%zz"\n$/],
  ["/api/v1/watch", 500, /^failed to create RequestInfo: /],
] as const) {
  test(`a path that cannot be read is refused: ${path}`, async () => {
    const request = ask("GET", "/x");
    await buildFilterChain(depsOf(), ok)({ ...request, path });
    assert.equal(request.response.status, status);
    assert.match(request.response.body, body);
  });
}

test("requests are counted under what they ask for, when it is known", async () => {
  const deps = depsOf({ isKnown: (request) => request.path !== "/made-up" });
  const handle = buildFilterChain(deps, ok);
  await handle(ask("GET", "/api/v1/pods"));
  await handle(ask("GET", "/made-up"));
  const text = await deps.registry.text();
  assert.match(text, /apiserver_request_total\{code="200",.*resource="pods",.*verb="LIST",version="v1"\} 1/);
  assert.doesNotMatch(text, /made-up/);
  assert.match(text, /authentication_attempts\{result="success"\} 2/);
});

test("the time that a request waited for its turn is not the server's own", async () => {
  const registry = new MetricsRegistry();
  await run({ registry, metrics: new RequestMetrics(registry) }, ask("GET", "/api/v1/pods"), async (request) => {
    request.queuedMs = 3_000;
    await clock.advance(3_250);
    request.response.send(200, "application/json", "{}");
  });
  const text = await registry.text();
  assert.match(text, /^apiserver_request_duration_seconds_sum\{[^}]*\} 3\.25$/m);
  assert.match(text, /^apiserver_request_sli_duration_seconds_sum\{[^}]*\} 0\.25$/m);
});
