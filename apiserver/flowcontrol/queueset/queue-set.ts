import { Dealer } from "../sharding/dealer.js";
import { OPEN_GATE, type DispatchGate } from "./dispatch-gate.js";
import { LingeringRequests } from "./lingering.js";
import { NO_OBSERVER, type QueueSetObserver, type StartBounds } from "./observer.js";
import { createQueue, isActive, type Queue, type QueuedRequest, type RequestSpec } from "./request.js";
import { EPOCH_DECREMENT, EPOCH_LIMIT, seatsTimesDuration, type SeatSeconds } from "./seat-seconds.js";
import { boundFinalSeats, completeWorkEstimate } from "./work-estimate.js";

/** How requests of one priority level wait. */
export interface QueuingConfig {
  readonly name: string;
  /** Above 0: that many queues. 0: no waiting, what does not fit is refused. Below 0: exempt, everything runs. */
  readonly queues: number;
  readonly handSize: number;
  readonly queueLengthLimit: number;
}

export type RejectReason = "queue-full" | "concurrency-limit" | "time-out";

// 3 ms: what a request is taken to need before it has shown how long it takes.
const ESTIMATED_SERVICE_NS = 3e6;

/**
 * Fair queuing for one priority level: flows are spread over queues by shuffle sharding, and the queues take turns in
 * virtual time, so that each gets its share of the seats. Pure logic: it keeps no timer and reads no clock. Callers pass
 * the time (ns, monotonic, never decreasing) and call `advanceTo` at `nextEventNs`.
 * @see kubernetes/apiserver pkg/util/flowcontrol/fairqueuing/queueset/queueset.go
 */
export class QueueSet {
  #config: QueuingConfig;
  #concurrencyLimit: number;
  #dealer: Dealer | undefined;
  #queues: Queue[] = [];
  readonly #queueless = new Set<QueuedRequest>();
  readonly #lingering = new LingeringRequests();
  readonly #observer: QueueSetObserver;
  readonly #gate: DispatchGate;

  #currentR: SeatSeconds = 0;
  #lastNs: number;
  #robinIndex = 0;
  #enqueues = 0;
  #activeQueues = 0;
  #waiting = 0;
  #executing = 0;
  #seatsInUse = 0;
  #queuedSeatsInUse = 0;
  #seatsWaiting = 0;
  #lastEnqueued: Queue | undefined;
  readonly #bounds: Mutable<StartBounds> = { min: 0, max: 0, discountedMin: 0, discountedMax: 0 };
  readonly #totals = { dispatched: 0, rejected: 0, cancelled: 0 };

  /** @throws RangeError when queues and handSize make no dealer. */
  constructor(
    config: QueuingConfig,
    concurrencyLimit: number,
    nowNs: number,
    opts: { readonly observer?: QueueSetObserver; readonly gate?: DispatchGate } = {},
  ) {
    this.#config = config;
    this.#concurrencyLimit = concurrencyLimit;
    this.#lastNs = nowNs;
    this.#observer = opts.observer ?? NO_OBSERVER;
    this.#gate = opts.gate ?? OPEN_GATE;
    this.#dealer = config.queues > 0 ? new Dealer(config.queues, config.handSize) : undefined;
    this.#addQueues();
  }

  get config(): QueuingConfig {
    return this.#config;
  }

  get concurrencyLimit(): number {
    return this.#concurrencyLimit;
  }

  /** Nothing waits and nothing executes; seats may still linger. */
  get isIdle(): boolean {
    return this.#waiting === 0 && this.#executing === 0;
  }

  /** Seats held and asked for. */
  get seatDemand(): number {
    return this.#seatsInUse + this.#seatsWaiting;
  }

  /** When seats are next given back by themselves, in ns. */
  get nextEventNs(): number | undefined {
    return this.#lingering.nextNs;
  }

  /** Changes queues and limit; waiting requests stay. Superfluous queues go once they are empty. @throws RangeError as the constructor */
  configure(config: QueuingConfig, concurrencyLimit: number, nowNs: number): void {
    const dealer = config.queues > 0 ? new Dealer(config.queues, config.handSize) : undefined;
    this.#syncTime(nowNs);
    // A level that stops queuing keeps its old bounds for the requests that still wait.
    this.#config =
      config.queues > 0
        ? config
        : { ...config, queueLengthLimit: this.#config.queueLengthLimit, handSize: this.#config.handSize };
    this.#concurrencyLimit = concurrencyLimit;
    this.#dealer = dealer;
    this.#addQueues();
    this.#dispatchAll(nowNs);
  }

  /** Admits a request (its `onDispatch` is called now or later) or says why not. */
  startRequest(spec: RequestSpec, nowNs: number): QueuedRequest | RejectReason {
    this.#syncTime(nowNs);
    return this.#dealer === undefined ? this.#startWithoutQueue(spec, nowNs) : this.#enqueue(spec, this.#dealer, nowNs);
  }

  /** The handler of an executing request is done. */
  finish(request: QueuedRequest, nowNs: number): void {
    if (request.state !== "executing") return;
    this.#syncTime(nowNs);
    request.state = "finished";
    this.#executing--;
    const { queue, work } = request;
    if (queue === undefined) this.#queueless.delete(request);
    else {
      queue.executing.delete(request);
      if (!isActive(queue)) this.#activeQueues--;
      queue.nextDispatchR -= seatsTimesDuration(work.initialSeats, ESTIMATED_SERVICE_NS - (nowNs - request.startNs));
      boundNextDispatch(queue);
    }
    this.#observer.finished(request, nowNs);
    this.#gate.leave(request);
    if (work.additionalLatencyNs > 0) this.#lingering.add(request, nowNs + work.additionalLatencyNs);
    else this.#releaseSeats(request, nowNs);
    this.#dispatchAll(nowNs);
  }

  /** A waiting request gives up: its time is over, or its client is gone. False when it is not waiting any more. */
  cancel(request: QueuedRequest, nowNs: number): boolean {
    if (request.state !== "waiting" || request.queue === undefined) return false;
    this.#syncTime(nowNs);
    request.state = "cancelled";
    this.#takeFromQueue(request.queue, request, nowNs);
    if (!isActive(request.queue)) this.#activeQueues--;
    boundNextDispatch(request.queue);
    this.#totals.rejected++;
    this.#totals.cancelled++;
    this.#observer.rejected(request.spec, "time-out");
    // The head may have been what did not fit.
    this.#dispatchAll(nowNs);
    return true;
  }

  /** There may be room now for what was held back by more than this level's seats. */
  retry(nowNs: number): void {
    this.#syncTime(nowNs);
    this.#dispatchAll(nowNs);
  }

  /** Gives back the seats that are due and dispatches what fits. */
  advanceTo(nowNs: number): void {
    for (let next = this.#lingering.nextNs; next !== undefined && next <= nowNs; next = this.#lingering.nextNs) {
      this.#syncTime(Math.max(next, this.#lastNs));
      const request = this.#lingering.takeDue(next);
      if (request !== undefined) this.#releaseSeats(request, this.#lastNs);
      this.#dispatchAll(this.#lastNs);
    }
    this.#syncTime(nowNs);
  }

  snapshot(): QueueSetSnapshot {
    return {
      queues: this.#queues,
      queueless: this.#queueless,
      activeQueues: this.#queues.filter((queue) => queue.waiting.length > 0).length,
      waiting: this.#waiting,
      executing: this.#executing,
      seatsInUse: this.#seatsInUse,
      seatsWaiting: this.#seatsWaiting,
      currentR: this.#currentR,
      ...this.#totals,
    };
  }

  #startWithoutQueue(spec: RequestSpec, nowNs: number): QueuedRequest | RejectReason {
    const request = this.#newRequest(spec, undefined, nowNs);
    if (!this.#fits(request.work.maxSeats)) return this.#reject(spec, "concurrency-limit");
    this.#queueless.add(request);
    this.#execute(request, nowNs);
    this.#observer.demand(this.seatDemand, nowNs);
    return request;
  }

  #enqueue(spec: RequestSpec, dealer: Dealer, nowNs: number): QueuedRequest | RejectReason {
    const queue = this.#chooseQueue(dealer.deal(spec.flowHash));
    if (this.#seatsInUse >= this.#concurrencyLimit && queue.waiting.length >= this.#config.queueLengthLimit) {
      return this.#reject(spec, "queue-full");
    }
    const request = this.#newRequest(spec, queue, nowNs);
    if (!isActive(queue)) {
      queue.nextDispatchR = this.#currentR;
      this.#activeQueues++;
    }
    queue.waiting.push(request);
    this.#lastEnqueued = queue;
    queue.waitingInitialSeats += request.work.initialSeats;
    queue.waitingMaxSeats += request.work.maxSeats;
    queue.waitingWork += request.work.totalWork;
    this.#waiting++;
    this.#seatsWaiting += request.work.maxSeats;
    boundNextDispatch(queue);
    this.#observer.enqueued(request, queue.waiting.length, nowNs);
    this.#dispatchAll(nowNs);
    return request;
  }

  #newRequest(spec: RequestSpec, queue: Queue | undefined, nowNs: number): QueuedRequest {
    const work = completeWorkEstimate(spec.work, ESTIMATED_SERVICE_NS);
    return { spec, queue, arrivalNs: nowNs, state: "waiting", arrivalR: this.#currentR, startNs: 0, work };
  }

  #reject(spec: RequestSpec, reason: RejectReason): RejectReason {
    this.#totals.rejected++;
    this.#observer.rejected(spec, reason);
    return reason;
  }

  /** The queue of the hand with the least waiting work; the first one looked at changes in turn, and wins ties. */
  #chooseQueue(hand: readonly number[]): Queue {
    const offset = this.#enqueues++ % hand.length;
    let best: Queue | undefined;
    for (let i = 0; i < hand.length; i++) {
      const queue = this.#queues[hand[(offset + i) % hand.length] as number] as Queue;
      if (best === undefined || queue.waitingWork < best.waitingWork) best = queue;
    }
    return best as Queue;
  }

  #dispatchAll(nowNs: number): void {
    while (this.#waiting > 0 && this.#seatsInUse < this.#concurrencyLimit && this.#dispatchOne(nowNs));
    this.#observer.demand(this.seatDemand, nowNs);
  }

  #dispatchOne(nowNs: number): boolean {
    const queue = this.#queueToDispatch();
    const request = queue?.waiting[0];
    if (queue === undefined || request === undefined) return false;
    if (!this.#fits(request.work.maxSeats)) {
      // Nobody overtakes a wide request that waits for seats, or it would wait for ever.
      this.#observer.notAccommodated(request);
      return false;
    }
    this.#takeFromQueue(queue, request, nowNs);
    this.#gate.enter(request);
    request.work = boundFinalSeats(request.work, this.#concurrencyLimit);
    this.#robinIndex = queue.index;
    queue.executing.add(request);
    queue.seatsInUse += request.work.maxSeats;
    this.#queuedSeatsInUse += request.work.maxSeats;
    this.#observer.dispatching(request, queue, this.#currentR, this.#bounds);
    queue.nextDispatchR += request.work.totalWork;
    boundNextDispatch(queue);
    this.#execute(request, nowNs);
    return true;
  }

  /**
   * The queue whose head would finish first in virtual time; ties go in turn, starting after the last one dispatched. Heads
   * that the gate holds back are passed over: what they wait for is not this level's.
   */
  #queueToDispatch(): Queue | undefined {
    const bounds = this.#bounds;
    bounds.min = bounds.discountedMin = Infinity;
    bounds.max = bounds.discountedMax = -Infinity;
    // As a rule nothing else waits, and no queue but the newcomer's has to be looked at.
    const lone = this.#waiting === 1 ? this.#lastEnqueued : undefined;
    if (lone?.waiting.length === 1) return this.#consider(lone) < Infinity ? lone : undefined;
    const count = this.#queues.length;
    let best: Queue | undefined;
    let bestFinish = Infinity;
    for (let i = 1; i <= count; i++) {
      const queue = this.#queues[(this.#robinIndex + i) % count] as Queue;
      if (queue.waiting.length === 0) continue;
      const finish = this.#consider(queue);
      if (finish < bestFinish) {
        best = queue;
        bestFinish = finish;
      }
    }
    return best;
  }

  /** When the head of a queue would finish in virtual time; never, where the gate holds it back. */
  #consider(queue: Queue): SeatSeconds {
    const head = queue.waiting[0] as QueuedRequest;
    const start = queue.nextDispatchR;
    const discounted = start - seatsTimesDuration(queue.seatsInUse, ESTIMATED_SERVICE_NS);
    const bounds = this.#bounds;
    if (start < bounds.min) bounds.min = start;
    if (start > bounds.max) bounds.max = start;
    if (discounted < bounds.discountedMin) bounds.discountedMin = discounted;
    if (discounted > bounds.discountedMax) bounds.discountedMax = discounted;
    return this.#gate.hasRoom(head) ? start + head.work.totalWork : Infinity;
  }

  #fits(seats: number): boolean {
    if (this.#config.queues < 0) return true;
    if (seats > this.#concurrencyLimit) return this.#executing === 0;
    return this.#seatsInUse + seats <= this.#concurrencyLimit;
  }

  #execute(request: QueuedRequest, nowNs: number): void {
    request.state = "executing";
    request.startNs = nowNs;
    this.#executing++;
    this.#seatsInUse += request.work.maxSeats;
    this.#totals.dispatched++;
    this.#observer.executing(request, nowNs);
    request.spec.onDispatch();
  }

  /** Leaves the count of active queues to the caller: the request may go on in the same queue, executing. */
  #takeFromQueue(queue: Queue, request: QueuedRequest, nowNs: number): void {
    if (queue.waiting[0] === request) queue.waiting.shift();
    else queue.waiting.splice(queue.waiting.indexOf(request), 1);
    queue.waitingInitialSeats -= request.work.initialSeats;
    queue.waitingMaxSeats -= request.work.maxSeats;
    queue.waitingWork -= request.work.totalWork;
    this.#waiting--;
    this.#seatsWaiting -= request.work.maxSeats;
    this.#observer.dequeued(request, nowNs);
  }

  #releaseSeats(request: QueuedRequest, nowNs: number): void {
    const { queue, work } = request;
    this.#seatsInUse -= work.maxSeats;
    this.#observer.released(request, nowNs);
    if (queue === undefined) return;
    queue.seatsInUse -= work.maxSeats;
    this.#queuedSeatsInUse -= work.maxSeats;
    if (this.#queues.length > this.#config.queues && !isActive(queue)) this.#removeQueue(queue);
  }

  #removeQueue(queue: Queue): void {
    if (this.#queues[queue.index] !== queue) return;
    this.#queues.splice(queue.index, 1);
    for (let i = queue.index; i < this.#queues.length; i++) (this.#queues[i] as Queue).index--;
    if (this.#robinIndex >= queue.index) this.#robinIndex--;
  }

  #addQueues(): void {
    while (this.#queues.length < this.#config.queues) this.#queues.push(createQueue(this.#queues.length));
  }

  /** Virtual time runs as fast as seats are used for each active queue. */
  #syncTime(nowNs: number): void {
    const elapsedNs = nowNs - this.#lastNs;
    this.#lastNs = nowNs;
    if (elapsedNs <= 0 || this.#activeQueues === 0) return;
    const seats = Math.min(this.#queuedSeatsInUse + this.#seatsWaiting, this.#concurrencyLimit);
    this.#currentR += seatsTimesDuration(seats / this.#activeQueues, elapsedNs);
    if (this.#currentR >= EPOCH_LIMIT) this.#advanceEpoch();
  }

  /** Lowers all readings alike before they lose precision; only their differences matter. */
  #advanceEpoch(): void {
    this.#currentR -= EPOCH_DECREMENT;
    for (const queue of this.#queues) {
      queue.nextDispatchR = isActive(queue) ? queue.nextDispatchR - EPOCH_DECREMENT : 0;
      for (const request of queue.waiting) request.arrivalR -= EPOCH_DECREMENT;
    }
    this.#observer.epochAdvanced();
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A look inside, for dumps and pages; not a copy. */
export interface QueueSetSnapshot {
  readonly queues: readonly Readonly<Queue>[];
  readonly queueless: ReadonlySet<Readonly<QueuedRequest>>;
  /** Queues with waiting requests. */
  readonly activeQueues: number;
  readonly waiting: number;
  readonly executing: number;
  readonly seatsInUse: number;
  readonly seatsWaiting: number;
  readonly currentR: SeatSeconds;
  readonly dispatched: number;
  readonly rejected: number;
  readonly cancelled: number;
}

/** A queue that used little earns no credit from before its oldest request came. */
function boundNextDispatch(queue: Queue): void {
  const head = queue.waiting[0];
  if (head !== undefined && queue.nextDispatchR < head.arrivalR) queue.nextDispatchR = head.arrivalR;
}
