import assert from "node:assert/strict";
import { test } from "node:test";
import { goldenBench, type ApiBench } from "../../apiserver/endpoints/testing/index.js";
import { StoreObjects } from "../../cmd/server/cluster-objects.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import type { ClusterObjects } from "../reconcile/index.js";
import { keepDefaultAccounts } from "./index.js";

const account = (namespace: string): string => `/api/v1/namespaces/${namespace}/serviceaccounts/default`;

async function setUp(change: (objects: ClusterObjects) => ClusterObjects = (objects) => objects) {
  const bench = await goldenBench([coreGroup]);
  const end = new AbortController();
  const errors: string[] = [];
  const objects = change(new StoreObjects({ stores: bench, clock: bench.clock }));
  const onError = (what: string, err: unknown): void => void errors.push(`${what}: ${(err as Error).message}`);
  const running = keepDefaultAccounts({ objects, clock: bench.clock, onError }, end.signal);
  await bench.clock.advance(0);
  const stop = async (): Promise<void> => {
    end.abort(new Error("over"));
    await running;
  };
  return { bench, errors, stop };
}

async function exists(bench: ApiBench, namespace: string): Promise<boolean> {
  await bench.clock.advance(0);
  return (await bench.send("GET", account(namespace))).status === 200;
}

test("every namespace gets a default account, also later, and again after its deletion", async () => {
  const { bench, errors, stop } = await setUp();
  assert.deepEqual([await exists(bench, "default"), await exists(bench, "golden")], [true, true]);
  await bench.send("POST", "/api/v1/namespaces", { body: { metadata: { name: "new" } } });
  assert.equal(await exists(bench, "new"), true);
  const before = (await bench.send("GET", account("new"))).body as { metadata: { uid: string } };
  await bench.send("DELETE", account("new"));
  assert.equal(await exists(bench, "new"), true);
  const after = (await bench.send("GET", account("new"))).body as { metadata: { uid: string } };
  assert.notEqual(after.metadata.uid, before.metadata.uid);
  assert.deepEqual(errors, []);
  await stop();
});

test("a namespace that is going gets none", async () => {
  const { bench, stop } = await setUp();
  await bench.send("DELETE", "/api/v1/namespaces/golden");
  await bench.send("DELETE", account("golden"));
  assert.equal(await exists(bench, "golden"), false);
  await stop();
});

test("what fails is tried again", async () => {
  let failures = 2;
  const { bench, errors, stop } = await setUp((objects) => ({
    serves: (resource) => objects.serves(resource),
    changes: (resource, opts) => objects.changes(resource, opts),
    list: (resource, namespace, opts) => objects.list(resource, namespace, opts),
    removeFinalizer: (resource, at, finalizer, opts) => objects.removeFinalizer(resource, at, finalizer, opts),
    get: (resource, at, opts) => objects.get(resource, at, opts),
    ensure: (resource, object, opts) =>
      failures-- > 0 ? Promise.reject(new Error("no store")) : objects.ensure(resource, object, opts),
  }));
  await bench.clock.advance(2_000);
  assert.deepEqual([await exists(bench, "default"), await exists(bench, "golden")], [true, true]);
  assert.equal(errors[0], "cannot make the default service account: default: no store");
  await stop();
});
