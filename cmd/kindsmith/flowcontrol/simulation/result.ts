import type { Placement } from "./gatekeeper.js";
import type { Processor } from "./processor.js";
import type { Distribution, FlowStatistics } from "./statistics.js";
import type { Contender, Measure, Simulation, Traffic } from "./types.js";

/** What came of a simulation. Numbers are rounded to six digits behind the point, so that they print alike everywhere. */
export interface SimulationResult {
  readonly title: string;
  readonly seed: number;
  readonly durationSeconds: number;
  readonly peakWindowSeconds: number;
  /** In the order of the file. */
  readonly contenders: readonly ContenderResult[];
}

export interface ContenderResult {
  readonly name: string;
  readonly type: Contender["type"];
  /** Seats of requests that ran at once. */
  readonly seats: { readonly peak: number; readonly mean: number };
  /** By how much the fullest moment slowed down all that ran; 1: not at all. */
  readonly slowdown: number;
  /** The most requests that began in any stretch of `peakWindowSeconds`. */
  readonly peakRequests: number;
  /** In the order of the traffic. */
  readonly flows: readonly FlowResult[];
  readonly binSeconds: number;
}

export interface FlowResult {
  readonly traffic: string;
  /** Where priority and fairness put it. */
  readonly placement?: Placement;
  readonly arrived: number;
  readonly served: number;
  /** By reason. */
  readonly rejected: { readonly [reason: string]: number };
  /** Waited or ran when the time was over. */
  readonly unfinished: number;
  readonly servedPerSecond: number;
  readonly meanSeats: number;
  /** Until it ran. */
  readonly wait: Distribution;
  /** Until it was answered. */
  readonly latency: Distribution;
  /** For each `binSeconds`: requests, and the mean latency (null where nothing was answered). */
  readonly series: {
    readonly arrived: readonly number[];
    readonly started: readonly number[];
    readonly latencyMs: readonly (number | null)[];
  };
}

export function resultOf(run: {
  readonly contender: Contender;
  readonly simulation: Simulation;
  readonly processor: Processor;
  readonly peakRequests: number;
  readonly binNs: number;
  readonly flows: readonly {
    readonly traffic: Traffic;
    readonly statistics: FlowStatistics;
    readonly placement: Placement | undefined;
  }[];
}): ContenderResult {
  const { contender, simulation, processor, peakRequests, binNs } = run;
  return {
    name: contender.name,
    type: contender.type,
    seats: { peak: processor.peak.seats, mean: rounded(processor.meanSeats) },
    slowdown: rounded(processor.peak.slowdown),
    peakRequests,
    flows: run.flows.map(({ traffic, statistics, placement }) => {
      const rejected = Object.fromEntries([...statistics.rejected].sort(([a], [b]) => (a < b ? -1 : 1)));
      const activeSeconds = (Math.min(traffic.toNs, simulation.durationNs) - traffic.fromNs) / 1e9;
      return {
        traffic: traffic.name,
        ...(placement === undefined ? {} : { placement }),
        arrived: statistics.arrived,
        served: statistics.served,
        rejected,
        unfinished: statistics.arrived - statistics.served - total(Object.values(rejected)),
        servedPerSecond: rounded(statistics.served / activeSeconds),
        meanSeats: rounded(statistics.seatNs / 1e9 / activeSeconds),
        wait: roundedDistribution(statistics.waits),
        latency: roundedDistribution(statistics.latencies),
        series: {
          arrived: [...statistics.arrivedBins],
          started: [...statistics.startedBins],
          latencyMs: statistics.latencyBins.map((ms) => (ms === undefined ? null : rounded(ms))),
        },
      };
    }),
    binSeconds: binNs / 1e9,
  };
}

/** One number of a contender: of all its traffic, or of one. */
export function measureOf(result: ContenderResult, measure: Measure, of: string | undefined): number {
  const flows = result.flows.filter(({ traffic }) => of === undefined || traffic === of);
  const arrived = total(flows.map((flow) => flow.arrived));
  const percent = (part: number): number => (arrived === 0 ? 0 : (100 * part) / arrived);
  switch (measure) {
    case "latencyMeanMs":
      return largest(flows.map(({ latency }) => latency.meanMs));
    case "latencyP99Ms":
      return largest(flows.map(({ latency }) => latency.p99Ms));
    case "waitMeanMs":
      return largest(flows.map(({ wait }) => wait.meanMs));
    case "waitP99Ms":
      return largest(flows.map(({ wait }) => wait.p99Ms));
    case "peakRequests":
      return result.peakRequests;
    case "peakSeats":
      return result.seats.peak;
    case "slowdown":
      return result.slowdown;
    case "rejectedPercent":
      return percent(total(flows.flatMap(({ rejected }) => Object.values(rejected))));
    case "seatPercent": {
      const all = total(result.flows.map(({ meanSeats }) => meanSeats));
      return all === 0 ? 0 : (100 * total(flows.map(({ meanSeats }) => meanSeats))) / all;
    }
    case "servedPercent":
      return percent(total(flows.map(({ served }) => served)));
    case "servedPerSecond":
      return total(flows.map(({ servedPerSecond }) => servedPerSecond));
  }
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function largest(values: readonly number[]): number {
  return Math.max(0, ...values);
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}

function roundedDistribution({ meanMs, p99Ms, maxMs }: Distribution): Distribution {
  return { meanMs: rounded(meanMs), p99Ms: rounded(p99Ms), maxMs: rounded(maxMs) };
}
