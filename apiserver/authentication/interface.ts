import type { DetailedPeerCertificate } from "node:tls";
import type { MaybePromise } from "../../apimachinery/promises/index.js";
import type { OperationOptions } from "../storage/interface.js";

/** @see kubernetes/apiserver pkg/authentication/user/user.go */
export interface UserInfo {
  readonly name: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: { readonly [key: string]: readonly string[] };
}

/** What authenticators may look at. Header names are lower-case. */
export interface AuthenticationRequest {
  /** The request's path, as sent. */
  readonly path: string;
  header(name: string): string | undefined;
  /** Every value of a header that may be repeated, each as it was sent. */
  headerValues(name: string): readonly string[];
  headerNames(): readonly string[];
  /** The verified client certificate with its chain; undefined when none was sent. */
  readonly peerCertificate: DetailedPeerCertificate | undefined;
  /** Why a certificate that was sent could not be verified: `CERT_HAS_EXPIRED`. */
  readonly peerCertificateError: string | undefined;
  readonly remoteAddress: string;
}

/**
 * Recognizes one kind of credential. undefined: not mine, ask the next one.
 * @throws Error when the credential is mine and bad.
 */
export interface Authenticator {
  readonly name: string;
  authenticate(request: AuthenticationRequest, opts: OperationOptions): MaybePromise<UserInfo | undefined>;
}

/** Recognizes one kind of bearer token. */
export interface TokenAuthenticator {
  readonly name: string;
  /** undefined: not mine. @throws Error when the token is mine and bad. */
  authenticateToken(token: string, opts: OperationOptions): Promise<UserInfo | undefined>;
}
