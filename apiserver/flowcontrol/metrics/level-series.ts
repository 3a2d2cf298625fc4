import type { GaugeSeries } from "../../metrics/index.js";
import type { PriorityLevel } from "../controller/priority-level.js";
import type { QueueSetObserver, StartBounds } from "../queueset/observer.js";
import { seatSecondsToNumber, type SeatSeconds } from "../queueset/seat-seconds.js";
import { FlowSeries } from "./flow-series.js";
import type { Instruments } from "./instruments.js";
import { TimingRatio } from "./timing-ratio.js";

interface VirtualTimeGauges {
  readonly currentR: GaugeSeries;
  readonly dispatchR: GaugeSeries;
  readonly latestS: GaugeSeries;
  readonly nextMin: GaugeSeries;
  readonly nextMax: GaugeSeries;
  readonly discountedMin: GaugeSeries;
  readonly discountedMax: GaugeSeries;
}

/** The series of one priority level, and of each FlowSchema in it. */
export class LevelSeries {
  readonly #of: Instruments;
  readonly #priorityLevel: string;
  readonly #flows = new Map<string, FlowSeries>();
  readonly #demand: TimingRatio;
  readonly #seats: TimingRatio;
  readonly #waiting: TimingRatio;
  readonly #executing: TimingRatio;
  #virtualTime: VirtualTimeGauges | undefined;

  constructor(of: Instruments, priorityLevel: string, nowNs: number) {
    this.#of = of;
    this.#priorityLevel = priorityLevel;
    this.#demand = new TimingRatio(of.demandRatio.with(priorityLevel), 1, nowNs);
    this.#seats = new TimingRatio(of.seatUtilization.with("executing", priorityLevel), 1, nowNs);
    this.#waiting = new TimingRatio(of.requestUtilization.with("waiting", priorityLevel), 1, nowNs);
    this.#executing = new TimingRatio(of.requestUtilization.with("executing", priorityLevel), 1, nowNs);
  }

  flow(flowSchema: string): FlowSeries {
    let flow = this.#flows.get(flowSchema);
    if (flow === undefined) {
      flow = new FlowSeries(this.#of, flowSchema, this.#priorityLevel);
      this.#flows.set(flowSchema, flow);
    }
    return flow;
  }

  /** What the level's queues are to be given. */
  observer(): QueueSetObserver {
    const of = this.#of;
    return {
      enqueued: ({ spec, work }, queueLength, nowNs) => {
        const { requests, seats, lengths } = this.flow(spec.flowSchema).queued;
        requests.add(1);
        seats.add(work.maxSeats);
        lengths.observe(queueLength);
        this.#waiting.add(1, nowNs);
      },
      dequeued: ({ spec, work }, nowNs) => {
        const { requests, seats } = this.flow(spec.flowSchema).queued;
        requests.add(-1);
        seats.add(-work.maxSeats);
        this.#waiting.add(-1, nowNs);
      },
      dispatching: (_request, queue, currentR, bounds) => this.#readVirtualTime(currentR, queue.nextDispatchR, bounds),
      executing: ({ spec, work }, nowNs) => {
        const { dispatched, requests, seats } = this.flow(spec.flowSchema).executing;
        dispatched.inc();
        requests.add(1);
        seats.add(work.maxSeats);
        this.#executing.add(1, nowNs);
        this.#seats.add(work.maxSeats, nowNs);
      },
      finished: ({ spec }, nowNs) => {
        this.flow(spec.flowSchema).executing.requests.add(-1);
        this.#executing.add(-1, nowNs);
      },
      released: ({ spec, work }, nowNs) => {
        this.flow(spec.flowSchema).executing.seats.add(-work.maxSeats);
        this.#seats.add(-work.maxSeats, nowNs);
      },
      rejected: (spec, reason) => this.flow(spec.flowSchema).rejected(reason).inc(),
      notAccommodated: ({ spec }) => this.flow(spec.flowSchema).notAccommodated.inc(),
      demand: (seats, nowNs) => this.#demand.set(seats, nowNs),
      epochAdvanced: () => of.epochAdvances.with(this.#priorityLevel, "true").inc(),
    };
  }

  /** What ratios are taken of has changed. */
  seatsChanged(level: PriorityLevel, currentLimit: number, nowNs: number): void {
    const seats = Math.max(1, currentLimit);
    for (const ratio of [this.#demand, this.#seats, this.#executing]) ratio.setDenominator(seats, nowNs);
    this.#waiting.setDenominator(Math.max(1, queueCapacity(level)), nowNs);
  }

  /** Counts the time since the last change. */
  observe(nowNs: number): void {
    for (const ratio of [this.#demand, this.#seats, this.#waiting, this.#executing]) ratio.observe(nowNs);
  }

  #readVirtualTime(currentR: SeatSeconds, startR: SeatSeconds, bounds: StartBounds): void {
    const of = this.#of;
    const name = this.#priorityLevel;
    this.#virtualTime ??= {
      currentR: of.currentR.with(name),
      dispatchR: of.dispatchR.with(name),
      latestS: of.latestS.with(name),
      nextMin: of.nextBounds.with("min", name),
      nextMax: of.nextBounds.with("max", name),
      discountedMin: of.nextDiscountedBounds.with("min", name),
      discountedMax: of.nextDiscountedBounds.with("max", name),
    };
    const gauges = this.#virtualTime;
    gauges.currentR.set(seatSecondsToNumber(currentR));
    gauges.dispatchR.set(seatSecondsToNumber(currentR));
    gauges.latestS.set(seatSecondsToNumber(startR));
    gauges.nextMin.set(seatSecondsToNumber(bounds.min));
    gauges.nextMax.set(seatSecondsToNumber(bounds.max));
    gauges.discountedMin.set(seatSecondsToNumber(bounds.discountedMin));
    gauges.discountedMax.set(seatSecondsToNumber(bounds.discountedMax));
  }
}

/** How many requests may wait in all queues of a level. */
export function queueCapacity(level: PriorityLevel): number {
  const queuing = level.configuration.spec.limited?.limitResponse?.queuing;
  return queuing === undefined ? 0 : queuing.queues * queuing.queueLengthLimit;
}
