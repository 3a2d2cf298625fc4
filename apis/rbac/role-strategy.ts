import type { StrategyHooks } from "kindsmith/apimachinery";
import { createdAt } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { Role } from "./v1/types.js";
import { validatePolicyRules, validateRBACName } from "./validation.js";

/**
 * Business rules of Role.
 * @see kubernetes/kubernetes pkg/registry/rbac/role/strategy.go
 */
export const roleStrategy: StrategyHooks<Role> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, role) => validatePolicyRules(role.rules, true),
  validateUpdate: (_ctx, role) => validatePolicyRules(role.rules, true),
  validateName: validateRBACName,
  allowCreateOnUpdate: true,
  tableCells: { "Created At": createdAt },
};
