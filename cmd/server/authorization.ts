import type { Clock } from "../../apimachinery/clock/index.js";
import type { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from "../../apis/rbac/v1/types.js";
import type { AdmissionPlugin } from "../../apiserver/admission/index.js";
import {
  alwaysAllow,
  alwaysDeny,
  createUnionAuthorizer,
  privilegedGroup,
  type Authorizer,
  type RuleResolver,
} from "../../apiserver/authorization/index.js";
import { EscalationCheck, followPolicy, RBACAuthorizer, RBACPolicy } from "../../apiserver/authorization/rbac/index.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import type { Store } from "../../apiserver/registry/index.js";
import type { GenericAPIServer, Logger } from "../../apiserver/server/index.js";
import {
  aggregateRoles,
  keepAggregatedRoles,
  reconcileBootstrapPolicy,
  type RBACObjects,
} from "../../controllers/rbac/index.js";
import { StoreAccess } from "./object-access.js";
import type { ServerOptions } from "./options.js";
import { StoreFeed } from "./store-feed.js";
import type { Stores } from "./stores.js";

const GROUP = "rbac.authorization.k8s.io";
const RETRY_MS = 1000;

export interface AuthorizationDeps {
  readonly options: ServerOptions;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly registry: MetricsRegistry;
}

/** Who may do what: the modes of `--authorization-mode`, with the roles in force. */
export interface Authorization {
  readonly authorizer: Authorizer;
  /** Those that `authorizer` asks, in order. */
  readonly authorizers: readonly Authorizer[];
  readonly ruleResolvers: readonly RuleResolver[];
  /** Empty until the server has started. */
  readonly policy: RBACPolicy;
  /** Runs after all mutating plug-ins. */
  readonly escalationCheck: AdmissionPlugin;
  /** Adds the hook that makes the bootstrap policy and puts all roles into force. */
  addTo(server: GenericAPIServer): void;
}

export function createAuthorization(deps: AuthorizationDeps): Authorization {
  const { options, logger } = deps;
  const policy = new RBACPolicy();
  const rbac = new RBACAuthorizer(policy);
  const typeOf = new Map<Authorizer, string>();
  const modes = options.authorizationModes.flatMap((mode): (Authorizer & RuleResolver)[] => {
    const authorizers = authorizersOf(mode);
    for (const authorizer of authorizers) typeOf.set(authorizer, mode);
    return authorizers;
  });
  function authorizersOf(mode: (typeof options.authorizationModes)[number]): (Authorizer & RuleResolver)[] {
    switch (mode) {
      case "AlwaysAllow":
        return [alwaysAllow];
      case "AlwaysDeny":
        return [alwaysDeny];
      case "RBAC":
        return [rbac];
      case "Node":
        logger.warn(
          "--authorization-mode: there is no Node authorizer yet, so nodes have the rights of their roles only",
        );
        return [];
    }
  }
  const authorizers = [privilegedGroup, ...modes];
  const authorizer = createUnionAuthorizer(authorizers, decisionCounter(deps.registry, typeOf));
  return {
    authorizer,
    authorizers,
    ruleResolvers: modes,
    policy,
    escalationCheck: new EscalationCheck({ policy, authorizer }),
    addTo: (server) => addHook(server, deps, policy),
  };
}

/** Counts who decided. What the server lets pass for itself is nobody's decision. */
function decisionCounter(
  registry: MetricsRegistry,
  typeOf: ReadonlyMap<Authorizer, string>,
): (authorizer: Authorizer, decision: "allow" | "deny") => void {
  const decisions = registry.counter({
    name: "apiserver_authorization_decisions_total",
    help: "[ALPHA] Total number of terminal decisions made by an authorizer split by authorizer type, name, and decision.",
    labels: ["type", "name", "decision"],
  });
  return (authorizer, decision) => {
    const type = typeOf.get(authorizer);
    if (type === undefined) return;
    decisions.with(type, type.toLowerCase(), decision === "allow" ? "allowed" : "denied").inc();
  };
}

function addHook(server: GenericAPIServer, deps: AuthorizationDeps, policy: RBACPolicy): void {
  const { stores, clock, logger } = deps;
  const store = (resource: string): Store | undefined => stores.registry.store({ group: GROUP, resource });
  const [clusterRoles, clusterRoleBindings] = [store("clusterroles"), store("clusterrolebindings")];
  const [roles, roleBindings] = [store("roles"), store("rolebindings")];
  // Switched off by --runtime-config.
  if (!clusterRoles || !clusterRoleBindings || !roles || !roleBindings) return;
  const objects: RBACObjects = {
    clusterRoles: new StoreAccess<ClusterRole>({ store: clusterRoles, stores, clock }),
    clusterRoleBindings: new StoreAccess<ClusterRoleBinding>({ store: clusterRoleBindings, stores, clock }),
    roles: (namespace) => new StoreAccess<Role>({ store: roles, stores, clock, namespace }),
    roleBindings: (namespace) => new StoreAccess<RoleBinding>({ store: roleBindings, stores, clock, namespace }),
  };
  const feeds = {
    clusterRoles: new StoreFeed<ClusterRole>(clusterRoles),
    roles: new StoreFeed<Role>(roles),
    clusterRoleBindings: new StoreFeed<ClusterRoleBinding>(clusterRoleBindings),
    roleBindings: new StoreFeed<RoleBinding>(roleBindings),
  };
  const onError = (what: string, err: unknown): void => logger.error(what, err);
  server.addPostStartHook("rbac/bootstrap-roles", async ({ signal }) => {
    await ensurePolicy(objects, clock, onError, signal);
    void keepAggregatedRoles({ clusterRoles: objects.clusterRoles, clock, onError }, signal);
    // Last, so that the server is ready only with the bootstrap policy in force.
    await followPolicy(policy, { feeds, clock, onError }, signal);
  });
}

async function ensurePolicy(
  objects: RBACObjects,
  clock: Clock,
  onError: (what: string, err: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      await reconcileBootstrapPolicy(objects, { signal });
      await aggregateRoles(objects.clusterRoles, { signal });
      return;
    } catch (err) {
      signal.throwIfAborted();
      onError("could not make the bootstrap policy", err);
      await clock.sleep(RETRY_MS, { signal });
    }
  }
}
