import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import { groupResourceToString, type GroupResource } from "../../apimachinery/schema/index.js";
import type { NamespaceCondition } from "../../apis/core/v1/types.js";

/** What is left of one resource after its objects were deleted. */
export interface Remaining {
  readonly resource: GroupResource;
  readonly objects: number;
  /** How many objects have each finalizer. */
  readonly finalizers: ReadonlyMap<string, number>;
}

/** The outcome of one attempt to empty a namespace. */
export interface ContentReport {
  readonly remaining: readonly Remaining[];
  /** Deletions and lists that failed. */
  readonly failures: readonly Error[];
}

/**
 * What a namespace's status says while it is going. Times change only with the status of a condition.
 * @see kubernetes pkg/controller/namespace/deletion/status_condition_utils.go
 */
export function deletionConditions(
  report: ContentReport,
  old: readonly DeepReadonly<NamespaceCondition>[],
  time: string,
): NamespaceCondition[] {
  const { failures, remaining } = report;
  const content =
    failures.length === 0
      ? condition(false, "NamespaceDeletionContentFailure", "ContentDeleted", CONTENT_DELETED)
      : condition(true, "NamespaceDeletionContentFailure", "ContentDeletionFailed", failureText(failures));
  const counts = remaining.map(
    ({ resource, objects }) => `${resourceText(resource)} has ${objects} resource instances`,
  );
  const left =
    counts.length === 0
      ? condition(false, "NamespaceContentRemaining", "ContentRemoved", "All content successfully removed")
      : condition(
          true,
          "NamespaceContentRemaining",
          "SomeResourcesRemain",
          `Some resources are remaining: ${counts.sort().join(", ")}`,
        );
  const finalizers = countFinalizers(remaining);
  const finalized =
    finalizers.length === 0
      ? condition(false, "NamespaceFinalizersRemaining", "ContentHasNoFinalizers", FINALIZED)
      : condition(
          true,
          "NamespaceFinalizersRemaining",
          "SomeFinalizersRemain",
          `Some content in the namespace has finalizers remaining: ${finalizers.join(", ")}`,
        );
  const ours = [DISCOVERED, PARSED, content, left, finalized];
  const names = new Set(ours.map(({ type }) => type));
  const others = old.filter(({ type }) => !names.has(type)).map((other) => ({ ...other }));
  return [...others, ...ours.map((fresh) => withTime(fresh, old, time))];
}

const CONTENT_DELETED = "All content successfully deleted, may be waiting on finalization";
const FINALIZED = "All content-preserving finalizers finished";
// In one process nothing has to be discovered.
const DISCOVERED = condition(
  false,
  "NamespaceDeletionDiscoveryFailure",
  "ResourcesDiscovered",
  "All resources successfully discovered",
);
const PARSED = condition(
  false,
  "NamespaceDeletionGroupVersionParsingFailure",
  "ParsedGroupVersions",
  "All legacy kube types successfully parsed",
);

function condition(
  status: boolean,
  type: NamespaceCondition["type"],
  reason: string,
  message: string,
): NamespaceCondition {
  return { type, status: status ? "True" : "False", reason, message };
}

function failureText(failures: readonly Error[]): string {
  const messages = [...new Set(failures.map((failure) => failure.message))];
  const list = messages.length === 1 ? messages[0]! : `[${messages.join(", ")}]`;
  return `Failed to delete all resource types, ${failures.length} remaining: ${list}`;
}

/** As upstream writes it: the resource, a dot, and the group, which may be empty. */
function resourceText({ group, resource }: GroupResource): string {
  return `${resource}.${group}`;
}

function countFinalizers(remaining: readonly Remaining[]): string[] {
  const counts = new Map<string, number>();
  for (const { finalizers } of remaining) {
    for (const [name, count] of finalizers) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].map(([name, count]) => `${name} in ${count} resource instances`).sort();
}

function withTime(
  fresh: NamespaceCondition,
  old: readonly DeepReadonly<NamespaceCondition>[],
  time: string,
): NamespaceCondition {
  const before = old.find(({ type }) => type === fresh.type);
  const lastTransitionTime = before?.status === fresh.status ? (before.lastTransitionTime ?? time) : time;
  return { ...fresh, lastTransitionTime };
}

export function describeRemaining(remaining: readonly Remaining[]): string {
  return remaining.map(({ resource, objects }) => `${objects} ${groupResourceToString(resource)}`).join(", ");
}
