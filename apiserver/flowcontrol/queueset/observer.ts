import type { RejectReason } from "./queue-set.js";
import type { Queue, QueuedRequest, RequestSpec } from "./request.js";
import type { SeatSeconds } from "./seat-seconds.js";

/**
 * Over all queues where requests wait, between which virtual times their next one would start; discounted: less the work
 * that is under way.
 */
export interface StartBounds {
  readonly min: SeatSeconds;
  readonly max: SeatSeconds;
  readonly discountedMin: SeatSeconds;
  readonly discountedMax: SeatSeconds;
}

/** Told of everything that happens in a queue set, for metrics. Must not call back into it. */
export interface QueueSetObserver {
  enqueued(request: QueuedRequest, queueLength: number, nowNs: number): void;
  /** Left its queue, to run or because it gave up. */
  dequeued(request: QueuedRequest, nowNs: number): void;
  /** About to be dispatched from a queue; readings are those before its work is added, and `bounds` changes afterwards. */
  dispatching(request: QueuedRequest, queue: Queue, currentR: SeatSeconds, bounds: StartBounds): void;
  executing(request: QueuedRequest, nowNs: number): void;
  finished(request: QueuedRequest, nowNs: number): void;
  /** Its seats are free, after it lingered. */
  released(request: QueuedRequest, nowNs: number): void;
  rejected(spec: RequestSpec, reason: RejectReason): void;
  notAccommodated(request: QueuedRequest): void;
  /** Seats held and asked for, after every change. */
  demand(seats: number, nowNs: number): void;
  epochAdvanced(): void;
}

const nothing = (): void => undefined;

export const NO_OBSERVER: QueueSetObserver = {
  enqueued: nothing,
  dequeued: nothing,
  dispatching: nothing,
  executing: nothing,
  finished: nothing,
  released: nothing,
  rejected: nothing,
  notAccommodated: nothing,
  demand: nothing,
  epochAdvanced: nothing,
};
