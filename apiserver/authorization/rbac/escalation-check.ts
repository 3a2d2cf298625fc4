import { newForbidden, newNotFound, type StatusError } from "../../../apimachinery/api/errors/index.js";
import { semanticEqualJSON } from "../../../apimachinery/runtime/index.js";
import { quote } from "../../../apimachinery/text/index.js";
import { uncoveredRules } from "../../../client/rbac/index.js";
import type { AdmissionAttributes, AdmissionOperation, AdmissionPlugin } from "../../admission/index.js";
import { SYSTEM_MASTERS } from "../../authentication/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import type { Authorizer } from "../interface.js";
import { compactRules, describeRule, quoteAll } from "./describe-rule.js";
import type { RBACPolicy } from "./policy.js";
import type { Binding, PolicyRule, Role, RoleRef } from "./types.js";

const GROUP = "rbac.authorization.k8s.io";
const ROLES: ReadonlySet<string> = new Set(["roles", "clusterroles"]);
const BINDINGS: ReadonlySet<string> = new Set(["rolebindings", "clusterrolebindings"]);
const EVERYTHING: readonly PolicyRule[] = [
  { verbs: ["*"], apiGroups: ["*"], resources: ["*"] },
  { verbs: ["*"], nonResourceURLs: ["*"] },
];

/**
 * Lets nobody give away, by roles or bindings, what he may not do himself, unless he may `escalate` or `bind`. Not for
 * choice: it belongs to the resources, and stands at the end of the mutating chain to see what will be stored.
 * @see kubernetes/kubernetes pkg/registry/rbac/{escalation_check.go,role/policybased,rolebinding/policybased}
 */
export class EscalationCheck implements AdmissionPlugin {
  readonly name = "RBACEscalationCheck";
  readonly resources = [...ROLES, ...BINDINGS].map((resource) => ({ group: GROUP, resource }));
  readonly #policy: RBACPolicy;
  readonly #authorizer: Authorizer;

  constructor(deps: { readonly policy: RBACPolicy; readonly authorizer: Authorizer }) {
    this.#policy = deps.policy;
    this.#authorizer = deps.authorizer;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE" || operation === "UPDATE";
  }

  async admit(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    const { group, resource } = attributes.resource;
    if (group !== GROUP || attributes.user.groups.includes(SYSTEM_MASTERS)) return;
    if (ROLES.has(resource)) await this.#checkRole(attributes, opts);
    if (BINDINGS.has(resource)) await this.#checkBinding(attributes, opts);
  }

  async #checkRole(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    const role = attributes.object as unknown as Role;
    const old = attributes.oldObject as unknown as Role | undefined;
    if (
      old !== undefined &&
      semanticEqualJSON(role.rules, old.rules) &&
      semanticEqualJSON(role.aggregationRule, old.aggregationRule)
    ) {
      return;
    }
    const { resource, name, namespace } = attributes;
    if (await this.#may(attributes, "escalate", resource.resource, name, namespace, opts)) return;
    this.#confirmHeld(attributes, role.rules ?? []);
    // Such a role may come to hold anything.
    if (role.aggregationRule === undefined && old?.aggregationRule === undefined) return;
    if (this.#uncovered(attributes, EVERYTHING).length > 0) {
      throw forbidden(attributes, "must have cluster-admin privileges to use the aggregationRule");
    }
  }

  async #checkBinding(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    const { roleRef, subjects } = attributes.object as unknown as Binding;
    const old = attributes.oldObject as unknown as Binding | undefined;
    if (old !== undefined && semanticEqualJSON(roleRef, old.roleRef) && semanticEqualJSON(subjects, old.subjects))
      return;
    const { namespace } = attributes;
    const resource = roleRef.kind === "Role" ? "roles" : "clusterroles";
    if (await this.#may(attributes, "bind", resource, roleRef.name, namespace, opts)) return;
    const rules = this.#policy.rulesOf(roleRef, namespace);
    if (rules === undefined) throw missing(roleRef);
    this.#confirmHeld(attributes, rules);
  }

  async #may(
    { user }: AdmissionAttributes,
    verb: string,
    resource: string,
    name: string,
    namespace: string,
    opts: OperationOptions,
  ): Promise<boolean> {
    const question = { kind: "resource", user, verb, group: GROUP, version: "*", resource, name, namespace } as const;
    try {
      return (await this.#authorizer.authorize({ ...question, subresource: "" }, opts)).decision === "allow";
    } catch {
      opts.signal?.throwIfAborted();
      // Nobody could say, so the rules themselves have to be held.
      return false;
    }
  }

  #confirmHeld(attributes: AdmissionAttributes, wanted: readonly PolicyRule[]): void {
    const uncovered = this.#uncovered(attributes, wanted);
    if (uncovered.length === 0) return;
    const { name, groups } = attributes.user;
    const lines = [...new Set(compactRules(uncovered).map(describeRule))].sort();
    throw forbidden(
      attributes,
      `user ${quote(name)} (groups=${quoteAll(groups)}) is attempting to grant RBAC permissions not currently held:\n${lines.join("\n")}`,
    );
  }

  #uncovered({ user, namespace }: AdmissionAttributes, wanted: readonly PolicyRule[]): PolicyRule[] {
    const held = [...this.#policy.rulesFor(user, namespace)].flatMap(({ rules = [] }) => rules);
    return uncoveredRules(held, wanted);
  }
}

function forbidden({ name, object, resource }: AdmissionAttributes, why: string): StatusError {
  const { metadata } = object as unknown as Role;
  return newForbidden({ group: resource.group, resource: resource.resource }, metadata.name || name, why);
}

function missing({ kind, name }: RoleRef): StatusError {
  return newNotFound({ group: GROUP, resource: kind === "Role" ? "role" : "clusterrole" }, name);
}
