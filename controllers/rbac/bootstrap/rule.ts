import type {
  ClusterRole,
  ClusterRoleBinding,
  PolicyRule,
  Role,
  RoleBinding,
  Subject,
} from "../../../apis/rbac/v1/types.js";

export const RBAC_GROUP = "rbac.authorization.k8s.io";
export const AUTOUPDATE_ANNOTATION = "rbac.authorization.kubernetes.io/autoupdate";

export const READ = "get list watch";
export const WRITE = "create update patch delete deletecollection";
export const READ_WRITE = `${READ} ${WRITE}`;
export const READ_UPDATE = `${READ} update patch`;

/** Lists are words between blanks; the group "" is the core group. Sorted, as upstream's are. */
export function rule(verbs: string, groups: string, resources: string, names?: string): PolicyRule {
  return {
    verbs: words(verbs),
    apiGroups: words(groups),
    resources: words(resources),
    ...(names === undefined ? {} : { resourceNames: words(names) }),
  };
}

export function pathRule(verbs: string, urls: string): PolicyRule {
  return { verbs: words(verbs), nonResourceURLs: words(urls) };
}

/** Writing events, in both groups that have them. */
export const eventsRule: PolicyRule = {
  verbs: words("create update patch"),
  apiGroups: ["", "events.k8s.io"],
  resources: ["events"],
};

export function clusterRole(
  name: string,
  rules: PolicyRule[],
  labels: { readonly [key: string]: string } = {},
): ClusterRole {
  return { metadata: metadataOf(name, labels), rules };
}

/** A role whose rules are those of all roles with the label `aggregate-to-NAME`. */
export function aggregatedRole(name: string, labels: { readonly [key: string]: string } = {}): ClusterRole {
  return {
    metadata: metadataOf(name, labels),
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregateTo(name) }] },
    rules: [],
  };
}

export function aggregateTo(name: string): { [key: string]: string } {
  return { [`rbac.authorization.k8s.io/aggregate-to-${name}`]: "true" };
}

export function role(namespace: string, name: string, rules: PolicyRule[]): Role {
  return { metadata: { ...metadataOf(name), namespace }, rules };
}

export function clusterRoleBinding(roleName: string, ...subjects: Subject[]): ClusterRoleBinding {
  const roleRef = { apiGroup: RBAC_GROUP, kind: "ClusterRole", name: roleName };
  return { metadata: metadataOf(roleName), roleRef, subjects };
}

export function roleBinding(namespace: string, roleName: string, ...subjects: Subject[]): RoleBinding {
  const roleRef = { apiGroup: RBAC_GROUP, kind: "Role", name: roleName };
  return { metadata: { ...metadataOf(roleName), namespace }, roleRef, subjects };
}

export const user = (name: string): Subject => ({ apiGroup: RBAC_GROUP, kind: "User", name });
export const group = (name: string): Subject => ({ apiGroup: RBAC_GROUP, kind: "Group", name });
export const account = (name: string): Subject => ({ kind: "ServiceAccount", namespace: "kube-system", name });

function metadataOf(name: string, labels: { readonly [key: string]: string } = {}) {
  return {
    name,
    labels: { "kubernetes.io/bootstrapping": "rbac-defaults", ...labels },
    annotations: { [AUTOUPDATE_ANNOTATION]: "true" },
  };
}

function words(text: string): string[] {
  return text.split(" ").sort();
}
