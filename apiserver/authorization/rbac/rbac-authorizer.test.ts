import assert from "node:assert/strict";
import test from "node:test";
import type { UserInfo } from "../../authentication/index.js";
import type { AuthorizationAttributes } from "../index.js";
import { RBACAuthorizer, RBACPolicy, type Binding, type Role } from "./index.js";

const get = { verbs: ["get"], apiGroups: [""], resources: ["pods"] };
const role = (name: string, namespace?: string): Role => ({
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  rules: [get, { verbs: ["get"], nonResourceURLs: ["/metrics"] }],
});
const binding = (kind: string, roleName: string, subjects: Binding["subjects"], namespace?: string): Binding => ({
  metadata: { name: "b", ...(namespace === undefined ? {} : { namespace }) },
  roleRef: { kind, name: roleName },
  ...(subjects === undefined ? {} : { subjects }),
});
const user = (name: string, ...groups: string[]): UserInfo => ({ name, uid: "", groups, extra: {} });
const pod = (who: UserInfo, namespace: string): AuthorizationAttributes => ({
  kind: "resource",
  user: who,
  verb: "get",
  group: "",
  version: "v1",
  resource: "pods",
  subresource: "",
  namespace,
  name: "p",
});

function policyOf(setUp: (policy: RBACPolicy) => void): RBACAuthorizer {
  const policy = new RBACPolicy();
  policy.clusterRoles.set(role("viewer"));
  policy.roles.set(role("viewer", "a"));
  setUp(policy);
  return new RBACAuthorizer(policy);
}

const cluster = (subject: object, name = "viewer") =>
  policyOf((p) => p.clusterRoleBindings.set(binding("ClusterRole", name, [subject as never])));
const inA = (subject: object, kind = "ClusterRole", name = "viewer") =>
  policyOf((p) => p.roleBindings.set(binding(kind, name, [subject as never], "a")));
const alice = { kind: "User", name: "alice" };
const devs = { kind: "Group", name: "devs" };

const cases: readonly {
  readonly name: string;
  readonly rbac: RBACAuthorizer;
  readonly ask: AuthorizationAttributes;
  readonly want: "allow" | "noOpinion";
  readonly reason: string;
}[] = [
  {
    name: "a user everywhere",
    rbac: cluster(alice),
    ask: pod(user("alice"), "z"),
    want: "allow",
    reason: 'RBAC: allowed by ClusterRoleBinding "b" of ClusterRole "viewer" to User "alice"',
  },
  {
    name: "a group in a namespace",
    rbac: inA(devs),
    ask: pod(user("x", "devs"), "a"),
    want: "allow",
    reason: 'RBAC: allowed by RoleBinding "b/a" of ClusterRole "viewer" to Group "devs"',
  },
  {
    name: "a service account of the binding's namespace",
    rbac: inA({ kind: "ServiceAccount", name: "sa" }, "Role"),
    ask: pod(user("system:serviceaccount:a:sa"), "a"),
    want: "allow",
    reason: 'RBAC: allowed by RoleBinding "b/a" of Role "viewer" to ServiceAccount "sa/a"',
  },
  { name: "another namespace", rbac: inA(devs), ask: pod(user("x", "devs"), "b"), want: "noOpinion", reason: "" },
  { name: "the whole cluster", rbac: inA(devs), ask: pod(user("x", "devs"), ""), want: "noOpinion", reason: "" },
  { name: "somebody else", rbac: cluster(alice), ask: pod(user("eve", "alice"), "a"), want: "noOpinion", reason: "" },
  {
    name: "a star is no wildcard for subjects",
    rbac: cluster({ kind: "User", name: "*" }),
    ask: pod(user("eve"), "a"),
    want: "noOpinion",
    reason: "",
  },
  {
    name: "a path by a cluster role binding",
    rbac: cluster(alice),
    ask: { kind: "nonResource", user: user("alice"), verb: "get", path: "/metrics" },
    want: "allow",
    reason: 'RBAC: allowed by ClusterRoleBinding "b" of ClusterRole "viewer" to User "alice"',
  },
  {
    name: "a path by a role binding",
    rbac: inA(alice),
    ask: { kind: "nonResource", user: user("alice"), verb: "get", path: "/metrics" },
    want: "noOpinion",
    reason: "",
  },
  {
    name: "a missing cluster role",
    rbac: cluster(alice, "gone"),
    ask: pod(user("alice"), "a"),
    want: "noOpinion",
    reason: 'RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found',
  },
  {
    name: "a missing role",
    rbac: inA(alice, "Role", "gone"),
    ask: pod(user("alice"), "a"),
    want: "noOpinion",
    reason: 'RBAC: role.rbac.authorization.k8s.io "gone" not found',
  },
];
for (const { name, rbac, ask, want, reason } of cases) {
  test(name, () => assert.deepEqual(rbac.authorize(ask), { decision: want, reason }));
}

test("changes are in force at once", () => {
  const policy = new RBACPolicy();
  const rbac = new RBACAuthorizer(policy);
  const ask = pod(user("alice"), "a");
  const decision = (): string => rbac.authorize(ask).decision;
  policy.clusterRoles.set(role("viewer"));
  policy.clusterRoleBindings.set(binding("ClusterRole", "viewer", [alice]));
  assert.equal(decision(), "allow");
  policy.clusterRoleBindings.set(binding("ClusterRole", "viewer", [devs]));
  assert.equal(decision(), "noOpinion");
  policy.clusterRoleBindings.set(binding("ClusterRole", "viewer", [alice]));
  policy.clusterRoles.delete(role("viewer"));
  assert.equal(decision(), "noOpinion");
  policy.clusterRoles.replace([role("viewer")]);
  assert.equal(decision(), "allow");
  policy.clusterRoleBindings.delete(binding("ClusterRole", "viewer", undefined));
  assert.equal(decision(), "noOpinion");
});

test("rules are listed, and what is missing", async () => {
  const rbac = policyOf((policy) => {
    policy.clusterRoleBindings.set(binding("ClusterRole", "gone", [alice]));
    policy.roleBindings.set(binding("Role", "viewer", [alice], "a"));
  });
  const list = await rbac.rulesFor(user("alice"), "a");
  assert.deepEqual(list.resourceRules, [get]);
  assert.deepEqual(list.nonResourceRules, [{ verbs: ["get"], nonResourceURLs: ["/metrics"] }]);
  assert.deepEqual(list.errors, ['clusterrole.rbac.authorization.k8s.io "gone" not found']);
  assert.deepEqual((await rbac.rulesFor(user("alice"), "b")).resourceRules, []);
});
