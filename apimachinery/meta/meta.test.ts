import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../clock/index.js";
import type { KubeObject } from "../runtime/object.js";
import {
  controllerOf,
  findStatusCondition,
  isControlledBy,
  isStatusConditionFalse,
  isStatusConditionTrue,
  newControllerRef,
  objectKey,
  removeStatusCondition,
  setStatusCondition,
  splitObjectKey,
} from "./index.js";
import type { Condition } from "./v1/types.js";

test("the time of a condition moves with its status only", async () => {
  const clock = new FakeClock(Date.parse("2026-01-01T00:00:00Z"));
  const conditions: Condition[] = [];
  const ready = { type: "Ready", status: "False", reason: "Starting", message: "" };
  assert.equal(setStatusCondition(conditions, ready, clock), true);
  assert.equal(setStatusCondition(conditions, ready, clock), false);
  await clock.advance(1000);
  assert.equal(setStatusCondition(conditions, { ...ready, reason: "Waiting", observedGeneration: 2 }, clock), true);
  assert.deepEqual(conditions, [
    { ...ready, reason: "Waiting", observedGeneration: 2, lastTransitionTime: "2026-01-01T00:00:00Z" },
  ]);
  assert.equal(setStatusCondition(conditions, { ...ready, status: "True", reason: "Waiting" }, clock), true);
  assert.deepEqual(conditions, [
    { ...ready, status: "True", reason: "Waiting", lastTransitionTime: "2026-01-01T00:00:01Z" },
  ]);
  const given = { ...ready, lastTransitionTime: "2020-01-01T00:00:00Z" };
  assert.equal(setStatusCondition(conditions, given, clock), true);
  assert.equal(conditions[0]?.lastTransitionTime, "2020-01-01T00:00:00Z");
});

test("conditions are found and removed by type", () => {
  const condition = (type: string, status: string): Condition => ({
    type,
    status,
    reason: "R",
    message: "",
    lastTransitionTime: null,
  });
  const conditions = [condition("A", "True"), condition("B", "False")];
  assert.equal(findStatusCondition(conditions, "B"), conditions[1]);
  assert.equal(isStatusConditionTrue(conditions, "A"), true);
  assert.equal(isStatusConditionFalse(conditions, "B"), true);
  assert.equal(isStatusConditionTrue(conditions, "C"), false);
  assert.equal(isStatusConditionFalse(undefined, "C"), false);
  assert.equal(removeStatusCondition(conditions, "A"), true);
  assert.equal(removeStatusCondition(conditions, "A"), false);
  assert.deepEqual(
    conditions.map(({ type }) => type),
    ["B"],
  );
});

test("owners", () => {
  const owner: KubeObject = { metadata: { name: "d", uid: "u" } };
  const ref = newControllerRef(owner, { group: "apps", version: "v1", kind: "Deployment" });
  assert.deepEqual(ref, {
    apiVersion: "apps/v1",
    kind: "Deployment",
    name: "d",
    uid: "u",
    controller: true,
    blockOwnerDeletion: true,
  });
  const other = { apiVersion: "v1", kind: "A", name: "d", uid: "v" };
  const obj: KubeObject = { metadata: { ownerReferences: [other, ref] } };
  assert.equal(controllerOf(obj), ref);
  assert.equal(isControlledBy(obj, owner), true);
  assert.equal(isControlledBy(obj, { metadata: { name: "d", uid: "v" } }), false);
  assert.equal(isControlledBy({ metadata: {} }, { metadata: {} }), false);
  assert.throws(() => newControllerRef({ metadata: { name: "d" } }, { group: "", version: "v1", kind: "A" }));
});

test("keys", () => {
  assert.equal(objectKey({ metadata: { name: "x", namespace: "n" } }), "n/x");
  assert.equal(objectKey({ metadata: { name: "x" } }), "x");
  assert.deepEqual(splitObjectKey("n/x"), { namespace: "n", name: "x" });
  assert.deepEqual(splitObjectKey("x"), { namespace: "", name: "x" });
  assert.throws(() => splitObjectKey("a/b/c"), { message: 'unexpected key format: "a/b/c"' });
});
