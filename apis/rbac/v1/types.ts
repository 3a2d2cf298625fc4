import type { LabelSelector, ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** Verbs that are allowed on some resources or paths. */
export interface PolicyRule {
  /**
   * Verbs, or * for all.
   *
   * +listType=atomic
   * +protobuf=1
   */
  verbs: string[];
  /**
   * Groups of the resources; "" is core, * is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  apiGroups?: string[];
  /**
   * Resources and subresources (pods/log), or * for all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  resources?: string[];
  /**
   * Only objects of these names; absent is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  resourceNames?: string[];
  /**
   * Paths that are no resources; a * may end them. Cluster roles only.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  nonResourceURLs?: string[];
}

/**
 * Who gets the rights of a role.
 *
 * +structType=atomic
 */
export interface Subject {
  /**
   * User, Group or ServiceAccount.
   *
   * +default=""
   * +protobuf=1
   */
  kind: string;
  /**
   * Group of the kind; default "" for service accounts, else rbac.authorization.k8s.io.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  apiGroup?: string;
  /**
   * Name of the subject.
   *
   * +default=""
   * +protobuf=3
   */
  name: string;
  /**
   * Namespace of a service account.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  namespace?: string;
}

/**
 * The role whose rights are given.
 *
 * +structType=atomic
 */
export interface RoleRef {
  /**
   * Group of the role.
   *
   * +optional
   * +default=""
   * +protobuf=1
   */
  apiGroup?: string;
  /**
   * Role or ClusterRole.
   *
   * +default=""
   * +protobuf=2
   */
  kind: string;
  /**
   * Name of the role.
   *
   * +default=""
   * +protobuf=3
   */
  name: string;
}

/**
 * Rights within a namespace.
 *
 * +genclient
 * +kubebuilder:printcolumn:name="Created At",type=date,description="When it was created"
 */
export interface Role extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * What is allowed.
   *
   * +optional
   * +listType=atomic
   * +default=null
   * +protobuf=2
   */
  rules?: PolicyRule[] | null;
}

/**
 * Gives a role's rights to subjects within its namespace.
 *
 * +genclient
 * +kubebuilder:printcolumn:name=Role,type=string,description="The role that is given"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Users,type=string,priority=1,description="Users who get it"
 * +kubebuilder:printcolumn:name=Groups,type=string,priority=1,description="Groups who get it"
 * +kubebuilder:printcolumn:name=ServiceAccounts,type=string,priority=1,description="Service accounts that get it"
 */
export interface RoleBinding extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Who gets them.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  subjects?: Subject[];
  /**
   * Which role. Cannot be changed.
   *
   * +default={}
   * +protobuf=3
   */
  roleRef: RoleRef;
}

/** A list of RoleBindings. */
export interface RoleBindingList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The items of the list.
   *
   * +protobuf=2
   */
  items: RoleBinding[];
}

/** A list of Roles. */
export interface RoleList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The items of the list.
   *
   * +protobuf=2
   */
  items: Role[];
}

/**
 * Rights in the whole cluster, or for use by role bindings.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:scope=Cluster
 * +kubebuilder:printcolumn:name="Created At",type=date,description="When it was created"
 */
export interface ClusterRole extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * What is allowed.
   *
   * +optional
   * +listType=atomic
   * +default=null
   * +protobuf=2
   */
  rules?: PolicyRule[] | null;
  /**
   * Makes the rules a sum of those of other roles, kept up by a controller.
   *
   * +optional
   * +protobuf=3
   */
  aggregationRule?: AggregationRule;
}

/** Roles whose rules are added up. */
export interface AggregationRule {
  /**
   * Labels of the roles; matching one of these is enough.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  clusterRoleSelectors?: LabelSelector[];
}

/**
 * Gives a role's rights to subjects in the whole cluster.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:scope=Cluster
 * +kubebuilder:printcolumn:name=Role,type=string,description="The role that is given"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Users,type=string,priority=1,description="Users who get it"
 * +kubebuilder:printcolumn:name=Groups,type=string,priority=1,description="Groups who get it"
 * +kubebuilder:printcolumn:name=ServiceAccounts,type=string,priority=1,description="Service accounts that get it"
 */
export interface ClusterRoleBinding extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Who gets them.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  subjects?: Subject[];
  /**
   * Which cluster role. Cannot be changed.
   *
   * +default={}
   * +protobuf=3
   */
  roleRef: RoleRef;
}

/** A list of ClusterRoleBindings. */
export interface ClusterRoleBindingList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The items of the list.
   *
   * +protobuf=2
   */
  items: ClusterRoleBinding[];
}

/** A list of ClusterRoles. */
export interface ClusterRoleList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The items of the list.
   *
   * +protobuf=2
   */
  items: ClusterRole[];
}
