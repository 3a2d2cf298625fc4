import { quote } from "../../../apimachinery/text/index.js";
import type { PolicyRule } from "./types.js";

/**
 * Rules that differ in their verbs alone, put together: for texts about rules of one verb and one resource each.
 * @see kubernetes/kubernetes pkg/registry/rbac/validation/policy_compact.go
 */
export function compactRules(rules: readonly PolicyRule[]): PolicyRule[] {
  const compact = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const { verbs = [], ...rest } = rule;
    const isOnResource = (rule.nonResourceURLs ?? []).length === 0;
    const key = JSON.stringify(isOnResource ? rest : rule);
    const known = compact.get(key);
    const added = verbs.filter((verb) => known?.verbs?.includes(verb) !== true);
    compact.set(key, { ...rest, verbs: [...(known?.verbs ?? []), ...added] });
  }
  return [...compact.values()];
}

/** `{APIGroups:["apps"], Resources:["deployments"], Verbs:["get" "list"]}` */
export function describeRule(rule: PolicyRule): string {
  const parts: [string, readonly string[] | undefined][] = [
    ["APIGroups", rule.apiGroups],
    ["Resources", rule.resources],
    ["NonResourceURLs", rule.nonResourceURLs],
    ["ResourceNames", rule.resourceNames],
    ["Verbs", rule.verbs],
  ];
  const given = parts.flatMap(([name, list]) =>
    list === undefined || list.length === 0 ? [] : [`${name}:${quoteAll(list)}`],
  );
  return `{${given.join(", ")}}`;
}

/** As Go's `%q` prints a list. */
export function quoteAll(list: readonly string[]): string {
  return `[${list.map((item) => quote(item)).join(" ")}]`;
}
