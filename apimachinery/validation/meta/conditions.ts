import type { Condition } from "../../meta/v1/types.js";
import type { DeepReadonly } from "../../runtime/object.js";
import { byteLength } from "../../text/index.js";
import { regexError } from "../content/index.js";
import {
  childOf,
  duplicate,
  invalid,
  notSupported,
  required,
  tooLong,
  type ErrorList,
  type Path,
} from "../field/index.js";
import { validateLabelName } from "./labels.js";

const MAX_REASON_BYTES = 1024;
const MAX_MESSAGE_BYTES = 32 * 1024;
const STATUSES: readonly string[] = ["False", "True", "Unknown"];

const REASON = "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?";
const REASON_MESSAGE =
  "a condition reason must start with alphabetic character, optionally followed by a string of alphanumeric " +
  "characters or '_,:', and must end with an alphanumeric character or '_'";
const reasonRegExp = new RegExp(`^${REASON}$`);

/** Each condition by itself, and that no type comes twice. */
export function validateConditions(
  conditions: DeepReadonly<Condition[]> | undefined,
  path: Path | undefined,
): ErrorList {
  const errs: ErrorList = [];
  const seen = new Set<string>();
  for (const [i, condition] of (conditions ?? []).entries()) {
    const at = path?.index(i);
    if (seen.has(condition.type)) errs.push(duplicate(at, condition.type));
    seen.add(condition.type);
    errs.push(...validateCondition(condition, at));
  }
  return errs;
}

/** @see kubernetes/apimachinery pkg/apis/meta/v1/validation/validation.go, ValidateCondition */
export function validateCondition(condition: DeepReadonly<Condition>, path: Path | undefined): ErrorList {
  const errs: ErrorList = [];
  if (!condition.type) errs.push(required(childOf(path, "type"), "is required"));
  else errs.push(...validateLabelName(condition.type, childOf(path, "type")));
  if (!condition.status) errs.push(required(childOf(path, "status"), ""));
  else if (!STATUSES.includes(condition.status)) {
    errs.push(notSupported(childOf(path, "status"), condition.status, STATUSES));
  }
  const { observedGeneration = 0, reason = "", message = "" } = condition;
  if (observedGeneration < 0) {
    const field = childOf(path, "observedGeneration");
    errs.push(invalid(field, observedGeneration, "must be greater than or equal to zero"));
  }
  if (!condition.lastTransitionTime) errs.push(required(childOf(path, "lastTransitionTime"), ""));
  const reasonPath = childOf(path, "reason");
  if (reason === "") errs.push(required(reasonPath, ""));
  else errs.push(...isValidConditionReason(reason).map((text) => invalid(reasonPath, reason, text)));
  if (byteLength(reason) > MAX_REASON_BYTES) errs.push(tooLong(reasonPath, "", MAX_REASON_BYTES));
  if (byteLength(message) > MAX_MESSAGE_BYTES) errs.push(tooLong(childOf(path, "message"), "", MAX_MESSAGE_BYTES));
  return errs;
}

/** One CamelCase word, more or less. Says nothing of its length. */
export function isValidConditionReason(value: string): string[] {
  if (reasonRegExp.test(value)) return [];
  const examples = ["my_name", "MY_NAME", "MyName", "ReasonA,ReasonB", "ReasonA:ReasonB"];
  return [regexError(REASON_MESSAGE, REASON, ...examples)];
}
