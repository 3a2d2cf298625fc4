import type { AuthorizationAttributes } from "../interface.js";
import type { PolicyRule } from "./types.js";

const ALL = "*";

/**
 * True when one rule allows what is asked.
 * @see kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/rbac.go, RuleAllows
 */
export function ruleAllows(attributes: AuthorizationAttributes, rule: PolicyRule): boolean {
  if (!hasOrAll(rule.verbs, attributes.verb)) return false;
  if (attributes.kind === "nonResource") return urlMatches(rule.nonResourceURLs, attributes.path);
  return (
    hasOrAll(rule.apiGroups, attributes.group) &&
    resourceMatches(rule.resources, attributes.resource, attributes.subresource) &&
    nameMatches(rule.resourceNames, attributes.name)
  );
}

export function hasOrAll(list: readonly string[] | undefined, value: string): boolean {
  return list !== undefined && (list.includes(value) || list.includes(ALL));
}

/** `resource/*` means nothing: a wildcard stands for all resources, or before one subresource. */
export function resourceMatches(list: readonly string[] | undefined, resource: string, subresource: string): boolean {
  if (list === undefined) return false;
  if (subresource === "") return list.includes(ALL) || list.includes(resource);
  return list.includes(ALL) || list.includes(`${resource}/${subresource}`) || list.includes(`*/${subresource}`);
}

/** A request that names no object is never allowed by a rule that does. */
function nameMatches(list: readonly string[] | undefined, name: string): boolean {
  return list === undefined || list.length === 0 || list.includes(name);
}

/** A star at the end makes a prefix of what stands before it, which need not end in a slash. */
export function urlMatches(list: readonly string[] | undefined, path: string): boolean {
  return list !== undefined && list.some((url) => url === ALL || url === path || isPrefix(url, path));
}

function isPrefix(url: string, path: string): boolean {
  return url.endsWith(ALL) && path.startsWith(url.replace(/\*+$/, ""));
}
