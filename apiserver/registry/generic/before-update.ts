import { newInvalid } from "../../../apimachinery/api/errors/index.js";
import { deepEqualJSON, type DeepReadonly, type KubeObject } from "../../../apimachinery/runtime/index.js";
import { dropEmptyMembers, ensureNamespace, sameBut, sameManagersButTimes } from "./object-meta.js";
import type { StoreParts } from "./store-parts.js";
import type { UpdateStrategy } from "./strategy.js";
import type { WriteContext } from "./write-context.js";

/**
 * The first half of the kind's rules for an object that replaces `old`, in upstream's order: what changes it.
 * @throws StatusError 400 for another namespace
 * @see kubernetes/apiserver pkg/registry/rest/update.go, BeforeUpdate
 */
export function prepareChange(
  parts: StoreParts,
  strategy: UpdateStrategy,
  ctx: WriteContext,
  object: KubeObject,
  old: DeepReadonly<KubeObject>,
): void {
  const { definition } = parts;
  const { metadata } = object;
  const before = old.metadata;
  ensureNamespace(metadata, definition.namespaced ? ctx.namespace : "");
  // To delete what is not there takes as long as to delete.
  if ("selfLink" in metadata) delete metadata.selfLink;
  if (before.generation !== undefined) metadata.generation = before.generation;
  else if ("generation" in metadata) delete metadata.generation;
  strategy.prepareForUpdate(ctx, object, old);
  if (!metadata.uid && before.uid !== undefined) metadata.uid = before.uid;
  if (before.creationTimestamp != null) metadata.creationTimestamp = before.creationTimestamp;
  // An update neither takes a deletion back nor moves it.
  if (before.deletionTimestamp != null) metadata.deletionTimestamp = before.deletionTimestamp;
  if (before.deletionGracePeriodSeconds !== undefined) {
    metadata.deletionGracePeriodSeconds ??= before.deletionGracePeriodSeconds;
  }
}

/** The second half: what has to be true of it. @throws StatusError 422 for an invalid object */
export function checkChange(
  parts: StoreParts,
  strategy: UpdateStrategy,
  ctx: WriteContext,
  object: KubeObject,
  old: DeepReadonly<KubeObject>,
): void {
  const { definition } = parts;
  const { metadata } = object;
  const errs = strategy.validateUpdate(ctx, object, old);
  if (errs.length > 0) {
    throw newInvalid({ group: definition.group, kind: definition.kind }, metadata.name ?? "", errs);
  }
  for (const warning of strategy.warningsOnUpdate(ctx, object, old)) ctx.warn(warning);
  strategy.canonicalize(object);
  dropEmptyMembers(object.metadata);
}

/**
 * Whether the object is as it was. Takes the old times of managed fields when nothing but these times changed, so that a
 * write without effect stays one.
 * @see kubernetes/apiserver pkg/endpoints/handlers/fieldmanager/equality.go, IgnoreManagedFieldsTimestampsTransformer
 */
export function isUnchanged(object: KubeObject, old: DeepReadonly<KubeObject>): boolean {
  // Most changes are outside of the metadata, and found at once.
  if (!sameBut<DeepReadonly<KubeObject>>(object, old, "metadata")) return false;
  const { managedFields } = old.metadata;
  if (managedFields === undefined || !sameManagersButTimes(object.metadata.managedFields ?? [], managedFields)) {
    return deepEqualJSON(object.metadata, old.metadata);
  }
  const candidate = { ...object.metadata, managedFields };
  if (!deepEqualJSON(candidate, old.metadata)) return false;
  object.metadata = candidate as KubeObject["metadata"];
  return true;
}
