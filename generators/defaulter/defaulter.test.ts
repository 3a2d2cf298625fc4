import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Scheme } from "../../apimachinery/runtime/index.js";
import { deepcopyGen } from "../deepcopy/index.js";
import { createFixtureProject, type FixtureProject } from "../framework/fixture-project.js";
import { expectGolden } from "../framework/testing.js";
import { registerGen } from "../register/index.js";
import { defaulterGen } from "./index.js";

const FOLDER = "test/testdata/defaulter";

for (const shape of ["shapes", "nothing", "errors"]) {
  test(`defaulter-gen: ${shape}`, () => expectGolden(`${FOLDER}/${shape}`, defaulterGen));
}

type SetDefaults = (obj: Record<string, unknown>) => void;

let project: FixtureProject;
let functions: { readonly [name: string]: SetDefaults };

before(async () => {
  project = await createFixtureProject(`${FOLDER}/shapes/in`, [deepcopyGen, registerGen, defaulterGen]);
  functions = await project.load("generated/zoo/v1/zz_generated.defaults.ts");
});
after(() => project.remove());

test("the output passes the strict compiler", () => assert.deepEqual(project.typeErrors(), []));

const cases: readonly {
  readonly name: string;
  readonly type: string;
  readonly obj: Record<string, unknown>;
  readonly want: object;
}[] = [
  {
    name: "literals",
    type: "Literals",
    obj: {},
    want: {
      text: 'text "quoted"',
      count: 3,
      big: -9007199254740991,
      ratio: 0.5,
      flag: true,
      surge: "25%",
      list: ["a", "b"],
      map: { cpu: "1" },
      struct: { deep: { name: "x" } },
      constant: "wild",
      shared: ["shared"],
      fieldWins: "wild",
      byType: "calm",
      requiredText: "must",
      requiredCount: 7,
      zeroCount: 0,
      none: null,
    },
  },
  {
    name: "what is given stays, zero values of optional fields too",
    type: "Literals",
    obj: {
      text: "",
      count: 0,
      big: 1,
      ratio: 0,
      flag: false,
      surge: 0,
      list: [],
      map: {},
      struct: {},
      constant: "calm",
      shared: [],
      fieldWins: "calm",
      byType: "wild",
      requiredText: "x",
      requiredCount: 1,
      zeroCount: 2,
      none: "x",
    },
    want: {
      text: "",
      count: 0,
      big: 1,
      ratio: 0,
      flag: false,
      surge: 0,
      list: [],
      map: {},
      struct: {},
      constant: "calm",
      shared: [],
      fieldWins: "calm",
      byType: "wild",
      requiredText: "x",
      requiredCount: 1,
      zeroCount: 2,
      none: "x",
    },
  },
  {
    name: "functions before fields, a parent before its children",
    type: "Part",
    obj: { child: {} },
    want: { child: { seenParent: "by base" }, trace: ["base sees first=unset", "first", "second"], first: "field" },
  },
  {
    name: "containers",
    type: "Parts",
    obj: { list: [{}], map: { a: {} }, matrix: [[{}], []], moods: ["wild", ""], moodsByName: { x: "" }, amounts: {} },
    want: {
      list: [{ trace: ["base sees first=unset", "first", "second"], first: "field" }],
      map: { a: { trace: ["base sees first=unset", "first", "second"], first: "field" } },
      matrix: [[{ trace: ["base sees first=unset", "first", "second"], first: "field" }], []],
      moods: ["wild", "calm"],
      moodsByName: { x: "calm" },
      amounts: { cpu: "1" },
    },
  },
  {
    name: "functions that cover what is below, and types of packages without defaults",
    type: "Parts",
    obj: { covered: { part: {} }, object: {}, knob: { inner: {} }, bare: {} },
    want: {
      covered: { part: {}, name: "covered" },
      object: { name: "by object" },
      knob: { inner: { turns: 11 }, turns: 11 },
      bare: {},
    },
  },
  {
    name: "a type that contains itself, at every depth",
    type: "Tree",
    obj: { branches: [{ branches: [{}] }] },
    want: { height: 1, branches: [{ height: 1, branches: [{ height: 1 }] }] },
  },
  {
    name: "types of another package, required structs that were not sent included",
    type: "Animal",
    obj: { metadata: {}, template: {} },
    want: { metadata: {}, template: { tag: "latest", spec: { graceSeconds: 30 } } },
  },
  {
    name: "the objects of a list",
    type: "AnimalList",
    obj: { metadata: {}, items: [{ metadata: {}, tree: {} }] },
    want: { metadata: {}, items: [{ metadata: {}, tree: { height: 1 } }] },
  },
];

for (const tc of cases) {
  test(`defaults: ${tc.name}`, () => {
    const obj = structuredClone(tc.obj);
    functions[`SetObjectDefaults_${tc.type}`]!(obj);
    assert.deepEqual(obj, tc.want);
  });
}

test("a default that is an object is new for each owner", () => {
  const [a, b] = [{}, {}] as [Record<string, string[]>, Record<string, string[]>];
  functions["SetObjectDefaults_Literals"]!(a);
  functions["SetObjectDefaults_Literals"]!(b);
  for (const field of ["list", "shared", "map", "struct"]) assert.notEqual(a[field], b[field], field);
  a["shared"]!.push("mine");
  assert.deepEqual(b["shared"], ["shared"]);
});

test("kinds are defaulted through the scheme; roots without defaults are not registered", async () => {
  assert.equal(functions["SetObjectDefaults_Empty"], undefined);
  const scheme = new Scheme();
  (await project.load<{ install(scheme: Scheme): void }>("generated/zoo/zz_generated.install.ts")).install(scheme);
  const typeMeta = (kind: string): object => ({ apiVersion: "zoo.example.com/v1", kind, metadata: {}, tree: {} });
  const animal = typeMeta("Animal");
  scheme.default(animal);
  assert.deepEqual(animal, { ...typeMeta("Animal"), tree: { height: 1 } });
  const optedOut = typeMeta("OptedOut");
  scheme.default(optedOut);
  assert.deepEqual(optedOut, typeMeta("OptedOut"));
});
