import type { Custom } from "./types.js";

/** Counts how often it was copied. */
export function deepCopyCustom(input: Custom): Custom {
  return { copies: input.copies + 1 };
}
