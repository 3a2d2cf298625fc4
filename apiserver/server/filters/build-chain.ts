import type { Clock, Random } from "../../../apimachinery/clock/index.js";
import type { Authenticator } from "../../authentication/index.js";
import type { Authorizer } from "../../authorization/index.js";
import type { MetricsRegistry, RequestMetrics } from "../../metrics/index.js";
import { isTracing } from "../../tracing/index.js";
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
import { spanned, withTracing } from "./with-tracing.js";
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
  readonly refusalAudit?: Filter | undefined;
  readonly impersonation?: Filter | undefined;
  readonly rateLimit?: Filter | undefined;
  readonly flowControl?: Filter | undefined;
}

/** Where a request ends that is not allowed. */
export const AUTHORIZATION_FILTER = "authorization";

const TRACING = "tracing";
/** The spans of filters behind the one that begins the trace, under upstream's names. */
const FILTER_SPANS: { readonly [filter: string]: string } = {
  audit: "audit",
  impersonation: "impersonation",
  "flow-control": "priorityandfairness",
  [AUTHORIZATION_FILTER]: "authorization",
};

export interface NamedFilter {
  readonly name: string;
  readonly filter: Filter;
}

/** Folds all filters around `handler`. */
export function buildFilterChain(deps: FilterChainDeps, handler: ServerHandler): ServerHandler {
  return chainNamed(filtersOf(deps), handler);
}

export function chainNamed(filters: readonly NamedFilter[], handler: ServerHandler): ServerHandler {
  return chain(
    filters.map(({ filter }) => filter),
    handler,
  );
}

/**
 * All filters in the order in which they run, without those that are switched off.
 * @see kubernetes/apiserver pkg/server/config.go, DefaultBuildHandlerChain
 */
export function filtersOf(deps: FilterChainDeps): readonly NamedFilter[] {
  const { lifecycle, random, audit, impersonation, rateLimit, flowControl } = deps;
  const retryAfter = deps.sendRetryAfter
    ? withRetryAfter({ notAcceptingNewRequests: lifecycle.notAcceptingNewRequests })
    : undefined;
  const hsts = deps.hstsDirectives.length > 0 ? withHSTS({ directives: deps.hstsDirectives }) : undefined;
  const goaway = deps.goawayChance > 0 ? withGoaway({ chance: deps.goawayChance, random }) : undefined;
  const cors = deps.corsAllowedOrigins.length > 0 ? withCORS({ allowedOrigins: deps.corsAllowedOrigins }) : undefined;
  // Refusals before the audit filter have one of their own around them.
  const refusable = { ...deps, ...wrapRefusal(deps.refusalAudit) };
  const filters: readonly { readonly name: string; readonly filter: Filter | undefined }[] = [
    { name: "audit-id", filter: withAuditID(deps) }, // first: every answer carries the ID, and every log line below names it
    { name: "panic-recovery", filter: withPanicRecovery(deps) }, // around all that can fail
    { name: "request-info", filter: withRequestInfo() }, // before all that asks what the request is about
    { name: "observation", filter: withObservation(deps) }, // counts what any filter below answers
    { name: "retry-after", filter: retryAfter }, // before anything costly
    { name: "hsts", filter: hsts },
    { name: "cache-control", filter: withCacheControl() }, // before refusals, which must not be cached either
    { name: "goaway", filter: goaway },
    { name: "wait-group", filter: withWaitGroup(deps) }, // a shutdown waits for all that is inside
    { name: "request-deadline", filter: withRequestDeadline(refusable) }, // time spent in authentication and in queues counts
    { name: "cors", filter: cors }, // preflights carry no credentials
    { name: "authentication", filter: withAuthentication(refusable) },
    { name: TRACING, filter: isTracing() ? withTracing() : undefined }, // after authentication, so that the user decides whose traces are continued
    { name: "audit", filter: audit }, // after authentication, whose user it records; before impersonation changes him
    { name: "impersonation", filter: impersonation }, // before flow control and authorization, which see the impersonated user
    { name: "rate-limit", filter: rateLimit }, // before flow control: who is refused must not take a place in a queue
    { name: "flow-control", filter: flowControl }, // before authorization, which may be as costly as the request
    { name: AUTHORIZATION_FILTER, filter: withAuthorization(deps) },
    { name: "error-answers", filter: withErrorAnswers(deps) }, // innermost: filters above see answers, not exceptions
  ];
  const present = filters.flatMap(({ name, filter }) => (filter === undefined ? [] : [{ name, filter }]));
  return withSpans(present);
}

/** Where spans are recorded, filters that may take long have one. @see kubernetes/apiserver pkg/endpoints/filterlatency */
function withSpans(filters: readonly NamedFilter[]): readonly NamedFilter[] {
  if (!filters.some(({ name }) => name === TRACING)) return filters;
  return filters.map(({ name, filter }) => {
    const span = FILTER_SPANS[name];
    return { name, filter: span === undefined ? filter : spanned(span, filter) };
  });
}

function wrapRefusal(filter: Filter | undefined): { readonly wrapRefusal?: Filter } {
  return filter === undefined ? {} : { wrapRefusal: filter };
}
