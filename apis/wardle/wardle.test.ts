import assert from "node:assert/strict";
import test from "node:test";
import { Path, Scheme, type RuntimeObject } from "../../apimachinery/index.js";
import { install } from "../../generated/wardle/zz_generated.install.js";
import type { Flunder, FlunderSpec } from "./types.js";
import { validateFlunderSpec } from "./validation.js";

const GROUP = "wardle.example.com";
const scheme = new Scheme();
install(scheme);

function flunder(version: string, spec: object): RuntimeObject {
  return { apiVersion: `${GROUP}/${version}`, kind: "Flunder", ...{ metadata: { name: "f" }, spec } };
}

function hubSpec(version: string, spec: object): FlunderSpec | undefined {
  const object = flunder(version, spec);
  scheme.default(object);
  return scheme.convertToHub<Flunder>(object).spec;
}

const toHub: readonly { name: string; version: string; spec: object; want: FlunderSpec }[] = [
  {
    name: "a reference alone means a Flunder",
    version: "v1alpha1",
    spec: { reference: "a", comment: "c" },
    want: { referenceType: "Flunder", flunderReference: "a", description: "c", replicas: 1 },
  },
  {
    name: "the type says where the reference goes",
    version: "v1alpha1",
    spec: { reference: "a", referenceType: "Fischer", replicas: 0 },
    want: { referenceType: "Fischer", fischerReference: "a", replicas: 0 },
  },
  {
    name: "the reference that is set says the type",
    version: "v1beta1",
    spec: { fischerReference: "a" },
    want: { referenceType: "Fischer", fischerReference: "a", replicas: 1 },
  },
];
for (const tc of toHub) test(tc.name, () => assert.deepEqual(hubSpec(tc.version, tc.spec), tc.want));

test("a Flunder of one version can be read in the other", () => {
  const object = flunder("v1alpha1", { reference: "a", referenceType: "Fischer", comment: "c", replicas: 2 });
  const read = scheme.convertToVersion(object, { group: GROUP, version: "v1beta1" });
  assert.deepEqual(read, {
    ...flunder("v1beta1", { fischerReference: "a", referenceType: "Fischer", description: "c", replicas: 2 }),
  });
  assert.deepEqual(scheme.convertToVersion(read, { group: GROUP, version: "v1alpha1" }), object);
});

const rules: readonly { spec: FlunderSpec; want: string[] }[] = [
  { spec: {}, want: [] },
  { spec: { referenceType: "Flunder", flunderReference: "a" }, want: [] },
  {
    spec: { flunderReference: "a", fischerReference: "b" },
    want: ['spec.fischerReference: Invalid value: "b": cannot be set with flunderReference at the same time'],
  },
  {
    spec: { referenceType: "Fischer", flunderReference: "a" },
    want: ['spec.flunderReference: Invalid value: "a": cannot be set if referenceType is not Flunder'],
  },
  {
    spec: { referenceType: "Fischer" },
    want: ["spec.fischerReference: Required value: must be set if referenceType is Fischer"],
  },
];
for (const { spec, want } of rules) {
  test(`rules of ${JSON.stringify(spec)}`, () =>
    assert.deepEqual(validateFlunderSpec(spec, Path.of("spec")).map(String), want));
}
