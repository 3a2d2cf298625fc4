import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../../apimachinery/clock/index.js";

/** A write that waits for its group. */
export interface PendingWrite {
  readonly bytes: Uint8Array | undefined;
}

const MAX_WRITES = 1_024;
const MAX_BYTES = 8 * 1024 * 1024;
/** About what a sync takes, so that nobody waits for much longer than he would for a group that went before his. */
const MAX_GATHERING_MS = 2;

/**
 * Writes what has gathered while the group before was being written, as one group, so that the cost of a sync is shared.
 * One group is under way at a time: what fails leaves no gap behind it. A group goes at the end of the first turn of the
 * loop in which no write came: as long as each brings more, the loop has better to do than to start a sync for few.
 */
export class GroupCommit<W extends PendingWrite> {
  /** Settles all writes of the group, and never throws. */
  readonly #commit: (group: readonly W[]) => Promise<void>;
  readonly #clock: Pick<Clock, "monotonic">;
  #waiting: W[] = [];
  #running: Promise<void> | undefined;

  constructor(commit: (group: readonly W[]) => Promise<void>, clock: Pick<Clock, "monotonic">) {
    this.#commit = commit;
    this.#clock = clock;
  }

  add(write: W): void {
    this.#waiting.push(write);
    this.#running ??= this.#run();
  }

  /** Resolves once nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      await this.#commit(this.#take());
    }
    this.#running = undefined;
  }

  async #gather(): Promise<void> {
    const until = this.#clock.monotonic() + MAX_GATHERING_MS;
    let count: number;
    do {
      count = this.#waiting.length;
      await setImmediate();
    } while (this.#waiting.length > count && count < MAX_WRITES && this.#clock.monotonic() < until);
  }

  #take(): W[] {
    let bytes = 0;
    let count = 0;
    for (const write of this.#waiting) {
      bytes += write.bytes?.byteLength ?? 0;
      if (count > 0 && (bytes > MAX_BYTES || count === MAX_WRITES)) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }
}
