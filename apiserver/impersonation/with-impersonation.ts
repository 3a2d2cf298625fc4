import type { Clock } from "../../apimachinery/clock/index.js";
import type { MaybePromise } from "../../apimachinery/promises/index.js";
import { isForbidden } from "../../apimachinery/api/errors/index.js";
import type { UserInfo } from "../authentication/index.js";
import { attributesOf, type AuthorizationAttributes, type Authorizer } from "../authorization/index.js";
import type { RequestContext } from "../endpoints/index.js";
import type { OperationOptions } from "../storage/interface.js";
import type { ImpersonationMetrics } from "./impersonation-metrics.js";
import { impersonationModes, type ImpersonationMode } from "./modes.js";
import { isImpersonationHeader, wantedUserOf, type ImpersonationHeaders } from "./wanted-user.js";

/** What the filter needs of a request. */
export interface ImpersonatingRequest extends RequestContext, ImpersonationHeaders {
  header(name: string): string | undefined;
  removeHeaders(matches: (name: string) => boolean): void;
}

export interface ImpersonationDeps<R extends ImpersonatingRequest> {
  readonly authorizer: Authorizer;
  readonly clock: Clock;
  readonly metrics?: ImpersonationMetrics;
  /** Sends the Status that stands for an error. */
  readonly answerError: (request: R, err: unknown) => void;
}

/**
 * Lets somebody act as the user that the request's `Impersonate-…` headers name, when he may. All that follows sees that
 * user and no such headers. Modes are always tried in the same order: here they ask in memory, so that remembering which one
 * worked last would save nothing.
 * @see kubernetes/apiserver pkg/endpoints/filters/impersonation
 */
export function withImpersonation<R extends ImpersonatingRequest>(
  deps: ImpersonationDeps<R>,
): (next: (request: R) => MaybePromise<void>) => (request: R) => MaybePromise<void> {
  const { authorizer, clock, metrics } = deps;
  const modes = impersonationModes((mode) =>
    metrics === undefined ? authorizer : observed(authorizer, mode, metrics, clock),
  );
  const become = async (request: R, wanted: UserInfo): Promise<void> => {
    if (request.user === undefined) throw new Error("impersonation before authentication");
    request.removeHeaders(isImpersonationHeader);
    const attributes = attributesOf(request.user, request.requestInfo);
    const start = clock.monotonic();
    const seconds = (): number => (clock.monotonic() - start) / 1000;
    try {
      const { user, mode } = await impersonate(modes, wanted, attributes, request);
      metrics?.attempted(mode.name, "allowed", seconds());
      request.user = user;
      request.impersonationConstraint = mode.constraint;
    } catch (err) {
      metrics?.attempted("", "denied", seconds());
      throw err;
    }
  };
  const impersonated = async (
    next: (request: R) => MaybePromise<void>,
    request: R,
    wanted: UserInfo,
  ): Promise<void> => {
    try {
      await become(request, wanted);
    } catch (err) {
      return deps.answerError(request, err);
    }
    return next(request);
  };
  return (next) => (request) => {
    let wanted: UserInfo | undefined;
    try {
      wanted = wantedUserOf(request);
    } catch (err) {
      return deps.answerError(request, err);
    }
    return wanted === undefined ? next(request) : impersonated(next, request, wanted);
  };
}

/** Counts what one mode asks an authorizer. */
function observed(authorizer: Authorizer, mode: string, metrics: ImpersonationMetrics, clock: Clock): Authorizer {
  return {
    name: authorizer.name,
    async authorize(attributes, opts) {
      const start = clock.monotonic();
      let allowed = false;
      try {
        const result = await authorizer.authorize(attributes, opts);
        allowed = result.decision === "allow";
        return result;
      } finally {
        metrics.checked(mode, allowed ? "allowed" : "denied", (clock.monotonic() - start) / 1000);
      }
    },
  };
}

/** The first mode that allows it counts, and when none does, the first refusal. @throws StatusError 403 */
async function impersonate(
  modes: readonly ImpersonationMode[],
  wanted: UserInfo,
  attributes: AuthorizationAttributes,
  opts: OperationOptions,
): Promise<{ readonly user: UserInfo; readonly mode: ImpersonationMode }> {
  let refusal: unknown;
  for (const mode of modes) {
    try {
      const user = await mode.check(wanted, attributes, opts);
      if (user !== undefined) return { user, mode };
    } catch (err) {
      if (!isForbidden(err)) throw err;
      refusal ??= err;
    }
  }
  throw refusal;
}
