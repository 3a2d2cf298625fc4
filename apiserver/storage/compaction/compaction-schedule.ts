import type { Clock, Timer } from "../../../apimachinery/clock/index.js";

export interface CompactionScheduleOptions {
  readonly clock: Clock;
  /** History is kept for between one and two of these; 0: no compaction by time. */
  readonly intervalMs: number;
  /** Above so many bytes of superseded values the older half of the history goes at once. */
  readonly maxHistoryBytes: number;
  readonly currentRevision: () => bigint;
  readonly compact: (revision: bigint) => Promise<void>;
  readonly warn?: ((message: string, cause: unknown) => void) | undefined;
}

/** Decides when a backend forgets how much of its history: by time, as upstream does for etcd, and by size. */
export class CompactionSchedule {
  readonly #opts: CompactionScheduleOptions;
  #timer: Timer | undefined;
  #atLastTick = 0n;
  #bytes = 0;
  #half: { readonly revision: bigint; readonly bytes: number } | undefined;
  #running: Promise<void> | undefined;

  constructor(opts: CompactionScheduleOptions) {
    this.#opts = opts;
  }

  start(): void {
    this.#atLastTick = this.#opts.currentRevision();
    this.#arm();
  }

  /** Ends the schedule and waits for a compaction under way. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
    await this.#running;
  }

  /** Notes that the write at `revision` superseded so many bytes. */
  note(bytes: number, revision: bigint): void {
    this.#bytes += bytes;
    this.#markHalf(revision);
    if (this.#half === undefined || this.#bytes < this.#opts.maxHistoryBytes || this.#running !== undefined) return;
    const { revision: upTo, bytes: gone } = this.#half;
    this.#bytes -= gone;
    this.#half = undefined;
    this.#markHalf(revision);
    this.#compact(upTo);
  }

  #markHalf(revision: bigint): void {
    if (this.#half === undefined && this.#bytes * 2 >= this.#opts.maxHistoryBytes)
      this.#half = { revision, bytes: this.#bytes };
  }

  #arm(): void {
    const { clock, intervalMs } = this.#opts;
    if (intervalMs === 0) return;
    this.#timer = clock.setTimeout(() => this.#tick(), intervalMs, { unref: true });
  }

  #tick(): void {
    const upTo = this.#atLastTick;
    this.#atLastTick = this.#opts.currentRevision();
    if (this.#running === undefined) this.#compact(upTo);
    this.#arm();
  }

  #compact(revision: bigint): void {
    this.#running = this.#opts
      .compact(revision)
      .catch((err: unknown) => this.#opts.warn?.(`history up to ${revision} was not compacted`, err))
      .finally(() => (this.#running = undefined));
  }
}
