import type { Timer } from "../../../apimachinery/clock/index.js";
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
 * and everybody else, slow. So wide requests run one after another, and the rest waits where fairness is decided.
 *
 * A place is given back after a while even when its request still runs: what takes that long waits for its client to take
 * what was written, or is so long that others must not wait for its end. Both go on in their slices, bounded by their seats.
 */
export class ProcessorGate implements DispatchGate {
  readonly #slots: number;
  readonly #running = new Map<QueuedRequest, Timer>();
  readonly #onRoom: () => void;
  readonly #after: (delayMs: number, fn: () => void) => Timer;

  constructor(opts: {
    readonly slots: number;
    /** Called when there is room again, for the queue sets to look anew. */
    readonly onRoom: () => void;
    /** Sets a timer. */
    readonly after: (delayMs: number, fn: () => void) => Timer;
  }) {
    this.#slots = opts.slots;
    this.#onRoom = opts.onRoom;
    this.#after = opts.after;
  }

  hasRoom(request: QueuedRequest): boolean {
    return this.#running.size < this.#slots || !isWide(request);
  }

  enter(request: QueuedRequest): void {
    if (!isWide(request)) return;
    const timer = this.#after(LONGEST_HOLD_MS, () => this.leave(request));
    this.#running.set(request, timer);
  }

  leave(request: QueuedRequest): void {
    const timer = this.#running.get(request);
    if (timer === undefined) return;
    timer.cancel();
    this.#running.delete(request);
    this.#onRoom();
  }
}

// A list of 10,000 objects takes some 30 ms where nothing holds it up.
const LONGEST_HOLD_MS = 100;

// Two seats: more than 100 kB are read.
const WIDE_SEATS = 2;

function isWide(request: QueuedRequest): boolean {
  return request.work.initialSeats >= WIDE_SEATS;
}
