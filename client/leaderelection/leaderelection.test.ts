import assert from "node:assert/strict";
import test from "node:test";
import { newInternalError } from "../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { Client } from "../gentype/index.js";
import { createFakeREST, type FakeREST } from "../testing/index.js";
import { LeaderElector, LeaseLock, type ElectionLease, type LeaderElectionOptions } from "./index.js";

const GVK = { group: "coordination.k8s.io", version: "v1", kind: "Lease" };

function newServer(clock: FakeClock): FakeREST {
  const leases = { gvk: GVK, listKind: "LeaseList", resource: "leases", singular: "lease" };
  return createFakeREST([{ ...leases, namespaced: true, statusSubresource: false }], [], { clock });
}

function leasesOf(rest: FakeREST): Client<ElectionLease, { metadata: object; items: ElectionLease[] }> {
  return new Client(rest, { gvk: GVK, resource: "leases" }, "kube-system");
}

interface Candidate {
  readonly elector: LeaderElector;
  readonly stop: AbortController;
  readonly running: Promise<void>;
  readonly errors: string[];
}

function candidate(
  rest: FakeREST,
  clock: FakeClock,
  identity: string,
  log: string[],
  opts: Partial<LeaderElectionOptions> = {},
): Candidate {
  const errors: string[] = [];
  const elector = new LeaderElector({
    lock: new LeaseLock({ client: leasesOf(rest), name: "controller" }),
    identity,
    clock,
    random: () => 0,
    onError: (err) => errors.push(err.message),
    lead: async ({ signal }) => {
      log.push(`${identity} leads`);
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      log.push(`${identity} stops`);
    },
    ...opts,
  });
  const stop = new AbortController();
  return { elector, stop, running: elector.run({ signal: stop.signal }), errors };
}

async function leaseIn(rest: FakeREST): Promise<NonNullable<ElectionLease["spec"]>> {
  return (await leasesOf(rest).get("controller")).spec!;
}

test("one of two leads; the other follows when the first is gone", async () => {
  const clock = new FakeClock();
  const rest = newServer(clock);
  const log: string[] = [];
  const leaders: string[] = [];
  const a = candidate(rest, clock, "a", log);
  await clock.advance(0);
  const b = candidate(rest, clock, "b", log, { onNewLeader: (leader) => leaders.push(leader) });
  await clock.advance(30_000);
  assert.deepEqual(log, ["a leads"]);
  assert.ok(a.elector.isLeader() && !b.elector.isLeader());
  assert.equal(b.elector.leader(), "a");
  assert.deepEqual(await leaseIn(rest), {
    holderIdentity: "a",
    leaseDurationSeconds: 15,
    acquireTime: "2026-01-01T00:00:00.000000Z",
    renewTime: "2026-01-01T00:00:30.000000Z",
    leaseTransitions: 0,
  });
  a.stop.abort(new Error("over"));
  await a.running;
  await clock.advance(13_000);
  assert.deepEqual(log, ["a leads", "a stops"], "the lease is waited for");
  await clock.advance(5_000);
  assert.deepEqual(log, ["a leads", "a stops", "b leads"]);
  assert.deepEqual(leaders, ["a", "b"]);
  assert.equal((await leaseIn(rest)).leaseTransitions, 1);
  b.stop.abort(new Error("over"));
  await b.running;
  assert.equal(clock.waiting, 0);
});

test("a lease that is given back is taken at the next try", async () => {
  const clock = new FakeClock();
  const rest = newServer(clock);
  const log: string[] = [];
  const a = candidate(rest, clock, "a", log, { releaseOnCancel: true });
  await clock.advance(0);
  const b = candidate(rest, clock, "b", log);
  await clock.advance(1000);
  a.stop.abort(new Error("over"));
  await a.running;
  await clock.advance(2000);
  assert.deepEqual(log, ["a leads", "a stops", "b leads"]);
  b.stop.abort(new Error("over"));
  await b.running;
});

test("a leader that cannot renew stops before others may lead", async () => {
  const clock = new FakeClock();
  const rest = newServer(clock);
  const log: string[] = [];
  const a = candidate(rest, clock, "a", log);
  await clock.advance(4000);
  rest.prependReactor("*", "leases", () => {
    throw newInternalError("down");
  });
  await clock.advance(9_000);
  assert.deepEqual(log, ["a leads"]);
  await clock.advance(2_000);
  await a.running;
  assert.deepEqual(log, ["a leads", "a stops"]);
  assert.ok(a.errors.length >= 4);
});

test("a leader whose call hangs stops at the deadline", async () => {
  const clock = new FakeClock();
  const rest = newServer(clock);
  const log: string[] = [];
  const hanging = leasesOf(rest);
  let hang = false;
  const get = hanging.get.bind(hanging);
  hanging.get = (name, opts) =>
    hang
      ? new Promise((_, reject) => opts!.signal!.addEventListener("abort", () => reject(opts!.signal!.reason as Error)))
      : get(name, opts);
  const a = candidate(rest, clock, "a", log, { lock: new LeaseLock({ client: hanging, name: "controller" }) });
  await clock.advance(1000);
  hang = true;
  await clock.advance(10_000);
  await a.running;
  assert.deepEqual(log, ["a leads", "a stops"]);
});

test("one whose lease was taken stops at its next try", async () => {
  const clock = new FakeClock();
  const rest = newServer(clock);
  const log: string[] = [];
  const a = candidate(rest, clock, "a", log);
  await clock.advance(0);
  const leases = leasesOf(rest);
  const lease = await leases.get("controller");
  await leases.update({ ...lease, spec: { ...lease.spec, holderIdentity: "thief" } });
  await clock.advance(2000);
  await a.running;
  assert.deepEqual(log, ["a leads", "a stops"]);
  assert.equal(a.elector.leader(), "thief");
});

test("work that fails ends leading and is reported by run", async () => {
  const clock = new FakeClock();
  const a = candidate(newServer(clock), clock, "a", [], { lead: () => Promise.reject(new Error("broken")) });
  const failed = assert.rejects(a.running, /broken/);
  await clock.advance(2000);
  await failed;
  assert.equal(clock.waiting, 0);
});

test("times that do not fit together are refused", () => {
  const make = (opts: Partial<LeaderElectionOptions>): LeaderElector =>
    new LeaderElector({
      lock: new LeaseLock({ client: leasesOf(newServer(new FakeClock())), name: "x" }),
      identity: "a",
      lead: () => Promise.resolve(),
      ...opts,
    });
  assert.throws(() => make({ leaseDurationMs: 10_000 }), /leaseDurationMs must be greater than renewDeadlineMs/);
  assert.throws(() => make({ retryPeriodMs: 9_000 }), /renewDeadlineMs must be greater than retryPeriodMs\*1.2/);
  assert.throws(() => make({ leaseDurationMs: 500, renewDeadlineMs: 100, retryPeriodMs: 10 }), /at least 1000/);
  assert.throws(() => make({ identity: "" }), /identity must not be empty/);
});
