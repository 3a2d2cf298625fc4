import assert from "node:assert/strict";
import test from "node:test";
import { uncoveredRules, type Rule } from "./index.js";

const on = (verbs: string, resource: string, name?: string): Rule => ({
  verbs: verbs.split(","),
  apiGroups: [""],
  resources: [resource],
  ...(name === undefined ? {} : { resourceNames: [name] }),
});
const url = (path: string): Rule => ({ verbs: ["get"], nonResourceURLs: [path] });

const cases: readonly [string, Rule[], Rule, boolean][] = [
  ["more verbs", [on("get,list", "pods")], on("get", "pods"), true],
  ["two rules", [on("get", "pods"), on("list", "pods")], on("get,list", "pods"), true],
  ["one name of all", [on("get", "pods", "a")], on("get", "pods"), false],
  ["all names", [on("get", "pods")], on("get", "pods", "a"), true],
  ["another name", [on("get", "pods", "a")], on("get", "pods", "b"), false],
  ["all resources", [on("get", "*")], on("get", "pods/exec"), true],
  ["a subresource of all", [on("get", "*/scale")], on("get", "deployments/scale"), true],
  ["a subresource alone", [on("get", "*/scale")], on("get", "deployments"), false],
  ["a path below", [url("/a/*")], url("/a/b"), true],
  ["the same pattern", [url("/a/*")], url("/a/*"), true],
  ["a wider pattern", [url("/a/*")], url("/*"), false],
  ["all verbs", [on("*", "pods")], on("get", "pods"), true],
  ["every verb is not all verbs", [on("get,list,watch,create", "pods")], on("*", "pods"), false],
  ["nothing", [], on("get", "pods"), false],
];
for (const [name, held, wanted, covered] of cases) {
  test(name, () => assert.equal(uncoveredRules(held, [wanted]).length === 0, covered));
}

test("says what is missing, one verb of one resource each", () => {
  assert.deepEqual(uncoveredRules([on("get", "pods")], [on("get,list", "pods"), on("get", "nodes")]), [
    on("list", "pods"),
    on("get", "nodes"),
  ]);
});
