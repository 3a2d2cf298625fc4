/**
 * Copies a JSON value of a type that is known only at run time. Shares nothing mutable with its source, keeps the order
 * of keys, and copies a key named `__proto__` like any other.
 * @see kubernetes/apimachinery pkg/runtime/converter.go, DeepCopyJSONValue
 */
export function deepCopyJSON<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  return (Array.isArray(value) ? copyArray(value) : copyObject(value as Record<string, unknown>)) as T;
}

function copyArray(source: readonly unknown[]): unknown[] {
  const out = source.slice();
  for (let i = 0; i < out.length; i++) {
    const element = out[i];
    if (typeof element === "object" && element !== null) out[i] = deepCopyJSON(element);
  }
  return out;
}

function copyObject(source: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // The spread makes every key an own property first, so that the assignments below never reach a setter.
  const out = { ...source };
  for (const key in out) {
    const value = out[key];
    if (typeof value === "object" && value !== null) out[key] = deepCopyJSON(value);
  }
  return out;
}
