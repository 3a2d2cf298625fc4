import { newServiceUnavailable } from "../../../apimachinery/api/errors/index.js";
import { answerError } from "../answer.js";
import type { WaitGroup } from "../lifecycle.js";
import { isLongRunning } from "../long-running.js";
import type { ServerRequest } from "../transport/index.js";
import type { Filter } from "./filter.js";
import { isExemptFromDrain } from "./with-retry-after.js";

/**
 * Counts requests under way, so that a shutdown can wait for them, and knows the long-running ones, so that it can end
 * them. Once it waits, new requests are refused.
 */
export function withWaitGroup(deps: {
  readonly inFlight: WaitGroup;
  readonly longRunning: Set<ServerRequest>;
}): Filter {
  return (next) => async (request) => {
    if (isLongRunning(request.requestInfo)) {
      deps.longRunning.add(request);
      try {
        await next(request);
      } finally {
        deps.longRunning.delete(request);
      }
      return;
    }
    if (!deps.inFlight.tryAdd()) {
      if (isExemptFromDrain(request)) return next(request);
      request.response.setHeader("retry-after", "1");
      request.response.setHeader("x-content-type-options", "nosniff");
      answerError(request, newServiceUnavailable("apiserver is shutting down"));
      return;
    }
    try {
      await next(request);
    } finally {
      deps.inFlight.done();
    }
  };
}
