import assert from "node:assert/strict";
import test from "node:test";

import { builtInGroups, isOfKubernetes, ownGroups } from "./built-in-groups.js";

test("Kubernetes' groups are told from those that a project adds", () => {
  const cases: [group: string, ofKubernetes: boolean][] = [
    ["", true],
    ["apps", true],
    ["rbac.authorization.k8s.io", true],
    ["wardle.example.com", false],
    ["shop.example.com", false],
    ["cluster.x-k8s.io", false],
    ["k8s.io.example.com", false],
  ];
  for (const [group, expected] of cases) assert.equal(isOfKubernetes({ group }), expected, group);
});

test("the sample is not one of Kubernetes' groups", async () => {
  const isSample = ({ group }: { readonly group: string }): boolean => group === "wardle.example.com";
  assert.ok((await ownGroups()).some(isSample));
  assert.ok(!(await builtInGroups()).some(isSample));
});
