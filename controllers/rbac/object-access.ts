import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from "../../apis/rbac/v1/types.js";

interface Options {
  readonly signal?: AbortSignal;
}

/** What the loops of this folder do with the objects of one kind, in one namespace or in none. Throws StatusErrors. */
export interface ObjectAccess<T> {
  list(opts: Options): Promise<readonly T[]>;
  create(object: T, opts: Options): Promise<void>;
  /** Stores what `change` makes of the object as it is; undefined leaves it. */
  update(name: string, change: (current: T) => T | undefined, opts: Options): Promise<void>;
  delete(name: string, opts: Options): Promise<void>;
}

export interface RBACObjects {
  readonly clusterRoles: ObjectAccess<ClusterRole> & {
    /** Yields once for what is there, then after changes. */
    changes(opts: Options): AsyncIterable<void>;
  };
  readonly clusterRoleBindings: ObjectAccess<ClusterRoleBinding>;
  roles(namespace: string): ObjectAccess<Role>;
  roleBindings(namespace: string): ObjectAccess<RoleBinding>;
}
