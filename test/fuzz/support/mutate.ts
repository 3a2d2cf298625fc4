import fc from "fast-check";
import { junk, oddKeys } from "./junk.js";

type Mutation = {
  /** Picks a place in the object. */
  readonly place: number;
  readonly action: "replace" | "remove" | "add" | "repeat" | "swap";
  readonly key: string;
  readonly value: unknown;
  readonly other: number;
};

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(),
  action: fc.constantFrom(
    "replace" as const,
    "replace" as const,
    "remove" as const,
    "add" as const,
    "repeat" as const,
    "swap" as const,
  ),
  key: fc.constantFrom(...oddKeys),
  value: junk,
  other: fc.nat(),
});

/** Some objects, each with a few things wrong. */
export function mutated(seeds: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([seed, mutations]) => mutations.reduce(apply, structuredClone(seed)));
}

interface Place {
  readonly holder: Record<string, unknown> | unknown[];
  readonly key: string;
}

function apply(root: unknown, { place, action, key, value: shared, other }: Mutation): unknown {
  const value: unknown = structuredClone(shared);
  const places = placesIn(root);
  if (places.length === 0) return value;
  const target = places[place % places.length]!;
  const holder = target.holder as Record<string, unknown>;
  switch (action) {
    case "replace":
      set(holder, target.key, value);
      break;
    case "remove":
      if (Array.isArray(target.holder)) target.holder.splice(Number(target.key), 1);
      else delete holder[target.key];
      break;
    case "add":
      if (Array.isArray(target.holder)) target.holder.push(value);
      else set(holder, key, value);
      break;
    case "repeat":
      if (Array.isArray(target.holder)) target.holder.push(structuredClone(target.holder[Number(target.key)]));
      else set(holder, key, structuredClone(holder[target.key]));
      break;
    case "swap":
      set(holder, target.key, structuredClone(valueAt(places[other % places.length]!)));
      break;
    default:
      return action satisfies never;
  }
  return root;
}

function valueAt({ holder, key }: Place): unknown {
  return (holder as Record<string, unknown>)[key];
}

function placesIn(root: unknown): Place[] {
  const places: Place[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const key of Object.keys(value)) {
      places.push({ holder: value as Place["holder"], key });
      visit((value as Record<string, unknown>)[key]);
    }
  };
  visit(root);
  return places;
}

function set(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}
