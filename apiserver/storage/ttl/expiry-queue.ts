import type { Clock, Timer } from "../../../apimachinery/clock/index.js";

export interface Expiry {
  readonly key: string;
  /** Only this write expires; a later one of the same key has an entry of its own, or none. */
  readonly modRevision: bigint;
  /** Monotonic ms. */
  readonly dueMs: number;
}

/** Calls `expire` for each entry once it is due. One timer for all, and none while nothing waits. */
export class ExpiryQueue {
  readonly #clock: Clock;
  readonly #expire: (expired: readonly Expiry[]) => void;
  // A binary heap, earliest first. Entries of overwritten keys stay until due: `expire` finds them stale.
  readonly #heap: Expiry[] = [];
  #timer: Timer | undefined;
  #timerDueMs = Infinity;

  constructor(clock: Clock, expire: (expired: readonly Expiry[]) => void) {
    this.#clock = clock;
    this.#expire = expire;
  }

  add(entry: Expiry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]!.dueMs <= entry.dueMs) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
    this.#arm();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerDueMs = Infinity;
    this.#heap.length = 0;
  }

  #arm(): void {
    const first = this.#heap[0];
    if (first === undefined || first.dueMs >= this.#timerDueMs) return;
    this.#timer?.cancel();
    this.#timerDueMs = first.dueMs;
    this.#timer = this.#clock.setTimeout(() => this.#fire(), first.dueMs - this.#clock.monotonic(), { unref: true });
  }

  #fire(): void {
    this.#timer = undefined;
    this.#timerDueMs = Infinity;
    const now = this.#clock.monotonic();
    const due: Expiry[] = [];
    for (let first = this.#heap[0]; first !== undefined && first.dueMs <= now; first = this.#heap[0]) {
      due.push(first);
      this.#removeFirst();
    }
    if (due.length > 0) this.#expire(due);
    this.#arm();
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]!.dueMs < heap[child]!.dueMs) child++;
      if (heap[child]!.dueMs >= last.dueMs) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}
