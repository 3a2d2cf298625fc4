import { isNotFound } from "../../apimachinery/api/errors/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import { semanticEqualJSON } from "../../apimachinery/runtime/index.js";
import { labelSelectorAsSelector } from "../../apimachinery/labels/index.js";
import type { ClusterRole, PolicyRule } from "../../apis/rbac/v1/types.js";
import type { RBACObjects } from "./object-access.js";

export interface AggregationDeps {
  readonly clusterRoles: RBACObjects["clusterRoles"];
  readonly clock: Clock;
  /** Told of what went wrong and is tried again. */
  readonly onError: (what: string, err: unknown) => void;
}

const RETRY_MS = 1000;

/**
 * Gives every role with an aggregation rule the rules of the roles it selects, until `signal` aborts.
 * @see kubernetes/kubernetes pkg/controller/clusterroleaggregation
 */
export async function keepAggregatedRoles(deps: AggregationDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const _ of deps.clusterRoles.changes({ signal })) await aggregateRoles(deps.clusterRoles, { signal });
    } catch (err) {
      if (!signal.aborted) deps.onError("could not aggregate cluster roles", err);
    }
    await deps.clock.sleep(RETRY_MS, { signal }).catch(() => undefined);
  }
}

/** Repeats until nothing changes, since aggregated roles may select each other; ends, as each round only passes rules on. */
export async function aggregateRoles(
  clusterRoles: RBACObjects["clusterRoles"],
  opts: { readonly signal: AbortSignal },
): Promise<void> {
  for (let changed = true; changed;) {
    changed = false;
    const roles = await clusterRoles.list(opts);
    const aggregate = async (role: ClusterRole): Promise<void> => {
      if (role.aggregationRule === undefined) return;
      const rules = aggregatedRules(role, roles);
      if (semanticEqualJSON(rules, role.rules ?? [])) return;
      changed = true;
      try {
        await clusterRoles.update(role.metadata.name ?? "", (current) => ({ ...current, rules }), opts);
      } catch (err) {
        // It was deleted meanwhile.
        if (!isNotFound(err)) throw err;
      }
    };
    await Promise.all(roles.map(aggregate));
  }
}

/** The rules of all other roles that the role selects, by the order of selectors and then of names, each rule once. */
export function aggregatedRules(role: ClusterRole, all: readonly ClusterRole[]): PolicyRule[] {
  const sorted = [...all].sort((a, b) => ((a.metadata.name ?? "") < (b.metadata.name ?? "") ? -1 : 1));
  const rules = new Map<string, PolicyRule>();
  for (const labelSelector of role.aggregationRule?.clusterRoleSelectors ?? []) {
    const selector = labelSelectorAsSelector(labelSelector);
    for (const other of sorted) {
      if (other.metadata.name === role.metadata.name || !selector.matches(other.metadata.labels ?? {})) continue;
      for (const rule of other.rules ?? []) rules.set(JSON.stringify(rule), rule);
    }
  }
  return [...rules.values()];
}
