import type { StrategyHooks } from "kindsmith/apimachinery";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { bindingCells } from "./binding-cells.js";
import type { ClusterRoleBinding } from "./v1/types.js";
import { validateBinding, validateBindingUpdate, validateRBACName } from "./validation.js";

/**
 * Business rules of ClusterRoleBinding.
 * @see kubernetes/kubernetes pkg/registry/rbac/clusterrolebinding/strategy.go
 */
export const clusterRoleBindingStrategy: StrategyHooks<ClusterRoleBinding> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, binding) => validateBinding(binding, false),
  validateUpdate: (_ctx, binding, old) => validateBindingUpdate(binding, old, false),
  validateName: validateRBACName,
  allowCreateOnUpdate: true,
  tableCells: bindingCells,
};
