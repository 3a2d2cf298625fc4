import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { SchemaIndex } from "../../apiserver/endpoints/index.js";
import { appsGroup } from "../../generated/registry/apps/index.js";
import { autoscalingGroup } from "../../generated/registry/autoscaling/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { FakeClock } from "../clock/index.js";
import type { ManagedFieldsEntry } from "../meta/v1/index.js";
import { deepFreeze, Scheme, type KubeObject } from "../runtime/index.js";
import { fieldPath, FieldSet } from "../structuredmerge/index.js";
import { extract, LAST_APPLIED_ANNOTATION, ManagedTypes, ResourceFieldManager } from "./index.js";

const GROUPS = [coreGroup, appsGroup, autoscalingGroup];
const scheme = new Scheme();
for (const group of GROUPS) group.addToScheme(scheme);
const schemas = SchemaIndex.ofGroups(GROUPS);
const types = new ManagedTypes((gvk) => schemas.schemaOf(gvk));
const CONFIG_MAP = { group: "", version: "v1", kind: "ConfigMap" };
const DEPLOYMENT = { group: "apps", version: "v1", kind: "Deployment" };

interface ConfigMap extends KubeObject {
  data?: Record<string, string>;
}

/** One object and who writes it, with the hub's objects as a store would give them: frozen. */
class Stage {
  readonly clock = new FakeClock(Date.UTC(2026, 0, 1));
  live: KubeObject | undefined;

  constructor(readonly kind = CONFIG_MAP) {}

  manager(subresource = "", version = this.kind.version): ResourceFieldManager {
    const kind = { ...this.kind, version };
    const resetFields = subresource === "" ? new Map([["apps/v1", FieldSet.of(fieldPath("status"))]]) : new Map();
    return new ResourceFieldManager({ scheme, types, clock: this.clock, kind, subresource, resetFields });
  }

  /** What a client writes, in the version of the stage. */
  object(fields: object): KubeObject {
    const { group, version, kind } = this.kind;
    const object = {
      apiVersion: group === "" ? version : `${group}/${version}`,
      kind,
      metadata: { name: "x" },
      ...fields,
    };
    return structuredClone(object);
  }

  update(by: string, fields: object, subresource = ""): KubeObject {
    const hub = scheme.convertToHub<KubeObject>(this.object(fields));
    if (this.live !== undefined) hub.metadata.uid = "u";
    return this.store(this.manager(subresource).update(this.live, hub, by));
  }

  apply(by: string, fields: object, { force = false, subresource = "" } = {}): KubeObject {
    return this.store(this.manager(subresource).apply(this.live, this.object(fields), by, force));
  }

  store(object: KubeObject): KubeObject {
    const copy = JSON.parse(JSON.stringify(object)) as KubeObject;
    copy.metadata.uid = "u";
    this.live = deepFreeze(copy) as KubeObject;
    return this.live;
  }

  /** `manager operation[/subresource] time-of-day fields` */
  get entries(): readonly string[] {
    return (this.live?.metadata.managedFields ?? []).map(
      ({ manager, operation, subresource, time, fieldsV1 }) =>
        `${manager} ${operation}${subresource === undefined ? "" : `/${subresource}`} ${String(time ?? "-").slice(11, 19)} ${JSON.stringify(fieldsV1).replaceAll('"', "").replaceAll(":{}", "")}`,
    );
  }
}

describe("update", () => {
  test("who creates an object manages all of it", () => {
    const stage = new Stage();
    stage.update("creator", { data: { a: "1" } });
    assert.deepEqual(stage.entries, ["creator Update 00:00:00 {f:data:{.,f:a}}"]);
  });

  test("without a name the manager is unknown", () => {
    const stage = new Stage();
    stage.update("", { data: { a: "1" } });
    assert.match(stage.entries[0]!, /^unknown Update/);
  });

  test("who changes a field takes it over, and nobody is left with nothing", async () => {
    const stage = new Stage();
    stage.update("one", { data: { a: "1", b: "1" } });
    await stage.clock.advance(60_000);
    stage.update("two", { data: { a: "2", b: "1" } });
    assert.deepEqual(stage.entries, ["one Update 00:00:00 {f:data:{.,f:b}}", "two Update 00:01:00 {f:data:{f:a}}"]);
    stage.update("two", { data: { a: "2", b: "2" } });
    assert.deepEqual(stage.entries, ["one Update 00:00:00 {f:data}", "two Update 00:01:00 {f:data:{f:a,f:b}}"]);
    stage.update("three", {});
    assert.deepEqual(stage.entries, []);
  });

  test("a write without effect leaves the times alone", async () => {
    const stage = new Stage();
    stage.update("one", { data: { a: "1" } });
    await stage.clock.advance(60_000);
    stage.update("one", { data: { a: "1" } });
    stage.update("two", { data: { a: "1" } });
    assert.deepEqual(stage.entries, ["one Update 00:00:00 {f:data:{.,f:a}}"]);
  });

  for (const [name, managedFields] of [
    ["an empty list", []],
    ["one empty entry", [{}]],
  ] as const) {
    test(`${name} means that nobody manages anything, until somebody applies`, () => {
      const stage = new Stage();
      stage.update("one", { data: { a: "1" } });
      stage.update("one", { metadata: { name: "x", managedFields }, data: { a: "1" } });
      assert.deepEqual(stage.entries, []);
      stage.update("two", { data: { a: "2" } });
      assert.deepEqual(stage.entries, []);
      stage.apply("three", { data: { b: "1" } });
      assert.deepEqual(stage.entries, [
        "three Apply 00:00:00 {f:data:{f:b}}",
        "before-first-apply Update 00:00:00 {f:data:{.,f:a}}",
      ]);
    });
  }

  test("entries of the request count when they can be read", () => {
    const stage = new Stage();
    stage.update("one", { data: { a: "1" } });
    const renamed = stage.live!.metadata.managedFields!.map((entry) => ({ ...entry, manager: "renamed" }));
    stage.update("one", { metadata: { name: "x", managedFields: renamed }, data: { a: "1" } });
    assert.match(stage.entries.join(), /^renamed Update/);
    const damaged = [{ ...renamed[0], fieldsType: "FieldsV2" }];
    stage.update("one", { metadata: { name: "x", managedFields: damaged }, data: { a: "1" } });
    assert.match(stage.entries.join(), /^renamed Update/);
  });

  test("a subresource does not write managed fields by hand", () => {
    const stage = new Stage(DEPLOYMENT);
    stage.update("one", { ...deployment(1), status: {} });
    stage.update(
      "two",
      { ...deployment(1), metadata: { name: "x", managedFields: [] }, status: { replicas: 1 } },
      "status",
    );
    assert.equal(stage.entries.length, 2);
    assert.equal(stage.entries[1], "two Update/status 00:00:00 {f:status:{f:replicas}}");
  });

  test("fields that cannot be set this way are nobody's", () => {
    const stage = new Stage(DEPLOYMENT);
    stage.update("one", { ...deployment(1), status: { replicas: 1 } });
    assert.doesNotMatch(stage.entries[0]!, /status/);
  });

  test("of many updaters the oldest become one", async () => {
    const stage = new Stage();
    const data: Record<string, string> = {};
    for (let i = 0; i < 13; i++) {
      data[`k${i}`] = "1";
      stage.update(`m${i}`, { data });
      await stage.clock.advance(60_000);
    }
    assert.equal(stage.entries.length, 10);
    assert.equal(stage.entries[0], "ancient-changes Update 00:03:00 {f:data:{.,f:k0,f:k1,f:k2,f:k3}}");
  });
});

describe("apply", () => {
  test("again without a change keeps the object and the times", async () => {
    const stage = new Stage();
    const first = stage.apply("one", { data: { a: "1" } });
    await stage.clock.advance(60_000);
    assert.deepEqual(stage.apply("one", { data: { a: "1" } }), first);
  });

  test("what is no longer applied goes, unless somebody else has it", () => {
    const stage = new Stage();
    stage.apply("one", { data: { a: "1", b: "1", c: "1" } });
    stage.apply("two", { data: { b: "1" } });
    const { data } = stage.apply("one", { data: { c: "1" } }) as ConfigMap;
    assert.deepEqual(data, { b: "1", c: "1" });
  });

  test("conflicts name the manager, and force takes over", () => {
    const stage = new Stage();
    stage.update("one", { data: { a: "1" } });
    assert.throws(() => stage.apply("two", { data: { a: "2" } }), {
      message: 'Apply failed with 1 conflict: conflict with "one" using v1: .data.a',
    });
    stage.apply("two", { data: { a: "2" } }, { force: true });
    assert.deepEqual(stage.entries, ["two Apply 00:00:00 {f:data:{f:a}}", "one Update 00:00:00 {f:data}"]);
  });

  test("kubectl takes over what it applied on the client's side", () => {
    const stage = new Stage();
    const applied = JSON.stringify({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "x" },
      data: { a: "1", b: "1" },
    });
    const metadata = { name: "x", annotations: { [LAST_APPLIED_ANNOTATION]: applied } };
    stage.update("kubectl-client-side-apply", { metadata, data: { a: "1", b: "1" } });
    assert.throws(() => stage.apply("other", { data: { a: "2" } }), /1 conflict/);
    const after = stage.apply("kubectl", { data: { a: "2" } }) as ConfigMap;
    assert.equal(after.data!["a"], "2");
    assert.equal(
      after.metadata.annotations![LAST_APPLIED_ANNOTATION],
      '{"apiVersion":"v1","data":{"a":"2"},"kind":"ConfigMap","metadata":{"name":"x"}}\n',
    );
    stage.update("controller", { metadata: after.metadata, data: { a: "3" } });
    assert.throws(() => stage.apply("kubectl", { data: { a: "4" } }), /conflict with "controller"/);
  });

  test("a manager goes on in another version", () => {
    const stage = new Stage({ group: "autoscaling", version: "v2", kind: "HorizontalPodAutoscaler" });
    const scaleTargetRef = { kind: "Deployment", name: "d", apiVersion: "apps/v1" };
    stage.apply("one", { spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 5 } });
    const inV1 = {
      apiVersion: "autoscaling/v1",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "x" },
      spec: { scaleTargetRef, maxReplicas: 6, targetCPUUtilizationPercentage: 70 },
    };
    assert.throws(() => stage.manager("", "v1").apply(stage.live, structuredClone(inV1), "two", false), {
      message: 'Apply failed with 1 conflict: conflict with "one": .spec.maxReplicas',
    });
    const after = stage.store(stage.manager("", "v1").apply(stage.live, structuredClone(inV1), "one", false));
    const { spec } = scheme.convertToVersion<KubeObject & { spec: object }>(after, {
      group: "autoscaling",
      version: "v2",
    });
    assert.deepEqual(Object.keys(spec).sort(), ["maxReplicas", "metrics", "minReplicas", "scaleTargetRef"]);
    // No longer applied, so it has its default.
    assert.equal((spec as { minReplicas: number }).minReplicas, 1);
    assert.deepEqual(
      after.metadata.managedFields!.map(({ manager, apiVersion }) => `${manager} ${apiVersion}`),
      ["one autoscaling/v1"],
    );
  });

  for (const { name, patch, message } of [
    { name: "another kind", patch: { kind: "Secret" }, message: "invalid object type: /v1, Kind=Secret" },
    { name: "no kind", patch: { kind: 1 }, message: "invalid object type: /v1, Kind=" },
    { name: "a bad version", patch: { apiVersion: "a/b/c" }, message: "invalid object type: /, Kind=ConfigMap" },
    {
      name: "managed fields",
      patch: { metadata: { managedFields: [] } },
      message: "metadata.managedFields must be nil",
    },
    {
      name: "an unknown field",
      patch: { nope: 1 },
      message: "failed to create typed patch object (/x; /v1, Kind=ConfigMap): .nope: field not declared in schema",
    },
    {
      name: "a value of another type",
      patch: { data: { a: 1 } },
      message: "failed to create typed patch object (/x; /v1, Kind=ConfigMap): .data.a: expected string, got 1",
    },
  ]) {
    test(`is refused for ${name}`, () => assert.throws(() => new Stage().apply("one", patch), { message }));
  }

  test("repeated items are refused", () => {
    const stage = new Stage(DEPLOYMENT);
    const containers = [
      { name: "c", image: "a" },
      { name: "c", image: "b" },
    ];
    assert.throws(() => stage.apply("one", { spec: { template: { spec: { containers } } } }), {
      message:
        'failed to create typed patch object (/x; apps/v1, Kind=Deployment): .spec.template.spec.containers: duplicate entries for key [name="c"]',
    });
  });
});

test("what a manager applied can be extracted, changed and applied again", () => {
  const stage = new Stage(DEPLOYMENT);
  stage.apply("one", deployment(3));
  const { type } = types.typeOf(DEPLOYMENT)!;
  const live = scheme.convertToVersion<KubeObject>(stage.live!, DEPLOYMENT);
  const { metadata: _, ...applied } = stage.object(deployment(3));
  assert.deepEqual(extract(live, type, "one"), applied);
  assert.equal(extract(live, type, "two"), undefined);
  assert.equal(extract(live, type, "one", "status"), undefined);
});

test("no managed fields that a client may send make a write fail", () => {
  const entry = fc.record(
    {
      manager: fc.string(),
      operation: fc.constantFrom("Apply", "Update", "", "Other"),
      apiVersion: fc.constantFrom("v1", "v9", "a/b/c", ""),
      time: fc.constantFrom("2026-01-01T00:00:00Z", "never"),
      fieldsType: fc.constantFrom("FieldsV1", "FieldsV2"),
      fieldsV1: fc.oneof(
        fc.jsonValue(),
        fc.dictionary(
          fc.constantFrom("f:data", "k:{", "k:{}", 'v:"', "i:x", "i:-1", "x:future", ".", "f:__proto__", ""),
          fc.dictionary(fc.constantFrom("f:a", "v:1", "."), fc.constant({})),
        ),
      ),
      subresource: fc.constantFrom("", "status"),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 14 }), (managedFields) => {
      const stage = new Stage();
      stage.update("one", { data: { a: "1" } });
      stage.update("two", { metadata: { name: "x", managedFields }, data: { a: "2" } });
      for (const { operation, fieldsType } of stage.live!.metadata.managedFields ?? []) {
        assert.ok(operation === "Apply" || operation === "Update");
        assert.equal(fieldsType, "FieldsV1");
      }
      stage.apply("three", { data: { a: "3" } }, { force: true });
      const own = stage.live!.metadata.managedFields!.filter(({ manager }) => manager === "three");
      assert.deepEqual(
        own.map(({ fieldsV1 }: ManagedFieldsEntry) => fieldsV1),
        [{ "f:data": { "f:a": {} } }],
      );
    }),
  );
});

function deployment(replicas: number): object {
  const labels = { app: "x" };
  const containers = [{ name: "c", image: "i", ports: [{ containerPort: 80, protocol: "TCP" }] }];
  const spec = {
    replicas,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers } },
  };
  return { spec };
}
