import type { DetailedPeerCertificate } from "node:tls";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { MetricsRegistry } from "../metrics/index.js";
import type { AuthenticationRequest, Authenticator, UserInfo } from "./interface.js";
import { CREDENTIAL_ID } from "./well-known.js";

interface Known {
  readonly user: UserInfo | undefined;
  readonly notAfter: number;
}

/**
 * Client certificates: the common name is the user, each organization a group. The connection has verified the chain.
 * @param deps.trusts - says whether a verified certificate is a user's: other authorities may serve proxies only.
 * @see kubernetes/apiserver pkg/authentication/request/x509/x509.go
 */
export function createX509Authenticator(deps: {
  readonly clock: Clock;
  readonly trusts: (certificate: DetailedPeerCertificate) => boolean;
  readonly registry?: MetricsRegistry;
}): Authenticator {
  const lifetimes = deps.registry
    ?.histogram({
      name: "apiserver_client_certificate_expiration_seconds",
      help: "[ALPHA] Distribution of the remaining lifetime on the certificate used to authenticate a request.",
      bounds: [0, ...[0.5, 1, 2, 6, 12, 24, 48, 96, 168, 720, 2160, 4320, 8640].map((hours) => hours * 3600)],
    })
    .with();
  const known = new WeakMap<DetailedPeerCertificate, Known>();
  return {
    name: "x509",
    authenticate(request: AuthenticationRequest): UserInfo | undefined {
      const certificate = request.peerCertificate;
      if (certificate === undefined) {
        if (request.peerCertificateError === undefined) return undefined;
        throw new Error(`verifying the client certificate failed: ${request.peerCertificateError}`);
      }
      let entry = known.get(certificate);
      if (entry === undefined) {
        entry = { user: userOf(certificate, deps.trusts), notAfter: Date.parse(certificate.valid_to) };
        known.set(certificate, entry);
      }
      // The connection was verified when it began, and may outlive the certificate.
      const left = entry.notAfter - deps.clock.now();
      lifetimes?.observe(left / 1000);
      if (left < 0) {
        throw new Error("verifying the client certificate failed: CERT_HAS_EXPIRED");
      }
      return entry.user;
    },
  };
}

function userOf(
  certificate: DetailedPeerCertificate,
  trusts: (certificate: DetailedPeerCertificate) => boolean,
): UserInfo | undefined {
  // Repeated attributes of a subject come as an array, which the declared type does not say.
  const subject = certificate.subject as unknown as Record<string, string | string[] | undefined> | undefined;
  const name = lastOf(subject?.["CN"]);
  if (name === "" || !trusts(certificate)) return undefined;
  const organizations = subject?.["O"] ?? [];
  return {
    name,
    uid: "",
    groups: Array.isArray(organizations) ? organizations : [organizations],
    extra: { [CREDENTIAL_ID]: [`X509SHA256=${certificate.fingerprint256.replaceAll(":", "").toLowerCase()}`] },
  };
}

function lastOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.at(-1) : value) ?? "";
}

/** A predicate for {@link createX509Authenticator}: the chain ends in one of these certificates (PEM bundles). */
export function trustsAuthorities(
  fingerprints256: ReadonlySet<string>,
): (certificate: DetailedPeerCertificate) => boolean {
  return (certificate) => {
    for (let current: DetailedPeerCertificate | undefined = certificate; current !== undefined;) {
      if (current !== certificate && fingerprints256.has(current.fingerprint256)) return true;
      const issuer: DetailedPeerCertificate | undefined = current.issuerCertificate;
      current = issuer === current ? undefined : issuer;
    }
    return false;
  };
}
