import { compareBytes } from "../text/index.js";
import { InvalidFieldSelectorError, splitTerm, splitTerms, unescapeValue } from "./syntax.js";

/** Values of selectable fields by label; an absent one counts as "". */
export type Fields = { readonly [field: string]: string };

/** One term of a field selector. */
export interface FieldRequirement {
  readonly field: string;
  readonly operator: "=" | "!=";
  /** Unescaped. */
  readonly value: string;
}

/** Turns a field's name and value into other ones. Returning two empty texts drops the term. */
export type FieldTransform = (field: string, value: string) => { readonly label: string; readonly value: string };

/**
 * Selects objects by the values of some of their fields: all terms must hold. Immutable.
 * @see kubernetes/apimachinery pkg/fields/selector.go
 */
export class FieldSelector {
  readonly requirements: readonly FieldRequirement[];

  constructor(requirements: readonly FieldRequirement[]) {
    this.requirements = requirements;
  }

  get empty(): boolean {
    return this.requirements.length === 0;
  }

  matches(fields: Fields | undefined): boolean {
    for (const { field, operator, value } of this.requirements) {
      if ((valueOf(fields, field) === value) !== (operator === "=")) return false;
    }
    return true;
  }

  /** The value that `field` must have for a match; undefined when any would do. */
  requiresExactMatch(field: string): string | undefined {
    return this.requirements.find((term) => term.field === field && term.operator === "=")?.value;
  }

  /** The selector in other terms, such as those of a hub version. @throws what `transform` throws. */
  transform(transform: FieldTransform): FieldSelector {
    const terms: FieldRequirement[] = [];
    for (const { field, operator, value } of this.requirements) {
      const to = transform(field, value);
      if (to.label === "" && to.value === "") continue;
      terms.push({ field: to.label, operator, value: to.value });
    }
    return new FieldSelector(terms);
  }

  /** Text that {@link parseFieldSelector} reads back. */
  toString(): string {
    return this.requirements.map((term) => `${term.field}${term.operator}${escapeFieldValue(term.value)}`).join(",");
  }
}

const EVERYTHING = new FieldSelector([]);

/** Matches all objects. */
export function everyField(): FieldSelector {
  return EVERYTHING;
}

/**
 * Reads `metadata.name=x,spec.nodeName!=y`; a backslash escapes `,`, `=` and itself in values.
 * @throws InvalidFieldSelectorError with upstream's message, or what `transform` throws.
 */
export function parseFieldSelector(text: string, transform?: FieldTransform): FieldSelector {
  const terms: FieldRequirement[] = [];
  for (const part of splitTerms(text).sort(compareBytes)) {
    if (part === "") continue;
    const term = splitTerm(part);
    if (term === undefined) {
      throw new InvalidFieldSelectorError(`invalid selector: '${text}'; can't understand '${part}'`);
    }
    terms.push({ field: term.field, operator: term.operator, value: unescapeValue(term.value) });
  }
  if (terms.length === 0) return EVERYTHING;
  const selector = new FieldSelector(terms);
  return transform === undefined ? selector : selector.transform(transform);
}

/** Matches objects whose fields have these values. */
export function fieldSelectorFromSet(fields: Fields | undefined): FieldSelector {
  const terms = Object.entries(fields ?? {}).map(([field, value]) => ({ field, operator: "=" as const, value }));
  return terms.length === 0 ? EVERYTHING : new FieldSelector(terms);
}

/** A literal text as the value of a field selector. */
export function escapeFieldValue(text: string): string {
  return text.replace(/[\\,=]/g, "\\$&");
}

function valueOf(fields: Fields | undefined, field: string): string {
  const value: unknown = fields?.[field];
  return typeof value === "string" ? value : "";
}
