import type { JSONValue } from "../meta/v1/scalars.js";
import { setOwn, STEP_MEMBERS, type Steps } from "../runtime/index.js";
import { isJSONObject, type JSONObject } from "./json-value.js";

/** The member of a map, or of a list's element, that says what to do with it: `replace`, `delete`. */
export const DIRECTIVE = "$patch";

/**
 * A strategic merge patch that cannot be applied. `kind` says whose fault it is: `format` is a malformed directive,
 * `content` a patch that contradicts itself, `other` what upstream answers as a plain server error.
 */
export class StrategicMergePatchError extends Error {
  readonly kind: "format" | "content" | "other";
  constructor(kind: "format" | "content" | "other", message: string) {
    super(message);
    this.name = "StrategicMergePatchError";
    this.kind = kind;
  }
}

/** What a patch leaves when there is nothing to merge it with: no directives and no nulls; undefined: nothing at all. */
export function* plainValue(patch: JSONValue): Steps<JSONValue | undefined> {
  let done = 0;
  if (Array.isArray(patch)) {
    const elements: JSONValue[] = [];
    for (const element of patch) {
      const value = yield* plainValue(element);
      if (value !== undefined) elements.push(value);
      if (++done % STEP_MEMBERS === 0) yield;
    }
    return elements;
  }
  if (!isJSONObject(patch)) return patch;
  if (DIRECTIVE in patch) return undefined;
  const plain: JSONObject = {};
  for (const key in patch) {
    if (++done % STEP_MEMBERS === 0) yield;
    if (patch[key] === null) continue;
    const value = yield* plainValue(patch[key]!);
    if (value !== undefined) setOwn(plain, key, value);
  }
  return plain;
}
