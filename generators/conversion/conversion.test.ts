import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Scheme, type RuntimeObject } from "../../apimachinery/runtime/index.js";
import { deepcopyGen } from "../deepcopy/index.js";
import { createFixtureProject, type FixtureProject } from "../framework/fixture-project.js";
import { expectGolden } from "../framework/testing.js";
import { registerGen } from "../register/index.js";
import { conversionGen } from "./index.js";

const FOLDER = "test/testdata/conversion";

for (const shape of ["shapes", "errors"]) {
  test(`conversion-gen: ${shape}`, () => expectGolden(`${FOLDER}/${shape}`, conversionGen));
}

type Convert = (input: object) => Record<string, unknown>;

let project: FixtureProject;
let v1beta1: { readonly [name: string]: Convert };
const scheme = new Scheme();

before(async () => {
  project = await createFixtureProject(`${FOLDER}/shapes/in`, [deepcopyGen, registerGen, conversionGen]);
  v1beta1 = await project.load("generated/shop/v1beta1/zz_generated.conversion.ts");
  (await project.load<{ install(scheme: Scheme): void }>("generated/shop/zz_generated.install.ts")).install(scheme);
});
after(() => project.remove());

test("the output passes the strict compiler", () => assert.deepEqual(project.typeErrors(), []));

const toHub = "Convert_v1beta1_BatterySpec_To_shop_BatterySpec";
const fromHub = "Convert_shop_BatterySpec_To_v1beta1_BatterySpec";
const hubZero = { requiredHere: "", requiredCount: 0, invented: [] };

const cases: readonly { readonly name: string; readonly fn: string; readonly input: object; readonly want: object }[] =
  [
    { name: "required fields get their zero values", fn: toHub, input: {}, want: hubZero },
    {
      name: "wider types take what they are given",
      fn: toHub,
      input: {
        wider: 5,
        port: 80,
        open: { a: [1] },
        anySize: "S",
        closedSize: "L",
        requiredHere: "x",
        requiredCount: 1,
      },
      want: {
        wider: 5,
        port: 80,
        open: { a: [1] },
        anySize: "S",
        closedSize: "L",
        requiredHere: "x",
        requiredCount: 1,
        invented: [],
      },
    },
    {
      name: "null stays where both sides know it",
      fn: toHub,
      input: { nullable: null, nullThere: null },
      want: { nullable: null, ...hubZero },
    },
    {
      name: "types of other names and whole lists by hand, dropped fields not at all",
      fn: toHub,
      input: { labels: [{ value: "a" }], names: ["n"], dropped: { other: "x" }, copyOnly: { value: "c" } },
      want: { labels: [{ text: "a" }], names: ["n", "from v1beta1"], copyOnly: { value: "c" }, ...hubZero },
    },
    {
      name: "what one version cannot hold, by hand",
      fn: fromHub,
      input: {
        wider: 2 ** 31 + 3,
        port: "http",
        open: [1],
        parts: [{ name: "a", count: 2 ** 40 }],
        partsByName: { x: { name: "b" } },
        matrix: [[{ name: "c" }], []],
        nullable: null,
        nullHere: null,
        nullThere: { name: "d" },
        labels: [{ text: "t" }],
        dropped: { value: "x" },
        invented: ["y"],
      },
      want: {
        wider: 3,
        parts: [{ name: "a", count: 2 ** 31 - 1 }],
        partsByName: { x: { name: "b" } },
        matrix: [[{ name: "c" }], []],
        nullable: null,
        nullThere: { name: "d" },
        labels: [{ value: "t" }],
        optionalHere: "",
      },
    },
  ];

for (const tc of cases) {
  test(`converts: ${tc.name}`, () => {
    const input = structuredClone(tc.input);
    assert.deepEqual(v1beta1[tc.fn]!(input), tc.want);
    assert.deepEqual(input, tc.input, "the input was changed");
  });
}

test("equal shapes are shared, others are new", () => {
  const input = { tree: { branches: [] }, parts: [{ name: "a" }] };
  const out = v1beta1[toHub]!(input);
  assert.equal(out["tree"], input.tree);
  assert.equal(out["parts"], input.parts);
});

const group = "shop.example.com";
const battery = {
  kind: "Battery",
  apiVersion: `${group}/v1`,
  metadata: { name: "a" },
  spec: { requiredHere: "x", requiredCount: 1, invented: [], tree: { name: "t" } },
};

test("an identical version only gets another apiVersion", () => {
  const hub = scheme.convertToHub<typeof battery>(battery);
  assert.deepEqual(hub, { ...battery, apiVersion: `${group}/__internal` });
  assert.equal(hub.spec, battery.spec);
  assert.deepEqual(scheme.convertToVersion(hub, { group, version: "v1" }), battery);
});

test("versions convert to each other through the hub", () => {
  const older = scheme.convertToVersion<typeof battery>(battery, { group, version: "v1beta1" });
  assert.deepEqual(older, {
    kind: "Battery",
    apiVersion: `${group}/v1beta1`,
    metadata: { name: "a" },
    spec: { tree: { name: "t" }, requiredHere: "x", requiredCount: 1, optionalHere: "" },
  });
  assert.deepEqual(scheme.convertToVersion(older, { group, version: "v1" }), {
    ...battery,
    spec: { ...battery.spec, optionalHere: "" },
  });
});

test("lists convert their items, which have an apiVersion only when they came with one", () => {
  const { kind: _kind, apiVersion: _apiVersion, ...bare } = battery;
  const list = { kind: "BatteryList", apiVersion: `${group}/v1`, metadata: {}, items: [battery, bare] };
  const hub = scheme.convertToHub<RuntimeObject & { items: RuntimeObject[] }>(list);
  assert.equal(hub.apiVersion, `${group}/__internal`);
  assert.deepEqual(
    hub.items.map((item) => item.apiVersion),
    [`${group}/__internal`, undefined],
  );
  assert.deepEqual(scheme.convertToVersion(hub, { group, version: "v1" }), list);
});

test("a field that is left out is converted in neither direction", () => {
  const secret = {
    kind: "Secret",
    apiVersion: `${group}/__internal`,
    metadata: {},
    spec: { hubOnly: "h", shown: "s" },
  };
  assert.deepEqual(scheme.convertToVersion(secret, { group, version: "v1" }), {
    kind: "Secret",
    apiVersion: `${group}/v1`,
    metadata: {},
    spec: { shown: "s" },
  });
  assert.deepEqual(scheme.convertToVersion(secret, { group, version: "v1beta1" }), {
    kind: "Secret",
    apiVersion: `${group}/v1beta1`,
    metadata: {},
    spec: { title: "s" },
  });
});

test("options are read from query parameters", async () => {
  const solo = await project.load<{ Convert_url_Values_To_v1_LogOptions(values: URLSearchParams): object }>(
    "generated/solo/v1/zz_generated.conversion.ts",
  );
  const query = "container=c&follow&lines=10&depth=-1&sinceTime=2026-01-01T00:00:00Z&only-names=a&only-names=b&x=y";
  assert.deepEqual(solo.Convert_url_Values_To_v1_LogOptions(new URLSearchParams(query)), {
    container: "c",
    follow: true,
    lines: 10,
    depth: -1,
    sinceTime: "2026-01-01T00:00:00Z",
    "only-names": ["a", "b"],
  });
});
