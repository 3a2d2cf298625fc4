import type { Clock, Timer } from "../../../apimachinery/clock/index.js";
import { newFutureRevision } from "../errors.js";

const TIMEOUT_MS = 3_000;
const ASK_EVERY_MS = 100;

interface Waiter {
  readonly revision: bigint;
  readonly done: (error?: Error) => void;
}

/**
 * How far a cache has come, and who waits for it to come further. While somebody waits, the backend is asked for
 * progress: at once for each and then every 100 ms, since a resource without changes of its own would not hear of
 * others'.
 * @see kubernetes/apiserver pkg/storage/cacher/progress/watch_progress.go
 */
export class Freshness {
  readonly #clock: Clock;
  readonly #requestProgress: () => Promise<void>;
  readonly #waiters = new Set<Waiter>();
  #revision = 0n;
  #again: Timer | undefined;

  constructor(clock: Clock, requestProgress: () => Promise<void>) {
    this.#clock = clock;
    this.#requestProgress = requestProgress;
  }

  get revision(): bigint {
    return this.#revision;
  }

  /** Never goes back, but `reset` does. */
  advance(revision: bigint): void {
    if (revision > this.#revision) this.#revision = revision;
  }

  /** After a list, which may be of a store that was restored from a backup. */
  reset(revision: bigint): void {
    this.#revision = revision;
    this.wake();
  }

  /** Lets those go on who waited for what is here now. */
  wake(): void {
    if (this.#waiters.size === 0) return;
    for (const waiter of [...this.#waiters]) if (waiter.revision <= this.#revision) waiter.done();
  }

  /** @throws StorageError FutureRevision after 3 s, or the signal's reason */
  async wait(revision: bigint, signal: AbortSignal | undefined): Promise<void> {
    if (revision <= this.#revision) return;
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        revision,
        done: (error) => {
          this.#waiters.delete(waiter);
          timeout.cancel();
          signal?.removeEventListener("abort", onAbort);
          if (error === undefined) resolve();
          else reject(error);
        },
      };
      const onAbort = (): void => waiter.done(signal?.reason as Error);
      const timeout = this.#clock.setTimeout(
        () => waiter.done(newFutureRevision(revision, this.#revision)),
        TIMEOUT_MS,
        { unref: true },
      );
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiters.add(waiter);
      this.#ask();
    });
  }

  #ask(): void {
    // A backend that cannot answer now is asked again, and the wait has an end of its own.
    this.#requestProgress().catch(() => undefined);
    this.#again ??= this.#clock.setTimeout(
      () => {
        this.#again = undefined;
        if (this.#waiters.size > 0) this.#ask();
      },
      ASK_EVERY_MS,
      { unref: true },
    );
  }
}
