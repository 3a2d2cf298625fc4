import { isAlreadyExists } from "../../apimachinery/api/errors/index.js";
import type { ObjectMeta } from "../../apimachinery/meta/v1/index.js";
import { semanticEqualJSON } from "../../apimachinery/runtime/index.js";
import type { ClusterRole, RoleBinding, Subject } from "../../apis/rbac/v1/types.js";
import { uncoveredRules } from "../../client/rbac/index.js";
import { AUTOUPDATE_ANNOTATION, bootstrapPolicy, type BootstrapPolicy } from "./bootstrap/index.js";
import type { ObjectAccess, RBACObjects } from "./object-access.js";

type AnyRole = Pick<ClusterRole, "metadata" | "rules" | "aggregationRule">;
type AnyBinding = Pick<RoleBinding, "metadata" | "subjects" | "roleRef">;

/**
 * Makes what is missing of the bootstrap policy, and adds to its objects what they have lost: never takes away what somebody
 * added, and leaves objects alone whose autoupdate annotation is `false`.
 * @see kubernetes/component-helpers auth/rbac/reconciliation
 */
export async function reconcileBootstrapPolicy(
  objects: RBACObjects,
  opts: { readonly signal: AbortSignal },
  policy: BootstrapPolicy = bootstrapPolicy,
): Promise<void> {
  // Beside each other, so that a hundred new objects share the disk's sync.
  await Promise.all([
    reconcileAll(objects.clusterRoles, policy.clusterRoles, reconciledRole, opts),
    reconcileAll(objects.clusterRoleBindings, policy.clusterRoleBindings, reconciledBinding, opts),
    ...[...byNamespace(policy.roles)].map(([namespace, roles]) =>
      reconcileAll(objects.roles(namespace), roles, reconciledRole, opts),
    ),
    ...[...byNamespace(policy.roleBindings)].map(([namespace, bindings]) =>
      reconcileAll(objects.roleBindings(namespace), bindings, reconciledBinding, opts),
    ),
  ]);
}

/** What `existing` must become to give all that `wanted` gives; undefined: it does so already. */
export function reconciledRole<T extends AnyRole>(existing: T, wanted: T): T | undefined {
  if (isFrozen(existing)) return undefined;
  const changed: T = {
    ...existing,
    metadata: mergedMetadata(existing.metadata, wanted.metadata),
    // An aggregated role's rules are made by the aggregation.
    ...(wanted.aggregationRule === undefined
      ? { rules: [...(existing.rules ?? []), ...uncoveredRules(existing.rules ?? [], wanted.rules ?? [])] }
      : { aggregationRule: mergedAggregation(existing.aggregationRule, wanted.aggregationRule) }),
  };
  return semanticEqualJSON(changed, existing) ? undefined : changed;
}

/** As {@link reconciledRole}; "replace" when the binding leads to another role, which cannot be changed. */
export function reconciledBinding<T extends AnyBinding>(existing: T, wanted: T): T | "replace" | undefined {
  if (isFrozen(existing)) return undefined;
  if (!semanticEqualJSON(existing.roleRef, wanted.roleRef)) return "replace";
  const subjects = existing.subjects ?? [];
  const missing = (wanted.subjects ?? []).filter((subject) => !subjects.some((own) => sameSubject(own, subject)));
  const changed: T = {
    ...existing,
    metadata: mergedMetadata(existing.metadata, wanted.metadata),
    ...(missing.length === 0 ? {} : { subjects: [...subjects, ...missing] }),
  };
  return semanticEqualJSON(changed, existing) ? undefined : changed;
}

async function reconcileAll<T extends { readonly metadata: ObjectMeta }>(
  access: ObjectAccess<T>,
  wanted: readonly T[],
  reconcile: (existing: T, wanted: T) => T | "replace" | undefined,
  opts: { readonly signal: AbortSignal },
): Promise<void> {
  const existing = new Map((await access.list(opts)).map((object) => [object.metadata.name ?? "", object]));
  const reconcileOne = async (object: T): Promise<void> => {
    const { name = "" } = object.metadata;
    const current = existing.get(name);
    if (current === undefined) return create(access, object, opts);
    const change = reconcile(current, object);
    if (change === undefined) return;
    if (change === "replace") {
      await access.delete(name, opts);
      return create(access, object, opts);
    }
    await access.update(name, (latest) => asUpdate(reconcile(latest, object)), opts);
  };
  await Promise.all(wanted.map(reconcileOne));
}

/** What another server has made meanwhile, it has made of the same policy. */
async function create<T>(access: ObjectAccess<T>, object: T, opts: { readonly signal: AbortSignal }): Promise<void> {
  try {
    await access.create(object, opts);
  } catch (err) {
    if (!isAlreadyExists(err)) throw err;
  }
}

function asUpdate<T>(change: T | "replace" | undefined): T | undefined {
  return change === "replace" ? undefined : change;
}

function isFrozen({ metadata }: { readonly metadata: ObjectMeta }): boolean {
  return metadata.annotations?.[AUTOUPDATE_ANNOTATION] === "false";
}

/** Labels and annotations that are there keep their values. */
function mergedMetadata(existing: ObjectMeta, wanted: ObjectMeta): ObjectMeta {
  return {
    ...existing,
    labels: { ...wanted.labels, ...existing.labels },
    annotations: { ...wanted.annotations, ...existing.annotations },
  };
}

function mergedAggregation(
  existing: AnyRole["aggregationRule"],
  wanted: NonNullable<AnyRole["aggregationRule"]>,
): NonNullable<AnyRole["aggregationRule"]> {
  const selectors = existing?.clusterRoleSelectors ?? [];
  const missing = (wanted.clusterRoleSelectors ?? []).filter(
    (selector) => !selectors.some((own) => semanticEqualJSON(own, selector)),
  );
  return { ...existing, clusterRoleSelectors: [...selectors, ...missing] };
}

function sameSubject(a: Subject, b: Subject): boolean {
  const text = ({ kind, apiGroup = "", namespace = "", name }: Subject): string =>
    [kind, apiGroup, namespace, name].join();
  return text(a) === text(b);
}

function byNamespace<T extends { readonly metadata: ObjectMeta }>(objects: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const object of objects) {
    const { namespace = "" } = object.metadata;
    groups.set(namespace, [...(groups.get(namespace) ?? []), object]);
  }
  return groups;
}
