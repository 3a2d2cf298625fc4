import type { Clock } from "../../../apimachinery/clock/index.js";

/** A reader that waits for what has been put into its queue. */
export interface Sleeper {
  wake(): void;
}

// To wake a reader and write what it reads takes some 10 µs, so this keeps one turn of the loop near a millisecond.
const WAKES_PER_TURN = 100;
// A write to a stream costs some 7 µs for one event and 2 µs for each of eight, so a rest spares more than it delays.
const REST_PER_ROUND = 2;
const MAX_REST_MS = 40;

/**
 * Wakes the readers of one resource's watches. A few are woken at once. Where a change concerns hundreds, they are woken
 * in turns between which other work gets through, and after such a round all rest for twice as long as it took: what
 * happens meanwhile comes to each reader in one piece, which costs hardly more than a single event.
 */
export class WakePacer {
  readonly #clock: Clock;
  #state: "idle" | "open" | "running" | "resting" = "idle";
  #waiting: Sleeper[] = [];
  #wokenAtOnce = 0;
  #beganMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(sleeper: Sleeper): void {
    if (this.#state === "idle") {
      this.#state = "open";
      this.#wokenAtOnce = 0;
      this.#beganMs = this.#clock.monotonic();
      process.nextTick(this.#closeTurn);
    }
    if (this.#state === "open" && this.#wokenAtOnce < WAKES_PER_TURN) {
      this.#wokenAtOnce++;
      sleeper.wake();
    } else {
      this.#waiting.push(sleeper);
    }
  }

  readonly #closeTurn = (): void => {
    if (this.#waiting.length === 0) {
      this.#state = "idle";
      return;
    }
    this.#state = "running";
    setImmediate(this.#run);
  };

  readonly #run = (): void => {
    for (const sleeper of this.#waiting.splice(0, WAKES_PER_TURN)) sleeper.wake();
    if (this.#waiting.length > 0) {
      setImmediate(this.#run);
      return;
    }
    this.#state = "resting";
    const restMs = Math.min((this.#clock.monotonic() - this.#beganMs) * REST_PER_ROUND, MAX_REST_MS);
    if (restMs > 0) this.#clock.setTimeout(this.#endRest, restMs);
    else this.#endRest();
  };

  readonly #endRest = (): void => {
    if (this.#waiting.length === 0) {
      this.#state = "idle";
      return;
    }
    this.#state = "running";
    this.#beganMs = this.#clock.monotonic();
    this.#run();
  };
}
