import { Path, type DeepReadonly, type StrategyHooks } from "kindsmith/apimachinery";
import { containerCells, labels } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { countChanges, startGeneration } from "../shared/generation.js";
import type { PodTemplate } from "./v1/types.js";
import { validatePodTemplateSpec } from "./validation/pod-spec.js";

/**
 * Business rules of PodTemplate.
 * @see kubernetes/kubernetes pkg/registry/core/podtemplate/strategy.go
 */
export const podTemplateStrategy: StrategyHooks<PodTemplate> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate: (_ctx, template) => startGeneration(template),
  prepareForUpdate: (_ctx, template, old) => countChanges(template, old, ["template"]),
  validate: (_ctx, { template }) => validatePodTemplateSpec(template ?? {}, Path.of("template")),
  validateUpdate: (_ctx, { template }) => validatePodTemplateSpec(template ?? {}, Path.of("template")),
  returnDeletedObject: true,
  tableCells: {
    ...containerCells((obj: DeepReadonly<PodTemplate>) => obj.template?.spec?.containers),
    "Pod Labels": ({ template }) => labels(template?.metadata?.labels),
  },
};
