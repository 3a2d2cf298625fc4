import { deepCopyJSON } from "./deep-copy-json.js";
import { setOwn } from "./own-value.js";
import { AT_ONCE_BYTES, type Steps } from "./turns.js";

type JSONObject = Record<string, unknown>;

/** How many members are done in one step: some hundreds of microseconds. */
export const STEP_MEMBERS = 1000;

/** `{ ...source }`, with breaks. */
export function* copyMembersSteps<T>(source: { readonly [key: string]: T }): Steps<{ [key: string]: T }> {
  const copy: { [key: string]: T } = {};
  let done = 0;
  for (const key in source) {
    setOwn(copy, key, source[key]);
    if (++done % STEP_MEMBERS === 0) yield;
  }
  return copy;
}

/** A deep copy of what takes `length` bytes as JSON, with breaks where that is much. */
export function* copyOfLength<T>(value: T, length: number): Steps<T> {
  return length > AT_ONCE_BYTES ? yield* deepCopyJSONSteps(value) : deepCopyJSON(value);
}

/** As {@link deepCopyJSON}, with breaks; dearer for what is small. */
export function* deepCopyJSONSteps<T>(value: T): Steps<T> {
  if (!isContainer(value)) return value;
  const copy = emptyLike(value);
  // Containers are put into their place while they are empty, and filled later.
  const open: { readonly from: object; readonly to: object }[] = [{ from: value, to: copy }];
  const copied = (member: unknown): unknown => {
    if (!isContainer(member)) return member;
    const to = emptyLike(member);
    open.push({ from: member, to });
    return to;
  };
  let done = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { from, to } = next;
    if (Array.isArray(from)) {
      for (const item of from as readonly unknown[]) {
        (to as unknown[]).push(copied(item));
        if (++done % STEP_MEMBERS === 0) yield;
      }
    } else {
      for (const key in from) {
        setOwn(to as JSONObject, key, copied((from as JSONObject)[key]));
        if (++done % STEP_MEMBERS === 0) yield;
      }
    }
    if (++done % STEP_MEMBERS === 0) yield;
  }
  return copy as T;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function emptyLike(value: object): object {
  return Array.isArray(value) ? [] : {};
}
