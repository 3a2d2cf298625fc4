import type { Clock } from "../../../apimachinery/clock/index.js";
import { andThen, withCleanup, type MaybePromise } from "../../../apimachinery/promises/index.js";
import type { RequestContext } from "../../endpoints/index.js";
import type { RequestInfo } from "../../endpoints/request/request-info.js";
import type { DroppedRequestsTracker } from "../controller/dropped-requests.js";
import type { Classification, FlowController } from "../controller/flow-controller.js";
import type { Ticket } from "../controller/ticket.js";
import type { WatchTracker } from "../estimation/watch-tracker.js";
import type { createWorkEstimator } from "../estimation/work-estimator.js";
import { refuseTooMany } from "./refuse-too-many.js";

export interface PriorityAndFairnessDeps {
  readonly flow: FlowController;
  readonly estimateWork: ReturnType<typeof createWorkEstimator>;
  readonly watches: WatchTracker;
  readonly dropped: DroppedRequestsTracker;
  readonly clock: Clock;
  /** `--request-timeout`; a request waits at most a quarter of it. */
  readonly requestTimeoutMs: number;
  /** Requests that pass by: exec, proxy, log and the like. Watches are not among them. */
  readonly bypasses: (request: RequestContext) => boolean;
  readonly observer: FilterObserver;
}

/** Told of what the filter does with each request, for metrics. */
export interface FilterObserver {
  estimated(classification: Classification, seats: number): void;
  /** A request begins (1) or ends (-1) to wait for its turn. */
  waiting(info: RequestInfo, by: 1 | -1): void;
  waited(classification: Classification, seconds: number, execute: boolean): void;
  /** A request begins (1) or ends (-1) to run; a watch runs only while it is set up. */
  executing(info: RequestInfo, by: 1 | -1): void;
  executed(classification: Classification, seconds: number, watch: boolean): void;
}

// However long a request may take in all, it does not wait longer than this for its turn.
const LONGEST_WAIT_MS = 60_000;

/**
 * Lets requests in by priority and fairness, and answers 429 to those that find no place. A watch holds its seats only
 * until its initial events are sent.
 * @see kubernetes/apiserver pkg/server/filters/priority-and-fairness.go
 */
export function withPriorityAndFairness(deps: PriorityAndFairnessDeps) {
  const { clock, observer } = deps;
  return function filter<R extends RequestContext>(
    next: (request: R) => MaybePromise<void>,
  ): (request: R) => MaybePromise<void> {
    return (request) => {
      const { requestInfo, user } = request;
      if (user === undefined) throw new Error("flow control runs after authentication");
      const watch = requestInfo.isResourceRequest && requestInfo.verb === "watch";
      if (!watch && deps.bypasses(request)) return next(request);

      const digest = { requestInfo, user };
      const classification = deps.flow.classify(digest);
      const { flowSchema, level } = classification;
      const { response } = request;
      response.setHeader("x-kubernetes-pf-flowschema-uid", flowSchema.metadata.uid ?? "");
      response.setHeader("x-kubernetes-pf-prioritylevel-uid", level.uid);
      const work = deps.estimateWork(requestInfo, request, flowSchema.metadata.name ?? "", level.name);
      observer.estimated(classification, Math.max(work.initialSeats, work.finalSeats));

      const arrived = clock.monotonic();
      const admitted = deps.flow.admit(classification, work, digest);
      const hasTurn = typeof admitted !== "string" && (!admitted.waits || itsTurn(deps, request, admitted));
      return andThen(hasTurn, (admittedNow) => {
        const started = clock.monotonic();
        request.queuedMs = started - arrived;
        if (!level.exempt) observer.waited(classification, (started - arrived) / 1000, admittedNow);
        if (typeof admitted === "string" || !admittedNow) {
          deps.dropped.record(level.name);
          return refuseTooMany(request, deps.dropped.retryAfterSeconds(level.name));
        }
        observer.executing(requestInfo, 1);
        const done = (): void => finish(deps, request, admitted, started);
        return watch ? serveWatch(deps, request, next, done) : withCleanup(next, request, done);
      });
    };
  };
}

function finish(deps: PriorityAndFairnessDeps, { requestInfo }: RequestContext, ticket: Ticket, started: number): void {
  const { observer, clock } = deps;
  ticket.finish();
  observer.executing(requestInfo, -1);
  const watch = requestInfo.isResourceRequest && requestInfo.verb === "watch";
  observer.executed(ticket.classification, (clock.monotonic() - started) / 1000, watch);
}

/** Gives the seats back as soon as the watch is set up, and counts it until it ends. */
async function serveWatch<R extends RequestContext>(
  deps: PriorityAndFairnessDeps,
  request: R,
  next: (request: R) => MaybePromise<void>,
  giveBack: () => void,
): Promise<void> {
  const forget = deps.watches.register(request.requestInfo);
  let initializing = true;
  const initialized = (): void => {
    if (!initializing) return;
    initializing = false;
    giveBack();
  };
  request.watchInitialized = initialized;
  try {
    await next(request);
  } finally {
    // A watch that failed early never said that it was set up.
    initialized();
    forget();
  }
}

/** False when the client is gone first, or after a quarter of the time that the request has in all. */
async function itsTurn(deps: PriorityAndFairnessDeps, request: RequestContext, ticket: Ticket): Promise<boolean> {
  const { clock, observer } = deps;
  const { signal, requestInfo } = request;
  const giveUp = (): void => ticket.cancel();
  const limitMs = Math.min(deps.requestTimeoutMs / 4, LONGEST_WAIT_MS) - (clock.now() - request.receivedAt);
  const turn = ticket.turn();
  observer.waiting(requestInfo, 1);
  const timer = clock.setTimeout(giveUp, limitMs);
  signal.addEventListener("abort", giveUp, { once: true });
  if (signal.aborted) giveUp();
  try {
    return (await turn) === undefined;
  } finally {
    timer.cancel();
    signal.removeEventListener("abort", giveUp);
    observer.waiting(requestInfo, -1);
  }
}
