import type { DeepReadonly } from "./object.js";

/** Freezes a plain JSON value and all it holds. What is frozen already counts as frozen to its depth. */
export function deepFreeze<T>(value: T): DeepReadonly<T> {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key in value) deepFreeze((value as Record<string, unknown>)[key]);
  }
  return value as DeepReadonly<T>;
}
