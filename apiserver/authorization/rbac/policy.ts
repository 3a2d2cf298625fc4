import { quote } from "../../../apimachinery/text/index.js";
import type { UserInfo } from "../../authentication/index.js";
import { BindingTable, type BoundSubject } from "./binding-table.js";
import { RoleTable } from "./role-table.js";
import type { PolicyRule, RoleRef } from "./types.js";

/** The rules that a binding gives to a user, or the fact that it leads nowhere. */
export interface BoundRules extends BoundSubject {
  /** undefined: the role does not exist. */
  readonly rules: readonly PolicyRule[] | undefined;
}

/** All roles and bindings, in memory; kept up to date by {@link followPolicy}. */
export class RBACPolicy {
  readonly clusterRoles = new RoleTable();
  readonly roles = new RoleTable();
  readonly clusterRoleBindings = new BindingTable();
  readonly roleBindings = new BindingTable();

  /**
   * What the user's bindings give: first those for the whole cluster, then those of the namespace, unless it is "".
   * @see kubernetes/kubernetes pkg/registry/rbac/validation/rule.go, VisitRulesFor
   */
  *rulesFor(user: UserInfo, namespace: string): Generator<BoundRules, void> {
    for (const bound of this.clusterRoleBindings.of(user, "")) yield this.#resolve(bound, "");
    if (namespace === "") return;
    for (const bound of this.roleBindings.of(user, namespace)) yield this.#resolve(bound, namespace);
  }

  /** undefined: there is no such role. */
  rulesOf({ kind, name }: RoleRef, namespace: string): readonly PolicyRule[] | undefined {
    return kind === "Role" ? this.roles.rulesOf(namespace, name) : this.clusterRoles.rulesOf("", name);
  }

  #resolve({ binding, subject }: BoundSubject, namespace: string): BoundRules {
    return { binding, subject, rules: this.rulesOf(binding.roleRef, namespace) };
  }
}

/** As upstream says that a binding's role is missing. */
export function missingRole({ kind, name }: RoleRef): string {
  const resource = kind === "Role" ? "role" : "clusterrole";
  return `${resource}.rbac.authorization.k8s.io ${quote(name)} not found`;
}
