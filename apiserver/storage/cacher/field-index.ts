import { sortKey } from "../ordered/index.js";
import type { EncodedObject } from "../resource/index.js";

/** The present objects by the value of one selectable field. */
export class FieldIndex {
  readonly field: string;
  readonly #byValue = new Map<string, Map<string, EncodedObject>>();

  constructor(field: string) {
    this.field = field;
  }

  replace(previous: EncodedObject | undefined, current: EncodedObject | undefined): void {
    if (previous !== undefined) {
      const value = this.#valueOf(previous);
      const objects = this.#byValue.get(value);
      objects?.delete(previous.key);
      if (objects?.size === 0) this.#byValue.delete(value);
    }
    if (current === undefined) return;
    const value = this.#valueOf(current);
    const objects = this.#byValue.get(value);
    if (objects === undefined) this.#byValue.set(value, new Map([[current.key, current]]));
    else objects.set(current.key, current);
  }

  clear(): void {
    this.#byValue.clear();
  }

  /** Objects with this value whose sort key lies in [`from`, `to`), in order. */
  list(value: string, from: string, to: string): EncodedObject[] {
    const found: { key: string; object: EncodedObject }[] = [];
    for (const object of this.#byValue.get(value)?.values() ?? []) {
      const key = sortKey(object.key);
      if (key >= from && key < to) found.push({ key, object });
    }
    found.sort((a, b) => (a.key < b.key ? -1 : 1));
    return found.map(({ object }) => object);
  }

  #valueOf(object: EncodedObject): string {
    return object.attributes().fields[this.field] ?? "";
  }
}
