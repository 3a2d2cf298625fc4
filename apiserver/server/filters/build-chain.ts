import type { Clock, Random } from "../../../apimachinery/clock/index.js";
import type { Authenticator } from "../../authentication/index.js";
import type { Authorizer } from "../../authorization/index.js";
import type { MetricsRegistry, RequestMetrics } from "../../metrics/index.js";
import type { Lifecycle, WaitGroup } from "../lifecycle.js";
import type { Logger } from "../logging/index.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";
import { chain, type Filter } from "./filter.js";
import { withAuditID } from "./with-audit-id.js";
import { withAuthentication } from "./with-authentication.js";
import { withAuthorization } from "./with-authorization.js";
import { withCORS } from "./with-cors.js";
import { withErrorAnswers } from "./with-error-answers.js";
import { withCacheControl, withGoaway, withHSTS } from "./with-headers.js";
import { withObservation } from "./with-observation.js";
import { withPanicRecovery } from "./with-panic-recovery.js";
import { withRequestDeadline } from "./with-request-deadline.js";
import { withRequestInfo } from "./with-request-info.js";
import { withRetryAfter } from "./with-retry-after.js";
import { withWaitGroup } from "./with-wait-group.js";

export interface FilterChainDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly newID: () => string;
  readonly logger: Logger;
  readonly registry: MetricsRegistry;
  readonly metrics: RequestMetrics;
  readonly lifecycle: Lifecycle;
  readonly inFlight: WaitGroup;
  readonly longRunning: Set<ServerRequest>;
  readonly isKnown: (request: ServerRequest) => boolean;
  readonly authenticator: Authenticator;
  readonly authorizer: Authorizer;
  readonly limitStrangers: boolean;
  readonly requestTimeoutMs: number;
  readonly hstsDirectives: readonly string[];
  readonly goawayChance: number;
  readonly corsAllowedOrigins: readonly RegExp[];
  readonly sendRetryAfter: boolean;
  /** Filters that other parts of the server bring. */
  readonly audit?: Filter | undefined;
  readonly refusedAuthenticationAudit?: Filter | undefined;
  readonly impersonation?: Filter | undefined;
  readonly flowControl?: Filter | undefined;
}

const passThrough: Filter = (next) => next;

/**
 * All filters in the order in which they run.
 * @see kubernetes/apiserver pkg/server/config.go, DefaultBuildHandlerChain
 */
export function buildFilterChain(deps: FilterChainDeps, handler: ServerHandler): ServerHandler {
  const filters: readonly Filter[] = [
    withAuditID(deps), // first: every answer carries the ID, and every log line below names it
    withPanicRecovery(deps), // around all that can fail
    withRequestInfo(), // before all that asks what the request is about
    withObservation(deps), // counts what any filter below answers
    deps.sendRetryAfter
      ? withRetryAfter({ notAcceptingNewRequests: deps.lifecycle.notAcceptingNewRequests }) // before anything costly
      : passThrough,
    deps.hstsDirectives.length > 0 ? withHSTS({ directives: deps.hstsDirectives }) : passThrough,
    withCacheControl(), // before refusals, which must not be cached either
    deps.goawayChance > 0 ? withGoaway({ chance: deps.goawayChance, random: deps.random }) : passThrough,
    withWaitGroup(deps), // a shutdown waits for all that is inside
    withRequestDeadline(deps), // time spent in authentication and in queues counts
    deps.corsAllowedOrigins.length > 0 ? withCORS({ allowedOrigins: deps.corsAllowedOrigins }) : passThrough, // preflights carry no credentials
    withAuthentication({ ...deps, ...wrapRefusal(deps.refusedAuthenticationAudit) }),
    deps.audit ?? passThrough, // after authentication, whose user it records; before impersonation changes him
    deps.impersonation ?? passThrough, // before flow control and authorization, which see the impersonated user
    deps.flowControl ?? passThrough, // before authorization, which may be as costly as the request
    withAuthorization(deps),
    withErrorAnswers(deps), // innermost: filters above see answers, not exceptions
  ];
  return chain(filters, handler);
}

function wrapRefusal(filter: Filter | undefined): { readonly wrapRefusal?: Filter } {
  return filter === undefined ? {} : { wrapRefusal: filter };
}
