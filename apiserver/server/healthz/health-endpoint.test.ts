import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { Latch } from "../lifecycle.js";
import { silentLogger } from "../logging/index.js";
import { PathMux } from "../mux/path-mux.js";
import { notFound } from "../routes/simple.js";
import { fakeRequest, type FakeRequest } from "../testing/fake-request.js";
import { createHookCheck, createShutdownCheck, delayed, HealthEndpoint, pingCheck, type HealthCheck } from "./index.js";

const bad: HealthCheck = { name: "etcd", group: "storage", check: () => Promise.reject(new Error("it is down")) };

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

test("a delayed check passes until its time has come", async () => {
  const clock = new FakeClock();
  const check = delayed(bad, clock, 1_000);
  const opts = { signal: new AbortController().signal };
  await check.check(opts);
  await clock.advance(1_000);
  await assert.rejects(async () => check.check(opts), /it is down/);
});
