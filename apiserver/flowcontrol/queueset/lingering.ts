import type { QueuedRequest } from "./request.js";

interface Lingering {
  readonly untilNs: number;
  readonly order: number;
  readonly request: QueuedRequest;
}

/** Requests whose answer is out but whose seats are still held, by the time at which they are given back: a binary heap. */
export class LingeringRequests {
  readonly #heap: Lingering[] = [];
  #order = 0;

  add(request: QueuedRequest, untilNs: number): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push({ untilNs, order: this.#order++, request });
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#less(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  get nextNs(): number | undefined {
    return this.#heap[0]?.untilNs;
  }

  /** Takes out the first request that is due at `nowNs`. */
  takeDue(nowNs: number): QueuedRequest | undefined {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined || first.untilNs > nowNs) return undefined;
    const last = heap.pop() as Lingering;
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return first.request;
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.#heap.length && this.#less(child, least)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #less(a: number, b: number): boolean {
    const left = this.#heap[a] as Lingering;
    const right = this.#heap[b] as Lingering;
    return left.untilNs < right.untilNs || (left.untilNs === right.untilNs && left.order < right.order);
  }

  #swap(a: number, b: number): void {
    const left = this.#heap[a] as Lingering;
    this.#heap[a] = this.#heap[b] as Lingering;
    this.#heap[b] = left;
  }
}
