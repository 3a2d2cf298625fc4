import assert from "node:assert/strict";
import { test } from "node:test";
import { goldenBench, type ApiBench } from "../../apiserver/endpoints/testing/index.js";
import { StoreObjects } from "../../cmd/server/cluster-objects.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { storageGroup } from "../../generated/registry/storage/index.js";
import { keepStorageProtection } from "./index.js";

const CLAIMS = "/api/v1/namespaces/golden/persistentvolumeclaims";
const PODS = "/api/v1/namespaces/golden/pods";
const VOLUMES = "/api/v1/persistentvolumes";
const CLASSES = "/apis/storage.k8s.io/v1/volumeattributesclasses";

async function setUp() {
  const bench = await goldenBench([coreGroup, storageGroup]);
  const end = new AbortController();
  const errors: string[] = [];
  const objects = new StoreObjects({ stores: bench, clock: bench.clock });
  const onError = (what: string, err: unknown): void => void errors.push(`${what}: ${(err as Error).message}`);
  const running = keepStorageProtection({ objects, clock: bench.clock, onError }, end.signal);
  await bench.clock.advance(0);
  const stop = async (): Promise<void> => {
    end.abort(new Error("over"));
    await running;
    assert.deepEqual(errors, []);
  };
  return { bench, stop };
}

async function send(bench: ApiBench, method: string, path: string, body?: object): Promise<void> {
  const headers = method === "PATCH" ? { "content-type": "application/merge-patch+json" } : {};
  const answer = await bench.send(method, path, { headers, ...(body === undefined ? {} : { body }) });
  assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
  await bench.clock.advance(0);
}

async function exists(bench: ApiBench, path: string): Promise<boolean> {
  await bench.clock.advance(0);
  return (await bench.send("GET", path)).status === 200;
}

const guarded = (name: string, guard: string, spec: object, more: object = {}): object => ({
  metadata: { name, finalizers: [`kubernetes.io/${guard}-protection`] },
  spec,
  ...more,
});
const claim = (name: string, spec: object = {}): object =>
  guarded(name, "pvc", { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, ...spec });
const podWith = (name: string, volume: object, nodeName?: string): object => ({
  metadata: { name },
  spec: { containers: [{ name: "c", image: "i" }], volumes: [volume], ...(nodeName === undefined ? {} : { nodeName }) },
});
const claimVolume = (claimName: string): object => ({ name: "v", persistentVolumeClaim: { claimName } });

test("a claim that no running pod uses goes at once", async () => {
  const { bench, stop } = await setUp();
  await send(bench, "POST", CLAIMS, claim("free"));
  await send(bench, "POST", CLAIMS, claim("kept"));
  await send(bench, "POST", PODS, podWith("waiting", claimVolume("free")));
  await send(bench, "DELETE", `${CLAIMS}/free`);
  assert.deepEqual([await exists(bench, `${CLAIMS}/free`), await exists(bench, `${CLAIMS}/kept`)], [false, true]);
  await stop();
});

test("a claim in use waits for its last pod to end or to go", async () => {
  const { bench, stop } = await setUp();
  await send(bench, "POST", CLAIMS, claim("data"));
  await send(bench, "POST", PODS, podWith("first", claimVolume("data"), "n"));
  await send(bench, "POST", PODS, podWith("second", claimVolume("data"), "n"));
  await send(bench, "DELETE", `${CLAIMS}/data`);
  assert.equal(await exists(bench, `${CLAIMS}/data`), true);
  await send(bench, "PATCH", `${PODS}/first/status`, { status: { phase: "Succeeded" } });
  assert.equal(await exists(bench, `${CLAIMS}/data`), true);
  await send(bench, "DELETE", `${PODS}/second?gracePeriodSeconds=0`);
  assert.equal(await exists(bench, `${CLAIMS}/data`), false);
  await stop();
});

test("a volume waits until it is not bound any more", async () => {
  const { bench, stop } = await setUp();
  const spec = { capacity: { storage: "1Gi" }, accessModes: ["ReadWriteOnce"], hostPath: { path: "/x" } };
  await send(bench, "POST", VOLUMES, guarded("bound", "pv", spec));
  await send(bench, "PATCH", `${VOLUMES}/bound/status`, { status: { phase: "Bound" } });
  await send(bench, "DELETE", `${VOLUMES}/bound`);
  assert.equal(await exists(bench, `${VOLUMES}/bound`), true);
  await send(bench, "PATCH", `${VOLUMES}/bound/status`, { status: { phase: "Released" } });
  assert.equal(await exists(bench, `${VOLUMES}/bound`), false);
  await stop();
});

test("a class of volume attributes waits until nothing has it", async () => {
  const { bench, stop } = await setUp();
  await send(bench, "POST", CLASSES, {
    metadata: { name: "gold", finalizers: ["kubernetes.io/vac-protection"] },
    driverName: "d.example.com",
    parameters: { a: "b" },
  });
  await send(bench, "POST", CLAIMS, claim("golden", { volumeAttributesClassName: "gold" }));
  await send(bench, "DELETE", `${CLASSES}/gold`);
  assert.equal(await exists(bench, `${CLASSES}/gold`), true);
  await send(bench, "DELETE", `${CLAIMS}/golden`);
  assert.deepEqual([await exists(bench, `${CLAIMS}/golden`), await exists(bench, `${CLASSES}/gold`)], [false, false]);
  await stop();
});
