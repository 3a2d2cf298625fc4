import type { Clock, Timer } from "../../../apimachinery/clock/index.js";
import { Integrator } from "../borrowing/integrator.js";
import type { SeatLimits } from "../borrowing/seat-limits.js";
import type { PriorityLevelConfiguration } from "../config/types.js";
import type { QueueSetObserver } from "../queueset/observer.js";
import type { DispatchGate } from "../queueset/dispatch-gate.js";
import { QueueSet, type QueuingConfig } from "../queueset/queue-set.js";

/** One priority level at work: its configuration, its queues and what it was asked for. */
export class PriorityLevel {
  readonly name: string;
  readonly queues: QueueSet;
  readonly demand: Integrator;
  configuration: PriorityLevelConfiguration;
  limits: SeatLimits;
  currentLimit: number;
  smoothedDemand = 0;
  /** No longer configured; ends once nothing waits or runs. */
  quiescing = false;
  readonly #clock: Clock;
  #wakeUp: { readonly timer: Timer; readonly atNs: number } | undefined;

  /** @throws RangeError when the configuration makes no queues. */
  constructor(
    configuration: PriorityLevelConfiguration,
    limits: SeatLimits,
    clock: Clock,
    observer: QueueSetObserver,
    gate: DispatchGate,
  ) {
    this.name = configuration.metadata.name ?? "";
    this.configuration = configuration;
    this.limits = limits;
    this.currentLimit = limits.initial;
    this.#clock = clock;
    this.demand = new Integrator(nowNs(clock));
    this.queues = new QueueSet(queuingConfig(configuration), limits.initial, nowNs(clock), {
      gate,
      observer: {
        ...observer,
        demand: (seats, atNs) => {
          this.demand.set(seats, atNs);
          observer.demand(seats, atNs);
        },
      },
    });
  }

  get exempt(): boolean {
    return this.configuration.spec.type === "Exempt";
  }

  get uid(): string {
    return this.configuration.metadata.uid ?? "";
  }

  /** More than one queue, so that flows have to be told apart. */
  get distinguishesFlows(): boolean {
    return (this.configuration.spec.limited?.limitResponse?.queuing?.queues ?? 0) > 1;
  }

  /** Puts configuration and limit into force; waiting requests stay. */
  apply(currentLimit: number): void {
    this.currentLimit = currentLimit;
    this.queues.configure(queuingConfig(this.configuration), currentLimit, nowNs(this.#clock));
    this.scheduleWakeUp();
  }

  /** Sees to it that seats held after an answer are given back in time. */
  scheduleWakeUp(): void {
    const atNs = this.queues.nextEventNs;
    if (atNs === undefined || (this.#wakeUp !== undefined && this.#wakeUp.atNs <= atNs)) return;
    this.#wakeUp?.timer.cancel();
    const delayMs = Math.ceil((atNs - nowNs(this.#clock)) / 1e6);
    const timer = this.#clock.setTimeout(() => this.#wake(), delayMs, { unref: true });
    this.#wakeUp = { timer, atNs };
  }

  stop(): void {
    this.#wakeUp?.timer.cancel();
    this.#wakeUp = undefined;
  }

  #wake(): void {
    this.#wakeUp = undefined;
    this.queues.advanceTo(nowNs(this.#clock));
    this.scheduleWakeUp();
  }
}

/** Monotonic time in ns. */
export function nowNs(clock: Clock): number {
  return Math.round(clock.monotonic() * 1e6);
}

/**
 * undefined when well formed; else what is wrong. Validation keeps such objects out, but objects may be older than it.
 * @see kubernetes/apiserver pkg/util/flowcontrol/apf_controller.go, queueSetCompleterForPL
 */
export function configurationProblem(level: PriorityLevelConfiguration): string | undefined {
  const { type, limited, exempt } = level.spec;
  if ((type === "Limited") !== (limited !== undefined)) return "broken union structure at the top, for Limited";
  if ((type === "Exempt") !== (exempt !== undefined)) return "broken union structure at the top, for Exempt";
  if ((type === "Exempt") !== (level.metadata.name === "exempt")) return "non-alignment between name and type";
  if (
    limited !== undefined &&
    (limited.limitResponse?.type === "Reject") !== (limited.limitResponse?.queuing === undefined)
  ) {
    return "broken union structure for limit response";
  }
  return undefined;
}

function queuingConfig(level: PriorityLevelConfiguration): QueuingConfig {
  const name = level.metadata.name ?? "";
  const queuing = level.spec.limited?.limitResponse?.queuing;
  if (queuing !== undefined)
    return { name, queues: queuing.queues, handSize: queuing.handSize, queueLengthLimit: queuing.queueLengthLimit };
  return { name, queues: level.spec.limited === undefined ? -1 : 0, handSize: 1, queueLengthLimit: 1 };
}
