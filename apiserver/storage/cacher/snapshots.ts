import type { Clock } from "../../../apimachinery/clock/index.js";
import { sortKey, type OrderedMap } from "../ordered/index.js";
import type { EncodedObject } from "../resource/index.js";
import type { EventHistory } from "./event-history.js";

export type ObjectMap = OrderedMap<EncodedObject>;

// A snapshot shares all that has not changed since; these bound what has.
const MAX_SNAPSHOTS = 16;
const MAX_AGE_MS = 5 * 60_000;

/**
 * States of earlier revisions. One is kept when somebody begins to page through it, and made again out of the present
 * one and the changes since when it is not kept, so that no write pays for states that nobody asks for.
 */
export class Snapshots {
  readonly #clock: Clock;
  readonly #history: EventHistory;
  readonly #kept = new Map<bigint, { readonly objects: ObjectMap; readonly sinceMs: number }>();

  constructor(clock: Clock, history: EventHistory) {
    this.#clock = clock;
    this.#history = history;
  }

  clear(): void {
    this.#kept.clear();
  }

  /** Keeps the present state, which is that of `revision`. */
  keep(revision: bigint, present: ObjectMap): void {
    if (!this.#kept.has(revision)) this.#add(revision, present.clone());
  }

  /** The state at `revision`, which is not above that of `present`; undefined when it is too long ago. */
  at(revision: bigint, present: ObjectMap): ObjectMap | undefined {
    this.dropOld();
    const kept = this.#kept.get(revision);
    if (kept !== undefined) return kept.objects;
    if (revision < this.#history.floor) return undefined;
    const first = this.#history.firstAfter(revision);
    if (first === this.#history.end) return present;
    const objects = present.clone();
    for (let i = this.#history.end - 1; i >= first; i--) {
      const { key, previous } = this.#history.at(i);
      if (previous === undefined) objects.delete(sortKey(key));
      else objects.set(sortKey(key), previous);
    }
    this.#add(revision, objects);
    return objects;
  }

  /** Lets go of states that nobody pages through any more; called for each change, as those are what they cost. */
  dropOld(): void {
    if (this.#kept.size === 0) return;
    const oldestMs = this.#clock.monotonic() - MAX_AGE_MS;
    for (const [revision, { sinceMs }] of this.#kept) {
      if (sinceMs >= oldestMs && this.#kept.size <= MAX_SNAPSHOTS) return;
      this.#kept.delete(revision);
    }
  }

  #add(revision: bigint, objects: ObjectMap): void {
    this.#kept.set(revision, { objects, sinceMs: this.#clock.monotonic() });
    this.dropOld();
  }
}
