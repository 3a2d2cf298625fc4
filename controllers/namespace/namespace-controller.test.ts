import assert from "node:assert/strict";
import { test } from "node:test";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { NamespaceContent } from "../../apiserver/registry/index.js";
import { goldenBench, type ApiBench } from "../../apiserver/endpoints/testing/index.js";
import type { Namespace } from "../../apis/core/v1/types.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { NamespaceController, type NamespaceControllerOptions } from "./index.js";

interface Running {
  readonly bench: ApiBench;
  readonly retries: string[];
  stop(): Promise<void>;
}

async function start(options: Partial<NamespaceControllerOptions> = {}): Promise<Running> {
  const bench = await goldenBench([coreGroup]);
  const retries: string[] = [];
  const end = new AbortController();
  const { registry, scheme, clock } = bench;
  const controller = new NamespaceController({
    api: new NamespaceContent({ registry, scheme, clock }),
    clock,
    graceMs: 0,
    onRetry: (err) => void retries.push(err.message),
    ...options,
  });
  const running = controller.run(end.signal);
  await clock.advance(0);
  return {
    bench,
    retries,
    stop: async () => {
      end.abort(new Error("test is over"));
      await running;
    },
  };
}

async function fill(bench: ApiBench, name: string, finalizers: string[] = []): Promise<void> {
  await bench.send("POST", "/api/v1/namespaces", { body: { metadata: { name } } });
  for (let i = 0; i < 3; i++) {
    const body = { metadata: { name: `cm-${i}`, ...(i === 0 ? { finalizers } : {}) } };
    assert.equal((await bench.send("POST", `/api/v1/namespaces/${name}/configmaps`, { body })).status, 201);
  }
  const secret = { metadata: { name: "s" } };
  assert.equal((await bench.send("POST", `/api/v1/namespaces/${name}/secrets`, { body: secret })).status, 201);
}

async function settle(bench: ApiBench, ms = 0): Promise<void> {
  for (let i = 0; i < 20; i++) await bench.clock.advance(0);
  await bench.clock.advance(ms);
  for (let i = 0; i < 20; i++) await bench.clock.advance(0);
}

async function status(bench: ApiBench, path: string): Promise<number> {
  return (await bench.send("GET", path)).status;
}

test("a deleted namespace is emptied and vanishes; others stay", async () => {
  const { bench, stop } = await start();
  await fill(bench, "going");
  await fill(bench, "staying");
  const deleted = (await bench.send("DELETE", "/api/v1/namespaces/going")).body as Namespace;
  assert.deepEqual([deleted.status?.phase, deleted.spec?.finalizers], ["Terminating", ["kubernetes"]]);
  await settle(bench);
  assert.equal(await status(bench, "/api/v1/namespaces/going"), 404);
  assert.equal(await status(bench, "/api/v1/namespaces/going/configmaps/cm-1"), 404);
  assert.equal(await status(bench, "/api/v1/namespaces/staying/configmaps/cm-1"), 200);
  await stop();
});

test("namespaces that were deleted before the controller began", async () => {
  const bench = await goldenBench([coreGroup]);
  await fill(bench, "old");
  await bench.send("DELETE", "/api/v1/namespaces/old");
  const end = new AbortController();
  const { registry, scheme, clock } = bench;
  const api = new NamespaceContent({ registry, scheme, clock });
  const running = new NamespaceController({ api, clock }).run(end.signal);
  await settle(bench, 4_999);
  assert.equal(await status(bench, "/api/v1/namespaces/old"), 200, "it rests for a while first");
  await settle(bench, 1);
  assert.equal(await status(bench, "/api/v1/namespaces/old"), 404);
  end.abort(new Error("over"));
  await running;
});

test("finalizers of content keep the namespace, which says so", async () => {
  const { bench, retries, stop } = await start();
  await fill(bench, "held", ["example.com/hold"]);
  await bench.send("DELETE", "/api/v1/namespaces/held");
  await settle(bench);
  const held = (await bench.send("GET", "/api/v1/namespaces/held")).body as Namespace;
  assert.deepEqual(
    held.status?.conditions?.map(({ type, status: value, message }) => [type, value, message]),
    [
      ["NamespaceDeletionDiscoveryFailure", "False", "All resources successfully discovered"],
      ["NamespaceDeletionGroupVersionParsingFailure", "False", "All legacy kube types successfully parsed"],
      ["NamespaceDeletionContentFailure", "False", "All content successfully deleted, may be waiting on finalization"],
      ["NamespaceContentRemaining", "True", "Some resources are remaining: configmaps. has 1 resource instances"],
      [
        "NamespaceFinalizersRemaining",
        "True",
        "Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances",
      ],
    ],
  );
  assert.match(retries[0] ?? "", /^namespace held still has 1 configmaps$/);
  const freed = await bench.send("PATCH", "/api/v1/namespaces/held/configmaps/cm-0", {
    headers: { "content-type": "application/merge-patch+json" },
    body: { metadata: { finalizers: null } },
  });
  assert.equal(freed.status, 200);
  await settle(bench, 5_000);
  assert.equal(await status(bench, "/api/v1/namespaces/held"), 404);
  await stop();
});

test("pods get their time to end, and all else waits for them", async () => {
  const { bench, stop } = await start();
  await fill(bench, "busy");
  const pods = "/api/v1/namespaces/busy/pods";
  const pod = { metadata: { name: "p" }, spec: { nodeName: "n", containers: [{ name: "c", image: "i" }] } };
  assert.equal((await bench.send("POST", pods, { body: pod })).status, 201);
  await bench.send("DELETE", "/api/v1/namespaces/busy");
  await settle(bench);
  assert.notEqual(((await bench.send("GET", `${pods}/p`)).body as KubeObject).metadata.deletionTimestamp, undefined);
  assert.equal(await status(bench, "/api/v1/namespaces/busy/configmaps/cm-1"), 200);
  await bench.send("DELETE", `${pods}/p?gracePeriodSeconds=0`);
  await settle(bench, 16_000);
  assert.equal(await status(bench, "/api/v1/namespaces/busy"), 404);
  await stop();
});
