import {
  duplicate,
  invalid,
  isQualifiedName,
  notSupported,
  OMIT_VALUE,
  quote,
  required,
  tooMany,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { JobSpec, PodFailurePolicyOnExitCodesRequirement, PodFailurePolicyRule } from "./v1/types.js";

const MAX_RULES = 20;
const MAX_EXIT_CODES = 255;
const MAX_CONDITIONS = 20;
const ACTIONS = ["Count", "FailIndex", "FailJob", "Ignore"];
const OPERATORS = ["In", "NotIn"];
const CONDITION_STATUSES = ["False", "True", "Unknown"];

/** @see kubernetes/kubernetes pkg/apis/batch/validation/validation.go, validatePodFailurePolicy */
export function validatePodFailurePolicy(spec: DeepReadonly<JobSpec>, path: Path): ErrorList {
  const errs: ErrorList = [];
  const rules = spec.podFailurePolicy?.rules ?? [];
  const place = path.child("rules");
  if (rules.length > MAX_RULES) errs.push(tooMany(place, rules.length, MAX_RULES));
  const containers = new Set(
    [...(spec.template?.spec?.containers ?? []), ...(spec.template?.spec?.initContainers ?? [])].map(
      ({ name }) => name,
    ),
  );
  rules.forEach((rule, i) => errs.push(...validateRule(rule, spec, containers, place.index(i))));
  return errs;
}

function validateRule(
  rule: DeepReadonly<PodFailurePolicyRule>,
  spec: DeepReadonly<JobSpec>,
  containers: ReadonlySet<string>,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  const { action, onExitCodes, onPodConditions = [] } = rule;
  if (!action) errs.push(required(path.child("action"), `valid values: ${goList(ACTIONS)}`));
  else if (action === "FailIndex" && spec.backoffLimitPerIndex === undefined) {
    errs.push(invalid(path.child("action"), action, "requires the backoffLimitPerIndex to be set"));
  } else if (!ACTIONS.includes(action)) errs.push(notSupported(path.child("action"), action, ACTIONS));
  if (onExitCodes !== undefined) errs.push(...validateExitCodes(onExitCodes, containers, path.child("onExitCodes")));
  if (onPodConditions.length > 0) errs.push(...validateConditions(rule, path.child("onPodConditions")));
  if (onExitCodes !== undefined && onPodConditions.length > 0) {
    errs.push(invalid(path, OMIT_VALUE, "specifying both OnExitCodes and OnPodConditions is not supported"));
  }
  if (onExitCodes === undefined && onPodConditions.length === 0) {
    errs.push(invalid(path, OMIT_VALUE, "specifying one of OnExitCodes and OnPodConditions is required"));
  }
  return errs;
}

/** As Go prints a list of texts. */
function goList(values: readonly string[]): string {
  return `[${values.map(quote).join(" ")}]`;
}

function validateExitCodes(
  { containerName, operator, values = [] }: DeepReadonly<PodFailurePolicyOnExitCodesRequirement>,
  containers: ReadonlySet<string>,
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  if (!operator) errs.push(required(path.child("operator"), `valid values: ${goList(OPERATORS)}`));
  else if (!OPERATORS.includes(operator)) errs.push(notSupported(path.child("operator"), operator, OPERATORS));
  if (containerName !== undefined && !containers.has(containerName)) {
    errs.push(
      invalid(
        path.child("containerName"),
        containerName,
        "must be one of the container or initContainer names in the pod template",
      ),
    );
  }
  const place = path.child("values");
  if (values.length === 0) errs.push(invalid(place, null, "at least one value is required"));
  else if (values.length > MAX_EXIT_CODES) errs.push(tooMany(place, values.length, MAX_EXIT_CODES));
  const seen = new Set<number>();
  values.forEach((value, i) => {
    if (seen.has(value)) errs.push(duplicate(place.index(i), value));
    seen.add(value);
    if (operator === "In" && value === 0)
      errs.push(invalid(place.index(i), value, "must not be 0 for the In operator"));
  });
  if (values.some((value, i) => i > 0 && value < values[i - 1]!)) {
    errs.push(invalid(place, values, "must be ordered"));
  }
  return errs;
}

function validateConditions({ onPodConditions = [] }: DeepReadonly<PodFailurePolicyRule>, path: Path): ErrorList {
  if (onPodConditions.length > MAX_CONDITIONS) return [tooMany(path, onPodConditions.length, MAX_CONDITIONS)];
  return onPodConditions.flatMap(({ type, status }, i) => {
    const place = path.index(i);
    const errs: ErrorList = isQualifiedName(type).map((message) => invalid(place.child("type"), type, message));
    if (!status) errs.push(required(place.child("status"), `valid values: ${goList(CONDITION_STATUSES)}`));
    else if (!CONDITION_STATUSES.includes(status)) {
      errs.push(notSupported(place.child("status"), status, CONDITION_STATUSES));
    }
    return errs;
  });
}

/** @see the same file, validateSuccessPolicy */
export function validateSuccessPolicy(spec: DeepReadonly<JobSpec>, path: Path): ErrorList {
  if (spec.completionMode !== "Indexed") {
    return [invalid(path, spec.successPolicy, "requires indexed completion mode")];
  }
  const rules = spec.successPolicy?.rules ?? [];
  const place = path.child("rules");
  if (rules.length === 0)
    return [required(place, "at least one rules must be specified when the successPolicy is specified")];
  const errs: ErrorList = rules.length > MAX_RULES ? [tooMany(place, rules.length, MAX_RULES)] : [];
  const found = rules.flatMap(({ succeededCount, succeededIndexes }, i) => {
    const at = place.index(i);
    const own: ErrorList = [];
    if (succeededCount === undefined && succeededIndexes === undefined) {
      own.push(required(at, "at least one of succeededCount or succeededIndexes must be specified"));
    }
    const completions = spec.completions ?? 0;
    if (succeededCount !== undefined && succeededCount > completions) {
      const message = `must be less than or equal to ${completions} (the number of specified completions)`;
      own.push(invalid(at.child("succeededCount"), succeededCount, message));
    }
    return own;
  });
  return [...errs, ...found];
}
