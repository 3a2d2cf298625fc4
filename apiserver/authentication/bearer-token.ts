import type { OperationOptions } from "../storage/interface.js";
import type { AuthenticationRequest, Authenticator, TokenAuthenticator, UserInfo } from "./interface.js";

const WEBSOCKET_PREFIX = "base64url.bearer.authorization.k8s.io.";

/**
 * Takes the token of `Authorization: Bearer …`, or of a WebSocket subprotocol where a browser cannot set headers, and asks
 * each token authenticator in turn. A token that nobody knows is an error: it must not become anonymous access.
 * @see kubernetes/apiserver pkg/authentication/request/bearertoken/bearertoken.go, …/websocket/protocol.go
 */
export function createBearerAuthenticator(authenticators: readonly TokenAuthenticator[]): Authenticator {
  return {
    name: "bearer token",
    async authenticate(request: AuthenticationRequest, opts: OperationOptions): Promise<UserInfo | undefined> {
      const token = headerToken(request.header("authorization")) ?? webSocketToken(request);
      if (token === undefined) return undefined;
      let failure: unknown;
      for (const authenticator of authenticators) {
        try {
          const user = await authenticator.authenticateToken(token, opts);
          if (user !== undefined) return user;
        } catch (err) {
          failure ??= err;
        }
      }
      throw failure instanceof Error ? failure : new Error("invalid bearer token");
    },
  };
}

function headerToken(authorization: string | undefined): string | undefined {
  const [scheme, token] = authorization?.trim().split(" ", 2) ?? [];
  return scheme?.toLowerCase() === "bearer" && token !== undefined && token !== "" ? token : undefined;
}

function webSocketToken(request: AuthenticationRequest): string | undefined {
  if (request.header("upgrade")?.toLowerCase() !== "websocket") return undefined;
  const offered = request.headerValues("sec-websocket-protocol").flatMap((value) => value.split(","));
  const protocols = offered.map((protocol) => protocol.trim());
  const encoded = protocols.find((protocol) => protocol.startsWith(WEBSOCKET_PREFIX));
  if (encoded === undefined) return undefined;
  // The token's own must not be sent back, and a browser wants one of its protocols agreed to.
  if (protocols.every((protocol) => protocol.startsWith(WEBSOCKET_PREFIX))) {
    throw new Error("missing additional subprotocol");
  }
  const token = Buffer.from(encoded.slice(WEBSOCKET_PREFIX.length), "base64url").toString("utf8");
  return token === "" ? undefined : token;
}
