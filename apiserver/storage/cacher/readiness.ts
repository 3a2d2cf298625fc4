import type { Clock } from "../../../apimachinery/clock/index.js";
import { newUnavailable } from "../errors.js";

const PATIENCE_MS = 3_000;

interface Waiter {
  readonly done: (error?: Error) => void;
}

/** Whether a cache holds its first list, and who waits for that. */
export class Readiness {
  readonly #clock: Clock;
  readonly #waiters = new Set<Waiter>();
  #state: "filling" | "ready" | "closed" = "filling";

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get ready(): boolean {
    return this.#state === "ready";
  }

  setReady(): void {
    this.#state = "ready";
    for (const waiter of [...this.#waiters]) waiter.done();
  }

  close(): void {
    this.#state = "closed";
    for (const waiter of [...this.#waiters]) waiter.done(newUnavailable("storage is shutting down"));
  }

  /** For a request. @throws StorageError Unavailable after 3 s, or the signal's reason */
  wait(signal: AbortSignal | undefined): Promise<void> {
    return this.#wait(signal, PATIENCE_MS);
  }

  /** However long it takes. @throws the signal's reason */
  whenReady(signal: AbortSignal | undefined): Promise<void> {
    return this.#wait(signal, undefined);
  }

  async #wait(signal: AbortSignal | undefined, patienceMs: number | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#state === "ready") return;
    if (this.#state === "closed") throw newUnavailable("storage is shutting down");
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        done: (error) => {
          this.#waiters.delete(waiter);
          timeout?.cancel();
          signal?.removeEventListener("abort", onAbort);
          if (error === undefined) resolve();
          else reject(error);
        },
      };
      const onAbort = (): void => waiter.done(signal?.reason as Error);
      const timeout =
        patienceMs === undefined
          ? undefined
          : this.#clock.setTimeout(() => waiter.done(newUnavailable("storage is (re)initializing")), patienceMs);
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiters.add(waiter);
    });
  }
}
