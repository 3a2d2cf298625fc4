import type { DeepReadonly } from "../../apimachinery/runtime/index.js";

/**
 * Freezes an object with all its parts, in place: what is shared among readers cannot be changed by one of them. Parts
 * that are frozen already are taken to be frozen all through.
 */
export function deepFreeze<T>(value: T): DeepReadonly<T> {
  freeze(value);
  return value as DeepReadonly<T>;
}

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  if (Array.isArray(value)) {
    for (const element of value) freeze(element);
    return;
  }
  for (const key in value) freeze((value as { [key: string]: unknown })[key]);
}
