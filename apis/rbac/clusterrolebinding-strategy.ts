import type { StrategyHooks } from "kindsmith/apimachinery";
import { bindingCells } from "./binding-cells.js";
import type { ClusterRoleBinding } from "./v1/types.js";
import { validateBinding, validateBindingUpdate, validateRBACName } from "./validation.js";

/**
 * Business rules of ClusterRoleBinding.
 * @see kubernetes/kubernetes pkg/registry/rbac/clusterrolebinding/strategy.go
 */
export const clusterRoleBindingStrategy: StrategyHooks<ClusterRoleBinding> = {
  validate: (_ctx, binding) => validateBinding(binding, false),
  validateUpdate: (_ctx, binding, old) => validateBindingUpdate(binding, old, false),
  validateName: validateRBACName,
  allowCreateOnUpdate: true,
  tableCells: bindingCells,
};
