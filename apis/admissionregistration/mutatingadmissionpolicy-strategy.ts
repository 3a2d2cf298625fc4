import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { paramKind } from "./policy-cells.js";
import type { MutatingAdmissionPolicy } from "./v1/types.js";
import { validateMutatingPolicy } from "./validation.js";

/**
 * Business rules of MutatingAdmissionPolicy.
 * @see kubernetes/kubernetes pkg/registry/admissionregistration/mutatingadmissionpolicy/strategy.go
 */
export const mutatingAdmissionPolicyStrategy: StrategyHooks<MutatingAdmissionPolicy> = {
  validate: (_ctx, policy) => validateMutatingPolicy(policy),
  validateUpdate: (_ctx, policy) => validateMutatingPolicy(policy),
  allowUnconditionalUpdate: false,
  tableCells: {
    Mutations: ({ spec }) => (spec?.mutations ?? []).length,
    ParamKind: ({ spec }) => paramKind(spec?.paramKind),
    Age: age,
  },
};
