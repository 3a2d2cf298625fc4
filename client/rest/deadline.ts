import type { Clock } from "../../apimachinery/clock/index.js";

/** A signal for one call, with its clean-up. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Frees the timer and the listener; the signal stays as it is. */
  end(): void;
}

/**
 * A signal that follows `parent` and, with `timeoutMs` above 0, aborts with a TimeoutError after it. Calls use it
 * instead of the caller's own, which may live for ever and would gather listeners.
 */
export function deadlineOf(clock: Clock, timeoutMs: number | undefined, parent: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(parent!.reason);
  if (parent?.aborted === true) onAbort();
  else parent?.addEventListener("abort", onAbort, { once: true });
  const timer =
    timeoutMs === undefined || timeoutMs <= 0
      ? undefined
      : clock.setTimeout(
          () => controller.abort(new DOMException(`the request took longer than ${timeoutMs} ms`, "TimeoutError")),
          timeoutMs,
        );
  return {
    signal: controller.signal,
    end: () => {
      timer?.cancel();
      parent?.removeEventListener("abort", onAbort);
    },
  };
}
