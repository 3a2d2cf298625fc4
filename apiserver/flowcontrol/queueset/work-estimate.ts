import { durationPerSeat, seatsTimesDuration, type SeatSeconds } from "./seat-seconds.js";

/** What a request is expected to occupy. @see kubernetes/apiserver pkg/util/flowcontrol/request/width.go */
export interface WorkEstimate {
  /** Seats while the handler runs. */
  readonly initialSeats: number;
  /** Seats for `additionalLatencyNs` after the answer, while its effects (watch events) are worked off. */
  readonly finalSeats: number;
  readonly additionalLatencyNs: number;
}

/** An estimate with what follows from it. */
export interface CompletedWorkEstimate extends WorkEstimate {
  readonly maxSeats: number;
  readonly totalWork: SeatSeconds;
  readonly finalWork: SeatSeconds;
}

export function completeWorkEstimate(work: WorkEstimate, estimatedServiceNs: number): CompletedWorkEstimate {
  const finalWork = seatsTimesDuration(work.finalSeats, work.additionalLatencyNs);
  return {
    initialSeats: work.initialSeats,
    finalSeats: work.finalSeats,
    additionalLatencyNs: work.additionalLatencyNs,
    maxSeats: Math.max(work.initialSeats, work.finalSeats),
    finalWork,
    totalWork: seatsTimesDuration(work.initialSeats, estimatedServiceNs) + finalWork,
  };
}

/** Never holds more seats than there are after the answer; the same work then takes longer. */
export function boundFinalSeats(work: CompletedWorkEstimate, limit: number): CompletedWorkEstimate {
  if (work.finalSeats <= limit) return work;
  return { ...work, finalSeats: limit, additionalLatencyNs: durationPerSeat(work.finalWork, limit) };
}
