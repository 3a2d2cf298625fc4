import assert from "node:assert/strict";
import { test } from "node:test";
import { context, propagation, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { traceHeaders } from "./trace-headers.js";

const PARENT = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331", traceFlags: 1 };

test("a trace goes on at the server, where the process propagates traces", async () => {
  const parent = trace.setSpanContext(ROOT_CONTEXT, PARENT);
  assert.deepEqual(traceHeaders(), {});
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  try {
    const headers = await context.with(parent, async () => {
      await Promise.resolve();
      return traceHeaders();
    });
    assert.deepEqual(headers, { traceparent: `00-${PARENT.traceId}-${PARENT.spanId}-01` });
    assert.deepEqual(traceHeaders(), {});
  } finally {
    context.disable();
    propagation.disable();
  }
});
