import type { JSONValue } from "../meta/v1/scalars.js";
import { isJSONObject, type JSONObject } from "./json-value.js";

/**
 * Applies an RFC 7386 merge patch and returns the result, which shares unchanged parts with its inputs; neither is changed.
 * Nulls inside what a patch adds are dropped, in the objects of lists as well: that is what kube-apiserver's library does.
 * @see https://github.com/evanphx/json-patch, version 4, merge.go
 */
export function applyMergePatch(document: JSONValue, patch: JSONValue): JSONValue {
  if (!isJSONObject(document)) return withoutNulls(patch);
  if (!isJSONObject(patch)) return patch;
  const merged: JSONObject = { ...document };
  for (const key of Object.keys(patch)) {
    const value = patch[key]!;
    if (value === null) delete merged[key];
    else merged[key] = Object.hasOwn(merged, key) ? applyMergePatch(merged[key]!, value) : withoutNulls(value);
  }
  return merged;
}

function withoutNulls(value: JSONValue): JSONValue {
  if (Array.isArray(value)) return value.map((element) => (element === null ? null : withoutNulls(element)));
  if (!isJSONObject(value)) return value;
  const kept: JSONObject = {};
  for (const key of Object.keys(value)) {
    const member = value[key]!;
    if (member !== null) kept[key] = withoutNulls(member);
  }
  return kept;
}
