import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";

/**
 * What the server reads of the group rbac.authorization.k8s.io, in the hub's terms. The group's own types fit these; the
 * server layer knows no generated ones.
 */
export interface PolicyRule {
  readonly verbs?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

export type RBACMetadata = Readonly<Pick<ObjectMeta, "name" | "namespace">>;

/** A Role, or with no namespace a ClusterRole. */
export interface Role {
  readonly metadata: RBACMetadata;
  readonly rules?: readonly PolicyRule[] | null;
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly unknown[] };
}

export interface Subject {
  /** User, Group or ServiceAccount. */
  readonly kind: string;
  readonly name: string;
  /** Of a ServiceAccount; in a RoleBinding, default the binding's own. */
  readonly namespace?: string;
}

export interface RoleRef {
  /** Role or ClusterRole. */
  readonly kind: string;
  readonly name: string;
}

/** A RoleBinding, or with no namespace a ClusterRoleBinding. */
export interface Binding {
  readonly metadata: RBACMetadata;
  readonly subjects?: readonly Subject[];
  readonly roleRef: RoleRef;
}
