import { newTooManyRequests, StatusError } from "../../../apimachinery/api/errors/index.js";
import type { Clock } from "../../../apimachinery/clock/index.js";
import { withCleanup } from "../../../apimachinery/promises/index.js";
import { HEALTH_PATHS, SYSTEM_MASTERS } from "../../authentication/index.js";
import type { LoadMeter, RateLimitRefusal, RateLimits } from "../../ratelimit/index.js";
import { answerError } from "../answer.js";
import { isLongRunning } from "../long-running.js";
import type { ServerRequest } from "../transport/index.js";
import type { Filter } from "./filter.js";

export interface RateLimitDeps {
  readonly limits: RateLimits;
  readonly clock: Clock;
  /** Told how long requests took; present when a rule follows the server's load. */
  readonly meter?: LoadMeter | undefined;
}

/**
 * Answers 429 to requests beyond a rule's limit. Probes and administrators get through. A watch counts once, when it
 * begins. Runs after authentication and impersonation: it needs the user on whose behalf the request is made.
 */
export function withRateLimit(deps: RateLimitDeps): Filter {
  const { limits, clock, meter } = deps;
  return (next) => (request) => {
    const { user, requestInfo, remoteAddress } = request;
    if (user === undefined) throw new Error("rate limits run after authentication");
    if (isProbe(request) || user.groups.includes(SYSTEM_MASTERS)) return next(request);
    const startedMs = clock.monotonic();
    const refusal = limits.charge({ user, requestInfo, remoteAddress }, startedMs);
    if (refusal !== undefined) {
      answerError(request, tooManyRequests(refusal));
      return;
    }
    if (meter === undefined || isLongRunning(requestInfo)) return next(request);
    return withCleanup(next, request, () => meter.observe(clock.monotonic() - startedMs));
  };
}

function isProbe({ path }: ServerRequest): boolean {
  return HEALTH_PATHS.some((probe) => path === probe || path.startsWith(`${probe}/`));
}

function tooManyRequests({ rule, limit, counted, waitMs }: RateLimitRefusal): StatusError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const message = `rate limit ${JSON.stringify(rule)} of ${counted} is reached (${limit}), please try again in ${seconds} s`;
  const { status } = newTooManyRequests(message, seconds);
  return new StatusError({ ...status, details: { ...status.details, kind: "RateLimitRule", name: rule } });
}
