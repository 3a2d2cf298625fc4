import type { UserInfo } from "../authentication/index.js";
import { matchesPathPattern, type RequestInfo } from "../endpoints/index.js";
import { AUDIT_STAGES, type AuditLevel, type AuditStage } from "./types.js";

export interface AuditGroupResources {
  /** Empty: the core group; `*`: all groups. */
  readonly group: string;
  /** `pods`, `pods/log`, `pods/*`, `*` before `/scale`, `*`; empty: all of the group. */
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
}

/** All that a rule names must match; an empty list matches everything. */
export interface AuditRule {
  readonly level: AuditLevel;
  readonly users: readonly string[];
  readonly userGroups: readonly string[];
  readonly verbs: readonly string[];
  readonly resources: readonly AuditGroupResources[];
  /** An empty name stands for what lies in no namespace. */
  readonly namespaces: readonly string[];
  readonly nonResourceURLs: readonly string[];
  readonly omitStages: readonly AuditStage[];
  /** undefined: as the policy says. */
  readonly omitManagedFields: boolean | undefined;
}

export interface AuditPolicy {
  readonly rules: readonly AuditRule[];
  readonly omitStages: readonly AuditStage[];
  readonly omitManagedFields: boolean;
}

/** How one request is recorded. */
export interface AuditDecision {
  readonly level: AuditLevel;
  readonly stages: ReadonlySet<AuditStage>;
  readonly omitManagedFields: boolean;
}

/**
 * Finds the first rule that matches a request.
 * @see kubernetes/apiserver pkg/audit/policy/checker.go
 */
export class AuditPolicyEvaluator {
  readonly #rules: readonly { readonly rule: AuditRule; readonly decision: AuditDecision }[];
  readonly #otherwise: AuditDecision;

  constructor({ rules, omitStages, omitManagedFields }: AuditPolicy) {
    this.#rules = rules.map((rule) => ({
      rule,
      decision: {
        level: rule.level,
        stages: stagesWithout([...omitStages, ...rule.omitStages]),
        omitManagedFields: rule.omitManagedFields ?? omitManagedFields,
      },
    }));
    this.#otherwise = { level: "None", stages: stagesWithout(omitStages), omitManagedFields };
  }

  /** @param user - undefined when authentication failed. */
  decide(info: RequestInfo, user: UserInfo | undefined): AuditDecision {
    return this.#rules.find(({ rule }) => matches(rule, info, user))?.decision ?? this.#otherwise;
  }
}

function stagesWithout(omitted: readonly AuditStage[]): ReadonlySet<AuditStage> {
  return new Set(AUDIT_STAGES.filter((stage) => !omitted.includes(stage)));
}

function matches(rule: AuditRule, info: RequestInfo, user: UserInfo | undefined): boolean {
  if (rule.users.length > 0 && (user === undefined || !rule.users.includes(user.name))) return false;
  if (rule.userGroups.length > 0 && user?.groups.some((group) => rule.userGroups.includes(group)) !== true)
    return false;
  if (rule.verbs.length > 0 && !rule.verbs.includes(info.verb)) return false;
  if (rule.namespaces.length > 0 || rule.resources.length > 0) return matchesResource(rule, info);
  if (rule.nonResourceURLs.length > 0) return matchesPath(rule, info);
  return true;
}

function matchesPath(rule: AuditRule, { isResourceRequest, path }: RequestInfo): boolean {
  return !isResourceRequest && rule.nonResourceURLs.some((pattern) => matchesPathPattern(pattern, path));
}

function matchesResource(rule: AuditRule, info: RequestInfo): boolean {
  if (!info.isResourceRequest) return false;
  const { namespace, apiGroup, resource, subresource, name } = info;
  if (rule.namespaces.length > 0 && !rule.namespaces.includes(namespace)) return false;
  if (rule.resources.length === 0) return true;
  const patterns = ["*", `${resource}/*`, subresource === "" ? resource : `${resource}/${subresource}`];
  if (subresource !== "") patterns.push(`*/${subresource}`);
  return rule.resources.some(
    (wanted) =>
      (wanted.group === apiGroup || wanted.group === "*") &&
      (wanted.resources.length === 0 ||
        ((wanted.resourceNames.length === 0 || wanted.resourceNames.includes(name)) &&
          wanted.resources.some((pattern) => patterns.includes(pattern)))),
  );
}
