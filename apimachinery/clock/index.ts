/**
 * Time and randomness are injected, so that tests run hours in milliseconds. Only `real-clock.ts` and `cmd/` touch the
 * global ones.
 */
export interface Timer {
  /** True when the timer had not fired yet. */
  cancel(): boolean;
}

export interface Clock {
  /** Wall time in ms since the epoch. */
  now(): number;
  /** Monotonic time in ms; for durations. */
  monotonic(): number;
  /** `unref` timers do not keep the process alive. */
  setTimeout(fn: () => void, delayMs: number, opts?: { readonly unref?: boolean }): Timer;
  /** Resolves after `delayMs`. @throws the signal's reason when aborted. */
  sleep(delayMs: number, opts?: { readonly signal?: AbortSignal }): Promise<void>;
}

/** A source of random numbers in [0, 1). */
export type Random = () => number;

export { RealClock, realClock } from "./real-clock.js";
export { FakeClock } from "./fake-clock.js";
