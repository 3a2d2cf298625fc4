import type { StrategyHooks } from "kindsmith/apimachinery";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { bindingCells } from "./binding-cells.js";
import type { RoleBinding } from "./v1/types.js";
import { validateBinding, validateBindingUpdate, validateRBACName } from "./validation.js";

/**
 * Business rules of RoleBinding.
 * @see kubernetes/kubernetes pkg/registry/rbac/rolebinding/strategy.go
 */
export const roleBindingStrategy: StrategyHooks<RoleBinding> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, binding) => validateBinding(binding, true),
  validateUpdate: (_ctx, binding, old) => validateBindingUpdate(binding, old, true),
  validateName: validateRBACName,
  allowCreateOnUpdate: true,
  tableCells: bindingCells,
};
