import {
  forbidden,
  invalid,
  isDNS1123Subdomain,
  nameIsDNSLabel,
  nameIsDNSSubdomain,
  notSupported,
  ownValue,
  Path,
  required,
  semanticEqualJSON,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goFlowControl } from "./go-types.js";
import { MANDATORY_FLOW_SCHEMAS } from "./mandatory.js";
import type {
  FlowSchema,
  NonResourcePolicyRule,
  PolicyRulesWithSubjects,
  ResourcePolicyRule,
  Subject,
} from "./types.js";

const SPEC = Path.of("spec");
const MAX_PRECEDENCE = 10_000;
const DISTINGUISHERS = ["ByNamespace", "ByUser"];
const SUBJECT_KINDS = ["Group", "ServiceAccount", "User"];
const VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch"];

/** @see kubernetes/kubernetes pkg/apis/flowcontrol/validation/validation.go, ValidateFlowSchema */
export function validateFlowSchema(schema: DeepReadonly<FlowSchema>): ErrorList {
  const name = schema.metadata.name ?? "";
  const errs = validateFlowSchemaSpec(schema, name);
  const fixed = ownValue(MANDATORY_FLOW_SCHEMAS, name);
  if (fixed !== undefined && !semanticEqualJSON(schema.spec, fixed)) {
    errs.push(
      invalid(
        SPEC,
        goFlowControl.value("FlowSchemaSpec", schema.spec ?? fixed),
        `spec of '${name}' must equal the fixed value`,
      ),
    );
  }
  return errs;
}

function validateFlowSchemaSpec({ spec }: DeepReadonly<FlowSchema>, name: string): ErrorList {
  const errs: ErrorList = [];
  const precedence = spec?.matchingPrecedence ?? 0;
  const path = SPEC.child("matchingPrecedence");
  if (precedence <= 0) errs.push(invalid(path, precedence, "must be a positive value"));
  if (precedence > MAX_PRECEDENCE) errs.push(invalid(path, precedence, `must not be greater than ${MAX_PRECEDENCE}`));
  if (precedence === 1 && name !== "exempt") {
    errs.push(invalid(path, precedence, "only the schema named 'exempt' may have matchingPrecedence 1"));
  }
  const method = spec?.distinguisherMethod;
  if (method !== undefined && !DISTINGUISHERS.includes(method.type)) {
    errs.push(notSupported(SPEC.child("distinguisherMethod", "type"), method.type, DISTINGUISHERS));
  }
  const level = spec?.priorityLevelConfiguration?.name ?? "";
  const levelPath = SPEC.child("priorityLevelConfiguration", "name");
  if (level === "") errs.push(required(levelPath, "must reference a priority level"));
  else errs.push(...nameIsDNSSubdomain(level, false).map((message) => invalid(levelPath, level, message)));
  (spec?.rules ?? []).forEach((rule, i) => errs.push(...validateRules(rule, SPEC.child("rules").index(i))));
  return errs;
}

function validateRules(rule: DeepReadonly<PolicyRulesWithSubjects>, path: Path): ErrorList {
  const errs: ErrorList = [];
  const subjects = rule.subjects ?? [];
  if (subjects.length === 0) errs.push(required(path.child("subjects"), "subjects must contain at least one value"));
  subjects.forEach((subject, i) => errs.push(...validateSubject(subject, path.child("subjects").index(i))));
  const resources = rule.resourceRules ?? [];
  const others = rule.nonResourceRules ?? [];
  if (resources.length === 0 && others.length === 0) {
    errs.push(required(path, "at least one of resourceRules and nonResourceRules has to be non-empty"));
  }
  resources.forEach((one, i) => errs.push(...validateResourceRule(one, path.child("resourceRules").index(i))));
  others.forEach((one, i) => errs.push(...validateNonResourceRule(one, path.child("nonResourceRules").index(i))));
  return errs;
}

const MEMBERS = { User: "user", Group: "group", ServiceAccount: "serviceAccount" } as const;

function validateSubject(subject: DeepReadonly<Subject>, path: Path): ErrorList {
  if (!SUBJECT_KINDS.includes(subject.kind)) return [notSupported(path.child("kind"), subject.kind, SUBJECT_KINDS)];
  const errs: ErrorList = [];
  const own = MEMBERS[subject.kind as keyof typeof MEMBERS];
  const place = path.child(own);
  const value = subject[own];
  if (value === undefined) errs.push(required(place, `${own} is required when subject kind is '${subject.kind}'`));
  else if (!value.name) errs.push(required(place.child("name"), ""));
  if (subject.kind === "ServiceAccount" && subject.serviceAccount !== undefined) {
    errs.push(...validateServiceAccount(subject.serviceAccount, place));
  }
  for (const [kind, member] of Object.entries(MEMBERS)) {
    if (member === own || subject[member] === undefined) continue;
    errs.push(forbidden(path.child(member), `${member} is forbidden when subject kind is not '${kind}'`));
  }
  return errs;
}

function validateServiceAccount(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  path: Path,
): ErrorList {
  const errs: ErrorList = [];
  if (name && name !== "*") errs.push(...isDNS1123Subdomain(name).map((m) => invalid(path.child("name"), name, m)));
  if (namespace)
    errs.push(...nameIsDNSLabel(namespace, false).map((m) => invalid(path.child("namespace"), namespace, m)));
  else errs.push(required(path.child("namespace"), "must specify namespace for service account"));
  return errs;
}

function validateResourceRule(rule: DeepReadonly<ResourcePolicyRule>, path: Path): ErrorList {
  const errs = validateVerbs(rule.verbs, path.child("verbs"));
  errs.push(
    ...validateNames(
      rule.apiGroups,
      "resource rules must supply at least one api group",
      "api groups",
      path.child("apiGroups"),
    ),
  );
  errs.push(
    ...validateNames(
      rule.resources,
      "resource rules must supply at least one resource",
      "resources",
      path.child("resources"),
    ),
  );
  const namespaces = rule.namespaces ?? [];
  const place = path.child("namespaces");
  if (namespaces.length === 0 && rule.clusterScope !== true) {
    const message = "resource rules that are not cluster scoped must supply at least one namespace";
    return [...errs, required(place, message)];
  }
  if (namespaces.includes("*")) {
    if (namespaces.length > 1) {
      errs.push(invalid(place, namespaces, "if '*' is present, must not specify other namespaces"));
    }
    return errs;
  }
  namespaces.forEach((name, i) => {
    errs.push(...nameIsDNSLabel(name, false).map((message) => invalid(place.index(i), name, message)));
  });
  return errs;
}

function validateVerbs(verbs: readonly string[] | undefined, path: Path): ErrorList {
  const errs = validateNames(verbs, "verbs must contain at least one value", "verbs", path);
  if (errs.length > 0 || verbs?.includes("*") === true) return errs;
  return verbs?.every((verb) => VERBS.includes(verb)) === true ? [] : [notSupported(path, verbs, VERBS)];
}

/** A star stands alone. */
function validateNames(names: readonly string[] | undefined, missing: string, others: string, path: Path): ErrorList {
  const given = names ?? [];
  if (given.length === 0) return [required(path, missing)];
  if (!given.includes("*") || given.length === 1) return [];
  return [invalid(path, given, `if '*' is present, must not specify other ${others}`)];
}

function validateNonResourceRule(rule: DeepReadonly<NonResourcePolicyRule>, path: Path): ErrorList {
  const errs = validateVerbs(rule.verbs, path.child("verbs"));
  const place = path.child("nonResourceURLs");
  const names = validateNames(
    rule.nonResourceURLs,
    "nonResourceURLs must contain at least one value",
    "non-resource URLs",
    place,
  );
  if (names.length > 0 || rule.nonResourceURLs.includes("*")) return [...errs, ...names];
  rule.nonResourceURLs.forEach((url, i) => errs.push(...validateURL(url, place.index(i))));
  return errs;
}

function validateURL(url: string, path: Path): ErrorList {
  if (url === "") return [invalid(path, url, "must not be empty")];
  if (url === "/") return [];
  if (!url.startsWith("/")) return [invalid(path, url, "must start with slash")];
  if (url.includes(" ")) return [invalid(path, url, "must not contain white-space")];
  if (url.includes("//")) return [invalid(path, url, "must not contain double slash")];
  const stars = url.split("*").length - 1;
  if (stars > 1 || (stars === 1 && !url.endsWith("/*"))) {
    return [invalid(path, url, "wildcard can only do suffix matching")];
  }
  return [];
}
