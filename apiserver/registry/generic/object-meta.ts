import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";

/** What only the server sets, removed from an object that a client wants created. */
export function wipeSystemFields(meta: ObjectMeta): void {
  delete meta.creationTimestamp;
  delete meta.uid;
  delete meta.deletionTimestamp;
  delete meta.deletionGracePeriodSeconds;
  delete meta.selfLink;
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

/** True when both entries lists say the same but for their times. */
export function sameManagersButTimes(meta: ObjectMeta, old: { readonly managedFields?: readonly object[] }): boolean {
  const now = meta.managedFields ?? [];
  const before = old.managedFields ?? [];
  return now.length === before.length && now.every((entry, i) => withoutTime(entry) === withoutTime(before[i]!));
}

function withoutTime(entry: object): string {
  return JSON.stringify({ ...entry, time: undefined });
}
