import type { DeepReadonly } from "./object.js";

/** Freezes a plain JSON value and all it holds. A value that is frozen already counts as frozen to its depth. */
export function deepFreeze<T>(value: T): DeepReadonly<T> {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) freeze(value);
  return value as DeepReadonly<T>;
}

/** Parts are not tested: that takes as long as to freeze them. */
function freeze(value: object): void {
  if (Array.isArray(value)) {
    for (const element of value as unknown[]) if (typeof element === "object" && element !== null) freeze(element);
  } else {
    for (const key in value) {
      const member = (value as Record<string, unknown>)[key];
      if (typeof member === "object" && member !== null) freeze(member);
    }
  }
  Object.freeze(value);
}
