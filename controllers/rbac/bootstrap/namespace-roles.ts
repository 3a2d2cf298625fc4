import type { Role, RoleBinding } from "../../../apis/rbac/v1/types.js";
import { account, eventsRule, READ, role, roleBinding, rule, user } from "./rule.js";

const SYSTEM = "kube-system";
const PUBLIC = "kube-public";
const SIGNER = "system:controller:bootstrap-signer";
const READER = "extension-apiserver-authentication-reader";
const CLEANER = "system:controller:token-cleaner";

function leader(name: string): Role {
  return role(SYSTEM, `system::leader-locking-${name}`, [
    rule("watch", "", "configmaps"),
    rule("get update", "", "configmaps", name),
  ]);
}

/**
 * Rights in single namespaces.
 * @see kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/namespace_policy.go
 */
export const namespaceRoles: readonly Role[] = [
  role(SYSTEM, READER, [rule(READ, "", "configmaps", "extension-apiserver-authentication")]),
  role(SYSTEM, SIGNER, [rule(READ, "", "secrets")]),
  role(SYSTEM, "system:controller:cloud-provider", [rule("create get list watch", "", "configmaps")]),
  role(SYSTEM, CLEANER, [rule("get list watch delete", "", "secrets"), eventsRule]),
  leader("kube-controller-manager"),
  leader("kube-scheduler"),
  role(PUBLIC, SIGNER, [rule(READ, "", "configmaps"), rule("update", "", "configmaps", "cluster-info"), eventsRule]),
];

const readers = roleBinding(SYSTEM, READER, user("system:kube-controller-manager"), user("system:kube-scheduler"));

export const namespaceRoleBindings: readonly RoleBinding[] = [
  // The only binding whose name is not its role's.
  { ...readers, metadata: { ...readers.metadata, name: `system::${READER}` } },
  roleBinding(SYSTEM, SIGNER, account("bootstrap-signer")),
  roleBinding(SYSTEM, "system:controller:cloud-provider", account("cloud-provider")),
  roleBinding(SYSTEM, CLEANER, account("token-cleaner")),
  roleBinding(
    SYSTEM,
    "system::leader-locking-kube-controller-manager",
    user("system:kube-controller-manager"),
    account("kube-controller-manager"),
  ),
  roleBinding(
    SYSTEM,
    "system::leader-locking-kube-scheduler",
    user("system:kube-scheduler"),
    account("kube-scheduler"),
  ),
  roleBinding(PUBLIC, SIGNER, account("bootstrap-signer")),
];
