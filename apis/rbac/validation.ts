import {
  invalid,
  isDNS1123Subdomain,
  isPathSegmentName,
  notSupported,
  Path,
  required,
  semanticEqualJSON,
  validateLabelSelector,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goRBAC } from "./go-types.js";
import type { ClusterRole, PolicyRule, RoleBinding, RoleRef, Subject } from "./v1/types.js";

const GROUP = "rbac.authorization.k8s.io";

/** Names of roles and bindings may hold colons and capitals. */
export function validateRBACName(name: string): string[] {
  return isPathSegmentName(name);
}

/** @see kubernetes/kubernetes pkg/apis/rbac/validation/validation.go, ValidatePolicyRule */
export function validatePolicyRules(
  rules: DeepReadonly<PolicyRule[]> | null | undefined,
  namespaced: boolean,
): ErrorList {
  return (rules ?? []).flatMap((rule, i) => {
    const path = Path.of("rules").index(i);
    const errs: ErrorList = [];
    if ((rule.verbs ?? []).length === 0)
      errs.push(required(path.child("verbs"), "verbs must contain at least one value"));
    const urls = rule.nonResourceURLs ?? [];
    if (urls.length > 0) {
      const place = path.child("nonResourceURLs");
      if (namespaced) errs.push(invalid(place, urls, "namespaced rules cannot apply to non-resource URLs"));
      const others = [rule.apiGroups, rule.resources, rule.resourceNames];
      if (others.some((list) => (list ?? []).length > 0)) {
        errs.push(invalid(place, urls, "rules cannot apply to both regular resources and non-resource URLs"));
      }
      return errs;
    }
    if ((rule.apiGroups ?? []).length === 0) {
      errs.push(required(path.child("apiGroups"), "resource rules must supply at least one api group"));
    }
    if ((rule.resources ?? []).length === 0) {
      errs.push(required(path.child("resources"), "resource rules must supply at least one resource"));
    }
    return errs;
  });
}

export function validateClusterRole(role: DeepReadonly<ClusterRole>): ErrorList {
  const errs = validatePolicyRules(role.rules, false);
  if (role.aggregationRule === undefined) return errs;
  const path = Path.of("aggregationRule", "clusterRoleSelectors");
  const selectors = role.aggregationRule.clusterRoleSelectors ?? [];
  if (selectors.length === 0) {
    errs.push(required(path, "at least one clusterRoleSelector required if aggregationRule is non-nil"));
  }
  selectors.forEach((selector, i) => errs.push(...validateLabelSelector(selector, {}, path.index(i))));
  return errs;
}

type Binding = DeepReadonly<Pick<RoleBinding, "roleRef" | "subjects">>;

/** @see kubernetes/kubernetes pkg/apis/rbac/validation/validation.go, ValidateRoleBinding */
export function validateBinding(binding: Binding, namespaced: boolean): ErrorList {
  const errs = validateRoleRef(binding.roleRef, namespaced ? ["ClusterRole", "Role"] : ["ClusterRole"]);
  (binding.subjects ?? []).forEach((subject, i) => {
    errs.push(...validateSubject(subject, namespaced, Path.of("subjects").index(i)));
  });
  return errs;
}

function validateRoleRef(ref: DeepReadonly<RoleRef>, kinds: readonly string[]): ErrorList {
  const path = Path.of("roleRef");
  const errs: ErrorList = [];
  if (ref.apiGroup !== GROUP) errs.push(notSupported(path.child("apiGroup"), ref.apiGroup, [GROUP]));
  if (!kinds.includes(ref.kind)) errs.push(notSupported(path.child("kind"), ref.kind, kinds));
  if (!ref.name) errs.push(required(path.child("name"), ""));
  else errs.push(...validateRBACName(ref.name).map((message) => invalid(path.child("name"), ref.name, message)));
  return errs;
}

function validateSubject(subject: DeepReadonly<Subject>, namespaced: boolean, path: Path): ErrorList {
  const errs: ErrorList = [];
  const { kind, name, apiGroup = "", namespace } = subject;
  if (!name) errs.push(required(path.child("name"), ""));
  switch (kind) {
    case "ServiceAccount":
      if (name) errs.push(...isDNS1123Subdomain(name).map((message) => invalid(path.child("name"), name, message)));
      if (apiGroup !== "") errs.push(notSupported(path.child("apiGroup"), apiGroup, [""]));
      if (!namespaced && !namespace) errs.push(required(path.child("namespace"), ""));
      return errs;
    case "User":
    case "Group":
      if (apiGroup !== GROUP) errs.push(notSupported(path.child("apiGroup"), apiGroup, [GROUP]));
      return errs;
    default:
      return [...errs, notSupported(path.child("kind"), kind, ["ServiceAccount", "User", "Group"])];
  }
}

/** A binding that led elsewhere could give rights that its writer does not have. */
export function validateBindingUpdate(binding: Binding, old: Binding, namespaced: boolean): ErrorList {
  const errs = validateBinding(binding, namespaced);
  if (!semanticEqualJSON(binding.roleRef, old.roleRef)) {
    errs.push(invalid(Path.of("roleRef"), goRBAC.value("RoleRef", binding.roleRef), "cannot change roleRef"));
  }
  return errs;
}
