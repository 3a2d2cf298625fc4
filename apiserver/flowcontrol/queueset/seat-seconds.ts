/**
 * Virtual time and work: seat-seconds in fixed point, as whole numbers of 1e-8, so that sums are exact. Upstream uses
 * unsigned 64-bit numbers; a JavaScript number is whole up to 2^53, so the epoch is shorter here: half a year of one seat.
 * @see kubernetes/apiserver pkg/util/flowcontrol/request/seat_seconds.go
 */
export type SeatSeconds = number;

const SCALE = 1e8;

/** What readings are lowered by when an epoch ends. */
export const EPOCH_DECREMENT: SeatSeconds = 2 ** 52;

/** A reading from which on the epoch ends. */
export const EPOCH_LIMIT: SeatSeconds = EPOCH_DECREMENT + EPOCH_DECREMENT / 2;

export function seatsTimesDuration(seats: number, durationNs: number): SeatSeconds {
  return Math.round((seats * durationNs) / (1e9 / SCALE));
}

/** How long `seats` have to be held to make up `work`, in ns. */
export function durationPerSeat(work: SeatSeconds, seats: number): number {
  return Math.round((work * (1e9 / SCALE)) / seats);
}

/** As the dump prints it: `12.00300000ss`. */
export function formatSeatSeconds(value: SeatSeconds): string {
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  return `${sign}${Math.floor(size / SCALE)}.${String(size % SCALE).padStart(8, "0")}ss`;
}

export function seatSecondsToNumber(value: SeatSeconds): number {
  return value / SCALE;
}
