import { withCleanup, type MaybePromise } from "../../../apimachinery/promises/index.js";
import { SYSTEM_MASTERS } from "../../authentication/index.js";
import type { RequestContext } from "../../endpoints/index.js";
import { requestKind, type RequestKind } from "../metrics/in-flight-metrics.js";
import { refuseTooMany } from "./refuse-too-many.js";

export interface MaxInFlightDeps {
  /** 0: no limit. */
  readonly maxReadOnly: number;
  /** 0: no limit. */
  readonly maxMutating: number;
  /** Long-running requests pass by. */
  readonly bypasses: (request: RequestContext) => boolean;
  /** Told when a request begins (1) or ends (-1) to run. */
  readonly onChange?: (kind: RequestKind, by: 1 | -1) => void;
}

/**
 * The two plain limits that stand in where priority and fairness is off. Members of system:masters get through, so that
 * an administrator can still look.
 * @see kubernetes/apiserver pkg/server/filters/maxinflight.go
 */
export function withMaxInFlight(deps: MaxInFlightDeps) {
  const counts = { readOnly: 0, mutating: 0 };
  const change = (kind: RequestKind, by: 1 | -1): void => {
    counts[kind] += by;
    deps.onChange?.(kind, by);
  };
  return function filter<R extends RequestContext>(
    next: (request: R) => MaybePromise<void>,
  ): (request: R) => MaybePromise<void> {
    return (request) => {
      if (deps.bypasses(request)) return next(request);
      const kind = requestKind(request.requestInfo.verb);
      const limit = kind === "readOnly" ? deps.maxReadOnly : deps.maxMutating;
      const privileged = request.user?.groups.includes(SYSTEM_MASTERS) ?? false;
      if (limit > 0 && counts[kind] >= limit && !privileged) return refuseTooMany(request, 1);
      change(kind, 1);
      return withCleanup(next, request, () => change(kind, -1));
    };
  };
}
