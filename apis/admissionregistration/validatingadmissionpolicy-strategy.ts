import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { paramKind } from "./policy-cells.js";
import type { ValidatingAdmissionPolicy } from "./v1/types.js";
import { validateValidatingPolicy } from "./validation.js";

/**
 * Business rules of ValidatingAdmissionPolicy.
 * @see kubernetes/kubernetes pkg/registry/admissionregistration/validatingadmissionpolicy/strategy.go
 */
export const validatingAdmissionPolicyStrategy: StrategyHooks<ValidatingAdmissionPolicy> = {
  prepareForCreate(_ctx, policy) {
    policy.status = {};
  },
  validate: (_ctx, policy) => validateValidatingPolicy(policy),
  validateUpdate: (_ctx, policy) => validateValidatingPolicy(policy),
  allowUnconditionalUpdate: false,
  tableCells: {
    Validations: ({ spec }) => (spec?.validations ?? []).length,
    ParamKind: ({ spec }) => paramKind(spec?.paramKind),
    Age: age,
  },
};
