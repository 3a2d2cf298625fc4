import type { StorageEvent, StoredValue } from "../interface.js";
import { sortKey, type OrderedMap } from "../ordered/index.js";

export type Change = Exclude<StorageEvent, { type: "progress" }>;

// Pages of one list ask for the same revision again and again.
const KEPT_REWINDS = 8;

/** What happened after the compacted revision, oldest first, and the states that follow from it. */
export class RevisionLog {
  #changes: Change[] = [];
  #compacted = 0n;
  readonly #rewinds = new Map<bigint, OrderedMap<StoredValue>>();

  get compactedRevision(): bigint {
    return this.#compacted;
  }

  append(change: Change): void {
    this.#changes.push(change);
  }

  /** Changes with a revision above `revision`. */
  since(revision: bigint): readonly Change[] {
    return this.#changes.slice(this.#firstAfter(revision));
  }

  /** The state at `revision`, which lies between the compacted and the newest one; `newest` is the present state. */
  stateAt(revision: bigint, newest: OrderedMap<StoredValue>): OrderedMap<StoredValue> {
    const kept = this.#rewinds.get(revision);
    if (kept !== undefined) return kept;
    const state = newest.clone();
    const first = this.#firstAfter(revision);
    for (let i = this.#changes.length - 1; i >= first; i--) undo(state, this.#changes[i]!);
    this.#rewinds.set(revision, state);
    for (const old of this.#rewinds.keys()) {
      if (this.#rewinds.size <= KEPT_REWINDS) break;
      this.#rewinds.delete(old);
    }
    return state;
  }

  compact(revision: bigint): void {
    this.#compacted = revision;
    this.#changes = this.#changes.slice(this.#firstAfter(revision));
    for (const kept of [...this.#rewinds.keys()]) if (kept < revision) this.#rewinds.delete(kept);
  }

  #firstAfter(revision: bigint): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (this.#changes[mid]!.revision <= revision) low = mid + 1;
      else high = mid;
    }
    return low;
  }
}

function undo(state: OrderedMap<StoredValue>, change: Change): void {
  const key = sortKey(change.type === "put" ? change.value.key : change.key);
  if (change.previous === undefined) state.delete(key);
  else state.set(key, change.previous);
}
