import type { StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { ServiceCIDR } from "./v1/types.js";
import { validateServiceCIDR, validateServiceCIDRUpdate } from "./validation.js";

/**
 * Business rules of ServiceCIDR.
 * @see kubernetes/kubernetes pkg/registry/networking/servicecidr/strategy.go
 */
export const serviceCIDRStrategy: StrategyHooks<ServiceCIDR> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, range) {
    dropGeneration(range);
    range.status = {};
  },
  validate: (_ctx, range) => validateServiceCIDR(range),
  validateUpdate: (_ctx, range, old) => validateServiceCIDRUpdate(range, old),
  tableCells: { CIDRs: ({ spec }) => (spec?.cidrs ?? []).join(","), Age: age },
};
