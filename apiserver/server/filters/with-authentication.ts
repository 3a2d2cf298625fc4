import { newUnauthorized } from "../../../apimachinery/api/errors/index.js";
import type { Clock } from "../../../apimachinery/clock/index.js";
import { settle, type MaybePromise } from "../../../apimachinery/promises/index.js";
import { ALL_UNAUTHENTICATED, type Authenticator, type UserInfo } from "../../authentication/index.js";
import { filterDuration, type MetricsRegistry } from "../../metrics/index.js";
import { answerError } from "../answer.js";
import type { Logger } from "../logging/index.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";
import type { Filter } from "./filter.js";

const FRONT_PROXY_HEADER = /^x-remote-(user$|uid$|group$|extra-)/;
const BOUNDS = [
  0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048, 4.096, 8.192, 16.384,
];

/**
 * Finds out who asks, and answers 401 when it cannot. Credentials are taken off the request, so that nothing behind can
 * pass them on.
 * @param deps.wrapRefusal - around the 401, so that it is audited although the audit filter comes later.
 * @see kubernetes/apiserver pkg/endpoints/filters/authentication.go
 */
export function withAuthentication(deps: {
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly registry: MetricsRegistry;
  /** HTTP/2 is costly to serve and easy to abuse: with this, strangers get one request for each connection. */
  readonly limitStrangers: boolean;
  readonly wrapRefusal?: Filter;
}): Filter {
  const { authenticator, clock, logger, limitStrangers } = deps;
  const attempts = deps.registry.counter({
    name: "authentication_attempts",
    help: "[ALPHA] Counter of authenticated attempts.",
    labels: ["result"],
  });
  const duration = deps.registry.histogram({
    name: "authentication_duration_seconds",
    help: "[ALPHA] Authentication duration in seconds broken out by result.",
    labels: ["result"],
    bounds: BOUNDS,
  });
  const users = deps.registry.counter({
    name: "authenticated_user_requests",
    help: "[ALPHA] Counter of authenticated requests broken out by username.",
    labels: ["username"],
  });
  const series = (result: string) => ({ attempts: attempts.with(result), duration: duration.with(result) });
  const results = { success: series("success"), failure: series("failure"), error: series("error") };
  const filter = filterDuration(deps.registry, "authentication");
  const refuse = deps.wrapRefusal?.(unauthorized) ?? unauthorized;
  const authenticate = (request: ServerRequest): MaybePromise<UserInfo | undefined> =>
    authenticator.authenticate(request, request);
  const observe = (result: keyof typeof results, start: number): void => {
    const seconds = (clock.monotonic() - start) / 1000;
    results[result].attempts.inc();
    results[result].duration.observe(seconds);
    filter.observe(seconds);
  };
  const proceed = (next: ServerHandler, request: ServerRequest, user: UserInfo | undefined): MaybePromise<void> => {
    const stranger = user === undefined || user.groups.includes(ALL_UNAUTHENTICATED);
    if (stranger && limitStrangers && request.httpVersion === "2") request.response.setHeader("connection", "close");
    if (user === undefined) return refuse(request);
    request.removeHeaders(carriesCredentials);
    users.with(userLabel(user.name)).inc();
    request.user = user;
    return next(request);
  };

  return (next) => (request) => {
    const start = clock.monotonic();
    return settle(
      authenticate,
      request,
      (user) => {
        observe(user === undefined ? "failure" : "success", start);
        return proceed(next, request, user);
      },
      (err) => {
        observe("error", start);
        logger.verbose(2, "unable to authenticate the request", { err: String(err), auditID: request.auditID });
        return proceed(next, request, undefined);
      },
    );
  };
}

const KNOWN_NAMES = new Set(["admin", "client", "kube_proxy", "kubelet", "system:serviceaccount:kube-system:default"]);

/** Names are not for metrics; only those that say nothing of anybody stand there. */
function userLabel(name: string): string {
  if (KNOWN_NAMES.has(name)) return name;
  return name.includes("@") ? "email_id" : "other";
}

const unauthorized: ServerHandler = (request) => answerError(request, newUnauthorized("Unauthorized"));

function carriesCredentials(name: string): boolean {
  return name === "authorization" || (name.startsWith("x-remote-") && FRONT_PROXY_HEADER.test(name));
}
