import { compareBytes } from "../text/index.js";
import type { Path } from "../validation/field/index.js";
import { parseRequirements } from "./parser.js";
import { newRequirement, Requirement, type Labels } from "./requirement.js";

/**
 * Selects objects by their labels: all requirements must hold. Immutable.
 * @see kubernetes/apimachinery pkg/labels/selector.go
 */
export class Selector {
  /** Sorted by key. */
  readonly requirements: readonly Requirement[];
  /** False for the selector that matches nothing at all. */
  readonly selectable: boolean;

  constructor(requirements: readonly Requirement[], selectable = true) {
    this.requirements = requirements;
    this.selectable = selectable;
  }

  /** True when it does not restrict anything. */
  get empty(): boolean {
    return this.selectable && this.requirements.length === 0;
  }

  matches(labels: Labels | undefined): boolean {
    if (!this.selectable) return false;
    for (const requirement of this.requirements) if (!requirement.matches(labels)) return false;
    return true;
  }

  /** The selector with more requirements. The one that matches nothing stays as it is. */
  add(...more: Requirement[]): Selector {
    return this.selectable ? new Selector(sortByKey([...this.requirements, ...more])) : this;
  }

  /** The one value that `label` must have for a match; undefined when several would do. */
  requiresExactMatch(label: string): string | undefined {
    const first = this.requirements.find((requirement) => requirement.key === label);
    if (first === undefined || first.values.length !== 1) return undefined;
    return first.operator === "=" || first.operator === "==" || first.operator === "in" ? first.values[0] : undefined;
  }

  /** Text that {@link parseSelector} reads back; "" for the selectors of everything and of nothing. */
  toString(): string {
    return this.requirements.join(",");
  }
}

const EVERYTHING = new Selector([]);
const NOTHING = new Selector([], false);

/** Matches all objects. */
export function everything(): Selector {
  return EVERYTHING;
}

/** Matches no object. */
export function nothing(): Selector {
  return NOTHING;
}

/**
 * Reads `a=b,c in (d,e),!f`. The grammar stands at {@link parseRequirements}.
 * @throws InvalidSelectorError
 */
export function parseSelector(text: string, path?: Path): Selector {
  const requirements = parseRequirements(text, path);
  return requirements.length === 0 ? EVERYTHING : new Selector(sortByKey(requirements));
}

/** Matches objects that have exactly these labels, among others. Does not check their form. */
export function selectorFromSet(labels: Labels | undefined): Selector {
  const entries = Object.entries(labels ?? {});
  return entries.length === 0
    ? EVERYTHING
    : new Selector(sortByKey(entries.map(([key, value]) => new Requirement(key, "=", [value]))));
}

/** As {@link selectorFromSet}, and checks keys and values. @throws InvalidSelectorError */
export function validatedSelectorFromSet(labels: Labels | undefined): Selector {
  return EVERYTHING.add(...Object.entries(labels ?? {}).map(([key, value]) => newRequirement(key, "=", [value])));
}

/** `a=b,c=d`, sorted: text that {@link parseSelector} reads. */
export function labelsToString(labels: Labels | undefined): string {
  return Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort(compareBytes)
    .join(",");
}

function sortByKey(requirements: Requirement[]): Requirement[] {
  return requirements.sort((a, b) => compareBytes(a.key, b.key));
}
