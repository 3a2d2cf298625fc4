import { invalid, type ErrorList, type Path } from "../field/index.js";
import { stoppingCheck, type Check } from "./check.js";
import type { IsSet } from "./presence.js";

/** What an update may not do to a field: set it, clear it, or change its value. */
export type UpdateConstraint = "NoSet" | "NoUnset" | "NoModify";

/**
 * `+k8s:update`. As with {@link immutable}, only values that changed get here.
 * @param isSet - when the field counts as given; undefined for a struct that is always there.
 * @see kubernetes/apimachinery pkg/api/validate/update.go
 */
export function update(isSet: IsSet | undefined, ...constraints: readonly UpdateConstraint[]): Check<unknown> {
  return stoppingCheck((path, value, old, op) => {
    if (!op.update) return [];
    const [before, after] = isSet === undefined ? [true, true] : [isSet(old), isSet(value)];
    return constraints.flatMap((constraint) => violation(constraint, path, before, after));
  });
}

function violation(constraint: UpdateConstraint, path: Path | undefined, before: boolean, after: boolean): ErrorList {
  switch (constraint) {
    case "NoSet":
      return !before && after ? [invalid(path, undefined, "field cannot be set once created")] : [];
    case "NoUnset":
      return before && !after ? [invalid(path, undefined, "field cannot be cleared once set")] : [];
    case "NoModify":
      return before && after ? [invalid(path, undefined, "field cannot be modified once set")] : [];
  }
}
