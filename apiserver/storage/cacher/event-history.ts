import type { ObjectChange } from "../resource/index.js";

export interface EventHistoryOptions {
  /** The window starts with room for so many changes … */
  readonly minEvents?: number;
  /** … and grows up to so many, as long as it holds less than `freshMs` of them. */
  readonly maxEvents?: number;
  readonly freshMs?: number;
  /** Bytes of states that only this window still holds; the oldest go when there are more. */
  readonly maxBytes?: number;
}

const MIN_EVENTS = 100;
const MAX_EVENTS = 102_400;
/** A minute between bookmarks and some slack, so that a client can resume from its last bookmark. */
const FRESH_MS = 75_000;
const MAX_BYTES = 128 * 1024 * 1024;

/**
 * The latest changes of one resource, for watches that resume and for states of earlier revisions. Each change has a
 * sequence number; `start` is that of the oldest one, `end` the next to be given.
 * @see kubernetes/apiserver pkg/storage/cacher/watch_cache_history.go
 */
export class EventHistory {
  readonly #minEvents: number;
  readonly #maxEvents: number;
  readonly #freshMs: number;
  readonly #maxBytes: number;
  #changes: (ObjectChange | undefined)[];
  #times: Float64Array;
  #start = 0;
  #end = 0;
  #bytes = 0;
  #floor = 0n;
  #whole = true;

  constructor(opts: EventHistoryOptions = {}) {
    this.#minEvents = opts.minEvents ?? MIN_EVENTS;
    this.#maxEvents = opts.maxEvents ?? MAX_EVENTS;
    this.#freshMs = opts.freshMs ?? FRESH_MS;
    this.#maxBytes = opts.maxBytes ?? MAX_BYTES;
    this.#changes = new Array<ObjectChange | undefined>(this.#minEvents).fill(undefined);
    this.#times = new Float64Array(this.#minEvents);
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#end;
  }

  get capacity(): number {
    return this.#changes.length;
  }

  /** The oldest revision that a watch can resume after. */
  get floor(): bigint {
    return this.#floor;
  }

  /** Nothing has been dropped since the list. */
  get isWhole(): boolean {
    return this.#whole;
  }

  /** Begins anew after a list at `revision`; sequence numbers go on, so that earlier ones are seen to be gone. */
  reset(revision: bigint): void {
    this.#changes.fill(undefined);
    this.#start = this.#end;
    this.#bytes = 0;
    this.#floor = revision;
    this.#whole = true;
  }

  append(change: ObjectChange, nowMs: number): void {
    this.#resize(nowMs);
    if (this.#end - this.#start === this.capacity) this.#dropOldest();
    const at = this.#end % this.capacity;
    this.#changes[at] = change;
    this.#times[at] = nowMs;
    this.#end++;
    this.#bytes += heldBytes(change);
    while (this.#bytes > this.#maxBytes && this.#end - this.#start > 1) this.#dropOldest();
  }

  /** `start` <= `sequence` < `end`. */
  at(sequence: number): ObjectChange {
    return this.#changes[sequence % this.capacity]!;
  }

  /** The sequence number of the first change above `revision`. */
  firstAfter(revision: bigint): number {
    let low = this.#start;
    let high = this.#end;
    while (low < high) {
      const mid = Math.floor((low + high) / 2);
      if (this.at(mid).revision <= revision) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  #dropOldest(): void {
    const at = this.#start % this.capacity;
    const change = this.#changes[at]!;
    this.#changes[at] = undefined;
    this.#start++;
    this.#bytes -= heldBytes(change);
    this.#floor = change.revision;
    this.#whole = false;
  }

  #resize(nowMs: number): void {
    const capacity = this.capacity;
    if (this.#end - this.#start < capacity) return;
    if (nowMs - this.#timeAt(this.#start) < this.#freshMs) {
      this.#moveTo(Math.min(capacity * 2, this.#maxEvents));
    } else if (nowMs - this.#timeAt(this.#end - (capacity >> 2)) > this.#freshMs) {
      this.#moveTo(Math.max(capacity >> 1, this.#minEvents));
    }
  }

  #moveTo(capacity: number): void {
    if (capacity === this.capacity) return;
    while (this.#end - this.#start > capacity) this.#dropOldest();
    const changes = new Array<ObjectChange | undefined>(capacity).fill(undefined);
    const times = new Float64Array(capacity);
    for (let i = this.#start; i < this.#end; i++) {
      changes[i % capacity] = this.at(i);
      times[i % capacity] = this.#timeAt(i);
    }
    this.#changes = changes;
    this.#times = times;
  }

  #timeAt(sequence: number): number {
    return this.#times[sequence % this.capacity]!;
  }
}

/** The present state is held by the store anyway; the one before only by the change. */
function heldBytes(change: ObjectChange): number {
  return change.previous?.bytes.byteLength ?? 0;
}
