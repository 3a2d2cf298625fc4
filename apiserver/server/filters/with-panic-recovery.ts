import { settle } from "../../../apimachinery/promises/index.js";
import { answerText } from "../answer.js";
import type { Logger } from "../logging/index.js";
import type { ServerRequest } from "../transport/index.js";
import type { Filter } from "./filter.js";

const MESSAGE = "This request caused apiserver to panic. Look in the logs for details.";

/** Answers what should not happen: a filter or handler that throws, or that ends without an answer. */
export function withPanicRecovery(deps: { readonly logger: Logger }): Filter {
  const recover = (request: ServerRequest, failure: unknown): void => {
    const { method, path, auditID } = request;
    deps.logger.error("a request's handler failed", failure, { method, path, auditID });
    if (request.response.started) request.response.cut(asError(failure));
    else answerText(request, 500, MESSAGE);
  };
  return (next) => (request) =>
    settle(
      next,
      request,
      () => {
        if (request.response.started || request.signal.aborted) return;
        recover(request, new Error("the handler ended without an answer"));
      },
      (err) => recover(request, err),
    );
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error("handler failed", { cause: failure });
}
