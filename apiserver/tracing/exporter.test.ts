import assert from "node:assert/strict";
import { createServer, type AddressInfo } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { trace } from "@opentelemetry/api";
import { TraceExport } from "./exporter.js";
import { isTracing } from "./index.js";
import { OTLPSink } from "./testing/otlp-sink.js";

/** Sends one span to the endpoint. @returns what the operator is told */
async function sendTo(endpoint: string): Promise<string[]> {
  const told: string[] = [];
  const tracing = TraceExport.start({
    config: { endpoint, samplingRatePerMillion: 1_000_000 },
    instanceID: "apiserver-test",
    warn: (message) => void told.push(message),
  });
  assert.ok(isTracing());
  trace.getTracer("test").startSpan("a").end();
  await tracing.stop();
  assert.equal(isTracing(), false);
  return told;
}

test("an endpoint in each of its forms", async () => {
  const dir = await mkdtemp(join(tmpdir(), "kindsmith-otlp-"));
  const tcp = new OTLPSink();
  const address = await tcp.start();
  const unix = new OTLPSink();
  await unix.start(`unix://${join(dir, "otlp.sock")}`);
  try {
    assert.deepEqual(await sendTo(address), []);
    assert.deepEqual(await sendTo(`dns:///${address}`), []);
    assert.deepEqual(await sendTo(`unix://${join(dir, "otlp.sock")}`), []);
    assert.deepEqual([tcp.spans.length, unix.spans.length], [2, 1]);
  } finally {
    tcp.stop();
    unix.stop();
    await rm(dir, { recursive: true });
  }
});

test("the operator is told when spans are lost", async () => {
  // A port that was free a moment ago.
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
  await new Promise((resolve) => server.close(resolve));
  const [first = ""] = await sendTo(`127.0.0.1:${port}`);
  assert.match(first, /^tracing: spans are lost: .*ECONNREFUSED/);
});
