import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { LoadMeter, parseRateLimitConfig, RateLimits } from "../../ratelimit/index.js";
import { fakeRequest, type FakeRequest } from "../testing/fake-request.js";
import { withRateLimit } from "./with-rate-limit.js";

const CONFIG = `
apiVersion: config.kindsmith/v1alpha1
kind: RateLimitConfiguration
rules:
- name: reads
  match: {verbs: [get, list]}
  key: user
  algorithm: {tokenBucket: {qps: 0.5, burst: 2}}
`;

function setUp(meter?: LoadMeter) {
  const clock = new FakeClock(Date.parse("2026-01-01T00:00:00Z"));
  const limits = new RateLimits(parseRateLimitConfig(CONFIG));
  const passed: FakeRequest[] = [];
  const handle = withRateLimit({ limits, clock, meter })(async (request) => {
    passed.push(request as FakeRequest);
    await clock.advance(30);
  });
  const get = async (user: string, url = "/api/v1/pods", groups: string[] = []): Promise<FakeRequest> => {
    const request = fakeRequest("GET", url, { user: { name: user, uid: "", groups, extra: {} } });
    await handle(request);
    return request;
  };
  return { clock, passed, get };
}

test("beyond the limit the answer is 429, says when to come again, and names the rule", async () => {
  const { clock, passed, get } = setUp();
  await get("alice");
  await get("alice");
  const { response } = await get("alice");
  assert.equal(passed.length, 2);
  assert.equal(response.status, 429);
  assert.equal(response.headers["retry-after"], "2");
  assert.deepEqual(response.json(), {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message:
      'rate limit "reads" of user "alice" is reached (0.5 requests a second, 2 at once), please try again in 2 s',
    reason: "TooManyRequests",
    details: { name: "reads", kind: "RateLimitRule", retryAfterSeconds: 2 },
    code: 429,
  });
  await get("bob");
  assert.equal(passed.length, 3);
  await clock.advance(2_000);
  await get("alice");
  assert.equal(passed.length, 4);
});

test("probes and administrators get through", async () => {
  const { passed, get } = setUp();
  for (let i = 0; i < 3; i++) {
    for (const path of ["/healthz", "/livez", "/readyz", "/readyz/etcd"]) await get("probe", path);
    await get("admin", "/api/v1/pods", ["system:masters"]);
  }
  assert.equal(passed.length, 15);
  await get("probe", "/healthzz");
  await get("probe", "/healthzz");
  assert.equal((await get("probe", "/healthzz")).response.status, 429);
});

test("how long requests took goes to the meter, but not the length of a watch", async () => {
  const meter = new LoadMeter({ loopDelayMs: () => 7, memory: () => 0.5 });
  const { get } = setUp(meter);
  await get("alice");
  await get("alice", "/api/v1/pods?watch=true");
  assert.deepEqual(meter.take(), { latencyMs: 30, loopDelayMs: 7, memory: 0.5 });
  await get("alice", "/api/v1/pods?watch=true");
  assert.equal(meter.take().latencyMs, 0);
});

test("without authentication before it, it fails", async () => {
  const { clock } = setUp();
  const handle = withRateLimit({ limits: new RateLimits(parseRateLimitConfig(CONFIG)), clock })(() =>
    Promise.resolve(),
  );
  await assert.rejects(async () => handle(fakeRequest("GET", "/api/v1/pods")), /after authentication/);
});
