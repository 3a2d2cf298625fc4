import { quote } from "../../../apimachinery/text/index.js";
import type { UserInfo } from "../../authentication/index.js";
import type { AuthorizationAttributes, AuthorizationResult, Authorizer, RuleList, RuleResolver } from "../interface.js";
import type { BoundSubject } from "./binding-table.js";
import { missingRole, type RBACPolicy } from "./policy.js";
import { ruleAllows } from "./rule-matching.js";
import type { PolicyRule } from "./types.js";

/**
 * Allows what some rule of some role allows that is bound to the user; it never denies.
 * @see kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/rbac.go
 */
export class RBACAuthorizer implements Authorizer, RuleResolver {
  readonly name = "RBAC";
  readonly #policy: RBACPolicy;

  constructor(policy: RBACPolicy) {
    this.#policy = policy;
  }

  /** Looks at memory only, so there is nothing to wait for. */
  authorize(attributes: AuthorizationAttributes): AuthorizationResult {
    const missing = new Set<string>();
    const namespace = attributes.kind === "resource" ? attributes.namespace : "";
    for (const { binding, subject, rules } of this.#policy.rulesFor(attributes.user, namespace)) {
      if (rules === undefined) missing.add(missingRole(binding.roleRef));
      // Paths belong to no namespace, so only bindings for the whole cluster have come this far.
      else if (rules.some((rule) => ruleAllows(attributes, rule))) {
        return { decision: "allow", reason: `RBAC: allowed by ${describe({ binding, subject })}` };
      }
    }
    return { decision: "noOpinion", reason: missing.size === 0 ? "" : `RBAC: ${aggregate(missing)}` };
  }

  rulesFor(user: UserInfo, namespace: string): Promise<RuleList> {
    const missing = new Set<string>();
    const all: PolicyRule[] = [];
    for (const { binding, rules } of this.#policy.rulesFor(user, namespace)) {
      if (rules === undefined) missing.add(missingRole(binding.roleRef));
      else all.push(...rules);
    }
    return Promise.resolve({
      resourceRules: all.filter(({ resources = [] }) => resources.length > 0),
      nonResourceRules: all.filter(({ nonResourceURLs = [] }) => nonResourceURLs.length > 0),
      incomplete: false,
      errors: [...missing],
    });
  }
}

/** Several errors stand in brackets, as in upstream's aggregates. */
function aggregate(errors: ReadonlySet<string>): string {
  const all = [...errors].join(", ");
  return errors.size === 1 ? all : `[${all}]`;
}

/** `ClusterRoleBinding "b" of ClusterRole "r" to Group "g"` */
function describe({ binding: { metadata, roleRef }, subject }: BoundSubject): string {
  const { namespace = "", name = "" } = metadata;
  const which = namespace === "" ? `ClusterRoleBinding ${quote(name)}` : `RoleBinding ${quote(`${name}/${namespace}`)}`;
  const account = subject.kind === "ServiceAccount";
  const who = account ? `${subject.name}/${subject.namespace || namespace}` : subject.name;
  return `${which} of ${roleRef.kind} ${quote(roleRef.name)} to ${subject.kind} ${quote(who)}`;
}
