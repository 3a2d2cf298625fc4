import { compareBytes, quote } from "../text/index.js";

type JSONObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JSONObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isEmptyObject(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

/**
 * A total order of JSON values: numbers, texts, booleans, lists, objects, null.
 * @see kubernetes-sigs/structured-merge-diff value/value.go, Compare
 */
export function compareValues(a: unknown, b: unknown): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  if (typeof a === "string") return compareBytes(a, b as string);
  if (Array.isArray(a)) return compareLists(a, b as readonly unknown[]);
  if (isObject(a)) return compareObjects(a, b as JSONObject);
  if (a === null || a === undefined) return 0;
  // Numbers, big or not, or booleans.
  const [left, right] = [a, b] as [number, number];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A value as it stands in messages. */
export function valueToString(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `[${value.map(valueToString).join(",")}]`;
  if (isObject(value)) {
    return Object.entries(value)
      .map(([key, item]) => `${key}=${valueToString(item)}`)
      .join("");
  }
  return String(value ?? null);
}

function rankOf(value: unknown): number {
  switch (typeof value) {
    case "number":
    case "bigint":
      return 0;
    case "string":
      return 1;
    case "boolean":
      return 2;
    default:
      return value === null || value === undefined ? 5 : Array.isArray(value) ? 3 : 4;
  }
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: JSONObject, b: JSONObject): number {
  const keysOfA = Object.keys(a).sort(compareBytes);
  const keysOfB = Object.keys(b).sort(compareBytes);
  const length = Math.min(keysOfA.length, keysOfB.length);
  for (let i = 0; i < length; i++) {
    const byKey = compareBytes(keysOfA[i]!, keysOfB[i]!);
    if (byKey !== 0) return byKey;
    const byValue = compareValues(a[keysOfA[i]!], b[keysOfB[i]!]);
    if (byValue !== 0) return byValue;
  }
  return keysOfA.length - keysOfB.length;
}
