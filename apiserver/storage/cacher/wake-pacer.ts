import type { Clock } from "../../../apimachinery/clock/index.js";

/** A reader that waits for what has been put into its queue. */
export interface Sleeper {
  wake(): void;
}

// To wake a reader and write what it reads takes some 10 µs, so this keeps one turn of the loop near a millisecond.
const WAKES_PER_TURN = 100;
// A write to a stream costs some 7 µs for one event and 2 µs for each of eight, so a rest spares more than it delays.
const REST_PER_ROUND = 2;
const MAX_REST_MS = 30;

/**
 * Wakes the readers of one resource's watches in rounds. What has few readers is told to them within its turn of the
 * loop. Where a change concerns hundreds, they are woken in turns between which other work gets through, and after such
 * a round all rest for twice as long as it took: what happens meanwhile comes to each reader in one piece, which costs
 * hardly more than a single event.
 */
export class WakePacer {
  readonly #clock: Clock;
  #idle = true;
  #next: Sleeper[] = [];
  #round: readonly Sleeper[] = [];
  #woken = 0;
  #beganMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A sleeper is added once before it is woken. */
  add(sleeper: Sleeper): void {
    this.#next.push(sleeper);
    if (!this.#idle) return;
    this.#idle = false;
    // What one batch of the store changes is told together.
    process.nextTick(this.#beginRound);
  }

  readonly #beginRound = (): void => {
    if (this.#next.length === 0) {
      this.#idle = true;
      return;
    }
    // Whoever is added meanwhile is of the next round: otherwise this one would not end while changes come.
    this.#round = this.#next;
    this.#next = [];
    this.#woken = 0;
    this.#beganMs = this.#clock.monotonic();
    this.#wakeSome();
  };

  readonly #wakeSome = (): void => {
    const round = this.#round;
    const end = Math.min(this.#woken + WAKES_PER_TURN, round.length);
    while (this.#woken < end) round[this.#woken++]!.wake();
    if (end < round.length) {
      setImmediate(this.#wakeSome);
      return;
    }
    this.#round = [];
    // By the next turn the connections have been written to.
    setImmediate(round.length > WAKES_PER_TURN ? this.#rest : this.#beginRound);
  };

  readonly #rest = (): void => {
    const restMs = Math.min((this.#clock.monotonic() - this.#beganMs) * REST_PER_ROUND, MAX_REST_MS);
    if (restMs > 0) this.#clock.setTimeout(this.#beginRound, restMs);
    else this.#beginRound();
  };
}
