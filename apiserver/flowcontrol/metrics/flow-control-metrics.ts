import type { Clock } from "../../../apimachinery/clock/index.js";
import type { RequestInfo } from "../../endpoints/request/request-info.js";
import type { MetricsRegistry } from "../../metrics/index.js";
import type { BorrowingRound } from "../borrowing/borrow.js";
import type { Classification } from "../controller/flow-controller.js";
import { nowNs, type PriorityLevel } from "../controller/priority-level.js";
import type { FilterObserver } from "../filter/with-priority-and-fairness.js";
import type { QueueSetObserver } from "../queueset/observer.js";
import type { FlowSeries } from "./flow-series.js";
import { InFlightMetrics, requestKind } from "./in-flight-metrics.js";
import { instruments, type Instruments } from "./instruments.js";
import { LevelSeries, queueCapacity } from "./level-series.js";

/**
 * Everything that upstream's dashboards read of flow control, under the same names.
 * @see kubernetes/apiserver pkg/util/flowcontrol/metrics/metrics.go
 */
export class FlowControlMetrics implements FilterObserver {
  readonly #clock: Clock;
  readonly #of: Instruments;
  readonly #inFlight: InFlightMetrics;
  readonly #levels = new Map<string, LevelSeries>();

  constructor(registry: MetricsRegistry, clock: Clock) {
    this.#clock = clock;
    this.#of = instruments(registry);
    this.#inFlight = new InFlightMetrics(registry, clock);
    registry.beforeScrape(() => {
      const atNs = nowNs(clock);
      for (const level of this.#levels.values()) level.observe(atNs);
    });
  }

  /** What one level's queues are to be given. */
  observerOf(priorityLevel: string): QueueSetObserver {
    return this.#level(priorityLevel).observer();
  }

  /** A round of borrowing, or a new configuration. */
  seatsChanged(levels: readonly PriorityLevel[], round: BorrowingRound): void {
    const of = this.#of;
    const atNs = nowNs(this.#clock);
    if (round.fairFrac !== undefined) of.fairFrac.with().set(round.fairFrac);
    levels.forEach((level, i) => {
      const seats = round.levels[i];
      if (seats === undefined) return;
      of.nominalSeats.with(level.name).set(level.limits.nominal);
      of.lowerSeats.with(level.name).set(level.limits.min);
      of.upperSeats.with(level.name).set(level.limits.max);
      of.currentSeats.with(level.name).set(seats.currentLimit);
      of.targetSeats.with(level.name).set(seats.target);
      of.demandHighWatermark.with(level.name).set(seats.highWatermark);
      of.demandSmoothed.with(level.name).set(seats.smoothedDemand);
      if (Number.isFinite(seats.average)) of.demandAverage.with(level.name).set(seats.average);
      if (Number.isFinite(seats.deviation)) of.demandDeviation.with(level.name).set(seats.deviation);
      this.#level(level.name).seatsChanged(level, seats.currentLimit, atNs);
    });
    const total = (of: (level: PriorityLevel) => number): number => levels.reduce((sum, level) => sum + of(level), 0);
    for (const kind of ["readOnly", "mutating"] as const) {
      this.#inFlight.setLimit("waiting", kind, total(queueCapacity));
      this.#inFlight.setLimit(
        "executing",
        kind,
        total((level) => level.limits.nominal),
      );
    }
  }

  estimated(classification: Classification, seats: number): void {
    this.#flow(classification).estimated.observe(seats);
  }

  waiting(info: RequestInfo, by: 1 | -1): void {
    this.#inFlight.change("waiting", requestKind(info.verb), by);
  }

  waited(classification: Classification, seconds: number, execute: boolean): void {
    this.#flow(classification).waited(execute).observe(seconds);
  }

  executing(info: RequestInfo, by: 1 | -1): void {
    this.#inFlight.change("executing", requestKind(info.verb), by);
  }

  executed(classification: Classification, seconds: number, watch: boolean): void {
    this.#flow(classification).executed(watch).observe(seconds);
  }

  watchCount(priorityLevel: string, flowSchema: string, count: number): void {
    this.#level(priorityLevel).flow(flowSchema).watchCount.observe(count);
  }

  #flow({ level, flowSchema }: Classification): FlowSeries {
    return this.#level(level.name).flow(flowSchema.metadata.name ?? "");
  }

  #level(name: string): LevelSeries {
    let level = this.#levels.get(name);
    if (level === undefined) this.#levels.set(name, (level = new LevelSeries(this.#of, name, nowNs(this.#clock))));
    return level;
  }
}
