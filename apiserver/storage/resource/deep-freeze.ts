import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";

/** Freezes a plain JSON value and all it holds. */
export function deepFreeze<T>(value: T): DeepReadonly<T> {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child as unknown);
  }
  return value as DeepReadonly<T>;
}
