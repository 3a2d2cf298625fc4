import assert from "node:assert/strict";
import test from "node:test";
import { parseRequestInfo } from "../endpoints/index.js";
import { MetricsRegistry } from "../metrics/index.js";
import { LoadMeter } from "./load-meter.js";
import { matchesResource, type LimitedRequest } from "./match.js";
import { parseRateLimitConfig } from "./parse-config.js";
import { RateLimitMetrics } from "./rate-limit-metrics.js";
import { RateLimits } from "./rate-limits.js";

const HEAD = "apiVersion: config.kindsmith/v1alpha1\nkind: RateLimitConfiguration\n";

function infoOf(method: string, url: string): LimitedRequest["requestInfo"] {
  const [path = "", query = ""] = url.split("?");
  return parseRequestInfo(method, path, { query: new URLSearchParams(query) });
}

function request(method: string, url: string, parts: { user?: string; groups?: string[]; address?: string } = {}) {
  const user = { name: parts.user ?? "alice", uid: "", groups: parts.groups ?? [], extra: {} };
  return { requestInfo: infoOf(method, url), user, remoteAddress: parts.address ?? "192.0.2.1" };
}

function limitsOf(rules: string): RateLimits {
  return new RateLimits(parseRateLimitConfig(`${HEAD}rules:\n${rules}`));
}

test("every algorithm is read with its parameters", () => {
  const { rules } = parseRateLimitConfig(`${HEAD}rules:
- {name: a, key: user, algorithm: {fixedWindow: {limit: 5, window: 1m}}}
- {name: b, key: namespace, maxKeys: 7, algorithm: {slidingWindow: {limit: 5, window: 500ms, parts: 5}}}
- {name: c, key: clientAddress, algorithm: {leakyBucket: {ratePerSecond: 2.5, capacity: 1}}}
- {name: d, key: server, algorithm: {tokenBucket: {qps: 5, burst: 10}}, match: {users: [x], paths: [/a/*]}}
- name: e
  key: server
  algorithm: {adaptive: {floorPerSecond: 1, ceilingPerSecond: 100, decrease: 0.5, target: {latency: 1s, memory: 0.8}}}
`);
  const none = { users: [], groups: [], verbs: [], resources: [], paths: [] };
  const maxKeys = 100_000;
  assert.deepEqual(rules, [
    {
      name: "a",
      match: none,
      key: "user",
      algorithm: { type: "fixedWindow", options: { limit: 5, windowMs: 60_000, maxKeys } },
    },
    {
      name: "b",
      match: none,
      key: "namespace",
      algorithm: { type: "slidingWindow", options: { limit: 5, windowMs: 500, parts: 5, maxKeys: 7 } },
    },
    {
      name: "c",
      match: none,
      key: "clientAddress",
      algorithm: { type: "leakyBucket", options: { ratePerSecond: 2.5, capacity: 1, maxKeys } },
    },
    {
      name: "d",
      match: { ...none, users: ["x"], paths: ["/a/*"] },
      key: "server",
      algorithm: { type: "tokenBucket", options: { qps: 5, burst: 10, maxKeys } },
    },
    {
      name: "e",
      match: none,
      key: "server",
      algorithm: {
        type: "adaptive",
        options: {
          floorPerSecond: 1,
          ceilingPerSecond: 100,
          target: { latencyMs: 1_000, loopDelayMs: Infinity, memory: 0.8 },
          decrease: 0.5,
          maxKeys,
        },
      },
    },
  ]);
});

test("all that is wrong is told at once, each with its field", () => {
  const text = `apiVersion: v2
kind: RateLimitConfiguration
extra: 1
rules:
- {name: Bad_Name, key: usr, algorithm: {tokenBucket: {qps: 0, burst: 0.5, depth: 1}}}
- {name: b, key: user, algorithm: {}}
- {name: b, key: user, algorithm: {fixedWindow: {limit: 1.5, window: soon}, tokenBucket: {}}}
- {key: server, algorithm: {fixedWindow: {limit: "1", window: 0s}}, match: {verbs: [GET], paths: [a, /a*b], resources: [A/b/c], who: []}}
- {name: d, key: server, algorithm: {adaptive: {floorPerSecond: 2, ceilingPerSecond: 1, decrease: 1, target: {}}}}
`;
  assert.throws(
    () => parseRateLimitConfig(text),
    (err: Error) => {
      assert.deepEqual(err.message.split("\n"), [
        'apiVersion: Unsupported value: "v2": supported values: "config.kindsmith/v1alpha1"',
        "rules[0].name: Invalid value: \"Bad_Name\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
        'rules[0].key: Unsupported value: "usr": supported values: "clientAddress", "namespace", "server", "user"',
        "rules[0].algorithm.tokenBucket.qps: Invalid value: 0: must be at least 0.0001",
        "rules[0].algorithm.tokenBucket.burst: Invalid value: 0.5: must be at least 1",
        "rules[0].algorithm.tokenBucket.depth: Forbidden: unknown field",
        "rules[1].algorithm: Required value: must have one of adaptive, fixedWindow, leakyBucket, slidingWindow, tokenBucket",
        'rules[2].name: Duplicate value: "b"',
        'rules[2].algorithm: Invalid value: "fixedWindow, tokenBucket": must have exactly one algorithm',
        "rules[3].name: Required value",
        'rules[3].match.verbs[0]: Invalid value: "GET": must be in lower case',
        'rules[3].match.paths[0]: Invalid value: "a": must begin with /',
        'rules[3].match.paths[1]: Invalid value: "/a*b": may have a * at its end only',
        'rules[3].match.resources[0]: Invalid value: "A/b/c": must be RESOURCE, RESOURCE.GROUP, RESOURCE[.GROUP]/SUBRESOURCE, *.GROUP or *',
        "rules[3].match.who: Forbidden: unknown field",
        'rules[3].algorithm.fixedWindow.limit: Invalid value: "1": must be a number',
        'rules[3].algorithm.fixedWindow.window: Invalid value: "0s": must be longer than 0',
        "rules[4].algorithm.adaptive.ceilingPerSecond: Invalid value: 1: must be at least floorPerSecond, 2",
        "rules[4].algorithm.adaptive.decrease: Invalid value: 1: must be at most 0.99",
        "rules[4].algorithm.adaptive.target: Required value: must have one of latency, loopDelay, memory",
        "extra: Forbidden: unknown field",
      ]);
      return true;
    },
  );
  for (const [bad, message] of [
    ["", /must be an object/],
    ["[]", /must be an object/],
    [`${HEAD}rules: []`, /rules: Required value: must have at least one rule/],
    [`${HEAD}rules: {}`, /rules: Invalid value: \{\}: must be a list/],
    [`${HEAD}kind: Other`, /key "kind" already set in map/],
    ["a: [", /yaml: /],
  ] as const) {
    assert.throws(() => parseRateLimitConfig(bad), message, bad);
  }
});

test("patterns of resources", () => {
  const cases: [pattern: string, method: string, url: string, matches: boolean][] = [
    ["pods", "GET", "/api/v1/namespaces/a/pods/x", true],
    ["pods", "GET", "/api/v1/pods", true],
    ["pods", "GET", "/api/v1/namespaces/a/pods/x/log", false],
    ["pods/log", "GET", "/api/v1/namespaces/a/pods/x/log", true],
    ["pods/*", "GET", "/api/v1/namespaces/a/pods/x", true],
    ["pods/*", "GET", "/api/v1/namespaces/a/pods/x/log", true],
    ["pods", "GET", "/apis/metrics.example.com/v1/namespaces/a/pods", false],
    ["deployments.apps", "GET", "/apis/apps/v1/deployments", true],
    ["deployments", "GET", "/apis/apps/v1/deployments", false],
    ["deployments.apps/scale", "GET", "/apis/apps/v1/namespaces/a/deployments/x/scale", true],
    ["flunders.wardle.example.com", "GET", "/apis/wardle.example.com/v1alpha1/namespaces/a/flunders", true],
    ["*.apps", "GET", "/apis/apps/v1/namespaces/a/deployments/x/scale", true],
    ["*.apps", "GET", "/api/v1/pods", false],
    ["*/scale", "GET", "/apis/apps/v1/namespaces/a/deployments/x/scale", true],
    ["*/scale", "GET", "/apis/apps/v1/namespaces/a/deployments/x", false],
    ["*", "GET", "/apis/apps/v1/namespaces/a/deployments/x/scale", true],
    ["*", "GET", "/version", false],
  ];
  for (const [pattern, method, url, matches] of cases) {
    assert.equal(matchesResource(pattern, infoOf(method, url)), matches, `${pattern} ${url}`);
  }
});

test("a rule counts only what it matches", () => {
  const once = "algorithm: {tokenBucket: {qps: 0.001, burst: 1}}";
  const cases: [match: string, first: LimitedRequest, hit: boolean][] = [
    ["{}", request("GET", "/version"), true],
    ["{users: [alice]}", request("GET", "/version"), true],
    ["{users: [bob]}", request("GET", "/version"), false],
    ["{users: ['*'], groups: [dev]}", request("GET", "/version", { groups: ["dev"] }), true],
    ["{groups: [dev]}", request("GET", "/version"), false],
    ["{verbs: [create]}", request("POST", "/api/v1/namespaces/a/pods"), true],
    ["{verbs: [create]}", request("GET", "/api/v1/namespaces/a/pods"), false],
    ["{resources: [pods]}", request("GET", "/version"), false],
    ["{paths: [/version]}", request("GET", "/version"), true],
    ["{paths: [/openapi/*]}", request("GET", "/openapi/v2"), true],
    ["{paths: [/openapi/*]}", request("GET", "/openapi"), false],
    ["{resources: [pods], paths: [/version]}", request("GET", "/version"), true],
    ["{resources: [pods], paths: [/version]}", request("GET", "/api/v1/pods"), true],
    ["{resources: [pods], paths: [/version]}", request("GET", "/api/v1/nodes"), false],
  ];
  for (const [match, limited, hit] of cases) {
    const limits = limitsOf(`- {name: r, key: server, match: ${match}, ${once}}`);
    assert.equal(limits.charge(limited, 0), undefined);
    assert.equal(limits.charge(limited, 0) !== undefined, hit, `${match} ${limited.requestInfo.path}`);
  }
});

test("requests are counted by user, namespace, address or all together", () => {
  const path = "/api/v1/namespaces/a/pods";
  const other: [key: string, LimitedRequest, counted: string][] = [
    ["user", request("GET", path, { user: "bob" }), 'user "alice"'],
    ["namespace", request("GET", "/api/v1/namespaces/b/pods"), 'namespace "a"'],
    ["clientAddress", request("GET", path, { address: "::1" }), 'client address "192.0.2.1"'],
  ];
  for (const [key, another, counted] of other) {
    const limits = limitsOf(`- {name: r, key: ${key}, algorithm: {fixedWindow: {limit: 1, window: 1s}}}`);
    assert.equal(limits.charge(request("GET", path), 0), undefined);
    assert.equal(limits.charge(another, 0), undefined, key);
    const refusal = limits.charge(request("GET", path), 400);
    assert.deepEqual(refusal, { rule: "r", limit: "1 requests in 1s", counted, waitMs: 600 });
  }
  const all = limitsOf("- {name: r, key: server, algorithm: {leakyBucket: {ratePerSecond: 1, capacity: 1}}}");
  assert.equal(all.charge(request("GET", path), 0), undefined);
  assert.equal(all.charge(request("GET", "/version", { user: "bob" }), 0)?.counted, "the server");
  const namespaces = limitsOf("- {name: r, key: namespace, algorithm: {fixedWindow: {limit: 1, window: 1s}}}");
  for (let i = 0; i < 3; i++) assert.equal(namespaces.charge(request("GET", "/api/v1/nodes"), 0), undefined);
});

test("the first rule that refuses decides, and keys are bounded", () => {
  const limits = limitsOf(`
- {name: wide, key: server, algorithm: {slidingWindow: {limit: 3, window: 1s}}}
- {name: narrow, key: user, maxKeys: 2, algorithm: {tokenBucket: {qps: 1, burst: 1}}}
`);
  const by = (user: string): string | undefined => limits.charge(request("GET", "/version", { user }), 0)?.rule;
  assert.deepEqual([by("a"), by("a"), by("b"), by("c")], [undefined, "narrow", undefined, "wide"]);
  for (let i = 0; i < 50; i++) limits.charge(request("GET", "/version", { user: `u${i}` }), i * 1_000);
  assert.deepEqual(
    limits.state().map(({ keys }) => keys),
    [1, 2],
  );
});

test("an adaptive rule follows the load, and metrics show it", async () => {
  const registry = new MetricsRegistry();
  const metrics = new RateLimitMetrics(registry);
  const config = parseRateLimitConfig(`${HEAD}rules:
- name: load
  key: server
  algorithm: {adaptive: {floorPerSecond: 1, ceilingPerSecond: 10, target: {latency: 100ms}}}
`);
  const limits = new RateLimits(config, { observer: metrics });
  metrics.follow(limits);
  assert.ok(limits.adapts);
  const meter = new LoadMeter({ loopDelayMs: () => 0, memory: () => 0 });
  const admitted = (nowMs: number): number => {
    let count = 0;
    while (limits.charge(request("GET", "/version"), nowMs) === undefined) count++;
    return count;
  };
  assert.equal(admitted(0), 10);
  for (let second = 1; second <= 10; second++) {
    meter.observe(500);
    limits.report(meter.take());
  }
  assert.equal(admitted(60_000), 1);
  limits.report(meter.take());
  assert.equal(limits.state()[0]?.ratePerSecond, 1.2);
  const text = await registry.text();
  assert.match(text, /^kindsmith_rate_limit_requests_total\{decision="admitted",rule="load"\} 11$/m);
  assert.match(text, /^kindsmith_rate_limit_requests_total\{decision="refused",rule="load"\} 2$/m);
  assert.match(text, /^kindsmith_rate_limit_adaptive_rate\{rule="load"\} 1.2$/m);
  assert.match(text, /^kindsmith_rate_limit_keys\{rule="load"\} 1$/m);
});

test("the meter tells the 99th percentile of what came since it was asked last", () => {
  const meter = new LoadMeter({ loopDelayMs: () => 3, memory: () => 0.25 });
  for (let i = 1; i <= 5_000; i++) meter.observe(i);
  // The last 2,048 of them: 2,953 to 5,000.
  assert.deepEqual(meter.take(), { latencyMs: 4_980, loopDelayMs: 3, memory: 0.25 });
  assert.equal(meter.take().latencyMs, 0);
});
