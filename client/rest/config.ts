import type { Clock, Random } from "../../apimachinery/clock/index.js";
import type { WarningHandler } from "./warnings.js";

/**
 * How to reach a server and as whom. Plain data, so that it can be copied and changed.
 * @see kubernetes/client-go rest/config.go, Config
 */
export interface RestConfig {
  /** `https://host:port[/prefix]`; `http:` speaks HTTP/1.1 without TLS. */
  readonly server: string;
  readonly tls?: TLSConfig;
  /** Sent as `Authorization: Bearer …`. */
  readonly bearerToken?: string;
  /** Read again every minute, since tokens in files rotate. Wins over `bearerToken`. */
  readonly bearerTokenFile?: string;
  /** HTTP basic authentication. */
  readonly username?: string;
  readonly password?: string;
  readonly impersonate?: ImpersonationConfig;
  readonly userAgent?: string;
  /** Whole time of one request that is not a watch, retries included; 0 or absent: no limit. */
  readonly timeoutMs?: number;
  /** Time to connect and finish the TLS handshake. Default 30 s. */
  readonly connectTimeoutMs?: number;
  /** Sustained requests a second; absent or 0: the server's flow control alone decides. */
  readonly qps?: number;
  /** Requests that may go at once before `qps` holds. Default 10; needs `qps`. */
  readonly burst?: number;
  /** Open requests on one HTTP/2 connection before another is opened. Default 100, and never above the server's own limit. */
  readonly streamsPerConnection?: number;
  /** Gets `Warning:` headers; default: they are dropped. */
  readonly warningHandler?: WarningHandler;
  readonly clock?: Clock;
  readonly random?: Random;
}

export interface TLSConfig {
  /** PEM certificates to trust instead of the system's. */
  readonly ca?: string;
  /** PEM certificate chain and key of the client. */
  readonly cert?: string;
  readonly key?: string;
  /** Accepts any certificate: for tests only. Cannot be combined with `ca`. */
  readonly insecureSkipTLSVerify?: boolean;
  /** Name to ask for and to verify instead of the server URL's host. */
  readonly serverName?: string;
}

export interface ImpersonationConfig {
  readonly user: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: { readonly [key: string]: readonly string[] };
}

export const DEFAULT_USER_AGENT = "kindsmith-client";

/** Says what is wrong with a config. @throws Error naming the field. */
export function validateRestConfig(config: RestConfig): void {
  let url: URL;
  try {
    url = new URL(config.server);
  } catch (cause) {
    throw new Error(`server must be a URL, got ${JSON.stringify(config.server)}`, { cause });
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new Error(`server must start with https:// or http://, got ${JSON.stringify(config.server)}`);
  }
  const tls = config.tls ?? {};
  if (tls.insecureSkipTLSVerify === true && tls.ca !== undefined) {
    throw new Error("specifying a root certificates file with the insecure flag is not allowed");
  }
  if ((tls.cert === undefined) !== (tls.key === undefined))
    throw new Error("tls.cert and tls.key must be given together");
  if ((config.qps ?? 0) < 0) throw new Error("qps must not be negative");
  if ((config.qps ?? 0) > 0 && config.burst !== undefined && config.burst <= 0) {
    throw new Error("burst is required to be greater than 0 when qps is greater than 0");
  }
  if (config.username !== undefined && (config.bearerToken !== undefined || config.bearerTokenFile !== undefined)) {
    throw new Error("username/password or bearer token may be set, but not both");
  }
}
