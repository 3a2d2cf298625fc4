import type { ObjectEvent, SelectionPredicate, StoredObject } from "../resource-storage.js";
import type { EncodedObject } from "./encoded-object.js";

/**
 * One change of one object, shared by all who watch it, so that each form of its event is made once. Who selects
 * objects sees it as the object coming into, changing within or leaving the selection.
 */
export class ObjectChange {
  readonly key: string;
  readonly revision: bigint;
  readonly current: EncodedObject | undefined;
  readonly previous: EncodedObject | undefined;
  #added: ObjectEvent | undefined;
  #modified: ObjectEvent | undefined;
  #deleted: ObjectEvent | undefined;

  constructor(key: string, revision: bigint, current: EncodedObject | undefined, previous: EncodedObject | undefined) {
    this.key = key;
    this.revision = revision;
    this.current = current;
    this.previous = previous;
  }

  /** undefined when the change does not concern the selection. */
  eventFor(predicate: SelectionPredicate): ObjectEvent | undefined {
    const { current, previous } = this;
    const now = current !== undefined && matches(predicate, current) ? current : undefined;
    const before = previous !== undefined && matches(predicate, previous) ? previous : undefined;
    if (now !== undefined) {
      if (before === undefined) return (this.#added ??= { type: "ADDED", object: now });
      return (this.#modified ??= { type: "MODIFIED", object: now });
    }
    if (before === undefined) return undefined;
    return (this.#deleted ??= { type: "DELETED", object: before.deletedAt(this.revision) });
  }
}

/** An empty predicate is never asked. */
export function matches(predicate: SelectionPredicate, object: StoredObject): boolean {
  return predicate.empty || predicate.matches(object.attributes());
}
