import assert from "node:assert/strict";
import { test } from "node:test";
import { compileJSONPath } from "./json-path.js";

const object = {
  metadata: { name: "x", annotations: { "a.b/c": "v" } },
  spec: { replicas: 0, containers: [{ name: "a", image: "i" }, { name: "b" }] },
  status: {
    conditions: [
      { type: "Ready", status: "True" },
      { type: "Other", status: "False", weight: 3 },
    ],
  },
};

const cases: [string, unknown[]][] = [
  [".metadata.name", ["x"]],
  ["{.metadata.name}", ["x"]],
  ["$.metadata.name", ["x"]],
  ["metadata.name", ["x"]],
  [".metadata.annotations.a\\.b/c", ["v"]],
  [".metadata.annotations['a.b/c']", ["v"]],
  [".spec.replicas", [0]],
  [".spec.none.deeper", []],
  [".spec.containers[*].name", ["a", "b"]],
  [".spec.containers.*.name", ["a", "b"]],
  [".spec.containers[0].name", ["a"]],
  [".spec.containers[-1].name", ["b"]],
  [".spec.containers[5].name", []],
  [".spec.containers[1:].name", ["b"]],
  ['.status.conditions[?(@.type=="Ready")].status', ["True"]],
  [".status.conditions[?(@.type != 'Ready')].status", ["False"]],
  [".status.conditions[?(@.weight)].type", ["Other"]],
  [".status.conditions[?(@.weight>2)].type", ["Other"]],
  [".status.conditions[?(@.weight<=2)].type", []],
  [".metadata.name.length", []],
  [".metadata.toString", []],
];
for (const [path, want] of cases) test(path, () => assert.deepEqual(compileJSONPath(path)(object), want));

for (const path of ["..name", ".a[", ".a[x]", ".a[?()]", ".a[?(@.b==c)]"]) {
  test(`${path} is refused`, () => assert.throws(() => compileJSONPath(path), /not a supported JSONPath/));
}
