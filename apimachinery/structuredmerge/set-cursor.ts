import { EMPTY_SET, FieldSet } from "./field-set.js";
import type { PathElement } from "./path-element.js";

/**
 * Where a walk through an object stands in a set that is only made when something is put into it. The walk goes through
 * each container once and through its parts one after another.
 */
export class SetCursor {
  readonly #parent: SetCursor | undefined;
  readonly #element: PathElement | undefined;
  #set: FieldSet | undefined;

  /** Without arguments: at the root. */
  constructor(parent?: SetCursor, element?: PathElement) {
    this.#parent = parent;
    this.#element = element;
  }

  /** The walk is at `element`, which belongs to the set. */
  append(element: PathElement): void {
    this.#made().append(element);
  }

  /** As {@link append}, where the walk comes to `element` again after others. */
  add(element: PathElement): void {
    this.#made().add(element);
  }

  /** All that was put in. */
  result(): FieldSet {
    return this.#set ?? EMPTY_SET;
  }

  #made(): FieldSet {
    return (this.#set ??=
      this.#parent === undefined ? FieldSet.create() : this.#parent.#made().descend(this.#element!));
  }
}
