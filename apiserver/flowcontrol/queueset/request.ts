import type { SeatSeconds } from "./seat-seconds.js";
import type { CompletedWorkEstimate, WorkEstimate } from "./work-estimate.js";

/** What a queue set is told of a request. */
export interface RequestSpec {
  readonly flowSchema: string;
  readonly flowDistinguisher: string;
  /** Identifies the flow; unused where there is no queue to choose. */
  readonly flowHash: bigint;
  readonly work: WorkEstimate;
  /** Called once, when the request may run; at once from `startRequest` when there is room. */
  readonly onDispatch: () => void;
  /** For dumps. */
  readonly details?: object;
}

export type RequestState = "waiting" | "executing" | "finished" | "cancelled";

/** A request in a queue set. The set alone changes it. */
export interface QueuedRequest {
  readonly spec: RequestSpec;
  readonly queue: Queue | undefined;
  readonly arrivalNs: number;
  state: RequestState;
  arrivalR: SeatSeconds;
  startNs: number;
  work: CompletedWorkEstimate;
}

/** One FIFO of waiting requests with what is executing from it. */
export interface Queue {
  index: number;
  readonly waiting: QueuedRequest[];
  readonly executing: Set<QueuedRequest>;
  /** Seats held by executing and lingering requests. */
  seatsInUse: number;
  /** Virtual time at which the next request of this queue would start. */
  nextDispatchR: SeatSeconds;
  /** Sums over `waiting`. */
  waitingInitialSeats: number;
  waitingMaxSeats: number;
  waitingWork: SeatSeconds;
}

export function createQueue(index: number): Queue {
  return {
    index,
    waiting: [],
    executing: new Set(),
    seatsInUse: 0,
    nextDispatchR: 0,
    waitingInitialSeats: 0,
    waitingMaxSeats: 0,
    waitingWork: 0,
  };
}

export function isActive(queue: Queue): boolean {
  return queue.waiting.length > 0 || queue.executing.size > 0;
}
