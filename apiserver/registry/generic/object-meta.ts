import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { ManagedFieldsEntry, ObjectMeta } from "../../../apimachinery/meta/v1/index.js";
import { deepEqualJSON, type DeepReadonly } from "../../../apimachinery/runtime/index.js";

const SYSTEM_FIELDS = [
  "creationTimestamp",
  "uid",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "selfLink",
] as const;

/** What only the server sets, removed from an object that a client wants created. */
export function wipeSystemFields(meta: ObjectMeta): void {
  for (const field of SYSTEM_FIELDS) if (field in meta) delete meta[field];
}

/** Leaves out what is empty, as the API's own encoding does. */
export function dropEmptyMembers(meta: ObjectMeta): void {
  if (meta.labels !== undefined && isEmpty(meta.labels)) delete meta.labels;
  if (meta.annotations !== undefined && isEmpty(meta.annotations)) delete meta.annotations;
  if (meta.ownerReferences?.length === 0) delete meta.ownerReferences;
  if (meta.finalizers?.length === 0) delete meta.finalizers;
  if (meta.managedFields?.length === 0) delete meta.managedFields;
}

function isEmpty(map: object): boolean {
  for (const _ in map) return false;
  return true;
}

let lastSecond = { at: Number.NaN, text: "" };

/** Wall time as objects carry it: whole seconds in UTC. Requests of one second share the text. */
export function timestamp(nowMs: number): string {
  const at = Math.floor(nowMs / 1000);
  if (at !== lastSecond.at) lastSecond = { at, text: `${new Date(at * 1000).toISOString().slice(0, 19)}Z` };
  return lastSecond.text;
}

/**
 * Puts the request's namespace into the object. `expected` is "" for resources of the whole cluster.
 * @throws StatusError 400 when the object names another one.
 * @see kubernetes/apiserver pkg/registry/rest/meta.go, EnsureObjectNamespaceMatchesRequestNamespace
 */
export function ensureNamespace(meta: ObjectMeta, expected: string): void {
  const own = meta.namespace ?? "";
  if (own === expected) return;
  if (own === "") {
    meta.namespace = expected;
  } else if (expected === "") {
    delete meta.namespace;
  } else {
    throw newBadRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
}

/** True when both lists of entries say the same but for their times. */
export function sameManagersButTimes(
  entries: DeepReadonly<ManagedFieldsEntry[]>,
  old: DeepReadonly<ManagedFieldsEntry[]>,
): boolean {
  return entries.length === old.length && entries.every((entry, i) => sameBut(entry, old[i]!, "time"));
}

/** Compares two objects as JSON, one field left out. */
export function sameBut<T extends object>(a: T, b: T, leftOut: keyof T & string): boolean {
  let fields = 0;
  for (const field in a) {
    if (field === leftOut) continue;
    if (!Object.hasOwn(b, field) || !deepEqualJSON(a[field], b[field])) return false;
    fields++;
  }
  for (const field in b) if (field !== leftOut) fields--;
  return fields === 0;
}
