import assert from "node:assert/strict";
import { test } from "node:test";
import { goldenBench, type ApiBench } from "../../apiserver/endpoints/testing/index.js";
import type { Lease } from "../../apis/coordination/v1/types.js";
import { StoreAccess } from "../../cmd/server/object-access.js";
import { coordinationGroup } from "../../generated/registry/coordination/index.js";
import { collectExpiredLeases, keepIdentityLease, serverIdentity, type Leases } from "./index.js";

const identities: [string, string][] = [
  // Worked out apart: base32 of the first 16 bytes of sha256 over both parts with their lengths.
  ["node-1", "apiserver-lgabes5ywnaqeagh5dny4zlzs4"],
  ["a-host.example.com", "apiserver-bqvp72uy2qhw2if5omfmrywufy"],
];
for (const [hostname, want] of identities) {
  test(`the identity of ${hostname}`, () => assert.equal(serverIdentity(hostname), want));
}

function leasesOf(bench: ApiBench): StoreAccess<Lease> {
  const store = bench.registry.store({ group: "coordination.k8s.io", resource: "leases" })!;
  return new StoreAccess<Lease>({ store, stores: bench, clock: bench.clock, namespace: "kube-system" });
}

interface Server {
  readonly errors: string[];
  stop(): Promise<void>;
}

function startServer(bench: ApiBench, hostname: string, holder: string, leases: Leases = leasesOf(bench)): Server {
  const end = new AbortController();
  const errors: string[] = [];
  const running = keepIdentityLease(
    {
      leases,
      clock: bench.clock,
      random: () => 0,
      identity: serverIdentity(hostname),
      holder,
      hostname,
      onError: (what, err) => errors.push(`${what}: ${(err as Error).message}`),
    },
    end.signal,
  );
  return {
    errors,
    stop: async () => {
      end.abort(new Error("over"));
      await running;
    },
  };
}

async function leases(bench: ApiBench): Promise<readonly Lease[]> {
  return leasesOf(bench).list({});
}

test("a server's Lease is made, renewed every ten seconds, and taken over after a restart", async () => {
  const bench = await goldenBench([coordinationGroup]);
  const first = startServer(bench, "node-1", "first");
  await bench.clock.advance(0);
  const [made] = await leases(bench);
  assert.deepEqual(made?.metadata.labels, {
    "apiserver.kubernetes.io/identity": "kube-apiserver",
    "kubernetes.io/hostname": "node-1",
  });
  assert.deepEqual(made?.spec, {
    holderIdentity: "first",
    leaseDurationSeconds: 3600,
    renewTime: "2026-01-01T00:00:00.000000Z",
  });
  await bench.clock.advance(25_000);
  assert.equal((await leases(bench))[0]?.spec?.renewTime, "2026-01-01T00:00:20.000000Z");
  await first.stop();
  const second = startServer(bench, "node-1", "second");
  const other = startServer(bench, "node-2", "other");
  await bench.clock.advance(0);
  assert.deepEqual(
    (await leases(bench)).map(({ metadata, spec }) => [metadata.name, spec?.holderIdentity]).sort(),
    [
      [serverIdentity("node-1"), "second"],
      [serverIdentity("node-2"), "other"],
    ].sort(),
  );
  assert.deepEqual([...first.errors, ...second.errors, ...other.errors], []);
  await second.stop();
  await other.stop();
});

test("a Lease that cannot be renewed is tried again, after longer and longer pauses", async () => {
  const bench = await goldenBench([coordinationGroup]);
  const real = leasesOf(bench);
  let failures = 5;
  const flaky: Leases = {
    list: (opts) => real.list(opts),
    delete: (name, opts) => real.delete(name, opts),
    apply: (name, change, opts) =>
      failures-- > 0 ? Promise.reject(new Error("no store")) : real.apply(name, change, opts),
  };
  const server = startServer(bench, "node-1", "me", flaky);
  await bench.clock.advance(200 + 400 + 800 + 1_600 + 3_199);
  assert.deepEqual([server.errors.length, (await leases(bench)).length], [5, 0]);
  await bench.clock.advance(1);
  assert.equal((await leases(bench)).length, 1);
  await server.stop();
});

test("Leases of servers that are gone are removed; those of leader elections are not", async () => {
  const bench = await goldenBench([coordinationGroup]);
  const store = leasesOf(bench);
  const gone = startServer(bench, "gone", "g");
  const election = { metadata: { name: "election" }, spec: { holderIdentity: "x", leaseDurationSeconds: 1 } };
  await store.create(election, {});
  await bench.clock.advance(0);
  await gone.stop();
  const living = startServer(bench, "living", "l");
  const end = new AbortController();
  const errors: string[] = [];
  const collecting = collectExpiredLeases(
    { leases: store, clock: bench.clock, onError: (what, err) => errors.push(`${what}: ${String(err)}`) },
    end.signal,
  );
  const names = async (): Promise<unknown[]> => (await leases(bench)).map(({ metadata }) => metadata.name).sort();
  const [goneLease, livingLease] = [serverIdentity("gone"), serverIdentity("living")];
  await bench.clock.advance(3_600_000);
  assert.deepEqual(await names(), [goneLease, livingLease, "election"].sort(), "an hour old is not yet older");
  await bench.clock.advance(3_600_000);
  assert.deepEqual(await names(), [livingLease, "election"].sort());
  assert.deepEqual(errors, []);
  end.abort(new Error("over"));
  await collecting;
  await living.stop();
});

test("a Lease that is renewed while it is collected stays", async () => {
  const bench = await goldenBench([coordinationGroup]);
  const store = leasesOf(bench);
  await startServer(bench, "late", "l").stop();
  await bench.clock.advance(7_200_000);
  const end = new AbortController();
  const errors: unknown[] = [];
  let renewed: Promise<void> | undefined;
  const racing: Leases = {
    apply: (name, change, opts) => store.apply(name, change, opts),
    list: async (opts) => {
      const listed = await store.list(opts);
      const server = startServer(bench, "late", "back");
      await bench.clock.advance(0);
      renewed = server.stop();
      return listed;
    },
    delete: (name, opts) => store.delete(name, opts),
  };
  const collecting = collectExpiredLeases(
    { leases: racing, clock: bench.clock, onError: (_, err) => errors.push(err) },
    end.signal,
  );
  await bench.clock.advance(0);
  assert.deepEqual([(await leases(bench))[0]?.spec?.holderIdentity, errors], ["back", []]);
  end.abort(new Error("over"));
  await Promise.all([collecting, renewed]);
});
