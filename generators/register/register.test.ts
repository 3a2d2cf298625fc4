import assert from "node:assert/strict";
import { test } from "node:test";

import { Scheme } from "../../apimachinery/runtime/index.js";
import { conversionGen } from "../conversion/index.js";
import { deepcopyGen } from "../deepcopy/index.js";
import { createFixtureProject } from "../framework/fixture-project.js";
import { expectGolden } from "../framework/testing.js";
import { registerGen } from "./index.js";

const FOLDER = "test/testdata/register";

interface Install {
  install(scheme: Scheme): void;
}

for (const shape of ["two-versions", "one-version", "errors"]) {
  test(`register-gen: ${shape}`, () => expectGolden(`${FOLDER}/${shape}`, registerGen));
}

test("an installed group with a hub is known in each version", async () => {
  const project = await createFixtureProject(`${FOLDER}/two-versions/in`, [deepcopyGen, registerGen, conversionGen]);
  try {
    assert.deepEqual(project.typeErrors(), []);
    const scheme = new Scheme();
    (await project.load<Install>("generated/shop/zz_generated.install.ts")).install(scheme);
    assert.deepEqual(scheme.versionsOf("shop.example.com"), ["v1", "v1beta1"]);
    assert.equal(scheme.hubVersion("shop.example.com"), "__internal");
    const kinds = (version: string): readonly string[] =>
      scheme.knownTypes({ group: "shop.example.com", version }).map((gvk) => gvk.kind);
    assert.deepEqual(kinds("v1"), ["Battery", "BatteryList", "BatteryOptions"]);
    assert.deepEqual(kinds("v1beta1"), ["Battery"]);
    assert.deepEqual(kinds("__internal"), ["Battery", "BatteryList", "BatteryOptions"]);
    assert.equal(scheme.typeOf({ group: "shop.example.com", version: "v1", kind: "BatteryList" }).list, true);
    const battery = { apiVersion: "shop.example.com/v1", kind: "Battery", metadata: { labels: { a: "b" } } };
    const copy = scheme.deepCopy(battery);
    assert.deepEqual(copy, battery);
    assert.notEqual(copy.metadata.labels, battery.metadata.labels);
    const register = await project.load<{ RESOURCES: object; KINDS: object }>(
      "generated/shop/v1/zz_generated.register.ts",
    );
    assert.deepEqual(register.RESOURCES, { Battery: "batteries" });
    assert.deepEqual(register.KINDS, { batteries: "Battery" });
  } finally {
    project.remove();
  }
});

test("the only version of a group is its hub; a group that registers itself is left to do so", async () => {
  const project = await createFixtureProject(`${FOLDER}/one-version/in`, [deepcopyGen, registerGen, conversionGen]);
  try {
    assert.deepEqual(project.typeErrors(), []);
    const scheme = new Scheme();
    (await project.load<Install>("generated/solo/zz_generated.install.ts")).install(scheme);
    (await project.load<Install>("generated/manual/zz_generated.install.ts")).install(scheme);
    assert.equal(scheme.hubVersion("solo.example.com"), "v1");
    assert.ok(scheme.recognizes({ group: "solo.example.com", version: "v1", kind: "Solo" }));
    assert.deepEqual(
      scheme.knownTypes({ group: "manual.example.com", version: "v1" }).map((gvk) => gvk.kind),
      ["Renamed"],
    );
  } finally {
    project.remove();
  }
});
