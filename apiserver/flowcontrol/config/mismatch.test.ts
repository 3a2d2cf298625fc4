import assert from "node:assert/strict";
import test from "node:test";
import { parseRequestInfo } from "../../endpoints/index.js";
import { mandatoryFlowSchemas, suggestedFlowSchemas } from "./bootstrap.js";
import { matchesFlowSchema, type RequestDigest } from "./matching.js";
import { mismatchOf } from "./mismatch.js";

function digest(method: string, path: string, name: string, ...groups: string[]): RequestDigest {
  return {
    requestInfo: parseRequestInfo(method, path, { query: new URLSearchParams() }),
    user: { name, uid: "", groups: [...groups, "system:authenticated"], extra: {} },
  };
}

function mismatch(schema: string, request: RequestDigest): readonly string[] | undefined {
  const found = suggestedFlowSchemas.find(({ metadata }) => metadata.name === schema);
  assert.ok(found);
  return mismatchOf(request, found);
}

const node = "system:node:n1";
const cases: readonly { name: string; schema: string; request: RequestDigest; want: readonly string[] | undefined }[] =
  [
    { name: "it matches", schema: "global-default", request: digest("GET", "/api/v1/pods", "alice"), want: undefined },
    {
      name: "another's",
      schema: "system-leader-election",
      request: digest("GET", "/api/v1/pods", "alice"),
      want: [
        "rules[0]: is for user system:kube-controller-manager, user system:kube-scheduler, service account kube-system/* only",
      ],
    },
    {
      name: "a resource where paths are meant",
      schema: "probes",
      request: digest("GET", "/api/v1/pods", "alice"),
      want: ["rules[0]: has no resourceRules, and the request is for a resource"],
    },
    {
      name: "another path",
      schema: "probes",
      request: digest("POST", "/metrics", "alice"),
      want: [
        "rules[0].nonResourceRules[0]: verb post is not among get; path /metrics is not below /healthz, /readyz, /livez",
      ],
    },
    {
      name: "another resource, and each rule says why",
      schema: "system-node-high",
      request: digest("GET", "/apis/apps/v1/deployments", node, "system:nodes"),
      want: [
        'rules[0].resourceRules[0]: API group apps is not among ""; resource deployments is not among nodes, nodes/status',
        "rules[0].resourceRules[1]: API group apps is not among coordination.k8s.io; resource deployments is not among leases; the request is for no namespace, and clusterScope is not set",
      ],
    },
    {
      name: "a subresource is not its resource",
      schema: "system-node-high",
      request: digest("GET", "/apis/coordination.k8s.io/v1/namespaces/a/leases/l/status", node, "system:nodes"),
      want: [
        'rules[0].resourceRules[0]: API group coordination.k8s.io is not among ""; resource leases/status is not among nodes, nodes/status',
        "rules[0].resourceRules[1]: resource leases/status is not among leases",
      ],
    },
  ];
for (const { name, schema, request, want } of cases)
  test(name, () => assert.deepEqual(mismatch(schema, request), want));

test("there is a reason if and only if the schema does not match", () => {
  const users = [
    ["alice"],
    ["admin", "system:masters"],
    [node, "system:nodes"],
    ["system:kube-scheduler"],
    ["system:serviceaccount:kube-system:x", "system:serviceaccounts"],
  ] as const;
  const paths = [
    "/healthz",
    "/metrics",
    "/api/v1/nodes",
    "/api/v1/namespaces/a/pods/p/log",
    "/apis/coordination.k8s.io/v1/leases",
  ];
  for (const schema of [...mandatoryFlowSchemas, ...suggestedFlowSchemas])
    for (const [user, ...groups] of users)
      for (const path of paths)
        for (const method of ["GET", "POST"]) {
          const request = digest(method, path, user, ...groups);
          const reasons = mismatchOf(request, schema);
          assert.equal(reasons === undefined, matchesFlowSchema(request, schema));
          assert.ok(reasons === undefined || reasons.every((reason) => /: .+|^it has/.test(reason)), String(reasons));
        }
});
