import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as k8s from "@kubernetes/client-node";
import { eventually, startServer, type ServerProcess } from "./harness.js";

let server: ServerProcess;
let config: k8s.KubeConfig;
before(async () => {
  server = await startServer(["--storage-backend=memory"]);
  config = new k8s.KubeConfig();
  config.loadFromFile(server.kubeconfig);
});
after(() => server.cleanUp());

test("create, read, replace, patch, list, delete", async () => {
  const core = config.makeApiClient(k8s.CoreV1Api);
  const namespace = "default";
  const created = await core.createNamespacedConfigMap({
    namespace,
    body: { metadata: { name: "c" }, data: { a: "1" } },
  });
  assert.ok(created.metadata?.uid !== undefined);
  const read = await core.readNamespacedConfigMap({ namespace, name: "c" });
  assert.deepEqual(read.data, { a: "1" });
  const replaced = await core.replaceNamespacedConfigMap({ namespace, name: "c", body: { ...read, data: { a: "2" } } });
  assert.deepEqual(replaced.data, { a: "2" });
  await assert.rejects(
    core.replaceNamespacedConfigMap({ namespace, name: "c", body: { ...read, data: { a: "3" } } }),
    (err: k8s.ApiException<unknown>) => err.code === 409,
  );
  const patch = [{ op: "add", path: "/data/b", value: "3" }];
  const patched = await core.patchNamespacedConfigMap({ namespace, name: "c", body: patch });
  assert.deepEqual(patched.data, { a: "2", b: "3" });
  const list = await core.listNamespacedConfigMap({ namespace, fieldSelector: "metadata.name=c" });
  assert.equal(list.items.length, 1);
  await core.deleteNamespacedConfigMap({ namespace, name: "c" });
  await assert.rejects(
    core.readNamespacedConfigMap({ namespace, name: "c" }),
    (err: k8s.ApiException<unknown>) => err.code === 404,
  );
});

test("custom objects of a generated group", async () => {
  const custom = config.makeApiClient(k8s.CustomObjectsApi);
  const at = { group: "wardle.example.com", version: "v1alpha1", namespace: "default", plural: "flunders" };
  const body = {
    apiVersion: "wardle.example.com/v1alpha1",
    kind: "Flunder",
    metadata: { name: "f" },
    spec: { reference: "r" },
  };
  await custom.createNamespacedCustomObject({ ...at, body });
  const read = (await custom.getNamespacedCustomObject({ ...at, version: "v1beta1", name: "f" })) as {
    spec: Record<string, unknown>;
  };
  assert.equal(read.spec["flunderReference"], "r");
});

test("its watch and its informer see what happens", async () => {
  const core = config.makeApiClient(k8s.CoreV1Api);
  const namespace = "default";
  const path = `/api/v1/namespaces/${namespace}/secrets`;
  const informer = k8s.makeInformer(config, path, () => core.listNamespacedSecret({ namespace }));
  const seen: string[] = [];
  informer.on("add", (secret) => void seen.push(`add ${secret.metadata?.name}`));
  informer.on("update", (secret) => void seen.push(`update ${secret.metadata?.name}`));
  informer.on("delete", (secret) => void seen.push(`delete ${secret.metadata?.name}`));
  await informer.start();
  try {
    await core.createNamespacedSecret({ namespace, body: { metadata: { name: "s" }, stringData: { a: "1" } } });
    await core.patchNamespacedSecret({
      namespace,
      name: "s",
      body: [{ op: "add", path: "/metadata/labels", value: { l: "1" } }],
    });
    await core.deleteNamespacedSecret({ namespace, name: "s" });
    await eventually("all three events", () => Promise.resolve(seen.includes("delete s") ? true : undefined));
    assert.deepEqual(seen, ["add s", "update s", "delete s"]);
  } finally {
    await informer.stop();
  }
});
