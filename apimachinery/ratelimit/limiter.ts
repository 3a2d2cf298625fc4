/** Whether a request may go on, and if not, when it is worth asking again. */
export interface Acquisition {
  readonly admitted: boolean;
  /** 0 when admitted; Infinity when it can never be. */
  readonly waitMs: number;
}

/**
 * A limit on how much may happen in a time, for each key by itself. Pure: callers pass the time (monotonic ms; one that
 * goes back counts as standing still), and no timer is kept.
 */
export interface RateLimiter {
  /** Takes `n` (at least 1) of what `key` may have at `nowMs`: all of it or nothing. */
  tryAcquire(key: string, n: number, nowMs: number): Acquisition;
  /** Keys that are kept; for metrics and tests. */
  readonly size: number;
}

export const ADMITTED: Acquisition = { admitted: true, waitMs: 0 };

export function refused(waitMs: number): Acquisition {
  return { admitted: false, waitMs };
}

/** @throws RangeError naming the option when it is no number above 0. */
export function positive(option: string, value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) throw new RangeError(`${option} is ${value}; expected a number above 0`);
  return value;
}
