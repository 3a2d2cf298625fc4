import type { Clock } from "../../../apimachinery/clock/index.js";
import type { RequestContext } from "../../endpoints/index.js";
import type { Classification, FlowController, Ticket } from "../controller/flow-controller.js";
import type { DroppedRequestsTracker } from "../controller/dropped-requests.js";
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
  readonly observer?: FilterObserver;
}

/** Told of what the filter does with each request, for metrics. */
export interface FilterObserver {
  estimated(classification: Classification, seats: number): void;
  waited(classification: Classification, seconds: number, execute: boolean): void;
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
  return function filter<R extends RequestContext>(next: (request: R) => Promise<void>): (request: R) => Promise<void> {
    return async (request) => {
      const { requestInfo, user } = request;
      if (user === undefined) throw new Error("flow control runs after authentication");
      const watch = requestInfo.isResourceRequest && requestInfo.verb === "watch";
      if (!watch && deps.bypasses(request)) return next(request);

      const classification = deps.flow.classify({ requestInfo, user });
      const { flowSchema, level } = classification;
      const { response } = request;
      response.setHeader("x-kubernetes-pf-flowschema-uid", flowSchema.metadata.uid ?? "");
      response.setHeader("x-kubernetes-pf-prioritylevel-uid", level.uid);
      const work = deps.estimateWork(requestInfo, request.query, flowSchema.metadata.name ?? "", level.name);
      deps.observer?.estimated(classification, Math.max(work.initialSeats, work.finalSeats));

      const waitStarted = deps.clock.monotonic();
      const admitted = await waitForTurn(deps, request, (signal) =>
        deps.flow.start(classification, work, { details: { requestInfo, user }, signal }),
      );
      const refused = typeof admitted === "string";
      if (!level.exempt) deps.observer?.waited(classification, (deps.clock.monotonic() - waitStarted) / 1000, !refused);
      if (refused) {
        deps.dropped.record(level.name);
        return refuseTooMany(request, deps.dropped.retryAfterSeconds(level.name));
      }
      return watch ? serveWatch(deps, request, next, admitted) : serve(deps, request, next, admitted);
    };
  };
}

async function serve<R extends RequestContext>(
  deps: PriorityAndFairnessDeps,
  request: R,
  next: (request: R) => Promise<void>,
  ticket: Ticket,
): Promise<void> {
  const started = deps.clock.monotonic();
  try {
    await next(request);
  } finally {
    ticket.finish();
    deps.observer?.executed(ticket.classification, (deps.clock.monotonic() - started) / 1000, false);
  }
}

async function serveWatch<R extends RequestContext>(
  deps: PriorityAndFairnessDeps,
  request: R,
  next: (request: R) => Promise<void>,
  ticket: Ticket,
): Promise<void> {
  const started = deps.clock.monotonic();
  const forget = deps.watches.register(request.requestInfo);
  let initializing = true;
  const initialized = (): void => {
    if (!initializing) return;
    initializing = false;
    ticket.finish();
    deps.observer?.executed(ticket.classification, (deps.clock.monotonic() - started) / 1000, true);
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

/** Ends the wait when the client is gone, or after a quarter of the time that the request has in all. */
async function waitForTurn<T>(
  deps: PriorityAndFairnessDeps,
  request: RequestContext,
  start: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const onGone = (): void => stop.abort(request.signal.reason);
  if (request.signal.aborted) onGone();
  const starting = start(stop.signal);
  // The common case settles at once; a timer is set only for those that have to wait.
  const settled = await Promise.race([starting, Promise.resolve(WAITING)]);
  if (settled !== WAITING) return settled as T;
  const limitMs = Math.min(deps.requestTimeoutMs / 4, LONGEST_WAIT_MS) - (deps.clock.now() - request.receivedAt);
  const timer = deps.clock.setTimeout(() => stop.abort(new Error("waited too long for its turn")), limitMs);
  request.signal.addEventListener("abort", onGone, { once: true });
  try {
    return await starting;
  } finally {
    timer.cancel();
    request.signal.removeEventListener("abort", onGone);
  }
}

const WAITING = Symbol("waiting");
