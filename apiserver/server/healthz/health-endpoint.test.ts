import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { MetricsRegistry } from "../../metrics/index.js";
import { Latch } from "../lifecycle.js";
import { silentLogger } from "../logging/index.js";
import { PathMux } from "../mux/path-mux.js";
import { notFound } from "../routes/simple.js";
import { fakeRequest, type FakeRequest } from "../testing/fake-request.js";
import {
  createHookCheck,
  createInformerSyncCheck,
  createLoopbackCertificateCheck,
  createRegistrationCheck,
  createShutdownCheck,
  delayed,
  HealthEndpoint,
  HealthMetrics,
  pingCheck,
  type HealthCheck,
} from "./index.js";

const bad: HealthCheck = { name: "etcd", group: "storage", check: () => Promise.reject(new Error("it is down")) };

const well = (name: string): HealthCheck => ({ name, check: () => undefined });

async function ask(url: string, checks: readonly HealthCheck[]): Promise<FakeRequest["response"]> {
  const mux = new PathMux(notFound);
  const endpoint = new HealthEndpoint({ mux, name: "livez", logger: silentLogger });
  for (const check of checks) endpoint.add(check);
  endpoint.install();
  const request = fakeRequest("GET", url);
  await mux.serve(request);
  return request.response;
}

const cases: { url: string; checks: HealthCheck[]; status: number; body: string; nosniff?: boolean }[] = [
  { url: "/livez", checks: [pingCheck], status: 200, body: "ok", nosniff: true },
  { url: "/livez?verbose", checks: [pingCheck], status: 200, body: "[+]ping ok\nlivez check passed\n", nosniff: true },
  {
    url: "/livez",
    checks: [pingCheck, bad],
    status: 500,
    body: "[+]ping ok\n[-]etcd failed: reason withheld\nlivez check failed\n",
    nosniff: true,
  },
  {
    url: "/livez?verbose&exclude=etcd&exclude=nope&exclude=also",
    checks: [pingCheck, bad],
    status: 200,
    body: '[+]ping ok\n[+]etcd excluded: ok\nwarn: some health checks cannot be excluded: no matches for "also","nope"\nlivez check passed\n',
    nosniff: true,
  },
  {
    url: "/livez?verbose&exclude=storage",
    checks: [bad],
    status: 200,
    body: "[+]etcd excluded with storage: ok\nlivez check passed\n",
    nosniff: true,
  },
  { url: "/livez/ping", checks: [pingCheck], status: 200, body: "ok" },
  { url: "/livez/etcd", checks: [bad], status: 500, body: "internal server error: it is down\n", nosniff: true },
  { url: "/livez/", checks: [pingCheck], status: 404, body: "404 page not found\n", nosniff: true },
  {
    url: "/livez?verbose&exclude=",
    checks: [
      well("poststarthook/own"),
      well("shutdown"),
      well("poststarthook/storage-readiness"),
      well("log"),
      pingCheck,
    ],
    status: 200,
    body: '[+]ping ok\n[+]log ok\n[+]poststarthook/storage-readiness ok\n[+]poststarthook/own ok\n[+]shutdown ok\nwarn: some health checks cannot be excluded: no matches for ""\nlivez check passed\n',
    nosniff: true,
  },
  { url: "/livez/nope", checks: [], status: 404, body: "404 page not found\n", nosniff: true },
];
for (const tc of cases) {
  test(`${tc.url} with ${tc.checks.map(({ name }) => name).join(", ") || "nothing"}`, async () => {
    const response = await ask(tc.url, tc.checks);
    assert.deepEqual([response.status, response.body], [tc.status, tc.body]);
    assert.equal(response.contentType, "text/plain; charset=utf-8");
    assert.equal(response.headers["x-content-type-options"], tc.nosniff === true ? "nosniff" : undefined);
  });
}

test("checks of hooks and of shutdown follow what happens", () => {
  const latch = new Latch("x");
  const hook = createHookCheck("x", latch);
  const shutdown = createShutdownCheck(latch);
  const opts = { signal: new AbortController().signal };
  assert.equal(hook.name, "poststarthook/x");
  assert.throws(() => hook.check(opts), /not finished/);
  assert.doesNotThrow(() => shutdown.check(opts));
  latch.signal();
  assert.doesNotThrow(() => hook.check(opts));
  assert.throws(() => shutdown.check(opts), /process is shutting down/);
});

test("checks of certificates, caches and groups say what is wrong", async () => {
  const clock = new FakeClock();
  const opts = { signal: new AbortController().signal };
  const certificate = createLoopbackCertificateCheck(clock, () => expires);
  const expires = clock.now() + 1_000;
  assert.doesNotThrow(() => certificate.check(opts));
  await clock.advance(1_001);
  assert.throws(() => certificate.check(opts), /^Error: loopback serving certificate is expired$/);
  const missing: string[] = [];
  const informers = createInformerSyncCheck(() => missing);
  const groups = createRegistrationCheck(() => missing);
  assert.doesNotThrow(() => informers.check(opts));
  assert.doesNotThrow(() => groups.check(opts));
  missing.push("v1.apps", "v1.batch");
  assert.throws(() => informers.check(opts), /^Error: 2 informers not started yet: \[v1\.apps v1\.batch\]$/);
  assert.throws(() => groups.check(opts), /^Error: missing APIService: \[v1\.apps v1\.batch\]$/);
});

test("a delayed check passes until its time has come", async () => {
  const clock = new FakeClock();
  const check = delayed(bad, clock, 1_000);
  const opts = { signal: new AbortController().signal };
  await check.check(opts);
  await clock.advance(1_000);
  await assert.rejects(async () => check.check(opts), /it is down/);
});

test("what each check gave is counted, but not what was excluded", async () => {
  const registry = new MetricsRegistry();
  const mux = new PathMux(notFound);
  const endpoint = new HealthEndpoint({
    mux,
    name: "livez",
    logger: silentLogger,
    metrics: new HealthMetrics(registry),
  });
  for (const check of [pingCheck, bad, well("log")]) endpoint.add(check);
  endpoint.install();
  for (let i = 0; i < 2; i++) await mux.serve(fakeRequest("GET", "/livez?exclude=log"));
  const text = await registry.text();
  assert.deepEqual(
    text.split("\n").filter((line) => line !== "" && !line.startsWith("#")),
    [
      'kubernetes_healthcheck{name="etcd",type="livez"} 0',
      'kubernetes_healthcheck{name="ping",type="livez"} 1',
      'kubernetes_healthchecks_total{name="etcd",status="error",type="livez"} 2',
      'kubernetes_healthchecks_total{name="ping",status="success",type="livez"} 2',
    ],
  );
});
