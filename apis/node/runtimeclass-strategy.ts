import {
  FIELD_IMMUTABLE_MESSAGE,
  invalid,
  isDNS1123Label,
  Path,
  required,
  validateLabels,
  type DeepReadonly,
  type ErrorList,
  type StrategyHooks,
} from "kindsmith/apimachinery";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { validateContainerResourceName, validateNonnegativeQuantity } from "../core/validation/resources.js";
import { validateTolerations } from "../core/validation/tolerations.js";
import { age } from "../shared/cells.js";
import type { RuntimeClass } from "./v1/types.js";

const HANDLER = Path.of("handler");

/**
 * Business rules of RuntimeClass.
 * @see kubernetes/kubernetes pkg/registry/node/runtimeclass/strategy.go
 */
export const runtimeClassStrategy: StrategyHooks<RuntimeClass> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, runtimeClass) => validateRuntimeClass(runtimeClass),
  validateUpdate(_ctx, runtimeClass, old) {
    const errs = validateRuntimeClass(runtimeClass);
    if (runtimeClass.handler !== old.handler)
      errs.push(invalid(HANDLER, runtimeClass.handler, FIELD_IMMUTABLE_MESSAGE));
    return errs;
  },
  allowUnconditionalUpdate: false,
  tableCells: { Age: age },
};

/** @see kubernetes/kubernetes pkg/apis/node/validation/validation.go, ValidateRuntimeClass */
function validateRuntimeClass({ handler, overhead, scheduling }: DeepReadonly<RuntimeClass>): ErrorList {
  const errs: ErrorList = handler
    ? isDNS1123Label(handler).map((message) => invalid(HANDLER, handler, message))
    : [required(HANDLER, "")];
  const fixed = Path.of("overhead", "podFixed");
  for (const [name, quantity] of Object.entries(overhead?.podFixed ?? {})) {
    errs.push(...validateContainerResourceName(name, fixed.key(name)));
    errs.push(...validateNonnegativeQuantity(quantity, fixed.key(name)));
  }
  const path = Path.of("scheduling");
  errs.push(...validateLabels(scheduling?.nodeSelector, path.child("nodeSelector")));
  return [...errs, ...validateTolerations(scheduling?.tolerations, path.child("tolerations"))];
}
