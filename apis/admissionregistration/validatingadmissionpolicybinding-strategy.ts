import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { paramRef } from "./policy-cells.js";
import type { ValidatingAdmissionPolicyBinding } from "./v1/types.js";
import { validateBinding } from "./validation.js";

/**
 * Business rules of ValidatingAdmissionPolicyBinding.
 * @see kubernetes/kubernetes pkg/registry/admissionregistration/validatingadmissionpolicybinding/strategy.go
 */
export const validatingAdmissionPolicyBindingStrategy: StrategyHooks<ValidatingAdmissionPolicyBinding> = {
  validate: (_ctx, { spec }) => validateBinding(spec, true),
  validateUpdate: (_ctx, { spec }) => validateBinding(spec, true),
  allowUnconditionalUpdate: false,
  tableCells: {
    PolicyName: ({ spec }) => spec?.policyName ?? "",
    ParamRef: ({ spec }) => paramRef(spec?.paramRef),
    Age: age,
  },
};
