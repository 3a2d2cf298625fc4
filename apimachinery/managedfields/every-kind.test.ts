import assert from "node:assert/strict";
import { test } from "node:test";
import { SchemaIndex } from "../../apiserver/endpoints/index.js";
import { apiGroups as groups } from "../../generated/registry/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { FakeClock } from "../clock/index.js";
import { deepFreeze, Scheme, type KubeObject } from "../runtime/index.js";
import { apiVersionOf } from "../schema/index.js";
import { EMPTY_SET, setFromFieldsV1, setOfValue } from "../structuredmerge/index.js";
import { ManagedTypes, ResourceFieldManager } from "./index.js";

const scheme = new Scheme();
for (const group of groups) group.addToScheme(scheme);
const schemas = SchemaIndex.ofGroups(groups);
const types = new ManagedTypes((gvk) => schemas.schemaOf(gvk));
const clock = new FakeClock();

const kinds = groups.flatMap(({ resources }) =>
  resources.flatMap(({ group, kind, versions }) => versions.map((version) => ({ group, version, kind }))),
);

/** Fields that stand for others and are never stored as they were written. */
const ALIASES = new Set(["serviceAccount", "stringData"]);

/** What every claim of a stateful set says, whatever was sent. */
const CLAIM = { apiVersion: "v1", kind: "PersistentVolumeClaim" };

function asStored(value: unknown): unknown {
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (key === "volumeClaimTemplates") return (part as object[]).map((claim) => ({ ...claim, ...CLAIM }));
    return ALIASES.has(key) ? undefined : part;
  });
  return JSON.parse(text);
}

for (const kind of kinds) {
  const apiVersion = apiVersionOf(kind);
  const file = `api-objects/${kind.group === "" ? "core" : kind.group}.${kind.version}.${kind.kind}.json`;
  test(
    `${apiVersion} ${kind.kind}: applied with all its fields, again, and no more`,
    { skip: skipWithout(file) },
    () => {
      const manager = new ResourceFieldManager({ scheme, types, clock, kind, subresource: "" });
      const { type, decode, empty } = types.typeOf(kind)!;
      const config = (): KubeObject => {
        const object = decode(asStored(readGolden<object>(file, {}))) as KubeObject;
        delete object.metadata.managedFields;
        return object;
      };
      const stored = (object: KubeObject): KubeObject => deepFreeze(JSON.parse(JSON.stringify(object))) as KubeObject;
      const setOf = (object: KubeObject, by: string) => {
        const entry = object.metadata.managedFields?.find((candidate) => candidate.manager === by);
        return entry === undefined ? EMPTY_SET : setFromFieldsV1(entry.fieldsV1);
      };

      const first = stored(manager.apply(undefined, config(), "one", false));
      assert.ok(setOf(first, "one").difference(setOfValue(config(), type)).isEmpty, "nothing but what was applied");
      assert.ok(!setOf(first, "one").isEmpty);
      assert.deepEqual(manager.apply(first, config(), "one", false), first);
      const shared = stored(manager.apply(first, config(), "two", false));
      assert.ok(setOf(shared, "two").equals(setOf(first, "one")));

      // What one of them gives up stays; when the other does too, it goes.
      const { metadata } = empty();
      const nothing = (): KubeObject => ({ apiVersion, kind: kind.kind, metadata: { ...metadata, name: "nameValue" } });
      const left = stored(manager.apply(shared, nothing(), "one", false));
      assert.ok(setOf(left, "one").isEmpty);
      assert.deepEqual(left.metadata.annotations, shared.metadata.annotations);
      const after = stored(manager.apply(left, nothing(), "two", false));
      const bare = nothing();
      scheme.default(bare);
      assert.deepEqual(after.metadata.annotations, bare.metadata.annotations);
      assert.equal(after.metadata.managedFields, undefined);
      const rest = setOfValue(scheme.convertToVersion(after, kind), type);
      const gone = setOf(first, "one").leaves().difference(rest);
      assert.ok(!gone.isEmpty);

      const updated = stored(manager.update(first, config(), "three"));
      assert.ok(setOf(updated, "three").isEmpty, "an update with the same content changes nothing");
    },
  );
}
