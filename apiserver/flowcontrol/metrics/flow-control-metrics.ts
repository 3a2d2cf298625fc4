import type { Clock } from "../../../apimachinery/clock/index.js";
import type { Counter, Gauge, Histogram, MetricsRegistry } from "../../metrics/index.js";
import type { BorrowingRound } from "../borrowing/borrow.js";
import type { Classification } from "../controller/flow-controller.js";
import { nowNs, type PriorityLevel } from "../controller/priority-level.js";
import type { FilterObserver } from "../filter/with-priority-and-fairness.js";
import type { QueueSetObserver } from "../queueset/observer.js";
import type { QueuedRequest } from "../queueset/request.js";
import { seatSecondsToNumber } from "../queueset/seat-seconds.js";
import { instruments } from "./instruments.js";
import { TimingRatio } from "./timing-ratio.js";

interface LevelRatios {
  readonly demand: TimingRatio;
  readonly seats: TimingRatio;
  readonly waiting: TimingRatio;
  readonly executing: TimingRatio;
}

/**
 * Everything that upstream's dashboards read of flow control, under the same names.
 * @see kubernetes/apiserver pkg/util/flowcontrol/metrics/metrics.go
 */
export class FlowControlMetrics implements FilterObserver {
  readonly #clock: Clock;
  readonly #of: ReturnType<typeof instruments>;
  readonly #ratios = new Map<string, LevelRatios>();

  constructor(registry: MetricsRegistry, clock: Clock) {
    this.#clock = clock;
    this.#of = instruments(registry);
    registry.beforeScrape(() => {
      const atNs = nowNs(clock);
      for (const ratios of this.#ratios.values())
        for (const ratio of Object.values<TimingRatio>({ ...ratios })) ratio.observe(atNs);
    });
  }

  /** What one level's queues are to be given. */
  observerOf(priorityLevel: string): QueueSetObserver {
    const of = this.#of;
    const ratios = this.#ratiosOf(priorityLevel);
    const at = (): number => nowNs(this.#clock);
    const gauge = (instrument: Gauge, request: QueuedRequest, by: number): void =>
      instrument.with(request.spec.flowSchema, priorityLevel).add(by);
    return {
      enqueued: (request, queueLength) => {
        gauge(of.inqueueRequests, request, 1);
        gauge(of.inqueueSeats, request, request.work.maxSeats);
        of.queueLength.with(request.spec.flowSchema, priorityLevel).observe(queueLength);
        ratios.waiting.add(1, at());
      },
      dequeued: (request) => {
        gauge(of.inqueueRequests, request, -1);
        gauge(of.inqueueSeats, request, -request.work.maxSeats);
        ratios.waiting.add(-1, at());
      },
      dispatching: (_request, queue, currentR) => {
        of.currentR.with(priorityLevel).set(seatSecondsToNumber(currentR));
        of.dispatchR.with(priorityLevel).set(seatSecondsToNumber(currentR));
        of.latestS.with(priorityLevel).set(seatSecondsToNumber(queue.nextDispatchR));
      },
      executing: (request) => {
        of.dispatched.with(request.spec.flowSchema, priorityLevel).inc();
        gauge(of.executingRequests, request, 1);
        gauge(of.executingSeats, request, request.work.maxSeats);
        ratios.executing.add(1, at());
        ratios.seats.add(request.work.maxSeats, at());
      },
      finished: (request) => {
        gauge(of.executingRequests, request, -1);
        ratios.executing.add(-1, at());
      },
      released: (request) => {
        gauge(of.executingSeats, request, -request.work.maxSeats);
        ratios.seats.add(-request.work.maxSeats, at());
      },
      rejected: (spec, reason) => of.rejected.with(spec.flowSchema, priorityLevel, reason).inc(),
      notAccommodated: (request) => of.notAccommodated.with(request.spec.flowSchema, priorityLevel).inc(),
      demand: (seats, atNs) => ratios.demand.set(seats, atNs),
      epochAdvanced: () => of.epochAdvances.with(priorityLevel, "true").inc(),
    };
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
      const ratios = this.#ratiosOf(level.name);
      ratios.demand.setDenominator(Math.max(1, seats.currentLimit), atNs);
      ratios.seats.setDenominator(Math.max(1, seats.currentLimit), atNs);
      ratios.executing.setDenominator(Math.max(1, seats.currentLimit), atNs);
      const queuing = level.configuration.spec.limited?.limitResponse?.queuing;
      ratios.waiting.setDenominator(queuing === undefined ? 1 : queuing.queues * queuing.queueLengthLimit, atNs);
    });
  }

  estimated(classification: Classification, seats: number): void {
    withFlow(this.#of.estimatedSeats, classification).observe(seats);
  }

  waited(classification: Classification, seconds: number, execute: boolean): void {
    withFlow(this.#of.waitSeconds, classification, String(execute)).observe(seconds);
  }

  executed(classification: Classification, seconds: number, watch: boolean): void {
    withFlow(this.#of.executionSeconds, classification, watch ? "watch" : "regular").observe(seconds);
  }

  watchCount(priorityLevel: string, flowSchema: string, count: number): void {
    this.#of.watchCount.with(flowSchema, priorityLevel).observe(count);
  }

  #ratiosOf(priorityLevel: string): LevelRatios {
    let ratios = this.#ratios.get(priorityLevel);
    if (ratios === undefined) {
      const atNs = nowNs(this.#clock);
      const of = this.#of;
      ratios = {
        demand: new TimingRatio(of.demandRatio.with(priorityLevel), 1, atNs),
        seats: new TimingRatio(of.seatUtilization.with("executing", priorityLevel), 1, atNs),
        waiting: new TimingRatio(of.requestUtilization.with("waiting", priorityLevel), 1, atNs),
        executing: new TimingRatio(of.requestUtilization.with("executing", priorityLevel), 1, atNs),
      };
      this.#ratios.set(priorityLevel, ratios);
    }
    return ratios;
  }
}

function withFlow<F extends Counter | Histogram>(
  family: F,
  { flowSchema, level }: Classification,
  ...more: string[]
): ReturnType<F["with"]> {
  return family.with(flowSchema.metadata.name ?? "", level.name, ...more) as ReturnType<F["with"]>;
}
