import type { Clock } from "../../../apimachinery/clock/index.js";
import { borrowSeats, type BorrowingRound } from "../borrowing/borrow.js";
import { maxSeatsPerRequest, seatLimits, sharesOf } from "../borrowing/seat-limits.js";
import { mandatoryFlowSchemas, mandatoryPriorityLevels } from "../config/bootstrap.js";
import { compareFlowSchemas, flowDistinguisher, matchesFlowSchema, type RequestDigest } from "../config/matching.js";
import type { FlowSchema, PriorityLevelConfiguration } from "../config/types.js";
import { ProcessorGate } from "../queueset/dispatch-gate.js";
import type { QueueSetObserver } from "../queueset/observer.js";
import type { RejectReason } from "../queueset/queue-set.js";
import type { WorkEstimate } from "../queueset/work-estimate.js";
import { FlowHashes } from "./flow-hashes.js";
import { configurationProblem, nowNs, PriorityLevel } from "./priority-level.js";
import { Ticket, type TicketOffice } from "./ticket.js";

/** Where a request belongs. */
export interface Classification {
  readonly flowSchema: FlowSchema;
  readonly level: PriorityLevel;
  readonly distinguisher: string;
  /** Identifies the flow; 0 where the level does not tell flows apart. */
  readonly flowHash: bigint;
}

export interface FlowControllerDeps {
  readonly clock: Clock;
  /** The seats of the whole server. */
  readonly serverConcurrencyLimit: number;
  /** How many requests that read much run at a time, whatever seats there are; default 1. */
  readonly processorSlots?: number;
  /** One for each level; asked for when a level comes into being. */
  readonly observerOf: (priorityLevel: string) => QueueSetObserver;
  /** Told of every change of seats. */
  readonly onSeatsChanged?: (levels: readonly PriorityLevel[], round: BorrowingRound) => void;
}

/** A FlowSchema that names a level which does not exist. */
export interface ConfigurationDigest {
  readonly dangling: ReadonlySet<string>;
}

const DEFAULT_PROCESSOR_SLOTS = 1;

/**
 * Puts configuration objects into force and lets requests in by them.
 * @see kubernetes/apiserver pkg/util/flowcontrol/apf_controller.go, apf_filter.go
 */
export class FlowController {
  readonly #deps: FlowControllerDeps;
  #levels = new Map<string, PriorityLevel>();
  #flowSchemas: readonly FlowSchema[] = [];
  readonly #flowHashes = new FlowHashes();
  readonly #gate: ProcessorGate;
  #turn = 0;
  readonly #office: TicketOffice = {
    cancel: ({ level }, request) => level.queues.cancel(request, nowNs(this.#deps.clock)),
    finish: ({ level }, request) => {
      level.queues.finish(request, nowNs(this.#deps.clock));
      level.scheduleWakeUp();
      if (level.quiescing && level.queues.isIdle) this.#forget(level);
    },
  };

  /** Starts with the mandatory objects alone, so that requests can be classified before any object was read. */
  constructor(deps: FlowControllerDeps) {
    this.#deps = deps;
    this.#gate = new ProcessorGate({
      slots: deps.processorSlots ?? DEFAULT_PROCESSOR_SLOTS,
      onRoom: () => this.#retryLevels(),
      after: (delayMs, fn) => deps.clock.setTimeout(fn, delayMs, { unref: true }),
    });
    this.configure([], []);
  }

  get levels(): readonly PriorityLevel[] {
    return [...this.#levels.values()];
  }

  /** In the order in which they are tried. */
  get flowSchemas(): readonly FlowSchema[] {
    return this.#flowSchemas;
  }

  /** Takes over the objects that there are now; requests that wait or run stay where they are. */
  configure(levels: readonly PriorityLevelConfiguration[], flowSchemas: readonly FlowSchema[]): ConfigurationDigest {
    const wanted = new Map<string, PriorityLevelConfiguration>();
    for (const level of levels)
      if (configurationProblem(level) === undefined) wanted.set(level.metadata.name ?? "", level);
    const configured = new Set(wanted.keys());
    for (const level of mandatoryPriorityLevels) {
      const name = level.metadata.name ?? "";
      if (!wanted.has(name)) wanted.set(name, this.#levels.get(name)?.configuration ?? level);
    }
    const kept = this.#quiescingLevels(wanted);
    for (const level of kept) wanted.set(level.name, level.configuration);
    this.#replaceLevels(wanted, new Set(kept.map((level) => level.name)));

    const dangling = new Set<string>();
    const usable: FlowSchema[] = [];
    for (const schema of flowSchemas) {
      if (configured.has(schema.spec.priorityLevelConfiguration.name)) usable.push(schema);
      else dangling.add(schema.metadata.name ?? "");
    }
    for (const schema of mandatoryFlowSchemas)
      if (!usable.some((s) => s.metadata.name === schema.metadata.name)) usable.push(schema);
    this.#flowSchemas = usable.sort(compareFlowSchemas);
    this.adjustBorrowing();
    return { dangling };
  }

  /** Moves seats by demand; called every ten seconds and after every change of configuration. */
  adjustBorrowing(): void {
    const levels = this.levels;
    const atNs = nowNs(this.#deps.clock);
    const round = borrowSeats(
      levels.map((level) => ({
        exempt: level.exempt,
        limits: level.limits,
        demand: level.demand.reset(atNs),
        smoothedDemand: level.smoothedDemand,
      })),
      levels.map((level) => level.currentLimit),
    );
    levels.forEach((level, i) => {
      const seats = round.levels[i];
      if (seats === undefined) return;
      level.smoothedDemand = seats.smoothedDemand;
      level.apply(seats.currentLimit);
    });
    this.#deps.onSeatsChanged?.(levels, round);
  }

  /** The first FlowSchema that matches, or the catch-all. */
  classify(digest: RequestDigest): Classification {
    const flowSchema = this.#firstMatch(digest);
    const level = this.#levels.get(flowSchema.spec.priorityLevelConfiguration.name) as PriorityLevel;
    if (!level.distinguishesFlows) return { flowSchema, level, distinguisher: "", flowHash: 0n };
    const distinguisher = flowDistinguisher(digest, flowSchema);
    return { flowSchema, level, distinguisher, flowHash: this.#flowHashes.get(flowSchema, distinguisher) };
  }

  #firstMatch(digest: RequestDigest): FlowSchema {
    for (const schema of this.#flowSchemas) if (matchesFlowSchema(digest, schema)) return schema;
    return this.#flowSchemas.find((schema) => schema.metadata.name === "catch-all") as FlowSchema;
  }

  /** The widest request that a level takes; 0: no bound of its own. */
  maxSeats(priorityLevel: string): number {
    const level = this.#levels.get(priorityLevel);
    const queuing = level?.configuration.spec.limited?.limitResponse?.queuing;
    return level === undefined || queuing === undefined
      ? 0
      : maxSeatsPerRequest(level.limits.nominal, queuing.handSize);
  }

  /** Lets a request in, now or when its turn comes, or says why not. */
  admit(classification: Classification, work: WorkEstimate, details: object): Ticket | RejectReason {
    const ticket = new Ticket(classification, work, details, this.#office);
    const admitted = classification.level.queues.startRequest(ticket, nowNs(this.#deps.clock));
    if (typeof admitted === "string") return admitted;
    ticket.admit(admitted);
    return ticket;
  }

  /** Ends all timers. */
  stop(): void {
    for (const level of this.#levels.values()) level.stop();
  }

  /** A place on the processor is free: levels take turns in being asked first. */
  #retryLevels(): void {
    const levels = this.levels;
    const first = this.#turn++;
    for (let i = 0; i < levels.length; i++) levels[(first + i) % levels.length]?.queues.retry(nowNs(this.#deps.clock));
  }

  #quiescingLevels(wanted: ReadonlyMap<string, PriorityLevelConfiguration>): PriorityLevel[] {
    return this.levels.filter((level) => !wanted.has(level.name) && !level.queues.isIdle);
  }

  #replaceLevels(wanted: ReadonlyMap<string, PriorityLevelConfiguration>, quiescing: ReadonlySet<string>): void {
    const shares = [...wanted.values()].map((level) => sharesOf(level.spec));
    const shareSum = shares.reduce((total, level) => total + level.shares, 0);
    const next = new Map<string, PriorityLevel>();
    for (const [name, configuration] of wanted) {
      const limits = seatLimits(sharesOf(configuration.spec), shareSum, this.#deps.serverConcurrencyLimit);
      const level =
        this.#levels.get(name) ??
        new PriorityLevel(configuration, limits, this.#deps.clock, this.#deps.observerOf(name), this.#gate);
      level.configuration = configuration;
      level.limits = limits;
      level.quiescing = quiescing.has(name);
      next.set(name, level);
    }
    for (const level of this.#levels.values()) if (!next.has(level.name)) level.stop();
    this.#levels = next;
  }

  /** An unconfigured level had its last request: its shares go to the others. */
  #forget(level: PriorityLevel): void {
    level.stop();
    this.#levels.delete(level.name);
    this.#replaceLevels(
      new Map(this.levels.map((rest) => [rest.name, rest.configuration])),
      new Set(this.levels.filter((rest) => rest.quiescing).map((rest) => rest.name)),
    );
    this.adjustBorrowing();
  }
}
