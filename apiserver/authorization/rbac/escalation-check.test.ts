import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { AdmissionChain, RequestAttributes, type AdmissionOperation } from "../../admission/index.js";
import type { UserInfo } from "../../authentication/index.js";
import { createUnionAuthorizer, privilegedGroup } from "../index.js";
import { EscalationCheck, RBACAuthorizer, RBACPolicy, type PolicyRule, type Role } from "./index.js";

const GROUP = "rbac.authorization.k8s.io";
const rule = (verbs: string, resource: string, group = ""): PolicyRule => ({
  verbs: verbs.split(","),
  apiGroups: [group],
  resources: [resource],
});

/** What the user holds in the namespace `n`. */
function checkOf(...held: PolicyRule[]): EscalationCheck {
  const policy = new RBACPolicy();
  policy.clusterRoles.set({ metadata: { name: "held" }, rules: held });
  policy.clusterRoles.set({ metadata: { name: "reader" }, rules: [rule("get,list", "pods")] });
  policy.roleBindings.set({
    metadata: { name: "b", namespace: "n" },
    roleRef: { kind: "ClusterRole", name: "held" },
    subjects: [{ kind: "User", name: "u" }],
  });
  const authorizer = createUnionAuthorizer([privilegedGroup, new RBACAuthorizer(policy)]);
  return new EscalationCheck({ policy, authorizer });
}

function write(
  check: EscalationCheck,
  resource: string,
  object: object,
  old?: object,
  groups = ["g", "h"],
): Promise<void> {
  const operation: AdmissionOperation = old === undefined ? "CREATE" : "UPDATE";
  const user: UserInfo = { name: "u", uid: "", groups, extra: {} };
  const full = (part: object) => ({
    apiVersion: `${GROUP}/v1`,
    kind: "X",
    metadata: { name: "x", namespace: "n" },
    ...part,
  });
  return new AdmissionChain([check], { clock: new FakeClock() }).admit(
    new RequestAttributes({
      operation,
      kind: { group: GROUP, version: "v1", kind: "X" },
      resource: { group: GROUP, version: "v1", resource },
      subresource: "",
      namespace: "n",
      name: "x",
      object: full(object),
      oldObject: old === undefined ? undefined : full(old),
      options: undefined,
      user,
      dryRun: false,
      warnings: new Set(),
      annotations: new Map(),
    }),
    {},
  );
}

const wanted: Pick<Role, "rules"> = { rules: [rule("get,list", "pods"), rule("delete", "secrets")] };
const REFUSED =
  'roles.rbac.authorization.k8s.io "x" is forbidden: user "u" (groups=["g" "h"]) is attempting to grant RBAC permissions not currently held:\n';

test("a role with more than its writer holds is refused, with what is missing", async () => {
  await assert.rejects(write(checkOf(rule("get", "pods")), "roles", wanted), {
    message: `${REFUSED}{APIGroups:[""], Resources:["pods"], Verbs:["list"]}\n{APIGroups:[""], Resources:["secrets"], Verbs:["delete"]}`,
  });
});

const allowed: readonly [string, () => Promise<void>][] = [
  ["holds all of it", () => write(checkOf(rule("*", "pods"), rule("delete", "secrets")), "roles", wanted)],
  ["may escalate", () => write(checkOf(rule("escalate", "roles", GROUP)), "roles", wanted)],
  ["is in system:masters", () => write(checkOf(), "roles", wanted, undefined, ["system:masters"])],
  ["leaves the rules as they were", () => write(checkOf(), "roles", wanted, wanted)],
  [
    "binds a role whose rules he holds",
    () =>
      write(checkOf(rule("get,list", "pods")), "rolebindings", { roleRef: { kind: "ClusterRole", name: "reader" } }),
  ],
  [
    "may bind",
    () =>
      write(checkOf(rule("bind", "clusterroles", GROUP)), "rolebindings", {
        roleRef: { kind: "ClusterRole", name: "reader" },
      }),
  ],
  ["writes something else", () => write(checkOf(), "others", wanted)],
];
for (const [name, attempt] of allowed) test(`passes when he ${name}`, attempt);

test("a binding to a role with more is refused", async () => {
  const binding = { roleRef: { kind: "ClusterRole", name: "reader" }, subjects: [{ kind: "User", name: "u" }] };
  await assert.rejects(write(checkOf(rule("get", "pods")), "rolebindings", binding), {
    message:
      'rolebindings.rbac.authorization.k8s.io "x" is forbidden: user "u" (groups=["g" "h"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["pods"], Verbs:["list"]}',
  });
  const nobody = { ...binding, subjects: [] };
  await assert.rejects(write(checkOf(), "rolebindings", binding, nobody), /not currently held/);
  await write(checkOf(), "rolebindings", binding, binding);
});

test("a binding to a role that does not exist is not found", async () => {
  const binding = { roleRef: { kind: "Role", name: "gone" } };
  await assert.rejects(write(checkOf(), "rolebindings", binding), {
    message: 'role.rbac.authorization.k8s.io "gone" not found',
  });
});

test("an aggregated role needs everything", async () => {
  const role = { rules: [], aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: "b" } }] } };
  await assert.rejects(write(checkOf(rule("get", "*", "*")), "clusterroles", role), {
    message:
      'clusterroles.rbac.authorization.k8s.io "x" is forbidden: must have cluster-admin privileges to use the aggregationRule',
  });
  await write(checkOf(rule("*", "*", "*"), { verbs: ["*"], nonResourceURLs: ["*"] }), "clusterroles", role);
});
