import type { RuntimeObject } from "./object.js";

/**
 * The object under another apiVersion, everything else shared. One without an apiVersion (as items of lists are) is
 * returned itself.
 */
export function withAPIVersion<T extends RuntimeObject>(input: T, apiVersion: string): T {
  return input.apiVersion === undefined ? input : { ...input, apiVersion };
}

/** Gives `out` the kind of `input` and the apiVersion of its own version, as far as `input` has them. */
export function setAPIVersion(input: RuntimeObject, out: RuntimeObject, apiVersion: string): void {
  if (input.kind !== undefined) out.kind = input.kind;
  if (input.apiVersion !== undefined) out.apiVersion = apiVersion;
}

/** A map with the same keys in the same order, each value converted. */
export function convertMap<A, B>(input: { readonly [key: string]: A }, convert: (value: A) => B): { [key: string]: B } {
  // The spread makes every key an own property first, so that no assignment reaches a setter such as `__proto__`.
  const out = { ...input } as { [key: string]: A | B };
  for (const key in out) out[key] = convert(out[key] as A);
  return out as { [key: string]: B };
}
