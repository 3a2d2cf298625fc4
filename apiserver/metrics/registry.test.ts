import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import test from "node:test";
import { parseRequestInfo } from "../endpoints/index.js";
import {
  countRegisteredMetrics,
  EndpointMetrics,
  MetricsRegistry,
  ProcessMetrics,
  registerIdleMetrics,
  RequestMetrics,
  type ObservedRequest,
} from "./index.js";
import { parseAddressSpaceLimit, parseNetstat } from "./process-metrics.js";

test("the text format", async () => {
  const registry = new MetricsRegistry();
  const total = registry.counter({ name: "b_total", help: "[STABLE] b\nc", labels: ["x", "y"] });
  total.with("1", 'q"\\\n').inc();
  total.with("1", 'q"\\\n').inc(2);
  registry.gauge({ name: "a", help: "[ALPHA] a" }).with().set(-1.5);
  registry.gauge({ name: "unused", help: "[ALPHA] never set" });
  registry.gauge({ name: "unnamed", help: "[ALPHA] of no label yet", labels: ["n"] });
  const sizes = registry.histogram({ name: "c", help: "[BETA] c", bounds: [0.5, 1e6] }).with();
  for (const value of [0.5, 0.6, 2e6]) sizes.observe(value);
  const big = registry.gauge({ name: "d", help: "[ALPHA] d", labels: ["n"] });
  for (const value of [1_800_000, 123_456_789, 1e21, 0.00001, 999_999]) big.with(String(value)).set(value);
  const lately = registry.summary({ name: "e", help: "[ALPHA] e", labels: ["x"] });
  for (let i = 100; i > 0; i--) lately.with("1").observe(i);
  lately.with("2");
  assert.equal(
    await registry.text(),
    [
      "# HELP a [ALPHA] a",
      "# TYPE a gauge",
      "a -1.5",
      "# HELP b_total [STABLE] b\\nc",
      "# TYPE b_total counter",
      'b_total{x="1",y="q\\"\\\\\\n"} 3',
      "# HELP c [BETA] c",
      "# TYPE c histogram",
      'c_bucket{le="0.5"} 1',
      'c_bucket{le="1e+06"} 2',
      'c_bucket{le="+Inf"} 3',
      "c_sum 2.0000011e+06",
      "c_count 3",
      "# HELP d [ALPHA] d",
      "# TYPE d gauge",
      'd{n="0.00001"} 1e-05',
      'd{n="123456789"} 1.23456789e+08',
      'd{n="1800000"} 1.8e+06',
      'd{n="1e+21"} 1e+21',
      'd{n="999999"} 999999',
      "# HELP e [ALPHA] e",
      "# TYPE e summary",
      'e{x="1",quantile="0.5"} 51',
      'e{x="1",quantile="0.9"} 91',
      'e{x="1",quantile="0.99"} 100',
      'e_sum{x="1"} 5050',
      'e_count{x="1"} 100',
      'e{x="2",quantile="0.5"} NaN',
      'e{x="2",quantile="0.9"} NaN',
      'e{x="2",quantile="0.99"} NaN',
      'e_sum{x="2"} 0',
      'e_count{x="2"} 0',
      "# HELP unused [ALPHA] never set",
      "# TYPE unused gauge",
      "unused 0",
      "",
    ].join("\n"),
  );
});

test("a name is taken once, and label values must match the labels", () => {
  const registry = new MetricsRegistry();
  const counter = registry.counter({ name: "x", help: "x", labels: ["a"] });
  assert.throws(() => registry.gauge({ name: "x", help: "x" }), /metric x is registered already/);
  assert.throws(() => counter.with(), /0 label values for 1 labels/);
});

function observed(method: string, url: string, headers: Record<string, string> = {}): ObservedRequest {
  const [path, rawQuery = ""] = url.split("?", 2) as [string, string?];
  const query = new URLSearchParams(rawQuery);
  const requestInfo = parseRequestInfo(method, path, { query });
  return { method, rawQuery, query, requestInfo, header: (name) => headers[name] };
}

const labels = "group,resource,scope,subresource,version";
const cases: [string, string, Record<string, string>, string][] = [
  [
    "GET",
    "/api/v1/namespaces/n/pods/p",
    {},
    'dry_run="",group="",resource="pods",scope="resource",subresource="",verb="GET",version="v1"',
  ],
  [
    "GET",
    "/api/v1/namespaces/n/pods",
    {},
    'dry_run="",group="",resource="pods",scope="namespace",subresource="",verb="LIST",version="v1"',
  ],
  [
    "GET",
    "/apis/apps/v1/deployments?watch=1",
    {},
    'dry_run="",group="apps",resource="deployments",scope="cluster",subresource="",verb="WATCH",version="v1"',
  ],
  [
    "POST",
    "/api/v1/namespaces/n/pods?dryRun=All",
    {},
    'dry_run="All",group="",resource="pods",scope="resource",subresource="",verb="POST",version="v1"',
  ],
  [
    "PATCH",
    "/api/v1/namespaces/n/pods/p",
    { "content-type": "application/apply-patch+yaml" },
    'dry_run="",group="",resource="pods",scope="resource",subresource="",verb="APPLY",version="v1"',
  ],
  [
    "GET",
    "/api/v1/namespaces/n/pods/p/exec",
    {},
    'dry_run="",group="",resource="pods",scope="resource",subresource="exec",verb="CONNECT",version="v1"',
  ],
  ["BREW", "/healthz", {}, 'dry_run="",group="",resource="",scope="",subresource="/healthz",verb="other",version=""'],
];
for (const [method, url, headers, want] of cases) {
  test(`request labels (${labels}): ${method} ${url}`, async () => {
    const registry = new MetricsRegistry();
    const metrics = new RequestMetrics(registry);
    metrics.observe(observed(method, url, headers), { code: 200, seconds: 0.01, waitSeconds: 0, bytes: 10 });
    const text = await registry.text();
    assert.ok(text.includes(`apiserver_request_total{code="200",component="apiserver",${want}} 1\n`), text);
  });
}

const GOLDEN = resolve(process.cwd(), "../shared/golden/metrics.json");
test(
  "names, help, types and buckets are upstream's",
  { skip: existsSync(GOLDEN) ? false : "recording is absent" },
  async () => {
    const golden = JSON.parse(readFileSync(GOLDEN, "utf8")) as Record<
      string,
      { help: string; type: string; labels: string[]; buckets?: string[] }
    >;
    const registry = new MetricsRegistry();
    const metrics = new RequestMetrics(registry);
    const request = observed("GET", "/api/v1/namespaces/n/pods");
    metrics.observe(request, { code: 200, seconds: 0.01, waitSeconds: 0, bytes: 10 });
    metrics.longRunning(request).add(1);
    metrics.recordTermination(request, 504);
    const endpoints = new EndpointMetrics(registry);
    endpoints.observeBody({ group: "", resource: "pods" }, "deletecollection", 10);
    endpoints.watchEvents({ group: "", resource: "pods" }, "v1").sent(10);
    const text = await registry.text();
    const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
    assert.equal(names.length, 10);
    for (const [, name = "", type] of names) {
      const want = golden[name];
      assert.ok(want !== undefined, name);
      assert.equal(type, want.type);
      assert.ok(text.includes(`# HELP ${name} ${want.help}\n`), name);
      if (want.buckets !== undefined) {
        const found = [...text.matchAll(new RegExp(`^${name}_bucket\\{.*le="([^"]+)"`, "gm"))].map((match) => match[1]);
        assert.deepEqual(found, want.buckets, name);
      }
      const sample = new RegExp(`^${name}(?:_bucket)?\\{([^}]*)\\}`, "m").exec(text)?.[1] ?? "";
      const used = [...sample.matchAll(/(\w+)=/g)].map((match) => match[1]).filter((label) => label !== "le");
      for (const label of used) assert.ok(want.labels.includes(label!), `${name}: ${label}`);
    }
  },
);

test("process metrics come from the collector", async () => {
  const text = await new ProcessMetrics().text();
  assert.match(text, /^process_start_time_seconds \d+/m);
  assert.match(text, /^process_resident_memory_bytes \d+/m);
});

test("what the system tells of the process", () => {
  const netstat = "TcpExt: A B\nTcpExt: 1 2\nIpExt: InNoRoutes InOctets OutOctets\nIpExt: 0 12345678 42\n";
  assert.equal(parseNetstat(netstat).get("InOctets"), 12345678);
  assert.equal(parseNetstat(netstat).get("OutOctets"), 42);
  assert.equal(parseNetstat("").size, 0);
  const limits = (soft: string): string =>
    `Limit  Soft Limit  Hard Limit  Units\nMax address space   ${soft}   unlimited  bytes\n`;
  assert.equal(parseAddressSpaceLimit(limits("4096")), 4096);
  assert.equal(parseAddressSpaceLimit(limits("unlimited")), 2 ** 64);
});

test("metrics are counted by their stability", async () => {
  const registry = new MetricsRegistry();
  registerIdleMetrics(registry);
  registry.gauge({ name: "x", help: "[STABLE] (Deprecated since 1.34.0) x", labels: ["l"] });
  registry.gauge({ name: "y", help: "y" });
  countRegisteredMetrics(registry);
  for (let scrape = 0; scrape < 2; scrape++) {
    const text = await registry.text();
    assert.match(text, /^registered_metrics_total\{deprecated_version="1\.34\.0",stability_level="STABLE"\} 1$/m);
    assert.match(text, /^registered_metrics_total\{deprecated_version="",stability_level=""\} 1$/m);
    assert.match(text, /^hidden_metrics_total 0$/m);
    assert.match(text, /^rest_client_exec_plugin_ttl_seconds \+Inf$/m);
  }
});

test("counts begin anew, and go on in the series that are in use", async () => {
  const registry = new MetricsRegistry();
  const counter = registry.counter({ name: "a", help: "a", labels: ["x"] }).with("1");
  const histogram = registry.histogram({ name: "b", help: "b", bounds: [1] }).with();
  const gauge = registry.gauge({ name: "c", help: "c" }).with();
  const summary = registry.summary({ name: "d", help: "d" }).with();
  const use = (): void => {
    counter.inc();
    histogram.observe(2);
    gauge.add(1);
    summary.observe(3);
  };
  use();
  registry.restart();
  use();
  const samples = (await registry.text()).split("\n").filter((line) => /^(a|b_sum|b_count|c|d_count)[ {]/.test(line));
  assert.deepEqual(samples, ['a{x="1"} 1', "b_sum 2", "b_count 1", "c 2", "d_count 1"]);
});
