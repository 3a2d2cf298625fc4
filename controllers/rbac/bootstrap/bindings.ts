import type { ClusterRoleBinding } from "../../../apis/rbac/v1/types.js";
import { CONTROLLER_PREFIX, controllerRoles } from "./controller-roles.js";
import { account, clusterRoleBinding, group, user } from "./rule.js";

const authenticated = group("system:authenticated");

/**
 * Who has the roles of the whole cluster. The role system:node is bound to nobody: nodes have an authorizer of their own.
 * @see kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go, ClusterRoleBindings
 */
export const clusterRoleBindings: readonly ClusterRoleBinding[] = [
  clusterRoleBinding("cluster-admin", group("system:masters")),
  clusterRoleBinding("system:monitoring", group("system:monitoring")),
  clusterRoleBinding("system:discovery", authenticated),
  clusterRoleBinding("system:basic-user", authenticated),
  clusterRoleBinding("system:public-info-viewer", authenticated, group("system:unauthenticated")),
  clusterRoleBinding("system:node-proxier", user("system:kube-proxy")),
  clusterRoleBinding("system:kube-controller-manager", user("system:kube-controller-manager")),
  clusterRoleBinding("system:kube-dns", account("kube-dns")),
  clusterRoleBinding("system:kube-scheduler", user("system:kube-scheduler")),
  clusterRoleBinding("system:volume-scheduler", user("system:kube-scheduler")),
  clusterRoleBinding("system:node"),
  clusterRoleBinding("system:service-account-issuer-discovery", group("system:serviceaccounts")),
  ...controllerRoles.map(({ metadata: { name = "" } }) =>
    clusterRoleBinding(name, account(name.slice(CONTROLLER_PREFIX.length))),
  ),
];
