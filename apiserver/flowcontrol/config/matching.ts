import type { UserInfo } from "../../authentication/index.js";
import type { RequestInfo } from "../../endpoints/request/request-info.js";
import type {
  FlowSchema,
  NonResourcePolicyRule,
  PolicyRulesWithSubjects,
  ResourcePolicyRule,
  Subject,
} from "./types.js";

/** What a request is classified by. */
export interface RequestDigest {
  readonly requestInfo: RequestInfo;
  readonly user: UserInfo;
}

const NONE: readonly never[] = [];

const SERVICE_ACCOUNT_PREFIX = "system:serviceaccount:";

/** The order in which FlowSchemas are tried: lower precedence first, then by name. */
export function compareFlowSchemas(a: FlowSchema, b: FlowSchema): number {
  const byPrecedence = a.spec.matchingPrecedence - b.spec.matchingPrecedence;
  if (byPrecedence !== 0) return byPrecedence;
  const left = a.metadata.name ?? "";
  const right = b.metadata.name ?? "";
  return left < right ? -1 : left > right ? 1 : 0;
}

/** @see kubernetes/apiserver pkg/util/flowcontrol/rule.go */
export function matchesFlowSchema(digest: RequestDigest, schema: FlowSchema): boolean {
  // Loops rather than `some`: every request passes here, and would make a function for each schema and rule.
  for (const rule of schema.spec.rules ?? NONE) if (matchesRule(digest, rule)) return true;
  return false;
}

/** What tells the flows of a schema apart: the user, the namespace, or nothing. */
export function flowDistinguisher(digest: RequestDigest, schema: FlowSchema): string {
  switch (schema.spec.distinguisherMethod?.type) {
    case "ByUser":
      return digest.user.name;
    case "ByNamespace":
      return digest.requestInfo.namespace;
    default:
      return "";
  }
}

/** One subject and one rule of the request's kind have to fit. */
export function matchesRule(digest: RequestDigest, rule: PolicyRulesWithSubjects): boolean {
  const { requestInfo, user } = digest;
  if (!matchesAnySubject(user, rule.subjects ?? NONE)) return false;
  if (requestInfo.isResourceRequest) {
    for (const r of rule.resourceRules ?? NONE) if (matchesResourceRule(requestInfo, r)) return true;
  } else {
    for (const r of rule.nonResourceRules ?? NONE) if (matchesNonResourceRule(requestInfo, r)) return true;
  }
  return false;
}

function matchesAnySubject(user: UserInfo, subjects: readonly Subject[]): boolean {
  for (const subject of subjects) if (matchesSubject(user, subject)) return true;
  return false;
}

export function matchesSubject(user: UserInfo, subject: Subject): boolean {
  switch (subject.kind) {
    case "User":
      return subject.user !== undefined && (subject.user.name === "*" || subject.user.name === user.name);
    case "Group":
      return subject.group !== undefined && (subject.group.name === "*" || user.groups.includes(subject.group.name));
    case "ServiceAccount": {
      const account = subject.serviceAccount;
      if (account === undefined || !user.name.startsWith(SERVICE_ACCOUNT_PREFIX)) return false;
      const prefix = `${SERVICE_ACCOUNT_PREFIX}${account.namespace}:`;
      return account.name === "*"
        ? user.name.startsWith(prefix) && isServiceAccount(user.name)
        : user.name === prefix + account.name;
    }
    default:
      return false;
  }
}

/** `system:serviceaccount:<namespace>:<name>`, both given and without further colons. */
function isServiceAccount(name: string): boolean {
  return /^system:serviceaccount:[^:]+:[^:]+$/.test(name);
}

function matchesResourceRule(info: RequestInfo, rule: ResourcePolicyRule): boolean {
  if (info.namespace === "" ? rule.clusterScope !== true : !containsOrAll(rule.namespaces, info.namespace))
    return false;
  return (
    containsOrAll(rule.verbs, info.verb) &&
    containsOrAll(rule.apiGroups, info.apiGroup) &&
    containsOrAll(rule.resources, ruleResource(info))
  );
}

/** As rules name it: subresources are not covered by their resource. */
export function ruleResource(info: RequestInfo): string {
  return info.subresource === "" ? info.resource : `${info.resource}/${info.subresource}`;
}

export function matchesNonResourceRule(info: RequestInfo, rule: NonResourcePolicyRule): boolean {
  return (
    containsOrAll(rule.verbs, info.verb) &&
    (rule.nonResourceURLs?.some((pattern) => matchesURL(info.path, pattern)) ?? false)
  );
}

/** A pattern stands for itself and what is below it; a star at its end only says so. */
function matchesURL(path: string, pattern: string): boolean {
  if (pattern === path || pattern === "*") return true;
  const prefix = pattern.replace(/\*$/, "");
  return path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`);
}

/** A star counts only where it stands alone, which validation sees to. */
export function containsOrAll(list: readonly string[] | undefined, value: string): boolean {
  return list !== undefined && (list[0] === "*" || list.includes(value));
}
