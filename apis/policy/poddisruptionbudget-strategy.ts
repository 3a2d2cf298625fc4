import {
  invalid,
  isValidPercent,
  notSupported,
  Path,
  validateLabelSelector,
  type DeepReadonly,
  type ErrorList,
  type StrategyHooks,
} from "kindsmith/apimachinery";
import type { IntOrString } from "kindsmith/apimachinery/meta/v1";
import { age } from "../shared/cells.js";
import { goPolicy } from "./go-types.js";
import type { PodDisruptionBudget } from "./v1/types.js";

const SPEC = Path.of("spec");
const NOT_SET = "N/A";
const POLICIES = ["AlwaysAllow", "IfHealthyBudget"];

/**
 * Business rules of PodDisruptionBudget.
 * @see kubernetes/kubernetes pkg/registry/policy/poddisruptionbudget/strategy.go
 */
export const podDisruptionBudgetStrategy: StrategyHooks<PodDisruptionBudget> = {
  prepareForCreate(_ctx, budget) {
    budget.status = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 };
  },
  validate: (_ctx, budget) => validateBudget(budget),
  validateUpdate: (_ctx, budget) => validateBudget(budget),
  allowUnconditionalUpdate: false,
  tableCells: {
    "Min Available": ({ spec }) => (spec?.minAvailable === undefined ? NOT_SET : String(spec.minAvailable)),
    "Max Unavailable": ({ spec }) => (spec?.maxUnavailable === undefined ? NOT_SET : String(spec.maxUnavailable)),
    "Allowed Disruptions": ({ status }) => status?.disruptionsAllowed ?? 0,
    Age: age,
  },
};

/** @see kubernetes/kubernetes pkg/apis/policy/validation/validation.go, ValidatePodDisruptionBudgetSpec */
function validateBudget({ spec = {} }: DeepReadonly<PodDisruptionBudget>): ErrorList {
  const errs: ErrorList = [];
  if (spec.minAvailable !== undefined && spec.maxUnavailable !== undefined) {
    errs.push(
      invalid(
        SPEC,
        goPolicy.value("PodDisruptionBudgetSpec", spec),
        "minAvailable and maxUnavailable cannot be both set",
      ),
    );
  }
  errs.push(...validateAmount(spec.minAvailable, SPEC.child("minAvailable")));
  errs.push(...validateAmount(spec.maxUnavailable, SPEC.child("maxUnavailable")));
  errs.push(...validateLabelSelector(spec.selector, {}, SPEC.child("selector")));
  const policy = spec.unhealthyPodEvictionPolicy;
  if (policy !== undefined && !POLICIES.includes(policy)) {
    errs.push(notSupported(SPEC.child("unhealthyPodEvictionPolicy"), policy, POLICIES));
  }
  return errs;
}

function validateAmount(amount: IntOrString | undefined, path: Path): ErrorList {
  if (amount === undefined) return [];
  if (typeof amount === "number") {
    return amount < 0 ? [invalid(path, amount, "must be greater than or equal to 0")] : [];
  }
  const messages = isValidPercent(amount);
  if (messages.length > 0) return messages.map((message) => invalid(path, amount, message));
  return Number.parseInt(amount, 10) > 100 ? [invalid(path, amount, "must not be greater than 100%")] : [];
}
