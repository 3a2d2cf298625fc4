import {
  forbidden,
  invalid,
  notSupported,
  ownValue,
  Path,
  required,
  semanticEqualJSON,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goFlowControl } from "./go-types.js";
import { MANDATORY_PRIORITY_LEVELS } from "./mandatory.js";
import type {
  ExemptPriorityLevelConfiguration,
  LimitedPriorityLevelConfiguration,
  LimitResponse,
  PriorityLevelConfiguration,
  PriorityLevelConfigurationSpec,
  QueuingConfiguration,
} from "./types.js";

const SPEC = Path.of("spec");
const MAX_QUEUES = 10_000_000;
// More would not fit the hash that deals hands.
const MAX_ENTROPY_BITS = 60;

/** @see kubernetes/kubernetes pkg/apis/flowcontrol/validation/validation.go, ValidatePriorityLevelConfiguration */
export function validatePriorityLevelConfiguration(level: DeepReadonly<PriorityLevelConfiguration>): ErrorList {
  const name = level.metadata.name ?? "";
  const spec: DeepReadonly<PriorityLevelConfigurationSpec> = level.spec ?? { type: "" };
  const errs = validateSpec(spec, name);
  const fixed = ownValue(MANDATORY_PRIORITY_LEVELS, name);
  if (fixed === undefined) return errs;
  if (name === "exempt") {
    // Administrators may say how much the exempt level lends.
    if (semanticEqualJSON({ ...spec, exempt: undefined }, { ...fixed, exempt: undefined })) return errs;
    const message = `spec of '${name}' except the 'spec.exempt' field must equal the fixed value`;
    return [...errs, invalid(SPEC, goFlowControl.value("PriorityLevelConfigurationSpec", spec), message)];
  }
  if (semanticEqualJSON(spec, fixed)) return errs;
  return [
    ...errs,
    invalid(
      SPEC,
      goFlowControl.value("PriorityLevelConfigurationSpec", spec),
      `spec of '${name}' must equal the fixed value`,
    ),
  ];
}

function validateSpec(spec: DeepReadonly<PriorityLevelConfigurationSpec>, name: string): ErrorList {
  const errs: ErrorList = [];
  if ((name === "exempt") !== (spec.type === "Exempt")) {
    errs.push(invalid(SPEC.child("type"), spec.type, "type must be 'Exempt' if and only if `name` is 'exempt'"));
  }
  const { limited, exempt } = spec;
  switch (spec.type) {
    case "Exempt":
      if (limited !== undefined) errs.push(forbidden(SPEC.child("limited"), "must be nil if the type is not Limited"));
      if (exempt === undefined) errs.push(required(SPEC.child("exempt"), "must not be empty when type is Exempt"));
      else errs.push(...validateExempt(exempt, SPEC.child("exempt")));
      return errs;
    case "Limited":
      if (exempt !== undefined) errs.push(forbidden(SPEC.child("exempt"), "must be nil if the type is not Exempt"));
      if (limited === undefined) errs.push(required(SPEC.child("limited"), "must not be empty when type is Limited"));
      else errs.push(...validateLimited(limited, SPEC.child("limited")));
      return errs;
    default:
      return [...errs, notSupported(SPEC.child("type"), spec.type, ["Exempt", "Limited"])];
  }
}

function validateExempt(exempt: DeepReadonly<ExemptPriorityLevelConfiguration>, path: Path): ErrorList {
  return [
    ...notNegative(exempt.nominalConcurrencyShares, path.child("nominalConcurrencyShares")),
    ...percent(exempt.lendablePercent, path.child("lendablePercent")),
  ];
}

function validateLimited(limited: DeepReadonly<LimitedPriorityLevelConfiguration>, path: Path): ErrorList {
  return [
    ...notNegative(limited.nominalConcurrencyShares, path.child("nominalConcurrencyShares")),
    ...validateLimitResponse(limited.limitResponse ?? { type: "" }, path.child("limitResponse")),
    ...percent(limited.lendablePercent, path.child("lendablePercent")),
    ...notNegative(limited.borrowingLimitPercent, path.child("borrowingLimitPercent")),
  ];
}

function validateLimitResponse({ type, queuing }: DeepReadonly<LimitResponse>, path: Path): ErrorList {
  const place = path.child("queuing");
  switch (type) {
    case "Reject":
      return queuing === undefined
        ? []
        : [forbidden(place, "must be nil if limited.limitResponse.type is not Limited")];
    case "Queue":
      if (queuing === undefined) {
        return [required(place, "must not be empty if limited.limitResponse.type is Limited")];
      }
      return validateQueuing(queuing, place);
    default:
      return [notSupported(path.child("type"), type, ["Queue", "Reject"])];
  }
}

function validateQueuing(queuing: DeepReadonly<QueuingConfiguration>, path: Path): ErrorList {
  const { queues = 0, handSize = 0, queueLengthLimit = 0 } = queuing;
  const errs: ErrorList = [];
  if (queueLengthLimit <= 0) errs.push(invalid(path.child("queueLengthLimit"), queueLengthLimit, "must be positive"));
  if (queues <= 0) errs.push(invalid(path.child("queues"), queues, "must be positive"));
  else if (queues > MAX_QUEUES) {
    errs.push(invalid(path.child("queues"), queues, `must not be greater than ${MAX_QUEUES}`));
  }
  const hand = path.child("handSize");
  if (handSize <= 0) errs.push(invalid(hand, handSize, "must be positive"));
  else if (handSize > queues) errs.push(invalid(hand, handSize, `should not be greater than queues (${queues})`));
  else if (Math.ceil(Math.log2(queues) * handSize) > MAX_ENTROPY_BITS) {
    const bits = `required entropy bits of deckSize ${queues} and handSize ${handSize}`;
    errs.push(invalid(hand, handSize, `${bits} should not be greater than ${MAX_ENTROPY_BITS}`));
  }
  return errs;
}

function notNegative(value: number | undefined, path: Path): ErrorList {
  return value !== undefined && value < 0 ? [invalid(path, value, "must be a non-negative integer")] : [];
}

function percent(value: number | undefined, path: Path): ErrorList {
  if (value === undefined || (value >= 0 && value <= 100)) return [];
  return [invalid(path, value, "must be between 0 and 100, inclusive")];
}
