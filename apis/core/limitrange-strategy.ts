import type { StrategyHooks } from "kindsmith/apimachinery";
import { createdAt } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { LimitRange } from "./v1/types.js";
import { validateLimitRange } from "./validation/quotas.js";

/**
 * Business rules of LimitRange.
 * @see kubernetes/kubernetes pkg/registry/core/limitrange/strategy.go
 */
export const limitRangeStrategy: StrategyHooks<LimitRange> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate: (_ctx, range) => dropGeneration(range),
  validate: (_ctx, range) => validateLimitRange(range),
  validateUpdate: (_ctx, range) => validateLimitRange(range),
  allowCreateOnUpdate: true,
  tableCells: { "Created At": createdAt },
};
