import type { StrategyHooks } from "kindsmith/apimachinery";
import { age, selector } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { NetworkPolicy } from "./v1/types.js";
import { validateNetworkPolicy } from "./validation.js";

/**
 * Business rules of NetworkPolicy.
 * @see kubernetes/kubernetes pkg/registry/networking/networkpolicy/strategy.go
 */
export const networkPolicyStrategy: StrategyHooks<NetworkPolicy> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, policy) => validateNetworkPolicy(policy),
  validateUpdate: (_ctx, policy) => validateNetworkPolicy(policy),
  tableCells: { "Pod-Selector": ({ spec }) => selector(spec?.podSelector), Age: age },
};
