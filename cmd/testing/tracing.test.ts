import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { isTracing } from "../../apiserver/tracing/index.js";
import { OTLPSink } from "../../apiserver/tracing/testing/otlp-sink.js";
import { RESTClient, type RequestSpec } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "./index.js";

const CONFIGMAPS = "/api/v1/namespaces/default/configmaps";
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";
const TRACEPARENT = { traceparent: `00-${TRACE}-${PARENT}-01` };

let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), "kindsmith-tracing-"));
});
after(() => rm(dir, { recursive: true }));

const create = (name: string, headers: { readonly [name: string]: string } = {}): RequestSpec => ({
  method: "POST",
  absolutePath: CONFIGMAPS,
  body: { metadata: { name } },
  headers,
});

async function start(...flags: string[]): Promise<TestServer> {
  const tokens = join(dir, "tokens.csv");
  await writeFile(tokens, "stranger-token,stranger,1\n");
  return startTestServer({ flags: [`--token-auth-file=${tokens}`, ...flags] });
}

test("spans reach a collector that --tracing-config-file names", async () => {
  const sink = new OTLPSink();
  const config = join(dir, "tracing.yaml");
  const endpoint = await sink.start();
  await writeFile(
    config,
    `apiVersion: apiserver.config.k8s.io/v1\nkind: TracingConfiguration\nendpoint: ${endpoint}\n`,
  );
  try {
    const server = await start(`--tracing-config-file=${config}`);
    assert.ok(isTracing());
    const client = new RESTClient(server.clientConfig);
    // The client has chosen the one to be recorded; nobody has chosen the other.
    await client.request(create("chosen", TRACEPARENT));
    await client.request(create("other"));
    client.close();
    await server.stop();
  } finally {
    sink.stop();
  }
  assert.equal(isTracing(), false);
  assert.equal(sink.resource.get("service.name"), "apiserver");
  assert.match(sink.resource.get("service.instance.id") ?? "", /^apiserver-/);
  const parent = Buffer.from(PARENT, "hex").toString("base64");
  const [root, ...others] = sink.spans.filter(({ parentSpanId }) => parentSpanId === parent);
  assert.equal(root?.name, "POST /api/v1/namespaces/{:namespace}/configmaps");
  assert.deepEqual(others, []);
  assert.deepEqual(
    new Set(sink.spans.map(({ traceId }) => Buffer.from(traceId, "base64").toString("hex"))),
    new Set([TRACE]),
  );
  const names = new Set(sink.spans.map(({ name }) => name));
  for (const name of ["priorityandfairness", "authorization", "Create", "Create memory"])
    assert.ok(names.has(name), name);
  const fields = new Map(
    sink.spans.find(({ name }) => name === "Create")?.attributes?.map(({ key, value }) => [key, value]),
  );
  assert.equal(fields.get("resource")?.stringValue, "configmaps");
});

test("spans go to whatever provider the process has registered", async (t) => {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const server = await start();
  const client = new RESTClient(server.clientConfig);
  t.after(async () => {
    client.close();
    await server.stop();
    trace.disable();
    context.disable();
    propagation.disable();
  });
  /** The spans of one request, as `name < name of the span above`. */
  const spansOf = async (request: () => Promise<unknown>): Promise<string[]> => {
    exporter.reset();
    await request();
    const spans = exporter.getFinishedSpans();
    const nameOf = (id: string | undefined): string =>
      spans.find((span) => span.spanContext().spanId === id)?.name ?? "";
    return spans.map((span) => `${span.name} < ${nameOf(span.parentSpanContext?.spanId)}`).sort();
  };

  await t.test("a create, and a list from the cache, span by span", async () => {
    const post = "POST /api/v1/namespaces/{:namespace}/configmaps";
    assert.deepEqual(await spansOf(() => client.request(create("a"))), [
      "Create < authorization",
      "Create memory < Create",
      `${post} < `,
      "authorization < priorityandfairness",
      // Admission looks the namespace up.
      "cacher.Get < Create",
      "impersonation < ".concat(post),
      "priorityandfairness < impersonation",
    ]);
    const handled = exporter.getFinishedSpans().find(({ name }) => name === "Create")!;
    assert.deepEqual(
      handled.events.map(({ name }) => name),
      ["limitedReadBody succeeded"],
    );
    const root = exporter.getFinishedSpans().find(({ name }) => name === post)!;
    assert.equal(root.attributes["http.response.status_code"], 201);
    assert.equal(root.attributes["http.target"], CONFIGMAPS);
    assert.match(String(root.attributes["audit-id"]), /^[\w-]{36}$/);
    const listed = await spansOf(() =>
      client.request({ method: "GET", absolutePath: `${CONFIGMAPS}?resourceVersion=0` }),
    );
    assert.ok(listed.includes("cacher.GetList < List"), listed.join("\n"));
  });

  await t.test("a refusal is recorded with its status, and a failed step with its error", async () => {
    await spansOf(() => assert.rejects(client.request(create("a"))));
    const spans = exporter.getFinishedSpans();
    assert.equal(spans.find(({ name }) => name.startsWith("POST"))?.attributes["http.response.status_code"], 409);
    const failed = spans.find(({ name }) => name === "Create memory")!;
    assert.deepEqual(
      failed.events.map(({ name }) => name),
      ["exception"],
    );
  });

  await t.test("an administrator's trace is continued, a stranger's is linked to", async () => {
    const get = { method: "GET", absolutePath: "/version", headers: TRACEPARENT } as const;
    await spansOf(() => client.request(get));
    const own = exporter.getFinishedSpans().find(({ name }) => name === "GET")!;
    assert.deepEqual([own.spanContext().traceId, own.parentSpanContext?.spanId], [TRACE, PARENT]);
    const stranger = new RESTClient({ ...server.clientConfig, bearerToken: "stranger-token" });
    await spansOf(() => stranger.request(get));
    stranger.close();
    const other = exporter.getFinishedSpans().find(({ name }) => name === "GET")!;
    assert.notEqual(other.spanContext().traceId, TRACE);
    assert.equal(other.parentSpanContext, undefined);
    assert.deepEqual(
      other.links.map(({ context: { traceId, spanId } }) => [traceId, spanId]),
      [[TRACE, PARENT]],
    );
  });

  await t.test("a second provider is refused", async () => {
    const config = join(dir, "second.yaml");
    await writeFile(config, "apiVersion: apiserver.config.k8s.io/v1\nkind: TracingConfiguration\n");
    await assert.rejects(start(`--tracing-config-file=${config}`), /has a tracer provider already/);
  });
});
