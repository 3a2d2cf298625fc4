import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import type { AuthenticationRequest, Authenticator, UserInfo } from "../interface.js";
import { reviewedUser } from "./reviewed-user.js";
import type { TokenReview } from "./types.js";

export interface TokenReviewDeps {
  /** Asked as for a request that carries the token. */
  readonly authenticator: Authenticator;
  /** Tokens that are also good for others than this server; reviewed for those who are asked about. */
  readonly serviceAccounts?: TokenReviewer;
  /** Whom the tokens of this server are meant for. */
  readonly apiAudiences: readonly string[];
}

export interface TokenReviewer {
  /** undefined: not mine. @throws Error when the token is mine and not good for any of `audiences`. */
  review(
    token: string,
    audiences: readonly string[],
    opts: OperationOptions,
  ): Promise<{ readonly user: UserInfo; readonly audiences: readonly string[] } | undefined>;
}

const AUTHENTICATED = "system:authenticated";

/**
 * Tells whose token it is. A token that is not good is no error: the status says so.
 * @throws StatusError 400 without a token.
 * @see kubernetes/kubernetes pkg/registry/authentication/tokenreview/storage.go
 */
export async function answerTokenReview(
  deps: TokenReviewDeps,
  review: TokenReview,
  opts: OperationOptions,
): Promise<TokenReview> {
  const { token = "", audiences: wanted = [] } = review.spec ?? {};
  if (token === "") throw newBadRequest("token is required for TokenReview in authentication");
  let reviewed: Reviewed | undefined;
  let error: string | undefined;
  try {
    reviewed = await reviewedBy(deps, token, wanted.length === 0 ? deps.apiAudiences : wanted, opts);
  } catch (err) {
    opts.signal?.throwIfAborted();
    error = err instanceof Error ? err.message : String(err);
  }
  return {
    ...review,
    status: {
      ...(reviewed === undefined ? {} : { authenticated: true, user: reviewedUser(reviewed.user) }),
      ...(reviewed === undefined || reviewed.audiences.length === 0 ? {} : { audiences: [...reviewed.audiences] }),
      ...(error === undefined ? {} : { error }),
    },
  };
}

interface Reviewed {
  readonly user: UserInfo;
  readonly audiences: readonly string[];
}

async function reviewedBy(
  { authenticator, serviceAccounts, apiAudiences }: TokenReviewDeps,
  token: string,
  wanted: readonly string[],
  opts: OperationOptions,
): Promise<Reviewed | undefined> {
  const account = await serviceAccounts?.review(token, wanted, opts);
  if (account !== undefined) {
    const user = { ...account.user, groups: [...account.user.groups, AUTHENTICATED] };
    return { user, audiences: account.audiences };
  }
  const audiences = wanted.filter((audience) => apiAudiences.includes(audience));
  // A token for others than those who are asked about proves nothing to them.
  if (wanted.length > 0 && audiences.length === 0) return undefined;
  const user = await authenticator.authenticate(requestWith(token), opts);
  return user === undefined ? undefined : { user, audiences };
}

function requestWith(token: string): AuthenticationRequest {
  const value = `Bearer ${token}`;
  return {
    path: "/",
    header: (name) => (name === "authorization" ? value : undefined),
    headerValues: (name) => (name === "authorization" ? [value] : []),
    headerNames: () => ["authorization"],
    peerCertificate: undefined,
    peerCertificateError: undefined,
    remoteAddress: "",
  };
}
