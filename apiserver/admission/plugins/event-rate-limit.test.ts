import assert from "node:assert/strict";
import test from "node:test";
import { statusOf } from "../../../apimachinery/api/errors/index.js";
import { EventRateLimit } from "./event-rate-limit.js";
import { attributesFor, fakeInitializer, outcomeOf } from "./testing.js";

const HEAD = { apiVersion: "eventratelimit.admission.k8s.io/v1alpha1", kind: "Configuration" };

function setUp(...limits: object[]) {
  const initializer = fakeInitializer({ config: { ...HEAD, limits } });
  const plugin = new EventRateLimit(initializer);
  const send = (event: object = {}, parts: Parameters<typeof attributesFor>[2] = {}, target = "events") =>
    outcomeOf(plugin, attributesFor(target, { metadata: { name: "e" }, ...event }, parts));
  return { plugin, send, clock: initializer.clock };
}

const as = (name: string) => ({ user: { name, uid: "", groups: [], extra: {} } });
const about = (name: string) => ({
  source: { component: "kubelet", host: "n" },
  involvedObject: { kind: "Pod", name },
});

test("each type of limit has its own key", async () => {
  const cases: {
    type: string;
    same: Parameters<ReturnType<typeof setUp>["send"]>;
    other: (typeof cases)[0]["same"];
    want: string;
  }[] = [
    {
      type: "Namespace",
      same: [{}],
      other: [{}, { namespace: "b" }],
      want: "limit reached on type Namespace for key ns",
    },
    { type: "User", same: [{}], other: [{}, as("bob")], want: "limit reached on type User for key alice" },
    {
      type: "SourceAndObject",
      same: [about("p")],
      other: [about("q")],
      want: "limit reached on type SourceAndObject for key kubeletnPodp",
    },
  ];
  for (const { type, same, other, want } of cases) {
    const { send, clock } = setUp({ type, qps: 1, burst: 1 });
    assert.equal(await send(...same), "allowed");
    assert.equal(await send(...other), "allowed", type);
    assert.equal(await send(...same), `429 ${want}`);
    await clock.advance(1_000);
    assert.equal(await send(...same), "allowed");
  }
  const { send } = setUp({ type: "Server", qps: 1, burst: 1 });
  await send();
  assert.equal(await send({}, { ...as("bob"), namespace: "b" }), "429 limit reached on type Server for key ");
});

test("every limit is charged and named, and nobody is told to come again", async () => {
  const { plugin, send, clock } = setUp({ type: "Server", qps: 1, burst: 1 }, { type: "User", qps: 1, burst: 2 });
  assert.equal(await send(), "allowed");
  assert.equal(await send(), "429 limit reached on type Server for key ");
  const both = "[limit reached on type Server for key , limit reached on type User for key alice]";
  assert.equal(await send(), `429 ${both}`);
  await assert.rejects(plugin.validate(attributesFor("events", {})), (err) => {
    assert.deepEqual(statusOf(err), {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: both,
      reason: "TooManyRequests",
      code: 429,
    });
    return true;
  });
  await clock.advance(1_000);
  assert.equal(await send(), "allowed");
});

test("other objects and dry runs are not counted", async () => {
  const { plugin, send } = setUp({ type: "Server", qps: 1, burst: 1 });
  for (let i = 0; i < 3; i++) {
    assert.equal(await send({}, { dryRun: true }), "allowed");
    assert.equal(await send({}, {}, "pods"), "allowed");
    assert.equal(await send({}, {}, "events.events.k8s.io"), "allowed");
  }
  assert.equal(await send(), "allowed");
  assert.equal(await send({}, { operation: "UPDATE" }), "429 limit reached on type Server for key ");
  assert.deepEqual(
    (["CREATE", "UPDATE", "DELETE", "CONNECT"] as const).map((op) => plugin.handles(op)),
    [true, true, false, false],
  );
});

test("keys beyond the cache's size start anew", async () => {
  const { send } = setUp({ type: "User", qps: 1, burst: 1, cacheSize: 1 });
  await send({}, as("a"));
  await send({}, as("b"));
  assert.equal(await send({}, as("a")), "allowed");
  assert.match(await send({}, as("a")), /^429/);
});

test("a wrong configuration is refused with all that is wrong", () => {
  const cases: [unknown, string][] = [
    [undefined, "needs a Configuration of eventratelimit.admission.k8s.io/v1alpha1"],
    [{ ...HEAD }, "limits: Invalid value: null: must not be empty"],
    [
      {
        ...HEAD,
        kind: "Other",
        limits: [
          { type: "Pod", qps: 0, burst: -1, cacheSize: -1 },
          { type: "Server", qps: 1, burst: 1, size: 2 },
        ],
      },
      'kind: Unsupported value: "Other": supported values: "Configuration"; ' +
        'limits[0].type: Unsupported value: "Pod": supported values: "Namespace", "Server", "SourceAndObject", "User"; ' +
        "limits[0].burst: Invalid value: -1: must be positive; limits[0].qps: Invalid value: 0: must be positive; " +
        "limits[0].cacheSize: Invalid value: -1: must not be negative; limits[1].size: Forbidden: unknown field",
    ],
  ];
  for (const [config, message] of cases) {
    assert.throws(() => new EventRateLimit(fakeInitializer({ config })), { message });
  }
});
