import { statusErrorFrom } from "../../../apimachinery/api/errors/index.js";
import { rescue } from "../../../apimachinery/promises/index.js";
import { answerError } from "../answer.js";
import type { Logger } from "../logging/index.js";
import { ClientGoneError, type ServerRequest } from "../transport/index.js";
import type { Filter } from "./filter.js";

/** Turns what handlers throw into a Status. Innermost, so that audit, metrics and flow control see answers only. */
export function withErrorAnswers(deps: { readonly logger: Logger }): Filter {
  const answer = (request: ServerRequest, err: unknown): void => {
    if (err instanceof ClientGoneError || request.signal.reason instanceof ClientGoneError) return;
    const error = statusErrorFrom(err);
    const { method, path, auditID } = request;
    // Only errors that are not meant for clients hide their cause from them.
    if ((error.status.code ?? 500) === 500) {
      deps.logger.error("a request failed", error.cause ?? error, { method, path, auditID });
    }
    if (request.response.started) request.response.cut(error);
    else answerError(request, error);
  };
  return (next) => (request) => rescue(next, request, (err) => answer(request, err));
}
