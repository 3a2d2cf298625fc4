import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from "../../../apis/rbac/v1/types.js";
import { clusterRoleBindings } from "./bindings.js";
import { componentRoles } from "./component-roles.js";
import { controllerRoles } from "./controller-roles.js";
import { namespaceRoleBindings, namespaceRoles } from "./namespace-roles.js";
import { userRoles } from "./user-roles.js";

/** Objects of the group rbac.authorization.k8s.io, without kind and apiVersion. */
export interface BootstrapPolicy {
  readonly clusterRoles: readonly ClusterRole[];
  readonly clusterRoleBindings: readonly ClusterRoleBinding[];
  readonly roles: readonly Role[];
  readonly roleBindings: readonly RoleBinding[];
}

/** What every cluster has. */
export const bootstrapPolicy: BootstrapPolicy = {
  clusterRoles: [...userRoles, ...componentRoles, ...controllerRoles],
  clusterRoleBindings,
  roles: namespaceRoles,
  roleBindings: namespaceRoleBindings,
};

export { AUTOUPDATE_ANNOTATION } from "./rule.js";
