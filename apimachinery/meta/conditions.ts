import type { Clock } from "../clock/index.js";
import type { Condition } from "./v1/types.js";
import { formatTime } from "../scalars/index.js";
import type { DeepReadonly } from "../runtime/object.js";

/** A condition to set; without a time, the time of the change is taken from the clock. */
export type NewCondition = Omit<Condition, "lastTransitionTime"> & Partial<Pick<Condition, "lastTransitionTime">>;

/**
 * Adds the condition to `conditions`, or brings the one of its type up to date, in place. `lastTransitionTime` moves
 * only when the status changes. Returns true when anything changed.
 * @see kubernetes/apimachinery pkg/api/meta/conditions.go, SetStatusCondition
 */
export function setStatusCondition(conditions: Condition[], condition: NewCondition, clock: Clock): boolean {
  const changedAt = condition.lastTransitionTime ?? formatTime(clock.now());
  const existing = conditions.find(({ type }) => type === condition.type);
  if (existing === undefined) {
    conditions.push({ ...condition, lastTransitionTime: changedAt });
    return true;
  }
  let changed = false;
  if (existing.status !== condition.status) {
    existing.status = condition.status;
    existing.lastTransitionTime = changedAt;
    changed = true;
  }
  for (const field of ["reason", "message"] as const) {
    if (existing[field] === condition[field]) continue;
    existing[field] = condition[field];
    changed = true;
  }
  if ((existing.observedGeneration ?? 0) !== (condition.observedGeneration ?? 0)) {
    if (condition.observedGeneration === undefined) delete existing.observedGeneration;
    else existing.observedGeneration = condition.observedGeneration;
    changed = true;
  }
  return changed;
}

/** Takes the condition out of `conditions`, in place. Returns true when it was there. */
export function removeStatusCondition(conditions: Condition[], type: string): boolean {
  const kept = conditions.filter((condition) => condition.type !== type);
  const removed = kept.length !== conditions.length;
  if (removed) conditions.splice(0, conditions.length, ...kept);
  return removed;
}

export function findStatusCondition<C extends DeepReadonly<Condition>>(
  conditions: readonly C[] | undefined,
  type: string,
): C | undefined {
  return conditions?.find((condition) => condition.type === type);
}

export function isStatusConditionTrue(
  conditions: readonly DeepReadonly<Condition>[] | undefined,
  type: string,
): boolean {
  return findStatusCondition(conditions, type)?.status === "True";
}

export function isStatusConditionFalse(
  conditions: readonly DeepReadonly<Condition>[] | undefined,
  type: string,
): boolean {
  return findStatusCondition(conditions, type)?.status === "False";
}
