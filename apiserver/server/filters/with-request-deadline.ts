import { newBadRequest, newTimeoutError } from "../../../apimachinery/api/errors/index.js";
import type { Clock } from "../../../apimachinery/clock/index.js";
import { durationToMs } from "../../../apimachinery/scalars/index.js";
import type { RequestMetrics } from "../../metrics/index.js";
import { answerError } from "../answer.js";
import { isLongRunning } from "../long-running.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";
import type { Filter } from "./filter.js";

// What storage may take for a write, whatever the client or the server's operator allow.
const MAX_WRITE_MS = 34_000;
const TOO_LONG = "request did not complete within the allotted timeout";
const WRITE_TOO_LONG = "request did not complete within requested timeout - context deadline exceeded";
const WRITES = new Set(["create", "update", "patch", "delete", "deletecollection"]);

/**
 * Gives a request that is not long-running its deadline: `--request-timeout` from its receipt, or less when the client
 * asks so, or 34 s for a write. When it passes, the answer is 504 and the signal is aborted; what the handler still writes goes nowhere.
 * @see kubernetes/apiserver pkg/endpoints/filters/request_deadline.go, pkg/server/filters/timeout.go,
 *   pkg/endpoints/handlers/rest.go requestTimeoutUpperBound
 */
export function withRequestDeadline(deps: {
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
  readonly metrics: RequestMetrics;
  /** Around the refusal of a bad `timeout`, so that it is audited although the audit filter comes later. */
  readonly wrapRefusal?: Filter;
}): Filter {
  return (next) => (request) => {
    if (isLongRunning(request.requestInfo)) return next(request);
    let timeoutMs: number;
    try {
      timeoutMs = timeoutOf(request, deps.requestTimeoutMs);
    } catch (err) {
      const refuse: ServerHandler = (refused) => answerError(refused, err);
      return (deps.wrapRefusal?.(refuse) ?? refuse)(request);
    }
    const { isResourceRequest, verb } = request.requestInfo;
    const isShortened = timeoutMs > MAX_WRITE_MS && isResourceRequest && WRITES.has(verb);
    if (isShortened) timeoutMs = MAX_WRITE_MS;
    const running = next(request);
    // Nothing can come late that is done.
    if (!(running instanceof Promise)) return;
    const leftMs = request.receivedAt + timeoutMs - deps.clock.now();
    return new Promise<void>((resolve, reject) => {
      const timer = deps.clock.setTimeout(() => {
        expire(request, isShortened ? WRITE_TOO_LONG : TOO_LONG);
        deps.metrics.recordTermination(request, 504);
        resolve();
      }, leftMs);
      running.then(
        () => {
          timer.cancel();
          resolve();
        },
        (err: unknown) => {
          timer.cancel();
          reject(err as Error);
        },
      );
    });
  };
}

function timeoutOf(request: ServerRequest, maximumMs: number): number {
  if (!request.rawQuery.includes("timeout")) return maximumMs;
  const value = request.query.get("timeout");
  if (value === null || value === "") return maximumMs;
  let asked: number;
  try {
    asked = durationToMs(value);
  } catch (err) {
    throw newBadRequest(`invalid timeout specified in the request URL - ${(err as Error).message}`);
  }
  return asked > 0 ? Math.min(asked, maximumMs) : maximumMs;
}

function expire(request: ServerRequest, problem: string): void {
  const error = newTimeoutError(problem, 0);
  if (request.response.started) {
    request.response.cut(error);
  } else {
    answerError(request, error);
    request.response.abandon();
  }
  // Last, so that nothing the handler does on abort comes before the answer.
  request.abort(error);
}
