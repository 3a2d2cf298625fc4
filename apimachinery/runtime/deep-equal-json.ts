/**
 * Compares JSON values without regard to the order of keys. An absent field, an empty list and an empty object count as
 * different things; {@link semanticEqualJSON} sees them as one.
 */
export function deepEqualJSON(a: unknown, b: unknown): boolean {
  return equal(a, b, false);
}

/**
 * Compares two API objects as the API does: absent, `null`, an empty list and an empty map are the same.
 * @see kubernetes/apimachinery pkg/api/equality/semantic.go
 */
export function semanticEqualJSON(a: unknown, b: unknown): boolean {
  return equal(a, b, true);
}

function equal(a: unknown, b: unknown, semantic: boolean): boolean {
  if (a === b) return true;
  if (semantic && isEmpty(a) && isEmpty(b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && equalArrays(a, b, semantic);
  return !Array.isArray(b) && equalObjects(a as JSONObject, b as JSONObject, semantic);
}

type JSONObject = Readonly<Record<string, unknown>>;

function equalArrays(a: readonly unknown[], b: readonly unknown[], semantic: boolean): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!equal(a[i], b[i], semantic)) return false;
  return true;
}

function equalObjects(a: JSONObject, b: JSONObject, semantic: boolean): boolean {
  let shared = 0;
  for (const key of Object.keys(a)) {
    const has = Object.hasOwn(b, key);
    if (has) shared++;
    if (!has && !(semantic && isEmpty(a[key]))) return false;
    if (has && !equal(a[key], b[key], semantic)) return false;
  }
  const keys = Object.keys(b);
  if (keys.length === shared) return true;
  return semantic && keys.every((key) => Object.hasOwn(a, key) || isEmpty(b[key]));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== "object") return false;
  if (Array.isArray(value)) return value.length === 0;
  for (const _ in value) return false;
  return true;
}
