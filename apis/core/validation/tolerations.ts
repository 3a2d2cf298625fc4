import {
  invalid,
  isValidLabelValue,
  notSupported,
  validateLabelName,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { Toleration } from "../v1/types.js";

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
const OPERATORS = ["Equal", "Exists", "Lt", "Gt"];

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateTolerations */
export function validateTolerations(tolerations: DeepReadonly<Toleration[]> | undefined, path: Path): ErrorList {
  return (tolerations ?? []).flatMap((toleration, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    const { key, operator = "", value = "", effect = "" } = toleration;
    if (key) errs.push(...validateLabelName(key, place.child("key")));
    else if (operator !== "Exists") {
      const message = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
      errs.push(invalid(place.child("operator"), operator, message));
    }
    if (toleration.tolerationSeconds !== undefined && effect !== "NoExecute") {
      const message = "effect must be 'NoExecute' when `tolerationSeconds` is set";
      errs.push(invalid(place.child("effect"), effect, message));
    }
    errs.push(...validateOperator(operator, value, place.child("operator")));
    if (effect !== "" && !EFFECTS.includes(effect)) errs.push(notSupported(place.child("effect"), effect, EFFECTS));
    return errs;
  });
}

/** Upstream blames the operator for the value as well. */
function validateOperator(operator: string, value: string, path: Path): ErrorList {
  if (operator === "" || operator === "Equal") {
    const messages = isValidLabelValue(value);
    return messages.length === 0 ? [] : [invalid(path, value, messages.join(";"))];
  }
  if (operator === "Exists") {
    return value === "" ? [] : [invalid(path, value, "value must be empty when `operator` is 'Exists'")];
  }
  return OPERATORS.includes(operator) ? [] : [notSupported(path, operator, ["Equal", "Exists"])];
}
