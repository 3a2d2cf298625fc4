import type { DeepReadonly, StrategyHooks } from "kindsmith/apimachinery";
import { age, NONE } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { IngressClass } from "./v1/types.js";
import { validateIngressClass, validateIngressClassUpdate } from "./validation.js";

/**
 * Business rules of IngressClass.
 * @see kubernetes/kubernetes pkg/registry/networking/ingressclass/strategy.go
 */
export const ingressClassStrategy: StrategyHooks<IngressClass> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, ingressClass) => validateIngressClass(ingressClass),
  validateUpdate: (_ctx, ingressClass, old) => validateIngressClassUpdate(ingressClass, old),
  tableCells: {
    Controller: ({ spec }) => spec?.controller ?? "",
    Parameters: (ingressClass) => parameters(ingressClass),
    Age: age,
  },
};

/** `Kind.group/name` */
function parameters({ spec }: DeepReadonly<IngressClass>): string {
  const ref = spec?.parameters;
  if (ref === undefined) return NONE;
  return `${ref.kind}${ref.apiGroup === undefined ? "" : `.${ref.apiGroup}`}/${ref.name}`;
}
