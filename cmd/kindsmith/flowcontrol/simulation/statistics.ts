import type { VirtualClock } from "./virtual-clock.js";

/** Mean, 99th percentile (nearest rank) and maximum of lengths of time in ms; 0 where there were none. */
export interface Distribution {
  readonly meanMs: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** What became of one traffic's requests. */
export class FlowStatistics {
  arrived = 0;
  started = 0;
  served = 0;
  readonly rejected = new Map<string, number>();
  /** Of those that ran, by the time at which they came. */
  readonly #waitsMs: number[] = [];
  readonly #latenciesMs: number[] = [];
  /** Seats held, times how long. */
  seatNs = 0;
  readonly arrivedBins: Float64Array;
  readonly startedBins: Float64Array;
  /** By the time of the answer. */
  readonly #servedBins: Float64Array;
  readonly #latencyMsBins: Float64Array;
  readonly #clock: VirtualClock;
  readonly #binNs: number;

  constructor(clock: VirtualClock, bins: number, binNs: number) {
    this.#clock = clock;
    this.#binNs = binNs;
    this.arrivedBins = new Float64Array(bins);
    this.startedBins = new Float64Array(bins);
    this.#servedBins = new Float64Array(bins);
    this.#latencyMsBins = new Float64Array(bins);
  }

  onArrived(): void {
    this.arrived++;
    this.#add(this.arrivedBins, 1);
  }

  onStarted(waitNs: number): void {
    this.started++;
    this.#waitsMs.push(waitNs / 1e6);
    this.#add(this.startedBins, 1);
  }

  onServed(latencyNs: number, seatNs: number): void {
    this.served++;
    this.seatNs += seatNs;
    this.#latenciesMs.push(latencyNs / 1e6);
    this.#add(this.#servedBins, 1);
    this.#add(this.#latencyMsBins, latencyNs / 1e6);
  }

  onRejected(reason: string): void {
    this.rejected.set(reason, (this.rejected.get(reason) ?? 0) + 1);
  }

  get waits(): Distribution {
    return distributionOf(this.#waitsMs);
  }

  get latencies(): Distribution {
    return distributionOf(this.#latenciesMs);
  }

  /** Mean latency of each bin; undefined where nothing was answered. */
  get latencyBins(): readonly (number | undefined)[] {
    return [...this.#servedBins].map((served, i) =>
      served === 0 ? undefined : (this.#latencyMsBins[i] as number) / served,
    );
  }

  #add(bins: Float64Array, amount: number): void {
    const bin = Math.min(Math.floor(this.#clock.nowNs / this.#binNs), bins.length - 1);
    bins[bin] = (bins[bin] ?? 0) + amount;
  }
}

function distributionOf(values: readonly number[]): Distribution {
  if (values.length === 0) return { meanMs: 0, p99Ms: 0, maxMs: 0 };
  const sorted = Float64Array.from(values).sort();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  return {
    meanMs: total / sorted.length,
    p99Ms: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0,
    maxMs: sorted.at(-1) ?? 0,
  };
}

/** The most events in any stretch of time of one length. Keeps the events of one such stretch. */
export class PeakCounter {
  readonly #windowNs: number;
  #times: number[] = [];
  #first = 0;
  #peak = 0;

  constructor(windowNs: number) {
    this.#windowNs = windowNs;
  }

  get peak(): number {
    return this.#peak;
  }

  add(atNs: number): void {
    this.#times.push(atNs);
    // A stretch has one of its ends only, or one second would hold two events a second apart.
    while ((this.#times[this.#first] as number) <= atNs - this.#windowNs) this.#first++;
    this.#peak = Math.max(this.#peak, this.#times.length - this.#first);
    if (this.#first > 4096 && this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
  }
}
