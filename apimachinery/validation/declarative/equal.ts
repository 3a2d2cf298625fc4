import { semanticEqualJSON } from "../../runtime/index.js";

/** Says whether two values are the same one, or the same to a reader of the API. */
export type Match<T> = (a: T, b: T) => boolean;

/** Plain values by themselves, all others by content, where absent, null and empty are one. */
export function sameValue(a: unknown, b: unknown): boolean {
  return a === b || semanticEqualJSON(a, b);
}

/** Elements of a list of type map that have the same keys. */
export function byKeys<T>(...keys: readonly (keyof T & string)[]): KeyedMatch<T> {
  const match = (a: T, b: T): boolean => keys.every((key) => (a[key] ?? undefined) === (b[key] ?? undefined));
  return Object.assign(match, { keyOf: (value: T): string => JSON.stringify(keys.map((key) => value[key] ?? null)) });
}

/** A match by keys, which can be looked up without comparing each with each. */
export interface KeyedMatch<T> extends Match<T> {
  readonly keyOf: (value: T) => string;
}

export function isKeyed<T>(match: Match<T>): match is KeyedMatch<T> {
  return "keyOf" in match;
}
