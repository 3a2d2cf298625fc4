import { newServiceUnavailable } from "../../../apimachinery/api/errors/index.js";
import { withCleanup } from "../../../apimachinery/promises/index.js";
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
  const { inFlight, longRunning } = deps;
  const done = (): void => inFlight.done();
  return (next) => (request) => {
    if (isLongRunning(request.requestInfo)) {
      longRunning.add(request);
      return withCleanup(next, request, () => void longRunning.delete(request));
    }
    if (!inFlight.tryAdd()) {
      if (isExemptFromDrain(request)) return next(request);
      request.response.setHeader("retry-after", "1");
      request.response.setHeader("x-content-type-options", "nosniff");
      answerError(request, newServiceUnavailable("apiserver is shutting down"));
      return;
    }
    return withCleanup(next, request, done);
  };
}
