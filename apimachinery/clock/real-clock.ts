import type { Clock, Timer } from "./index.js";

// setTimeout fires at once for delays above this.
const MAX_DELAY_MS = 2 ** 31 - 1;

export class RealClock implements Clock {
  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return performance.now();
  }

  setTimeout(fn: () => void, delayMs: number, opts: { readonly unref?: boolean } = {}): Timer {
    let pending = true;
    const handle = setTimeout(
      () => {
        pending = false;
        fn();
      },
      Math.min(Math.max(delayMs, 0), MAX_DELAY_MS),
    );
    if (opts.unref === true) handle.unref();
    return {
      cancel: () => {
        const was = pending;
        pending = false;
        clearTimeout(handle);
        return was;
      },
    };
  }

  sleep(delayMs: number, opts: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn(this, delayMs, opts.signal);
  }
}

export const realClock: Clock = new RealClock();

/** `sleep` in terms of `setTimeout`, for any clock. */
export function sleepOn(clock: Clock, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = (): void => {
      timer.cancel();
      reject(signal?.reason as Error);
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, delayMs);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
