import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, containerCells, labels } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { ReplicationController } from "./v1/types.js";
import { validateReplicationController } from "./validation/workloads.js";

/**
 * Business rules of ReplicationController.
 * @see kubernetes/kubernetes pkg/registry/core/replicationcontroller/strategy.go
 */
export const replicationControllerStrategy: StrategyHooks<ReplicationController> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, controller) {
    controller.status = { replicas: 0 };
  },
  validate: (_ctx, controller) => validateReplicationController(controller),
  validateUpdate: (_ctx, controller) => validateReplicationController(controller),
  tableCells: {
    Desired: (controller) => controller.spec?.replicas ?? 0,
    Current: (controller) => controller.status?.replicas ?? 0,
    Ready: (controller) => controller.status?.readyReplicas ?? 0,
    Age: age,
    ...containerCells((controller: DeepReadonly<ReplicationController>) => controller.spec?.template?.spec?.containers),
    Selector: (controller) => labels(controller.spec?.selector),
  },
  selectableFields: (controller) => ({ "status.replicas": String(controller.status?.replicas ?? 0) }),
};
