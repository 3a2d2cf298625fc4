import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, containerCells, selector } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { ReplicaSet } from "./v1/types.js";
import { validateReplicaSet, validateSelectorUpdate } from "./validation.js";

/**
 * Business rules of ReplicaSet.
 * @see kubernetes/kubernetes pkg/registry/apps/replicaset/strategy.go
 */
export const replicaSetStrategy: StrategyHooks<ReplicaSet> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, set) {
    set.status = { replicas: 0 };
  },
  validate: (_ctx, set) => validateReplicaSet(set),
  validateUpdate: (_ctx, set, old) => [...validateReplicaSet(set), ...validateSelectorUpdate(set, old)],
  tableCells: {
    Desired: ({ spec }) => spec?.replicas ?? 0,
    Current: ({ status }) => status?.replicas ?? 0,
    Ready: ({ status }) => status?.readyReplicas ?? 0,
    Age: age,
    ...containerCells(({ spec }: DeepReadonly<ReplicaSet>) => spec?.template?.spec?.containers),
    Selector: ({ spec }) => selector(spec?.selector),
  },
  selectableFields: ({ status }) => ({ "status.replicas": String(status?.replicas ?? 0) }),
};
