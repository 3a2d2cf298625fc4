import type { BadFunction } from "./types.js";

export function deepCopyBadFunction(input: BadFunction, out: BadFunction): BadFunction {
  return Object.assign(out, input);
}
