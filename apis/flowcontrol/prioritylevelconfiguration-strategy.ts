import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, NONE } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { validatePriorityLevelConfiguration } from "./priority-level-validation.js";
import type { PriorityLevelConfiguration, QueuingConfiguration } from "./types.js";

/**
 * Business rules of PriorityLevelConfiguration.
 * @see kubernetes/kubernetes pkg/registry/flowcontrol/prioritylevelconfiguration/strategy.go
 */
export const priorityLevelConfigurationStrategy: StrategyHooks<PriorityLevelConfiguration> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, level) {
    level.status = {};
  },
  validate: (_ctx, level) => validatePriorityLevelConfiguration(level),
  validateUpdate: (_ctx, level) => validatePriorityLevelConfiguration(level),
  tableCells: {
    NominalConcurrencyShares: ({ spec }) =>
      spec?.limited === undefined ? NONE : (spec.limited.nominalConcurrencyShares ?? 0),
    Queues: (level) => queuing(level)?.queues ?? NONE,
    HandSize: (level) => queuing(level)?.handSize ?? NONE,
    QueueLengthLimit: (level) => queuing(level)?.queueLengthLimit ?? NONE,
    Age: age,
  },
};

function queuing(level: DeepReadonly<PriorityLevelConfiguration>): DeepReadonly<QueuingConfiguration> | undefined {
  return level.spec?.limited?.limitResponse?.queuing;
}
