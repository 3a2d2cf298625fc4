import type { JSONValue } from "../meta/v1/scalars.js";
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
export function plainValue(patch: JSONValue): JSONValue | undefined {
  if (Array.isArray(patch)) {
    return patch.map(plainValue).filter((element): element is JSONValue => element !== undefined);
  }
  if (!isJSONObject(patch)) return patch;
  if (DIRECTIVE in patch) return undefined;
  const plain: JSONObject = {};
  for (const key of Object.keys(patch)) {
    if (patch[key] === null) continue;
    const value = plainValue(patch[key]!);
    if (value !== undefined) plain[key] = value;
  }
  return plain;
}
