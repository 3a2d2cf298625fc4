import { forbidden, Path, type DeepReadonly, type ErrorList, type StrategyHooks } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { startGeneration } from "../shared/generation.js";
import type { PriorityClass } from "./v1/types.js";

const SYSTEM_PREFIX = "system-";
/** What the system itself uses; users stay below the first of them. */
const SYSTEM_CLASSES: { readonly [name: string]: number } = {
  "system-node-critical": 2_000_001_000,
  "system-cluster-critical": 2_000_000_000,
};
const HIGHEST_USER_VALUE = 1_000_000_000;

/**
 * Business rules of PriorityClass.
 * @see kubernetes/kubernetes pkg/registry/scheduling/priorityclass/strategy.go
 */
export const priorityClassStrategy: StrategyHooks<PriorityClass> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate: (_ctx, priority) => startGeneration(priority),
  validate: (_ctx, priority) => validatePriorityClass(priority),
  validateUpdate(_ctx, priority, old) {
    const errs: ErrorList = [];
    const message = "may not be changed in an update.";
    if (priority.value !== old.value) errs.push(forbidden(Path.of("value"), message));
    if (priority.preemptionPolicy !== old.preemptionPolicy) errs.push(forbidden(Path.of("preemptionPolicy"), message));
    return errs;
  },
  tableCells: {
    Value: (priority) => priority.value ?? 0,
    "Global-Default": (priority) => priority.globalDefault ?? false,
    Age: age,
    PreemptionPolicy: (priority) => priority.preemptionPolicy ?? "PreemptLowerPriority",
  },
};

/** @see kubernetes/kubernetes pkg/apis/scheduling/validation/validation.go, ValidatePriorityClass */
function validatePriorityClass({ metadata, value = 0 }: DeepReadonly<PriorityClass>): ErrorList {
  const name = metadata.name ?? "";
  if (name.startsWith(SYSTEM_PREFIX)) {
    if (SYSTEM_CLASSES[name] === value) return [];
    const message = `priority class names with '${SYSTEM_PREFIX}' prefix are reserved for system use only. error: `;
    const why =
      SYSTEM_CLASSES[name] === undefined
        ? "not a known system priority class"
        : `value of ${name} PriorityClass must be ${SYSTEM_CLASSES[name]}`;
    return [forbidden(Path.of("metadata", "name"), message + why)];
  }
  if (value <= HIGHEST_USER_VALUE) return [];
  return [forbidden(Path.of("value"), `maximum allowed value of a user defined priority is ${HIGHEST_USER_VALUE}`)];
}
