import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTracingConfig } from "./index.js";

const HEAD = "apiVersion: apiserver.config.k8s.io/v1\nkind: TracingConfiguration\n";

test("a configuration", () => {
  assert.deepEqual(parseTracingConfig(HEAD), {});
  assert.deepEqual(parseTracingConfig(`${HEAD}endpoint: otel:4317\nsamplingRatePerMillion: 100\n`), {
    endpoint: "otel:4317",
    samplingRatePerMillion: 100,
  });
  assert.deepEqual(parseTracingConfig(`${HEAD.replace("v1", "v1beta1")}endpoint: dns:///otel:4317\n`), {
    endpoint: "dns:///otel:4317",
  });
  assert.deepEqual(parseTracingConfig(`${HEAD}endpoint: unix:///run/otel.sock\n`).endpoint, "unix:///run/otel.sock");
});

test("what is wrong is said", () => {
  const cases: [string, RegExp][] = [
    [`${HEAD}sampling: 1\n`, /sampling/],
    [`${HEAD}samplingRatePerMillion: -1\n`, /samplingRatePerMillion.*at least 0/],
    [`${HEAD}samplingRatePerMillion: 1000001\n`, /samplingRatePerMillion.*at most 1000000/],
    [`${HEAD}samplingRatePerMillion: 0.5\n`, /samplingRatePerMillion.*whole number/],
    [`${HEAD}endpoint: http://otel:4317\n`, /endpoint.*unsupported scheme: http/],
    [`${HEAD}endpoint: //otel\n`, /endpoint.*unsupported scheme/],
    [HEAD.replace("/v1", "/v2"), /apiVersion/],
    [HEAD.replace("TracingConfiguration", "Tracing"), /kind/],
    [`${HEAD}endpoint: a\nendpoint: b\n`, /endpoint/],
  ];
  for (const [text, message] of cases) assert.throws(() => parseTracingConfig(text), message, text);
});
