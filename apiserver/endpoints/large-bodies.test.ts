import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { Scheme } from "../../apimachinery/runtime/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import type { ResourceDefinition } from "../registry/index.js";
import { FieldManagers, SchemaIndex } from "./index.js";
import { ApiBench, type Answer } from "./testing/index.js";

const CONFIG_MAPS = "/api/v1/namespaces/ns/configmaps";
const TYPES = {
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  apply: "application/apply-patch+yaml",
};
const TOO_LARGE = "500 : etcdserver: request is too large";

async function bench(): Promise<ApiBench> {
  const scheme = new Scheme();
  coreGroup.addToScheme(scheme);
  const schemas = SchemaIndex.ofGroups([coreGroup]);
  const fieldManagers = new FieldManagers({ scheme, schemas, clock: new FakeClock() });
  const definitions = coreGroup.resources as unknown as readonly ResourceDefinition[];
  return new ApiBench({ scheme, definitions, schemas, plugins: [], deps: { fieldManagers } }).start();
}

const keys = (count: number, value = ""): { [key: string]: string } =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, value]));
const configMap = (name: string, data: { [key: string]: string }): object => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name },
  data,
});

function failureOf({ body }: Answer): string {
  const { code, reason = "", message } = body as { code: number; reason?: string; message: string };
  return `${code} ${reason}: ${message}`;
}

test("a long body is written, changed and answered as a short one is", async () => {
  const api = await bench();
  const data = keys(5000, "some text of a value");
  const created = await api.send("POST", CONFIG_MAPS, { body: configMap("a", data) });
  assert.equal(created.status, 201);
  assert.deepEqual((created.body as { data: object }).data, data);
  const merged = await api.send("PATCH", `${CONFIG_MAPS}/a`, {
    headers: { "content-type": TYPES.merge },
    body: { data: { k7: null, k8: "merged" } },
  });
  const { k7: _, ...rest } = data;
  assert.deepEqual((merged.body as { data: object }).data, { ...rest, k8: "merged" });
  const strategic = await api.send("PATCH", `${CONFIG_MAPS}/a`, {
    headers: { "content-type": TYPES.strategic },
    body: { data: { ...keys(5000, "strategic"), k9: null } },
  });
  assert.equal(Object.keys((strategic.body as { data: object }).data).length, 4999);
  const put = await api.send("PUT", `${CONFIG_MAPS}/a`, { body: configMap("a", data) });
  assert.deepEqual((put.body as { data: object }).data, data);
  assert.equal((put.body as KubeObject).metadata.managedFields?.length, 1);
});

test("what cannot be stored is refused, however it comes, before what else is wrong with it", async () => {
  const api = await bench();
  await api.send("POST", CONFIG_MAPS, { body: configMap("a", { a: "b" }) });
  const data = keys(60_000, "fifteen letters");
  assert.equal(failureOf(await api.send("POST", CONFIG_MAPS, { body: configMap("NO NAME", data) })), TOO_LARGE);
  assert.equal(failureOf(await api.send("PUT", `${CONFIG_MAPS}/a`, { body: configMap("a", data) })), TOO_LARGE);
  for (const type of [TYPES.merge, TYPES.strategic, TYPES.apply]) {
    const body = configMap("a", data);
    const answer = await api.send("PATCH", `${CONFIG_MAPS}/a?fieldManager=x`, {
      headers: { "content-type": type },
      body,
    });
    assert.equal(failureOf(answer), TOO_LARGE, type);
  }
});

test("little that defaults make much of is refused, too", async () => {
  const api = await bench();
  const containers = Array.from({ length: 30_000 }, (_, i) => ({ name: `c${i}` }));
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers } };
  assert.equal(failureOf(await api.send("POST", "/api/v1/namespaces/ns/pods", { body: pod })), TOO_LARGE);
});

test("an object that does not fit with its managed fields is stored without them", async () => {
  const api = await bench();
  const data = keys(70_000);
  const managersOf = ({ status, body }: Answer) => [status, (body as KubeObject).metadata.managedFields?.length];
  assert.deepEqual(managersOf(await api.send("POST", CONFIG_MAPS, { body: configMap("a", data) })), [201, undefined]);
  await api.send("POST", CONFIG_MAPS, { body: configMap("b", { a: "b" }) });
  assert.deepEqual(managersOf(await api.send("PUT", `${CONFIG_MAPS}/b`, { body: configMap("b", data) })), [
    200,
    undefined,
  ]);
});
