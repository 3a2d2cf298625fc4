import type { JSONValue } from "../meta/v1/scalars.js";

export type JSONObject = { [key: string]: JSONValue };

export function isJSONObject(value: JSONValue | undefined): value is JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy that shares nothing mutable with `value`. */
export function copyJSON(value: JSONValue): JSONValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJSON);
  const copy: JSONObject = {};
  for (const key in value) copy[key] = copyJSON(value[key]!);
  return copy;
}

/** Equal as JSON: the order of members does not count. */
export function equalJSON(a: JSONValue, b: JSONValue): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((element, i) => equalJSON(element, b[i]!));
  }
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equalJSON(a[key]!, b[key]!))
  );
}

/** A value as Go's `%v` prints it; error texts of upstream quote values so. */
export function goValueText(value: JSONValue | undefined): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(goValueText).join(" ")}]`;
  if (typeof value === "object") {
    const members = Object.keys(value)
      .sort()
      .map((key) => `${key}:${goValueText(value[key])}`);
    return `map[${members.join(" ")}]`;
  }
  return String(value);
}
