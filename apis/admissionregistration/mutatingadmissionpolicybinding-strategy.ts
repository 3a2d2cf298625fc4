import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { paramRef } from "./policy-cells.js";
import type { MutatingAdmissionPolicyBinding } from "./v1/types.js";
import { validateBinding } from "./validation.js";

/**
 * Business rules of MutatingAdmissionPolicyBinding.
 * @see kubernetes/kubernetes pkg/registry/admissionregistration/mutatingadmissionpolicybinding/strategy.go
 */
export const mutatingAdmissionPolicyBindingStrategy: StrategyHooks<MutatingAdmissionPolicyBinding> = {
  validate: (_ctx, { spec }) => validateBinding(spec, false),
  validateUpdate: (_ctx, { spec }) => validateBinding(spec, false),
  allowUnconditionalUpdate: false,
  tableCells: {
    PolicyName: ({ spec }) => spec?.policyName ?? "",
    ParamRef: ({ spec }) => paramRef(spec?.paramRef),
    Age: age,
  },
};
