import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, containerCells } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { StatefulSet } from "./v1/types.js";
import { validateStatefulSet, validateStatefulSetUpdate } from "./validation.js";

/**
 * Business rules of StatefulSet.
 * @see kubernetes/kubernetes pkg/registry/apps/statefulset/strategy.go
 */
export const statefulSetStrategy: StrategyHooks<StatefulSet> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, set) {
    set.status = { replicas: 0, availableReplicas: 0 };
  },
  validate: (_ctx, set) => validateStatefulSet(set),
  validateUpdate: (_ctx, set, old) => validateStatefulSetUpdate(set, old),
  tableCells: {
    Ready: ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`,
    Age: age,
    ...containerCells(({ spec }: DeepReadonly<StatefulSet>) => spec?.template.spec?.containers),
  },
};
