import type { Clock } from "../../../apimachinery/clock/index.js";
import { withCleanup } from "../../../apimachinery/promises/index.js";
import type { RequestMetrics } from "../../metrics/index.js";
import type { Logger } from "../logging/index.js";
import { isLongRunning } from "../long-running.js";
import type { ServerRequest } from "../transport/index.js";
import type { Filter } from "./filter.js";

/**
 * Counts and, from verbosity 3 on, logs each request with its answer.
 * @param deps.isKnown - true for what this server serves: only that becomes a series, or clients could make any number.
 */
export function withObservation(deps: {
  readonly clock: Clock;
  readonly metrics: RequestMetrics;
  readonly logger: Logger;
  readonly isKnown: (request: ServerRequest) => boolean;
}): Filter {
  const { clock, metrics, logger } = deps;
  const logs = logger.enabled(3);
  return (next) => (request) => {
    const start = clock.monotonic();
    const known = deps.isKnown(request);
    const running = known && isLongRunning(request.requestInfo) ? metrics.longRunning(request) : undefined;
    running?.add(1);
    return withCleanup(next, request, () => {
      running?.add(-1);
      const seconds = (clock.monotonic() - start) / 1000;
      const { status, bytesWritten } = request.response;
      // Without a status the client went away first; there is no code to report.
      if (known && status !== 0) {
        const waitSeconds = (request.queuedMs ?? 0) / 1000;
        metrics.observe(request, { code: status, seconds, waitSeconds, bytes: bytesWritten });
      }
      if (logs) log(logger, request, seconds);
    });
  };
}

function log(logger: Logger, request: ServerRequest, seconds: number): void {
  logger.info("HTTP", {
    verb: request.requestInfo.verb,
    URI: request.rawQuery === "" ? request.path : `${request.path}?${request.rawQuery}`,
    latency: `${(seconds * 1000).toFixed(3)}ms`,
    userAgent: request.header("user-agent") ?? "",
    auditID: request.auditID,
    srcIP: request.remoteAddress,
    resp: request.response.status,
  });
}
