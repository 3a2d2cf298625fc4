import { semanticEqualJSON, type DeepReadonly, type StrategyHooks } from "kindsmith/apimachinery";
import { age, containerCells, labels, selector } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { TEMPLATE_GENERATION } from "./v1/defaults.js";
import type { DaemonSet } from "./v1/types.js";
import { validateDaemonSet, validateSelectorUpdate } from "./validation.js";

/**
 * Business rules of DaemonSet.
 * @see kubernetes/kubernetes pkg/registry/apps/daemonset/strategy.go
 */
export const daemonSetStrategy: StrategyHooks<DaemonSet> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, set) {
    set.status = { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 };
    setTemplateGeneration(set, String(Math.max(1, Number(set.metadata.annotations?.[TEMPLATE_GENERATION] ?? "1"))));
  },
  prepareForUpdate(_ctx, set, old) {
    const before = old.metadata.annotations?.[TEMPLATE_GENERATION] ?? "1";
    const changed = !semanticEqualJSON(set.spec?.template, old.spec?.template);
    setTemplateGeneration(set, changed ? String(Number(before) + 1) : before);
  },
  validate: (_ctx, set) => validateDaemonSet(set),
  validateUpdate: (_ctx, set, old) => [...validateDaemonSet(set), ...validateSelectorUpdate(set, old)],
  tableCells: {
    Desired: ({ status }) => status?.desiredNumberScheduled ?? 0,
    Current: ({ status }) => status?.currentNumberScheduled ?? 0,
    Ready: ({ status }) => status?.numberReady ?? 0,
    "Up-to-date": ({ status }) => status?.updatedNumberScheduled ?? 0,
    Available: ({ status }) => status?.numberAvailable ?? 0,
    "Node Selector": ({ spec }) => labels(spec?.template.spec?.nodeSelector),
    Age: age,
    ...containerCells(({ spec }: DeepReadonly<DaemonSet>) => spec?.template.spec?.containers),
    Selector: ({ spec }) => selector(spec?.selector),
  },
};

function setTemplateGeneration(set: DaemonSet, generation: string): void {
  (set.metadata.annotations ??= {})[TEMPLATE_GENERATION] = generation;
}
