import { newInternalError } from "../../../apimachinery/api/errors/index.js";
import type { Clock } from "../../../apimachinery/clock/index.js";
import { settle } from "../../../apimachinery/promises/index.js";
import {
  attributesOf,
  newForbiddenRequest,
  type Authorizer,
  type AuthorizationAttributes,
} from "../../authorization/index.js";
import { filterDuration, type MetricsRegistry } from "../../metrics/index.js";
import { answerError } from "../answer.js";
import type { Logger } from "../logging/index.js";
import type { Filter } from "./filter.js";

const BOUNDS = [
  0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048, 4.096, 8.192, 16.384,
];
const DECISION = "authorization.k8s.io/decision";
const REASON = "authorization.k8s.io/reason";

/** Passes allowed requests on and answers 403 otherwise. Runs after authentication: it needs `request.user`. */
export function withAuthorization(deps: {
  readonly authorizer: Authorizer;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly registry: MetricsRegistry;
}): Filter {
  const { authorizer, clock, logger } = deps;
  const attempts = deps.registry.counter({
    name: "authorization_attempts_total",
    help: "[ALPHA] Counter of authorization attempts broken down by result. It can be either 'allowed', 'denied', 'no-opinion' or 'error'.",
    labels: ["result"],
  });
  const duration = deps.registry.histogram({
    name: "authorization_duration_seconds",
    help: "[ALPHA] Authorization duration in seconds broken out by result.",
    labels: ["result"],
    bounds: BOUNDS,
  });
  const series = (result: string) => ({ attempts: attempts.with(result), duration: duration.with(result) });
  const results = {
    allow: series("allowed"),
    deny: series("denied"),
    noOpinion: series("no-opinion"),
    error: series("error"),
  };

  const filter = filterDuration(deps.registry, "authorization");
  const observe = (result: keyof typeof results, start: number): void => {
    const seconds = (clock.monotonic() - start) / 1000;
    results[result].attempts.inc();
    results[result].duration.observe(seconds);
    filter.observe(seconds);
  };

  return (next) => (request) => {
    if (request.user === undefined) throw new Error("authorization before authentication");
    const attributes = attributesOf(request.user, request.requestInfo);
    const start = clock.monotonic();
    return settle(
      (asked: AuthorizationAttributes) => authorizer.authorize(asked, request),
      attributes,
      ({ decision, reason }) => {
        observe(decision, start);
        const allowed = decision === "allow";
        request.auditAnnotations.set(DECISION, allowed ? "allow" : "forbid");
        if (reason !== "") request.auditAnnotations.set(REASON, reason);
        if (allowed) return next(request);
        request.response.setHeader("x-content-type-options", "nosniff");
        answerError(request, newForbiddenRequest(attributes, reason));
      },
      (err) => {
        observe("error", start);
        request.auditAnnotations.set(REASON, "internal error");
        logger.error("an authorizer failed", err, { auditID: request.auditID });
        // What an authorizer could not find out is not for the client to read.
        answerError(request, newInternalError("authorization failed"));
      },
    );
  };
}
