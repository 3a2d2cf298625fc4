import type { CounterSeries, GaugeSeries, HistogramSeries } from "../../metrics/index.js";
import type { Instruments } from "./instruments.js";

interface QueuedSeries {
  readonly requests: GaugeSeries;
  readonly seats: GaugeSeries;
  readonly lengths: HistogramSeries;
}

interface ExecutingSeries {
  readonly dispatched: CounterSeries;
  readonly requests: GaugeSeries;
  readonly seats: GaugeSeries;
}

/**
 * The series of one FlowSchema in one level: looked up once, at the first request that needs them, so that a request pays
 * additions only, and that `/metrics` shows nothing that never happened.
 */
export class FlowSeries {
  readonly #of: Instruments;
  readonly #labels: readonly [string, string];
  #queued: QueuedSeries | undefined;
  #executing: ExecutingSeries | undefined;
  #estimated: HistogramSeries | undefined;
  #waited: HistogramSeries | undefined;
  #refused: HistogramSeries | undefined;
  #executed: HistogramSeries | undefined;
  #watchesSetUp: HistogramSeries | undefined;
  #watchCount: HistogramSeries | undefined;

  constructor(of: Instruments, flowSchema: string, priorityLevel: string) {
    this.#of = of;
    this.#labels = [flowSchema, priorityLevel];
  }

  get queued(): QueuedSeries {
    const of = this.#of;
    return (this.#queued ??= {
      requests: of.inqueueRequests.with(...this.#labels),
      seats: of.inqueueSeats.with(...this.#labels),
      lengths: of.queueLength.with(...this.#labels),
    });
  }

  get executing(): ExecutingSeries {
    const of = this.#of;
    return (this.#executing ??= {
      dispatched: of.dispatched.with(...this.#labels),
      requests: of.executingRequests.with(...this.#labels),
      seats: of.executingSeats.with(...this.#labels),
    });
  }

  get estimated(): HistogramSeries {
    return (this.#estimated ??= this.#of.estimatedSeats.with(...this.#labels));
  }

  get watchCount(): HistogramSeries {
    return (this.#watchCount ??= this.#of.watchCount.with(...this.#labels));
  }

  waited(execute: boolean): HistogramSeries {
    return execute
      ? (this.#waited ??= this.#of.waitSeconds.with(...this.#labels, "true"))
      : (this.#refused ??= this.#of.waitSeconds.with(...this.#labels, "false"));
  }

  executed(watch: boolean): HistogramSeries {
    return watch
      ? (this.#watchesSetUp ??= this.#of.executionSeconds.with(...this.#labels, "watch"))
      : (this.#executed ??= this.#of.executionSeconds.with(...this.#labels, "regular"));
  }

  get notAccommodated(): CounterSeries {
    return this.#of.notAccommodated.with(...this.#labels);
  }

  rejected(reason: string): CounterSeries {
    return this.#of.rejected.with(...this.#labels, reason);
  }
}
