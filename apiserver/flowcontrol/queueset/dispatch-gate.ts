import type { QueuedRequest } from "./request.js";

/**
 * A limit on what runs at a time that all levels share, beside each level's seats. Where it is full, a queue set passes
 * over the requests it holds back and dispatches others.
 */
export interface DispatchGate {
  hasRoom(request: QueuedRequest): boolean;
  /** The request runs from now on, until `leave`. */
  enter(request: QueuedRequest): void;
  /** May lead to further dispatches, in this queue set too. */
  leave(request: QueuedRequest): void;
}

/** Lets everything through. */
export const OPEN_GATE: DispatchGate = { hasRoom: () => true, enter: () => undefined, leave: () => undefined };

/**
 * Bounds the requests that keep the processor busy. Seats say how many requests a level may hold, and upstream's numbers
 * make that hundreds of long lists at once; one event loop cannot run them side by side, it would only make all of them,
 * and everybody else, slow. So wide requests run a few at a time, and the rest waits where fairness is decided.
 */
export class ProcessorGate implements DispatchGate {
  readonly #slots: number;
  readonly #running = new Set<QueuedRequest>();
  readonly #onRoom: () => void;

  /** `onRoom` is called when there is room again, for the queue sets to look anew. */
  constructor(slots: number, onRoom: () => void) {
    this.#slots = slots;
    this.#onRoom = onRoom;
  }

  /** Wide requests that run now. */
  get running(): number {
    return this.#running.size;
  }

  hasRoom(request: QueuedRequest): boolean {
    return this.#running.size < this.#slots || !isWide(request);
  }

  enter(request: QueuedRequest): void {
    if (isWide(request)) this.#running.add(request);
  }

  leave(request: QueuedRequest): void {
    if (this.#running.delete(request)) this.#onRoom();
  }
}

// Two seats: more than 100 kB are read.
const WIDE_SEATS = 2;

function isWide(request: QueuedRequest): boolean {
  return request.work.initialSeats >= WIDE_SEATS;
}
