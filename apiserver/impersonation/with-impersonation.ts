import type { MaybePromise } from "../../apimachinery/promises/index.js";
import { isForbidden } from "../../apimachinery/api/errors/index.js";
import type { UserInfo } from "../authentication/index.js";
import { attributesOf, type AuthorizationAttributes, type Authorizer } from "../authorization/index.js";
import type { RequestContext } from "../endpoints/index.js";
import type { OperationOptions } from "../storage/interface.js";
import { impersonationModes, type ImpersonationMode } from "./modes.js";
import { isImpersonationHeader, wantedUserOf, type ImpersonationHeaders } from "./wanted-user.js";

/** What the filter needs of a request. */
export interface ImpersonatingRequest extends RequestContext, ImpersonationHeaders {
  header(name: string): string | undefined;
  removeHeaders(matches: (name: string) => boolean): void;
}

export interface ImpersonationDeps<R extends ImpersonatingRequest> {
  readonly authorizer: Authorizer;
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
  const modes = impersonationModes(deps.authorizer);
  const become = async (request: R, wanted: UserInfo): Promise<void> => {
    if (request.user === undefined) throw new Error("impersonation before authentication");
    request.removeHeaders(isImpersonationHeader);
    const attributes = attributesOf(request.user, request.requestInfo);
    const { user, mode } = await impersonate(modes, wanted, attributes, request);
    request.user = user;
    request.impersonationConstraint = mode.constraint;
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
