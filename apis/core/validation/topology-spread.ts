import {
  duplicate,
  forbidden,
  invalid,
  notSupported,
  required,
  validateLabelName,
  validateLabelSelector,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { TopologySpreadConstraint } from "../v1/types.js";

const ACTIONS = ["DoNotSchedule", "ScheduleAnyway"];
const POLICIES = ["Honor", "Ignore"];
const POSITIVE = "must be greater than zero";

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validateTopologySpreadConstraints */
export function validateTopologySpread(
  constraints: DeepReadonly<TopologySpreadConstraint[]> | undefined,
  path: Path,
): ErrorList {
  const seen = new Set<string>();
  return (constraints ?? []).flatMap((constraint, i) => {
    const place = path.index(i);
    const { maxSkew, topologyKey, whenUnsatisfiable, minDomains } = constraint;
    const errs: ErrorList = [];
    if (!(maxSkew > 0)) errs.push(invalid(place.child("maxSkew"), maxSkew ?? 0, POSITIVE));
    if (!topologyKey) errs.push(required(place.child("topologyKey"), "can not be empty"));
    else errs.push(...validateLabelName(topologyKey, place.child("topologyKey")));
    if (!ACTIONS.includes(whenUnsatisfiable)) {
      errs.push(notSupported(place.child("whenUnsatisfiable"), whenUnsatisfiable ?? "", ACTIONS));
    }
    // Two constraints of one key and action would be one.
    const pair = `{${topologyKey ?? ""}, ${whenUnsatisfiable ?? ""}}`;
    if (seen.has(pair)) errs.push(duplicate(place.child("{topologyKey, whenUnsatisfiable}"), pair));
    seen.add(pair);
    if (minDomains !== undefined) {
      if (minDomains <= 0) errs.push(invalid(place.child("minDomains"), minDomains, POSITIVE));
      if (whenUnsatisfiable !== "DoNotSchedule") {
        const message = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`;
        errs.push(invalid(place.child("minDomains"), minDomains, message));
      }
    }
    for (const field of ["nodeAffinityPolicy", "nodeTaintsPolicy"] as const) {
      const policy = constraint[field];
      if (policy !== undefined && !POLICIES.includes(policy)) {
        errs.push(notSupported(place.child(field), policy, POLICIES));
      }
    }
    errs.push(...validateMatchKeys(constraint, place.child("matchLabelKeys")));
    if (constraint.labelSelector !== undefined) {
      errs.push(...validateLabelSelector(constraint.labelSelector, {}, place.child("labelSelector")));
    }
    return errs;
  });
}

function validateMatchKeys(
  { matchLabelKeys = [], labelSelector }: DeepReadonly<TopologySpreadConstraint>,
  path: Path,
): ErrorList {
  if (matchLabelKeys.length === 0) return [];
  if (labelSelector === undefined) return [forbidden(path, "must not be specified when labelSelector is not set")];
  const selected = new Set([
    ...Object.keys(labelSelector.matchLabels ?? {}),
    ...(labelSelector.matchExpressions ?? []).map(({ key }) => key),
  ]);
  return matchLabelKeys.flatMap((key, i) => [
    ...validateLabelName(key, path.index(i)),
    ...(selected.has(key) ? [invalid(path.index(i), key, "exists in both matchLabelKeys and labelSelector")] : []),
  ]);
}
