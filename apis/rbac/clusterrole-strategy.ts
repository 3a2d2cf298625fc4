import type { StrategyHooks } from "kindsmith/apimachinery";
import { createdAt } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { ClusterRole } from "./v1/types.js";
import { validateClusterRole, validateRBACName } from "./validation.js";

/**
 * Business rules of ClusterRole.
 * @see kubernetes/kubernetes pkg/registry/rbac/clusterrole/strategy.go
 */
export const clusterRoleStrategy: StrategyHooks<ClusterRole> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, role) => validateClusterRole(role),
  validateUpdate: (_ctx, role) => validateClusterRole(role),
  validateName: validateRBACName,
  allowCreateOnUpdate: true,
  tableCells: { "Created At": createdAt },
};
