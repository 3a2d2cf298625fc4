import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import type { ManagedFieldsEntry } from "../../apimachinery/meta/v1/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { autoscalingGroup } from "../../generated/registry/autoscaling/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import type { AdmissionPlugin } from "../admission/index.js";
import { widgetDefinition, widgetOpenAPI, widgetScheme } from "../registry/testing/index.js";
import { FieldManagers, SchemaIndex } from "./index.js";
import { ApiBench, type Answer } from "./testing/index.js";

const V1 = "/apis/example.com/v1/namespaces/ns/widgets";
const V2 = "/apis/example.com/v2/namespaces/ns/widgets";
const APPLY = { "content-type": "application/apply-patch+yaml" };
const MERGE = { "content-type": "application/merge-patch+json" };
const schemas = new SchemaIndex(() => ({
  ...coreGroup.openAPIDefinitions(),
  ...autoscalingGroup.openAPIDefinitions(),
  ...widgetOpenAPI,
}));

function bench(plugins: AdmissionPlugin[] = []): Promise<ApiBench> {
  const scheme = widgetScheme();
  autoscalingGroup.addToScheme(scheme);
  const fieldManagers = new FieldManagers({ scheme, schemas, clock: new FakeClock() });
  return new ApiBench({ scheme, definitions: [widgetDefinition()], schemas, plugins, deps: { fieldManagers } }).start();
}

function apply(api: ApiBench, url: string, by: string, fields: object): Promise<Answer> {
  const apiVersion = url.startsWith(V1) ? "example.com/v1" : "example.com/v2";
  const body = { apiVersion, kind: "Widget", metadata: { name: "a" }, ...fields };
  return api.send("PATCH", `${url}/a?fieldManager=${by}`, { headers: APPLY, body });
}

function managersOf(answer: Answer): string[] {
  const { metadata } = answer.body as KubeObject;
  return (metadata.managedFields ?? []).map(
    ({ manager, operation, apiVersion, subresource, fieldsV1 }: ManagedFieldsEntry) =>
      [manager, operation, apiVersion?.slice(12), subresource, JSON.stringify(fieldsV1).replaceAll(/"|:\{\}/g, "")]
        .filter((part) => part !== undefined)
        .join(" "),
  );
}

test("every way of writing is noted under its manager and subresource", async () => {
  const api = await bench();
  await api.send("POST", V1, {
    headers: { "user-agent": "maker/1.0 (linux)" },
    body: { metadata: { name: "a" }, spec: { replicas: 1 } },
  });
  await api.send("PATCH", `${V1}/a/scale?fieldManager=scaler`, { headers: MERGE, body: { spec: { replicas: 2 } } });
  await api.send("PATCH", `${V1}/a/status?fieldManager=watcher`, { headers: MERGE, body: { status: { ready: 1 } } });
  const put = await api.send("PUT", `${V1}/a?fieldManager=putter`, {
    body: { metadata: { name: "a", labels: { x: "y" } }, spec: { replicas: 2, color: "grey" } },
  });
  assert.deepEqual(managersOf(put), [
    "scaler Update v1 scale {f:spec:{f:replicas}}",
    "maker Update v1 {f:spec:{.,f:color}}",
    "putter Update v1 {f:metadata:{f:labels:{.,f:x}}}",
    "watcher Update v1 status {f:status:{.,f:ready}}",
  ]);
});

test("a scale can be applied, by several managers", async () => {
  const api = await bench();
  await apply(api, V1, "owner", { spec: { replicas: 1, color: "red" } });
  const applyScale = (by: string, fields: object, query = ""): Promise<Answer> =>
    api.send("PATCH", `${V1}/a/scale?fieldManager=${by}${query}`, {
      headers: APPLY,
      body: { apiVersion: "autoscaling/v1", kind: "Scale", metadata: { name: "a" }, ...fields },
    });
  const message = (answer: Answer): string => `${answer.status} ${(answer.body as { message: string }).message}`;
  const replicas = (answer: Answer): unknown => (answer.body as { spec: { replicas: number } }).spec.replicas;
  const managers = async (): Promise<string[]> => managersOf(await api.send("GET", `${V1}/a`));

  assert.equal(
    message(await applyScale("scaler", { spec: { replicas: 2 } })),
    '409 Apply failed with 1 conflict: conflict with "owner": .spec.replicas',
  );
  const forced = await applyScale("scaler", { spec: { replicas: 2 } }, "&force=true");
  assert.deepEqual([forced.status, replicas(forced)], [200, 2]);
  assert.deepEqual(await managers(), [
    "scaler Apply v1 scale {f:spec:{f:replicas}}",
    "owner Apply v1 {f:spec:{f:color}}",
  ]);
  assert.equal((await applyScale("other", { spec: { replicas: 2 } })).status, 200);
  assert.deepEqual((await managers()).length, 3);
  assert.equal(
    message(await applyScale("other", { spec: { replicas: 3 } })),
    '409 Apply failed with 1 conflict: conflict with "scaler" with subresource "scale": .spec.replicas',
  );
  const dry = await applyScale("other", { spec: { replicas: 3 } }, "&force=true&dryRun=All");
  assert.deepEqual([dry.status, replicas(dry)], [200, 3]);
  assert.equal(replicas(await api.send("GET", `${V1}/a/scale`)), 2);
  for (const [fields, expected] of [
    [{ kind: "Widget" }, "400 invalid object type: autoscaling/v1, Kind=Widget"],
    [{ metadata: { name: "b" } }, "400 the name of the object (b) does not match the name on the URL (a)"],
    [
      { spec: { nope: 1 } },
      "500 failed to create typed patch object (/a; autoscaling/v1, Kind=Scale): .spec.nope: field not declared in schema",
    ],
    [{ metadata: { name: "a", managedFields: [{}] } }, "400 metadata.managedFields must be nil"],
    [
      { metadata: { name: "a", resourceVersion: "1" } },
      '409 Operation cannot be fulfilled on widgets.example.com "a": the object has been modified; please apply your changes to the latest version and try again',
    ],
  ] as const) {
    assert.equal(message(await applyScale("other", fields)), expected);
  }
});

test("who had the replicas before the first apply of a scale is noted", async () => {
  const api = await bench();
  await api.send("POST", V1, { body: { metadata: { name: "a" }, spec: { replicas: 1 } } });
  await api.send("PATCH", `${V1}/a`, { headers: MERGE, body: { metadata: { managedFields: [{}] } } });
  const body = { apiVersion: "autoscaling/v1", kind: "Scale", metadata: { name: "a" }, spec: { replicas: 2 } };
  const conflict = await api.send("PATCH", `${V1}/a/scale?fieldManager=m`, { headers: APPLY, body });
  assert.match(
    (conflict.body as { message: string }).message,
    /^Apply failed with 1 conflict: conflict with "before-first-apply" .*: \.spec\.replicas$/,
  );
  assert.equal(
    (await api.send("PATCH", `${V1}/a/scale?fieldManager=m&force=true`, { headers: APPLY, body })).status,
    200,
  );
  assert.deepEqual(managersOf(await api.send("GET", `${V1}/a`)), ["m Apply v1 scale {f:spec:{f:replicas}}"]);
});

test("managers of one version see what is changed in another", async () => {
  const api = await bench();
  await apply(api, V1, "one", { spec: { replicas: 3 } });
  const conflict = await apply(api, V2, "two", { spec: { count: 4 } });
  const { message, code } = conflict.body as { readonly message: string; readonly code: number };
  assert.equal(code, 409);
  assert.equal(message, 'Apply failed with 1 conflict: conflict with "one": .spec.replicas');
  // Who changes nothing has no time, and stands first.
  const same = await apply(api, V2, "two", { spec: { count: 3 } });
  assert.deepEqual(managersOf(same), ["two Apply v2 {f:spec:{f:count}}", "one Apply v1 {f:spec:{f:replicas}}"]);
  // The same manager goes on in another version, and gives the field up; the other one still has it.
  const moved = await apply(api, V2, "one", { spec: { color: "red" } });
  assert.deepEqual((moved.body as { spec: object }).spec, { count: 3, color: "red" });
  assert.deepEqual(managersOf(moved), ["two Apply v2 {f:spec:{f:count}}", "one Apply v2 {f:spec:{f:color}}"]);
  const last = await apply(api, V1, "two", {});
  assert.deepEqual((last.body as { spec: object }).spec, { color: "red" });
});

for (const { name, url, metadata, code, message } of [
  {
    name: "a status does not make an object",
    url: `${V1}/a/status`,
    metadata: {},
    code: 404,
    message: 'widgets.example.com "a" not found',
  },
  {
    name: "an object with a uid was there before",
    url: `${V1}/a`,
    metadata: { uid: "u" },
    code: 409,
    message:
      'Operation cannot be fulfilled on widgets.example.com "a": uid mismatch: the provided object specified uid u, and no existing object was found',
  },
]) {
  test(`apply: ${name}`, async () => {
    const body = { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "a", ...metadata } };
    const api = await bench();
    const answer = await api.send("PATCH", `${url}?fieldManager=m`, { headers: APPLY, body });
    assert.equal((answer.body as { readonly message: string }).message, message);
    assert.equal(answer.status, code);
  });
}

test("managed fields that a plug-in damages are put back, and the client is told", async () => {
  const damage: AdmissionPlugin = {
    name: "Damage",
    handles: () => true,
    admit: async ({ object }) => {
      (object as KubeObject).metadata.managedFields = [{ manager: "x" }];
    },
  };
  const api = await bench([damage]);
  const made = await api.send("POST", `${V1}?fieldManager=maker`, { body: { metadata: { name: "a" }, spec: {} } });
  assert.deepEqual(managersOf(made), ["maker Update v1 {f:spec:{.,f:color}}"]);
  assert.deepEqual(made.warnings, [
    ".metadata.managedFields was in an invalid state after admission; this could be caused by an outdated mutating admission controller; please fix your requests: operation must be `Apply` or `Update`",
  ]);
});
