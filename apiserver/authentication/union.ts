import { settle, type MaybePromise } from "../../apimachinery/promises/index.js";
import type { AuthenticationRequest, Authenticator, UserInfo } from "./interface.js";
import type { OperationOptions } from "../storage/interface.js";
import { ALL_AUTHENTICATED, ANONYMOUS_USER } from "./well-known.js";

/**
 * Asks each authenticator in turn; the first success wins. A bad credential does not end the search, since another one in
 * the same request may be good, but it bars anonymous access.
 * @param authenticators - without the anonymous one, which is asked only when nothing was presented.
 * @see kubernetes/apiserver pkg/authentication/request/union/union.go
 */
export function createUnionAuthenticator(
  authenticators: readonly Authenticator[],
  anonymous?: Authenticator,
): Authenticator {
  return {
    name: "union",
    authenticate(request: AuthenticationRequest, opts: OperationOptions): MaybePromise<UserInfo | undefined> {
      const errors: Error[] = [];
      const askFrom = (i: number): MaybePromise<UserInfo | undefined> => {
        const authenticator = authenticators[i];
        if (authenticator === undefined) return nobodyKnows();
        return settle(
          (asked: AuthenticationRequest) => authenticator.authenticate(asked, opts),
          request,
          (user) => (user === undefined ? askFrom(i + 1) : withAuthenticatedGroup(user)),
          (err) => {
            errors.push(err instanceof Error ? err : new Error("authenticator failed", { cause: err }));
            return askFrom(i + 1);
          },
        );
      };
      const nobodyKnows = (): MaybePromise<UserInfo | undefined> => {
        if (errors.length === 1) throw errors[0]!;
        if (errors.length > 1) throw new AggregateError(errors, errors.map((err) => err.message).join(", "));
        return anonymous?.authenticate(request, opts);
      };
      return askFrom(0);
    },
  };
}

// Static users and those of a connection come as the same object each time, so the extended one is made once.
const extended = new WeakMap<UserInfo, UserInfo>();

function withAuthenticatedGroup(user: UserInfo): UserInfo {
  if (user.name === ANONYMOUS_USER || user.groups.includes(ALL_AUTHENTICATED)) return user;
  let result = extended.get(user);
  if (result === undefined) {
    result = { ...user, groups: [...user.groups, ALL_AUTHENTICATED] };
    extended.set(user, result);
  }
  return result;
}
