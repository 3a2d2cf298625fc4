import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, containerCells, selector } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { Deployment } from "./v1/types.js";
import { validateDeployment, validateSelectorUpdate } from "./validation.js";

/**
 * Business rules of Deployment.
 * @see kubernetes/kubernetes pkg/registry/apps/deployment/strategy.go
 */
export const deploymentStrategy: StrategyHooks<Deployment> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, deployment) {
    deployment.status = {};
  },
  validate: (_ctx, deployment) => validateDeployment(deployment),
  validateUpdate: (_ctx, deployment, old) => [
    ...validateDeployment(deployment),
    ...validateSelectorUpdate(deployment, old),
  ],
  tableCells: {
    Ready: ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`,
    "Up-to-date": ({ status }) => status?.updatedReplicas ?? 0,
    Available: ({ status }) => status?.availableReplicas ?? 0,
    Age: age,
    ...containerCells(({ spec }: DeepReadonly<Deployment>) => spec?.template.spec?.containers),
    Selector: ({ spec }) => selector(spec?.selector),
  },
};
