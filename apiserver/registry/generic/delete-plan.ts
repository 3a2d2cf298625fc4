import { newConflict } from "../../../apimachinery/api/errors/index.js";
import type { DeleteOptions } from "../../../apimachinery/meta/v1/index.js";
import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import {
  FINALIZER_DELETE_DEPENDENTS,
  FINALIZER_ORPHAN_DEPENDENTS,
} from "../../../apimachinery/validation/meta/index.js";
import type { ResourceDefinition } from "../rest/resource-definition.js";
import { timestamp } from "./object-meta.js";
import type { WriteContext } from "./write-context.js";

/** What a request to delete comes to. */
export type DeletePlan =
  /** Remove it from the store. */
  | { readonly kind: "remove" }
  /** Store it with the marks of a deletion; with `remove`, take it away right after. */
  | { readonly kind: "mark"; readonly object: KubeObject; readonly remove: boolean }
  /** It is being deleted already, and this request does not make it faster. */
  | { readonly kind: "pending" };

/**
 * Decides on a deletion. `copy` makes a copy of `old` that may be changed; it is asked for only when one is needed.
 * @throws StatusError 409 when a precondition does not hold
 * @see kubernetes/apiserver pkg/registry/rest/delete.go, BeforeDelete; pkg/registry/generic/registry/store.go, Delete
 */
export function planDelete(
  definition: ResourceDefinition,
  ctx: WriteContext,
  options: DeepReadonly<DeleteOptions>,
  old: DeepReadonly<KubeObject>,
  copy: () => KubeObject,
): DeletePlan {
  checkPreconditions(definition, options, old);
  const grace = planGrace(definition, ctx, options, old);
  if (grace.kind === "pending") return grace;
  const finalizers = definition.ttlSeconds === undefined ? finalizersFor(options, old) : old.metadata.finalizers;
  const finalized = (finalizers?.length ?? 0) > 0;
  const blocked = finalized || definition.hooks.blocksDeletion?.(old) === true;
  if (grace.kind === "none" && !blocked) return { kind: "remove" };

  const object = copy();
  const { metadata } = object;
  if (finalizers !== undefined) setFinalizers(metadata, finalizers);
  if (grace.kind === "graceful") {
    metadata.deletionTimestamp = timestamp(grace.deleteAtMs);
    metadata.deletionGracePeriodSeconds = grace.seconds;
    if (grace.first) raiseGeneration(metadata);
  } else {
    markDeleting(metadata, ctx.now);
    // What a kind holds back by other means shows no grace, as a Namespace.
    if (finalized) metadata.deletionGracePeriodSeconds = 0;
  }
  definition.hooks.prepareForDelete?.(ctx, object);
  return { kind: "mark", object, remove: !blocked && grace.kind === "graceful" && grace.seconds === 0 };
}

function checkPreconditions(
  definition: ResourceDefinition,
  { preconditions }: DeepReadonly<DeleteOptions>,
  { metadata }: DeepReadonly<KubeObject>,
): void {
  if (preconditions === undefined) return;
  // The kind stands where other errors have the resource, as upstream has it.
  const kind = { group: definition.group, resource: definition.kind };
  const { uid, resourceVersion } = preconditions;
  if (uid !== undefined && uid !== metadata.uid) {
    const mismatch = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid ?? ""})`;
    const message = `${mismatch}. The object might have been deleted and then recreated`;
    throw newConflict(kind, metadata.name ?? "", message);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const record = `the ResourceVersion in record (${metadata.resourceVersion ?? ""})`;
    const message = `the ResourceVersion in the precondition (${resourceVersion}) does not match ${record}. The object might have been modified`;
    throw newConflict(kind, metadata.name ?? "", message);
  }
}

type Grace =
  | { readonly kind: "none" }
  | { readonly kind: "pending" }
  | { readonly kind: "graceful"; readonly seconds: number; readonly deleteAtMs: number; readonly first: boolean };

function planGrace(
  definition: ResourceDefinition,
  ctx: WriteContext,
  options: DeepReadonly<DeleteOptions>,
  old: DeepReadonly<KubeObject>,
): Grace {
  const defaultSeconds = definition.hooks.defaultDeleteGraceSeconds?.(ctx, old);
  if (definition.hooks.defaultDeleteGraceSeconds === undefined) return { kind: "none" };
  const asked = atLeastOneSecond(options.gracePeriodSeconds);
  const { deletionTimestamp } = old.metadata;
  if (deletionTimestamp != null) {
    const running = atLeastOneSecond(old.metadata.deletionGracePeriodSeconds) ?? 0;
    if (running === 0) return { kind: "none" };
    if (asked === undefined || asked >= running) return { kind: "pending" };
    return shorten(Date.parse(deletionTimestamp), running, asked, ctx.now);
  }
  if (defaultSeconds === undefined) return { kind: "none" };
  const seconds = asked ?? defaultSeconds;
  return { kind: "graceful", seconds, deleteAtMs: ctx.now + seconds * 1000, first: true };
}

/** Negative values stand for the shortest grace there is. */
function atLeastOneSecond(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds < 0 ? 1 : seconds;
}

function shorten(deletionMs: number, runningSeconds: number, askedSeconds: number, now: number): Grace {
  const deleteAtMs = deletionMs + (askedSeconds - runningSeconds) * 1000;
  if (deleteAtMs >= now) return { kind: "graceful", seconds: askedSeconds, deleteAtMs, first: false };
  // The asked time is over. Whoever ends the object gracefully still gets one second, unless told 0.
  return { kind: "graceful", seconds: askedSeconds === 0 ? 0 : 1, deleteAtMs: now, first: false };
}

/** The finalizers after the request's policy for dependents replaced what was there. */
function finalizersFor(
  options: DeepReadonly<DeleteOptions>,
  { metadata }: DeepReadonly<KubeObject>,
): readonly string[] | undefined {
  const present = metadata.finalizers;
  const policy = policyOf(options);
  if (policy === undefined) return present;
  const others = (present ?? []).filter((f) => f !== FINALIZER_ORPHAN_DEPENDENTS && f !== FINALIZER_DELETE_DEPENDENTS);
  if (policy === "Orphan") return [...others, FINALIZER_ORPHAN_DEPENDENTS];
  if (policy === "Foreground") return [...others, FINALIZER_DELETE_DEPENDENTS];
  return others.length === (present?.length ?? 0) ? present : others;
}

function policyOf(options: DeepReadonly<DeleteOptions>): string | undefined {
  if (options.orphanDependents !== undefined) return options.orphanDependents ? "Orphan" : "Background";
  return options.propagationPolicy;
}

function setFinalizers(metadata: KubeObject["metadata"], finalizers: readonly string[]): void {
  if (finalizers.length === 0) delete metadata.finalizers;
  else metadata.finalizers = [...finalizers];
}

function markDeleting(metadata: KubeObject["metadata"], now: number): void {
  if (metadata.deletionTimestamp == null) raiseGeneration(metadata);
  if (metadata.deletionTimestamp == null || Date.parse(metadata.deletionTimestamp) > now) {
    metadata.deletionTimestamp = timestamp(now);
  }
}

function raiseGeneration(metadata: KubeObject["metadata"]): void {
  if (metadata.generation !== undefined && metadata.generation > 0) metadata.generation++;
}
