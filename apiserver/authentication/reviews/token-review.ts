import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import type { AuthenticationRequest, Authenticator, UserInfo } from "../interface.js";
import { reviewedUser } from "./reviewed-user.js";
import type { TokenReview } from "./types.js";

export interface TokenReviewDeps {
  /** Asked as for a request that carries the token. */
  readonly authenticator: Authenticator;
  /** Whom the tokens of this server are meant for. */
  readonly apiAudiences: readonly string[];
}

/**
 * Tells whose token it is. A token that is not good is no error: the status says so.
 * @throws StatusError 400 without a token.
 * @see kubernetes/kubernetes pkg/registry/authentication/tokenreview/storage.go
 */
export async function answerTokenReview(
  { authenticator, apiAudiences }: TokenReviewDeps,
  review: TokenReview,
  opts: OperationOptions,
): Promise<TokenReview> {
  const { token = "", audiences: wanted = [] } = review.spec ?? {};
  if (token === "") throw newBadRequest("token is required for TokenReview in authentication");
  const audiences = wanted.length === 0 ? apiAudiences : wanted.filter((audience) => apiAudiences.includes(audience));
  // A token for others than those who are asked about proves nothing to them.
  if (wanted.length > 0 && audiences.length === 0) return { ...review, status: {} };
  let user: UserInfo | undefined;
  let error: string | undefined;
  try {
    user = await authenticator.authenticate(requestWith(token), opts);
  } catch (err) {
    opts.signal?.throwIfAborted();
    error = err instanceof Error ? err.message : String(err);
  }
  return {
    ...review,
    status: {
      ...(user === undefined ? {} : { authenticated: true, user: reviewedUser(user) }),
      ...(user === undefined || audiences.length === 0 ? {} : { audiences: [...audiences] }),
      ...(error === undefined ? {} : { error }),
    },
  };
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
