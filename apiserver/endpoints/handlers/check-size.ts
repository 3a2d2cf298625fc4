import { newUnclassified } from "../../../apimachinery/api/errors/index.js";
import {
  AT_ONCE_BYTES,
  STEP_MEMBERS,
  type KubeObject,
  type Steps,
  type Turns,
} from "../../../apimachinery/runtime/index.js";
import { newTooLarge } from "../../storage/errors.js";
import type { ResourceScope } from "./scope.js";

/**
 * Refuses an object that is certain to be too large for the store, before all that would be done with it: defaults may
 * have made much out of little. `length` is that of what it was made from.
 * @throws StatusError as the store's
 */
export async function checkSize(
  scope: ResourceScope,
  subresource: "" | "status",
  object: KubeObject,
  length: number,
  turns: Turns,
): Promise<void> {
  if (length <= AT_ONCE_BYTES) return;
  // A write that the store refuses is tried again without managed fields.
  const { managedFields: _, ...metadata } = object.metadata;
  const kept = keptOf(scope, subresource, { ...object, metadata });
  if (!(await turns.run(exceeds(kept, scope.store.maxRequestBytes)))) return;
  // Without a cause, by which the store's own refusals are known: another try without managed fields is of no use.
  throw newUnclassified(500, newTooLarge().message);
}

/**
 * Takes the managed fields away from an object that is certain to be too large with them: what the store's refusal would
 * lead to, after all else had been done for nothing. `length` is that of what the object was made from.
 */
export async function dropManagersBeyondSize(
  scope: ResourceScope,
  subresource: "" | "status",
  object: KubeObject,
  length: number,
  turns: Turns,
): Promise<void> {
  if (length <= AT_ONCE_BYTES || object.metadata.managedFields === undefined) return;
  const kept = keptOf(scope, subresource, object);
  if (await turns.run(exceeds(kept, scope.store.maxRequestBytes))) delete object.metadata.managedFields;
}

/** What a write takes of an object, at least. */
function keptOf(scope: ResourceScope, subresource: "" | "status", object: KubeObject): object {
  const { status, ...rest } = object as KubeObject & { readonly status?: unknown };
  if (subresource === "status") return { metadata: { managedFields: object.metadata.managedFields }, status };
  return scope.definition.statusSubresource ? rest : object;
}

/** Whether JSON of the value is longer than `limit`; stops counting there. What would be escaped counts as it is. */
export function* exceeds(value: unknown, limit: number): Steps<boolean> {
  let length = 0;
  let done = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string") length += next.length + 2;
    else if (typeof next !== "object" || next === null) length++;
    else if (Array.isArray(next)) {
      length += next.length + 1;
      for (const item of next as readonly unknown[]) {
        open.push(item);
        if (++done % STEP_MEMBERS === 0) yield;
      }
    } else {
      length++;
      for (const key in next) {
        const member = (next as { readonly [key: string]: unknown })[key];
        if (member === undefined) continue;
        length += key.length + 4;
        open.push(member);
        if (++done % STEP_MEMBERS === 0) yield;
        if (length > limit) return true;
      }
    }
    if (length > limit) return true;
    if (++done % STEP_MEMBERS === 0) yield;
  }
  return false;
}
