import type { Timer } from "../../../../apimachinery/clock/index.js";
import { Heap } from "./heap.js";
import type { VirtualClock } from "./virtual-clock.js";

interface Job {
  /** Progress at which it is done. */
  readonly doneAt: number;
  readonly order: number;
  readonly seats: number;
  readonly done: () => void;
}

/**
 * Runs requests side by side. Up to `capacitySeats` they run at full speed; beyond that they share what there is, and all
 * take longer by the same factor. Progress is the time that a request which was always there would have been served.
 */
export class Processor {
  readonly #clock: VirtualClock;
  readonly #capacitySeats: number;
  readonly #jobs = new Heap<Job>((a, b) => a.doneAt < b.doneAt || (a.doneAt === b.doneAt && a.order < b.order));
  #order = 0;
  #seats = 0;
  #progressNs = 0;
  #lastNs = 0;
  #next: Timer | undefined;
  #nextAtNs = Infinity;
  readonly #peak = { seats: 0, slowdown: 1 };
  #seatNs = 0;

  constructor(clock: VirtualClock, capacitySeats: number) {
    this.#clock = clock;
    this.#capacitySeats = capacitySeats;
  }

  /** The most there was at once. */
  get peak(): { readonly seats: number; readonly slowdown: number } {
    return this.#peak;
  }

  /** On average since the start. */
  get meanSeats(): number {
    this.#advance();
    return this.#lastNs === 0 ? 0 : this.#seatNs / this.#lastNs;
  }

  /** `serviceNs` is how long it takes at full speed. */
  run(seats: number, serviceNs: number, done: () => void): void {
    this.#advance();
    this.#seats += seats;
    this.#peak.seats = Math.max(this.#peak.seats, this.#seats);
    this.#peak.slowdown = Math.max(this.#peak.slowdown, this.#slowdown);
    this.#jobs.push({ doneAt: this.#progressNs + serviceNs, order: this.#order++, seats, done });
    this.#schedule();
  }

  get #slowdown(): number {
    return Math.max(1, this.#seats / this.#capacitySeats);
  }

  #advance(): void {
    const elapsedNs = this.#clock.nowNs - this.#lastNs;
    this.#lastNs = this.#clock.nowNs;
    this.#progressNs += elapsedNs / this.#slowdown;
    this.#seatNs += elapsedNs * this.#seats;
  }

  #schedule(): void {
    const first = this.#jobs.first;
    const atNs =
      first === undefined
        ? Infinity
        : this.#clock.nowNs + Math.ceil(Math.max(0, first.doneAt - this.#progressNs) * this.#slowdown);
    if (atNs === this.#nextAtNs) return;
    this.#next?.cancel();
    this.#nextAtNs = atNs;
    this.#next = atNs === Infinity ? undefined : this.#clock.at(atNs, () => this.#finish());
  }

  #finish(): void {
    this.#nextAtNs = Infinity;
    this.#next = undefined;
    this.#advance();
    // Events are on whole ns, and so is what is due now.
    const due: Job[] = [];
    for (
      let job = this.#jobs.first;
      job !== undefined && job.doneAt <= this.#progressNs + 0.5;
      job = this.#jobs.first
    ) {
      this.#jobs.pop();
      this.#seats -= job.seats;
      due.push(job);
    }
    for (const job of due) job.done();
    this.#schedule();
  }
}
