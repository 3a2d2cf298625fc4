import type { JSONValue } from "../meta/v1/scalars.js";
import { copyMembersSteps, deepCopyJSONSteps, runAtOnce, setOwn, STEP_MEMBERS, type Steps } from "../runtime/index.js";
import { isJSONObject, type JSONObject } from "./json-value.js";

/**
 * Applies an RFC 7386 merge patch and returns the result, which shares unchanged parts with `document` and nothing with
 * the patch; neither is changed. Nulls inside what a patch adds are dropped, in the objects of lists as well: that is what
 * kube-apiserver's library does.
 * @see https://github.com/evanphx/json-patch, version 4, merge.go
 */
export function applyMergePatch(document: JSONValue, patch: JSONValue): JSONValue {
  return runAtOnce(mergePatchSteps(document, patch));
}

/** As {@link applyMergePatch}, with breaks. */
export function* mergePatchSteps(document: JSONValue, patch: JSONValue): Steps<JSONValue> {
  if (!isJSONObject(document)) return yield* withoutNulls(patch);
  if (!isJSONObject(patch)) return yield* deepCopyJSONSteps(patch);
  const merged: JSONObject = yield* copyMembersSteps(document);
  let done = 0;
  for (const key in patch) {
    const value = patch[key]!;
    if (value === null) delete merged[key];
    else {
      const known = Object.hasOwn(merged, key);
      setOwn(merged, key, known ? yield* mergePatchSteps(merged[key]!, value) : yield* withoutNulls(value));
    }
    if (++done % STEP_MEMBERS === 0) yield;
  }
  return merged;
}

function* withoutNulls(value: JSONValue): Steps<JSONValue> {
  let done = 0;
  if (Array.isArray(value)) {
    const items: JSONValue[] = [];
    for (const item of value) {
      items.push(isScalar(item) ? item : yield* withoutNulls(item));
      if (++done % STEP_MEMBERS === 0) yield;
    }
    return items;
  }
  if (!isJSONObject(value)) return value;
  const kept: JSONObject = {};
  for (const key in value) {
    const member = value[key]!;
    if (member !== null) setOwn(kept, key, isScalar(member) ? member : yield* withoutNulls(member));
    if (++done % STEP_MEMBERS === 0) yield;
  }
  return kept;
}

function isScalar(value: JSONValue): boolean {
  return typeof value !== "object" || value === null;
}
