import assert from "node:assert/strict";
import test from "node:test";

import { camelCase, compareVersions, kindNames, pascalCase, pluralize } from "./names.js";

const plurals: Readonly<Record<string, string>> = {
  Pod: "Pods",
  Ingress: "Ingresses",
  NetworkPolicy: "NetworkPolicies",
  Gateway: "Gateways",
  Branch: "Branches",
  Mesh: "Meshes",
  Path: "Paths",
  Box: "Boxes",
  Quiz: "Quizes",
  Knife: "Knives",
  Leaf: "Leaves",
  Proof: "Prooves",
  Endpoints: "Endpoints",
  X: "X",
};
for (const [singular, plural] of Object.entries(plurals)) {
  test(`${singular} → ${plural}`, () => assert.equal(pluralize(singular), plural));
}

const camels: Readonly<Record<string, string>> = {
  ConfigMap: "configMap",
  CSIDriver: "csiDriver",
  IPAddress: "ipAddress",
  APIService: "apiService",
  API: "api",
  APIs: "apis",
  Pod: "pod",
  X: "x",
};
for (const [name, camel] of Object.entries(camels)) {
  test(`${name} → ${camel}`, () => assert.equal(camelCase(name), camel));
}

test("identifiers from folder names", () => {
  assert.equal(pascalCase("my-group"), "MyGroup");
  assert.equal(pascalCase("v1alpha1"), "V1alpha1");
  assert.equal(pascalCase("rbac.authorization"), "RbacAuthorization");
});

test("versions from most to least stable", () => {
  const versions = ["v1alpha1", "v2beta1", "v1", "v10", "v1beta2", "v2", "v1alpha10", "other"];
  const want = ["v10", "v2", "v1", "v2beta1", "v1beta2", "v1alpha10", "v1alpha1", "other"];
  assert.deepEqual(versions.sort(compareVersions), want);
});

test("a kind's names, and what overrides them", () => {
  assert.deepEqual(kindNames("NetworkPolicy", { plural: "netpols" }), {
    kind: "NetworkPolicy",
    list: "NetworkPolicyList",
    plural: "netpols",
    singular: "networkpolicy",
    pluralPascal: "NetworkPolicies",
    pluralCamel: "networkPolicies",
    camel: "networkPolicy",
    file: "networkpolicy",
  });
});
