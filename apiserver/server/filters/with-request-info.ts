import { MalformedPathError, parseRequestInfo } from "../../endpoints/index.js";
import { answerText } from "../answer.js";
import type { Filter } from "./filter.js";

/** Works out what the request is about. All that follows reads `request.requestInfo`. */
export function withRequestInfo(): Filter {
  return (next) => (request) => {
    try {
      request.requestInfo = parseRequestInfo(request.method, request.path, request);
    } catch (err) {
      if (err instanceof MalformedPathError) {
        // Go's server refuses these before any handler sees them.
        answerText(request, 400, `400 Bad Request: ${err.message}`);
        return;
      }
      answerText(request, 500, `failed to create RequestInfo: ${err instanceof Error ? err.message : String(err)}`);
      return;
    }
    return next(request);
  };
}
