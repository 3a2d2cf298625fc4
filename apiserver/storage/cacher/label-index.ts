import { OrderedMap, sortKey } from "../ordered/index.js";
import type { EncodedObject } from "../resource/index.js";
import { yieldToLoop } from "../stream/yield-to-loop.js";
import type { ObjectMap } from "./snapshots.js";

const OBJECTS_PER_SLICE = 500;
// More changes than this, and than a quarter of the objects, since anybody asked: not worth having any more.
const MIN_WAITING = 1_000;

interface WaitingChange {
  /** The object that the index has under this key. */
  readonly indexed: EncodedObject | undefined;
  current: EncodedObject | undefined;
}

/**
 * The present objects by the value of one label. Changes wait until somebody asks, so that writes decode nothing for an
 * index that nobody uses.
 */
export class LabelIndex {
  readonly #label: string;
  readonly #byValue = new Map<string, ObjectMap>();
  readonly #waiting = new Map<string, WaitingChange>();
  #size = 0;
  #ready = false;

  constructor(label: string) {
    this.#label = label;
  }

  /** Takes in `objects`, which stay as they are. Changes since that state are to be told meanwhile. */
  async fill(objects: ObjectMap): Promise<void> {
    let from = "";
    for (;;) {
      let looks = 0;
      objects.visit(from, "\uffff", (object, key) => {
        this.#add(object);
        from = key + "\0";
        return ++looks < OBJECTS_PER_SLICE;
      });
      if (looks < OBJECTS_PER_SLICE) break;
      await yieldToLoop();
    }
    this.#size = objects.size;
    this.#ready = true;
  }

  note(key: string, previous: EncodedObject | undefined, current: EncodedObject | undefined): void {
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) this.#waiting.set(key, { indexed: previous, current });
    else waiting.current = current;
  }

  get isStale(): boolean {
    return this.#waiting.size > Math.max(MIN_WAITING, this.#size / 4);
  }

  /** The objects with this value, in a map of their own; undefined while it is being filled. */
  objects(value: string): ObjectMap | undefined {
    if (!this.#ready) return undefined;
    for (const { indexed, current } of this.#waiting.values()) {
      if (indexed !== undefined) this.#remove(indexed);
      if (current !== undefined) this.#add(current);
    }
    this.#waiting.clear();
    return this.#byValue.get(value)?.clone() ?? new OrderedMap<EncodedObject>();
  }

  #add(object: EncodedObject): void {
    const value = object.attributes().labels[this.#label];
    if (value === undefined) return;
    let objects = this.#byValue.get(value);
    if (objects === undefined) this.#byValue.set(value, (objects = new OrderedMap<EncodedObject>()));
    objects.set(sortKey(object.key), object);
  }

  #remove(object: EncodedObject): void {
    const value = object.attributes().labels[this.#label];
    if (value === undefined) return;
    const objects = this.#byValue.get(value);
    objects?.delete(sortKey(object.key));
    if (objects?.size === 0) this.#byValue.delete(value);
  }
}
