import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { createFixtureProject, type FixtureProject } from "../framework/fixture-project.js";
import { expectGolden } from "../framework/testing.js";
import { deepcopyGen } from "./index.js";

type Copy = <T>(input: T) => T;

const SHAPES = "test/testdata/deepcopy/shapes";

test("deepcopy-gen: shapes", () => expectGolden(SHAPES, deepcopyGen));
test("deepcopy-gen: what cannot be copied is reported", () =>
  expectGolden("test/testdata/deepcopy/errors", deepcopyGen));

let project: FixtureProject;
let copies: { readonly [name: string]: Copy };

before(async () => {
  project = await createFixtureProject(`${SHAPES}/in`, [deepcopyGen]);
  copies = await project.load("generated/zoo/v1/zz_generated.deepcopy.ts");
});
after(() => project.remove());

test("the output passes the strict compiler", () => assert.deepEqual(project.typeErrors(), []));

const animal = {
  kind: "Animal",
  apiVersion: "zoo.example.com/v1",
  metadata: {
    name: "a",
    labels: { x: "y" },
    ownerReferences: [{ apiVersion: "v1", kind: "K", name: "n", uid: "u" }],
    managedFields: [{ manager: "m", fieldsV1: { "f:spec": { ".": {} } } }],
  },
  name: "leo",
  mood: "calm",
  names: ["a", "b"],
  amounts: { cpu: "1" },
  cage: { name: "c", port: 80, since: null },
  cages: { a: { name: "x" }, b: { name: "y" } },
  cageList: [{ name: "c" }],
  matrix: [[1, 2], [], [3]],
  deep: { a: [[{ cpu: "1" }], []], b: [] },
  tree: { value: 0, next: { children: [{ byName: { z: { value: 1 } } }] } },
  raw: { any: [{ thing: null }] },
  rawList: [{ a: 1 }, {}],
  json: [1, { two: [3] }],
  fields: { "f:a": {} },
  nothing: null,
  "odd-name": ["x"],
  herd: { members: ["m"] },
  feed: [{ kind: "hay" }],
};

const cases: readonly { readonly name: string; readonly type: string; readonly value: unknown }[] = [
  { name: "everything", type: "Animal", value: animal },
  { name: "only what is required", type: "Animal", value: { metadata: {}, name: "", mood: "wild" } },
  {
    name: "fields in another order",
    type: "Animal",
    value: { mood: "wild", name: "b", metadata: { uid: "1", name: "n" } },
  },
  {
    name: "null where there should be a container",
    type: "Animal",
    value: { metadata: null, names: null, cages: null },
  },
  { name: "a list", type: "AnimalList", value: { metadata: { continue: "x" }, items: [animal, animal] } },
  { name: "a type that contains itself", type: "Node", value: animal.tree },
  { name: "a list alias", type: "Names", value: ["a", "b"] },
  { name: "a map alias", type: "Cages", value: animal.cages },
  { name: "a nested alias", type: "Deep", value: animal.deep },
  { name: "open JSON", type: "JSON", value: animal.json },
  { name: "open JSON that is a text", type: "JSON", value: "text" },
  { name: "a key named __proto__", type: "Cages", value: JSON.parse('{"__proto__":{"name":"p"},"a":{"name":"q"}}') },
  { name: "labels named __proto__", type: "Animal", value: JSON.parse('{"metadata":{"labels":{"__proto__":"x"}}}') },
];

for (const tc of cases) {
  test(`copies ${tc.name}`, () => {
    const copy = copies[`deepCopy${tc.type}`]!(tc.value);
    // The text also compares presence and order of keys.
    assert.equal(JSON.stringify(copy), JSON.stringify(tc.value));
    assert.deepEqual(copy, structuredClone(tc.value));
    assertApart(copy, tc.value, "");
  });
}

test("frozen objects have copies that can be changed", () => {
  const copy = copies["deepCopyAnimal"]!(deepFreeze(structuredClone(animal)));
  copy.cageList[0]!.name = "other";
  copy.metadata.labels.x = "z";
  assert.equal(animal.cageList[0]!.name, "c");
});

test("a hand-written copy function wins, wherever the type is used", () => {
  assert.deepEqual(copies["deepCopyCustom"]!({ copies: 1 }), { copies: 2 });
  assert.deepEqual(copies["deepCopyAnimal"]!({ metadata: {}, custom: { copies: 5 } }).custom, { copies: 6 });
});

test("interfaces get functions of their own", () => {
  const copy = copies["deepCopyAnimalAsNamed"]!(animal);
  assert.deepEqual(copy, animal);
  assert.notEqual(copy, animal);
  assert.deepEqual(copies["deepCopyAnimalAsObject"]!(animal), animal);
});

function assertApart(a: unknown, b: unknown, path: string): void {
  if (typeof a !== "object" || a === null) return;
  assert.notEqual(a, b, `shared at ${path}`);
  for (const key of Object.keys(a)) assertApart((a as never)[key], (b as never)[key], `${path}.${key}`);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
