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
  const kept: { [field: string]: unknown } = { ...object };
  if (subresource === "status") for (const field in kept) if (field !== "status") delete kept[field];
  if (subresource === "" && scope.definition.statusSubresource) delete kept["status"];
  // A write that the store refuses is tried again without managed fields.
  if (kept["metadata"] !== undefined) kept["metadata"] = { ...object.metadata, managedFields: undefined };
  if (!(await turns.run(exceeds(kept, scope.store.maxRequestBytes)))) return;
  // Without a cause, by which the store's own refusals are known: another try without managed fields is of no use.
  throw newUnclassified(500, newTooLarge().message);
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
