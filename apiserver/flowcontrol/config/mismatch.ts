import type { RequestInfo } from "../../endpoints/request/request-info.js";
import {
  containsOrAll,
  matchesFlowSchema,
  matchesNonResourceRule,
  matchesSubject,
  ruleResource,
  type RequestDigest,
} from "./matching.js";
import type { FlowSchema, PolicyRulesWithSubjects, ResourcePolicyRule, Subject } from "./types.js";

/**
 * Why a FlowSchema does not take a request, for people: what is missing in each of its rules, by the rule's path. undefined
 * when it takes it.
 */
export function mismatchOf(digest: RequestDigest, schema: FlowSchema): readonly string[] | undefined {
  if (matchesFlowSchema(digest, schema)) return undefined;
  const { rules = [] } = schema.spec;
  return rules.length === 0
    ? ["it has no rules"]
    : rules.flatMap((rule, i) => ruleMismatch(digest, rule, `rules[${i}]`));
}

function ruleMismatch(digest: RequestDigest, rule: PolicyRulesWithSubjects, path: string): readonly string[] {
  const { user, requestInfo } = digest;
  const { subjects = [], resourceRules = [], nonResourceRules = [] } = rule;
  if (!subjects.some((subject) => matchesSubject(user, subject)))
    return [`${path}: is for ${listed(subjects.map(subjectText))} only`];
  if (requestInfo.isResourceRequest) {
    if (resourceRules.length === 0) return [`${path}: has no resourceRules, and the request is for a resource`];
    return resourceRules.map((one, i) => `${path}.resourceRules[${i}]: ${resourceMismatch(requestInfo, one)}`);
  }
  if (nonResourceRules.length === 0) return [`${path}: has no nonResourceRules, and the request is for a path`];
  return nonResourceRules.map((one, i) => {
    const { verbs, nonResourceURLs } = one;
    const missing = [
      ...unlessAmong("verb", requestInfo.verb, verbs),
      ...(matchesNonResourceRule(requestInfo, { verbs: ["*"], nonResourceURLs: nonResourceURLs ?? [] })
        ? []
        : [`path ${requestInfo.path} is not below ${listed(nonResourceURLs ?? [])}`]),
    ];
    return `${path}.nonResourceRules[${i}]: ${missing.join("; ")}`;
  });
}

function resourceMismatch(info: RequestInfo, rule: ResourcePolicyRule): string {
  const place =
    info.namespace === ""
      ? rule.clusterScope === true
        ? []
        : ["the request is for no namespace, and clusterScope is not set"]
      : unlessAmong("namespace", info.namespace, rule.namespaces);
  return [
    ...unlessAmong("verb", info.verb, rule.verbs),
    ...unlessAmong("API group", info.apiGroup, rule.apiGroups),
    ...unlessAmong("resource", ruleResource(info), rule.resources),
    ...place,
  ].join("; ");
}

function unlessAmong(what: string, value: string, list: readonly string[] | undefined): readonly string[] {
  return containsOrAll(list, value) ? [] : [`${what} ${shown(value)} is not among ${listed(list ?? [])}`];
}

function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case "User":
      return `user ${subject.user?.name ?? ""}`;
    case "Group":
      return `group ${subject.group?.name ?? ""}`;
    default:
      return `service account ${subject.serviceAccount?.namespace ?? ""}/${subject.serviceAccount?.name ?? ""}`;
  }
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? "nothing" : items.map(shown).join(", ");
}

/** The core group has no name. */
function shown(value: string): string {
  return value === "" ? '""' : value;
}
