import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import test from "node:test";
import { isNotFound, isTooManyRequests, statusOf } from "../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../apimachinery/clock/index.js";
import type { RestConfig } from "./config.js";
import { RESTClient } from "./rest-client.js";
import { TransportError, type Transport, type TransportRequest, type TransportResponse } from "./transport.js";
import type { WatchEvent } from "./watch.js";

const PODS = { groupVersion: { group: "", version: "v1" }, namespace: "ns", resource: "pods" };

type Answer =
  { status: number; headers?: TransportResponse["headers"]; chunks?: string[]; truncated?: boolean } | Error;

/** Answers in order; the last answer repeats. */
class ScriptedTransport implements Transport {
  readonly seen: TransportRequest[] = [];
  readonly #answers: Answer[];
  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }
  roundTrip(request: TransportRequest): Promise<TransportResponse> {
    this.seen.push(request);
    const answer = this.#answers[Math.min(this.seen.length, this.#answers.length) - 1]!;
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({
      status: answer.status,
      headers: { "content-type": "application/json", ...answer.headers },
      body: Readable.from((answer.chunks ?? []).map((chunk) => Buffer.from(chunk))),
      truncated: () => answer.truncated ?? false,
    });
  }
  close(): void {}
}

function clientOf(transport: Transport, config: Partial<RestConfig> = {}): { client: RESTClient; clock: FakeClock } {
  const clock = new FakeClock();
  const client = new RESTClient({ server: "https://example.test", clock, random: () => 0, ...config }, { transport });
  return { client, clock };
}

const OK: Answer = { status: 200, chunks: ['{"kind":"Pod","metadata":{"name":"p"}}'] };

test("sends an object as JSON and reads the answer", async () => {
  const transport = new ScriptedTransport({ ...OK, status: 201 });
  const { client } = clientOf(transport, { bearerToken: "t", userAgent: "ua" });
  const pod = await client.request({ ...PODS, method: "POST", body: { kind: "Pod", note: "ä" } });
  assert.deepEqual(pod, { kind: "Pod", metadata: { name: "p" } });
  assert.deepEqual(transport.seen, [
    {
      method: "POST",
      path: "/api/v1/namespaces/ns/pods",
      headers: {
        accept: "application/json",
        "user-agent": "ua",
        authorization: "Bearer t",
        "content-type": "application/json",
        "content-length": "26",
      },
      body: '{"kind":"Pod","note":"ä"}',
    },
  ]);
});

test("a Status that says Failure is thrown as it came", async () => {
  const status = {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message: 'pods "x" not found',
    reason: "NotFound",
    details: { name: "x", kind: "pods" },
    code: 404,
  };
  const { client } = clientOf(new ScriptedTransport({ status: 404, chunks: [JSON.stringify(status)] }));
  await assert.rejects(client.request({ ...PODS, method: "GET", name: "x" }), (err) => {
    assert.ok(isNotFound(err));
    assert.deepEqual(statusOf(err), status);
    return true;
  });
});

test("an answer that is no Status becomes one", async () => {
  const answer: Answer = { status: 502, headers: { "content-type": "text/plain" }, chunks: ["bad gateway\n"] };
  const { client } = clientOf(new ScriptedTransport(answer));
  await assert.rejects(client.request({ ...PODS, method: "GET", name: "x" }), (err) => {
    assert.deepEqual(statusOf(err), {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: 'an error on the server ("bad gateway") has prevented the request from succeeding (get pods x)',
      reason: "InternalError",
      details: { name: "x", kind: "pods", causes: [{ reason: "UnexpectedServerResponse", message: "bad gateway" }] },
      code: 502,
    });
    return true;
  });
});

test("an answer that was cut off is an error, not an object", async () => {
  const { client } = clientOf(new ScriptedTransport({ ...OK, truncated: true }));
  await assert.rejects(
    client.request({ ...PODS, method: "GET", name: "x" }),
    /connection was lost within the response/,
  );
});

test("Retry-After on 429 and 5xx is waited for, on other codes it is not", async () => {
  const busy: Answer = { status: 429, headers: { "retry-after": "2" } };
  const transport = new ScriptedTransport(busy, { status: 503, headers: { "retry-after": "1" } }, OK);
  const { client, clock } = clientOf(transport);
  const got = client.request({ ...PODS, method: "POST", body: {} });
  await clock.advance(1999);
  assert.equal(transport.seen.length, 1);
  await clock.advance(1);
  assert.equal(transport.seen.length, 2);
  await clock.advance(1000);
  await got;
  assert.equal(transport.seen.length, 3);

  const conflict = new ScriptedTransport({ status: 409, headers: { "retry-after": "1" } });
  await assert.rejects(clientOf(conflict).client.request({ ...PODS, method: "GET", name: "x" }), /reported a conflict/);
  assert.equal(conflict.seen.length, 1);
});

test("after ten repetitions the refusal is reported", async () => {
  const transport = new ScriptedTransport({ status: 429, headers: { "retry-after": "1" } });
  const { client, clock } = clientOf(transport);
  const got = assert.rejects(client.request({ ...PODS, method: "GET", name: "x" }), isTooManyRequests);
  await clock.advance(60_000);
  await got;
  assert.equal(transport.seen.length, 11);
});

const failures = [
  { kind: "lost", method: "GET", tries: 2 },
  { kind: "lost", method: "POST", tries: 1 },
  { kind: "refused", method: "POST", tries: 2 },
  { kind: "connect", method: "GET", tries: 1 },
] as const;
for (const tc of failures) {
  test(`a ${tc.method} whose connection is ${tc.kind} is sent ${tc.tries} time(s)`, async () => {
    const transport = new ScriptedTransport(new TransportError(tc.kind, "broken"), OK);
    const { client, clock } = clientOf(transport);
    const got = client.request({ ...PODS, method: tc.method, name: "x" }).catch((err: unknown) => err);
    await clock.advance(1000);
    const result = await got;
    assert.equal(transport.seen.length, tc.tries);
    assert.equal(result instanceof TransportError, tc.tries === 1);
  });
}

test("the timeout covers retries; an abort ends the wait between them", async () => {
  const busy: Answer = { status: 503, headers: { "retry-after": "60" } };
  const { client, clock } = clientOf(new ScriptedTransport(busy), { timeoutMs: 5000 });
  const timedOut = assert.rejects(client.request({ ...PODS, method: "GET", name: "x" }), { name: "TimeoutError" });
  await clock.advance(5000);
  await timedOut;

  const stop = new AbortController();
  const aborted = client.request({ ...PODS, method: "GET", name: "x" }, { signal: stop.signal });
  await clock.advance(10);
  stop.abort(new Error("enough"));
  await assert.rejects(aborted, /enough/);
  assert.equal(clock.waiting, 0);
});

test("warnings reach the handler", async () => {
  const texts: string[] = [];
  const answer: Answer = { ...OK, headers: { warning: '299 - "use \\"v2\\"", 299 - "and more"' } };
  const { client } = clientOf(new ScriptedTransport(answer), {
    warningHandler: (w) => texts.push(`${w.code} ${w.text}`),
  });
  await client.request({ ...PODS, method: "GET", name: "x" });
  assert.deepEqual(texts, ['299 use "v2"', "299 and more"]);
});

test("impersonation and a token file that rotates", async () => {
  const dir = mkdtempSync(join(tmpdir(), "kindsmith-"));
  const bearerTokenFile = join(dir, "token");
  writeFileSync(bearerTokenFile, "one\n");
  const transport = new ScriptedTransport(OK);
  const impersonate = { user: "u", groups: ["a", "b"], extra: { "x/y": ["z"] } };
  const { client, clock } = clientOf(transport, { bearerTokenFile, impersonate });
  const ask = async (): Promise<unknown> => {
    await client.request({ ...PODS, method: "GET", name: "x" });
    return transport.seen.at(-1)!.headers["authorization"];
  };
  assert.equal(await ask(), "Bearer one");
  assert.deepEqual(transport.seen[0]!.headers["impersonate-group"], ["a", "b"]);
  assert.deepEqual(transport.seen[0]!.headers["impersonate-extra-x%2fy"], ["z"]);
  writeFileSync(bearerTokenFile, "two");
  assert.equal(await ask(), "Bearer one");
  await clock.advance(60_000);
  assert.equal(await ask(), "Bearer two");
  rmSync(dir, { recursive: true });
  await clock.advance(60_000);
  assert.equal(await ask(), "Bearer two", "the last good token serves while the file cannot be read");
});

async function eventsOf(answer: Answer): Promise<WatchEvent[]> {
  const { client } = clientOf(new ScriptedTransport(answer));
  const events: WatchEvent[] = [];
  for await (const event of await client.watch({ ...PODS, method: "GET" })) events.push(event);
  return events;
}

test("watch events are read across chunks", async () => {
  const chunks = [
    '{"type":"ADDED","obj',
    'ect":{"kind":"Pod"}}\n{"type":"BOOKMARK","object":{"kind":"Pod"}}\n\n',
    '{"type":"DEL',
    'ETED","object":{}}\n',
  ];
  assert.deepEqual(await eventsOf({ status: 200, chunks }), [
    { type: "ADDED", object: { kind: "Pod" } },
    { type: "BOOKMARK", object: { kind: "Pod" } },
    { type: "DELETED", object: {} },
  ]);
});

test("a watch asks for one, and fails before its loop when it is refused", async () => {
  const transport = new ScriptedTransport({ status: 403, headers: { "content-type": "text/plain" }, chunks: ["no"] });
  const { client } = clientOf(transport);
  await assert.rejects(
    client.watch({ ...PODS, method: "GET", params: { limit: 1 } }),
    /^StatusError: no \(get pods\)$/,
  );
  assert.equal(transport.seen[0]!.path, "/api/v1/namespaces/ns/pods?limit=1&watch=true");
});

const broken = [
  { name: "bad JSON", cause: "ClientWatchDecoding", chunks: ['{"type":"ADDED","object":{}}\n{oops\n'] },
  {
    name: "unknown type",
    cause: "ClientWatchDecoding",
    chunks: ['{"type":"ADDED","object":{}}\n{"type":"RENAMED","object":{}}\n'],
  },
  { name: "a lost connection", cause: "ConnectionLost", chunks: ['{"type":"ADDED","object":{}}\n'], truncated: true },
];
for (const { name, cause, ...answer } of broken) {
  test(`a watch with ${name} ends by an ERROR event`, async () => {
    const events = await eventsOf({ status: 200, ...answer });
    assert.deepEqual(
      events.map((e) => e.type),
      ["ADDED", "ERROR"],
    );
    const last = events[1]!;
    assert.ok(last.type === "ERROR" && last.object.code === 500);
    assert.equal(last.object.details!.causes![0]!.reason, cause);
  });
}

test("an ERROR event carries the server's Status and is the last", async () => {
  const status = {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    reason: "Expired",
    code: 410,
    message: "too old",
  };
  const events = await eventsOf({
    status: 200,
    chunks: [`{"type":"ERROR","object":${JSON.stringify(status)}}\n{"type":"ADDED","object":{}}\n`],
  });
  assert.equal(events.length, 1);
  assert.ok(events[0]!.type === "ERROR" && events[0]!.object.reason === "Expired");
});

const badConfigs: { config: RestConfig; want: RegExp }[] = [
  { config: { server: "example.com" }, want: /server must be a URL/ },
  { config: { server: "ftp://example.com" }, want: /must start with https/ },
  { config: { server: "https://x", tls: { ca: "x", insecureSkipTLSVerify: true } }, want: /insecure flag/ },
  { config: { server: "https://x", tls: { cert: "x" } }, want: /given together/ },
  { config: { server: "https://x", qps: 5, burst: 0 }, want: /burst is required/ },
  { config: { server: "https://x", username: "u", bearerToken: "t" }, want: /not both/ },
];
for (const { config, want } of badConfigs) {
  test(`config refused: ${want.source}`, () => assert.throws(() => new RESTClient(config), want));
}
