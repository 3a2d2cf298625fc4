import { everyField, type FieldSelector } from "../../../apimachinery/fields/index.js";
import { everything, type Selector } from "../../../apimachinery/labels/index.js";
import type { ObjectAttributes, SelectionPredicate } from "../../storage/resource-storage.js";

/** Tests labels and fields of objects; made of a client's selectors, the field selector in the hub's terms. */
export class SelectorPredicate implements SelectionPredicate {
  readonly empty: boolean;
  readonly #labels: Selector;
  readonly #fields: FieldSelector;

  constructor(labels: Selector = everything(), fields: FieldSelector = everyField()) {
    this.#labels = labels;
    this.#fields = fields;
    this.empty = labels.empty && fields.empty;
  }

  matches(attributes: ObjectAttributes): boolean {
    return this.#labels.matches(attributes.labels) && this.#fields.matches(attributes.fields);
  }

  exactField(label: string): string | undefined {
    return this.#fields.requiresExactMatch(label);
  }

  exactLabels(): readonly { readonly label: string; readonly value: string }[] {
    return this.#labels.requirements.flatMap(({ key: label }) => {
      const value = this.#labels.requiresExactMatch(label);
      return value === undefined ? [] : [{ label, value }];
    });
  }
}

/** Matches all objects. */
export const EVERY_OBJECT: SelectionPredicate = new SelectorPredicate();
