import type { EncodedObject } from "../resource/index.js";
import type { SelectionPredicate } from "../resource-storage.js";
import { LabelIndex } from "./label-index.js";
import type { ObjectMap } from "./snapshots.js";

// Below this, to look at all objects takes less than the rest of a request.
const MIN_OBJECTS = 500;
// How often lists ask for a label before it gets an index. Until then their looks have read most labels anyway.
const ASKED_BEFORE = 3;
const MAX_INDEXES = 4;
// Labels whose lists are counted.
const MAX_COUNTED = 100;

/** Indexes of the labels that lists of one resource keep asking for; those that nobody asks for go. */
export class LabelIndexes {
  readonly #indexes = new Map<string, LabelIndex>();
  readonly #asked = new Map<string, number>();

  clear(): void {
    this.#indexes.clear();
    this.#asked.clear();
  }

  note(key: string, previous: EncodedObject | undefined, current: EncodedObject | undefined): void {
    for (const [label, index] of this.#indexes) {
      index.note(key, previous, current);
      if (index.isStale) this.#indexes.delete(label);
    }
  }

  /** All objects among `present` that the predicate can match, as an index knows them; undefined when none does. */
  candidates(predicate: SelectionPredicate, present: ObjectMap): ObjectMap | undefined {
    if (present.size < MIN_OBJECTS) return undefined;
    const labels = predicate.exactLabels?.() ?? [];
    for (const { label, value } of labels) {
      const found = this.#objectsOf(label, value);
      if (found !== undefined) return found;
    }
    const first = labels[0];
    if (first !== undefined && !this.#indexes.has(first.label)) this.#count(first.label, present);
    return undefined;
  }

  #objectsOf(label: string, value: string): ObjectMap | undefined {
    try {
      return this.#indexes.get(label)?.objects(value);
    } catch {
      // An object that cannot be read: lists that come to it say so.
      this.#indexes.delete(label);
      return undefined;
    }
  }

  #count(label: string, present: ObjectMap): void {
    if (this.#indexes.size >= MAX_INDEXES) return;
    const asked = (this.#asked.get(label) ?? 0) + 1;
    if (asked < ASKED_BEFORE) {
      if (this.#asked.size >= MAX_COUNTED) this.#asked.clear();
      this.#asked.set(label, asked);
      return;
    }
    this.#asked.delete(label);
    const index = new LabelIndex(label);
    this.#indexes.set(label, index);
    index.fill(present.clone()).catch(() => {
      // As above.
      if (this.#indexes.get(label) === index) this.#indexes.delete(label);
    });
  }
}
