import { Path, type DeepReadonly, type ErrorList, type StrategyHooks } from "kindsmith/apimachinery";
import type { Flunder } from "./types.js";
import { validateFlunderSpec } from "./validation.js";

/** Business rules of Flunder. */
export const flunderStrategy: StrategyHooks<Flunder> = {
  validate: (_ctx, obj) => validateFlunder(obj),
  validateUpdate: (_ctx, obj) => validateFlunder(obj),
  tableCells: {
    Reference: (obj) => obj.spec?.fischerReference ?? obj.spec?.flunderReference ?? "",
  },
};

function validateFlunder(obj: DeepReadonly<Flunder>): ErrorList {
  return validateFlunderSpec(obj.spec ?? {}, Path.of("spec"));
}
