import { X509Certificate } from "node:crypto";
import { hostname, networkInterfaces } from "node:os";
import type { Clock, Timer } from "../../apimachinery/clock/index.js";
import {
  CertificateStore,
  type Logger,
  type ServerCredentials,
  type TLSMaterial,
} from "../../apiserver/server/index.js";
import { firstServiceAddress } from "../../controllers/kubernetes-service/index.js";
import type { ServerOptions } from "./options.js";

const LOCAL_NAMES = [
  "localhost",
  "127.0.0.1",
  "::1",
  "kubernetes",
  "kubernetes.default",
  "kubernetes.default.svc",
  "kubernetes.default.svc.cluster.local",
];
const ALL_ADDRESSES = new Set(["0.0.0.0", "::"]);

// Certificates are renewed with a fifth of their year left, so once a day is often enough.
const RENEWAL_CHECK_MS = 24 * 3_600_000;

/** The server's credentials and what TLS makes of them. */
export class ServerCertificates {
  readonly #options: ServerOptions;
  readonly #store: CertificateStore;
  readonly #clock: Clock;
  #timer: Timer | undefined;
  #servingExpires = Infinity;

  constructor(options: ServerOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#store = new CertificateStore({ dir: options.certDir, now: () => clock.now() });
  }

  /** Makes what is missing or about to expire. */
  async ensure(): Promise<ServerCredentials> {
    const credentials = await this.#store.ensure(servingHosts(this.#options));
    this.#servingExpires = Date.parse(new X509Certificate(credentials.serving.cert).validTo);
    return credentials;
  }

  /** When the server's own serving certificate ends, in ms since the epoch. */
  get servingExpires(): number {
    return this.#servingExpires;
  }

  tlsOf(credentials: ServerCredentials): TLSMaterial {
    const { servingCertificate, clientCA } = this.#options;
    const clientCAs = [credentials.clientCA.cert, ...splitBundle(clientCA ?? "")];
    return { ...(servingCertificate ?? credentials.serving), clientCAs };
  }

  /** Once a day looks whether something was renewed; a server that runs for a year must not end with its certificate. */
  watch(current: ServerCredentials, logger: Logger, renewed: (tls: TLSMaterial) => void): void {
    this.#timer = this.#clock.setTimeout(
      () => {
        this.ensure().then(
          (credentials) => {
            if (credentials.serving.cert !== current.serving.cert) {
              logger.info("renewed the serving certificate");
              renewed(this.tlsOf(credentials));
            }
            this.watch(credentials, logger, renewed);
          },
          (err: unknown) => {
            logger.error("cannot renew certificates", err);
            this.watch(current, logger, renewed);
          },
        );
      },
      RENEWAL_CHECK_MS,
      { unref: true },
    );
  }

  stop(): void {
    this.#timer?.cancel();
  }
}

/** The certificates of a PEM bundle. */
export function splitBundle(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
}

/** SHA-256 fingerprints as Node prints those of peers. */
export function fingerprintsOf(certificates: readonly string[]): ReadonlySet<string> {
  return new Set(certificates.map((pem) => new X509Certificate(pem).fingerprint256));
}

/** The host for a client on this machine. */
export function reachableHost(bindAddress: string): string {
  if (!ALL_ADDRESSES.has(bindAddress)) return bindAddress;
  return bindAddress === "::" ? "::1" : "127.0.0.1";
}

/** The host that other machines are told: as asked for, else the one listened at, else the first address there is. */
export function advertisedHost(flags: ServerOptions["flags"]): string {
  const bindAddress = flags["bind-address"];
  if (flags["advertise-address"] !== undefined) return flags["advertise-address"];
  return ALL_ADDRESSES.has(bindAddress) ? (externalAddress() ?? reachableHost(bindAddress)) : bindAddress;
}

/**
 * The address by which other machines reach this server: as asked for, else the one listened at, else the first address of
 * this machine. undefined when that is the machine itself only.
 */
export function publicAddress(flags: ServerOptions["flags"]): string | undefined {
  const given = flags["advertise-address"];
  if (given !== undefined) return isLoopback(given) ? undefined : given;
  const bindAddress = flags["bind-address"];
  return ALL_ADDRESSES.has(bindAddress) || isLoopback(bindAddress) ? externalAddress() : bindAddress;
}

function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1";
}

function servingHosts({ flags }: ServerOptions): string[] {
  const hosts = [
    ...LOCAL_NAMES,
    hostname(),
    advertisedHost(flags),
    reachableHost(flags["bind-address"]),
    // Clients within a cluster come by the kubernetes Service.
    ...flags["service-cluster-ip-range"].map(firstServiceAddress),
    ...flags["tls-sans"],
  ];
  return [...new Set(hosts)];
}

function externalAddress(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ internal, family }) => !internal && family === "IPv4")?.address;
}
