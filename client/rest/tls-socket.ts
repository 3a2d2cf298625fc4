import * as net from "node:net";
import * as tls from "node:tls";
import type { TLSConfig } from "./config.js";
import { TransportError } from "./transport.js";

export interface ConnectOptions {
  readonly url: URL;
  readonly tls: TLSConfig;
  readonly timeoutMs: number;
  /** Protocols to offer, the best first. */
  readonly alpn: readonly string[];
}

/** What `tls.connect` needs beside the address. */
export function tlsOptionsOf(url: URL, config: TLSConfig): tls.ConnectionOptions {
  const host = config.serverName ?? bareHost(url);
  return {
    ...(config.ca !== undefined && { ca: config.ca }),
    ...(config.cert !== undefined && { cert: config.cert }),
    ...(config.key !== undefined && { key: config.key }),
    rejectUnauthorized: config.insecureSkipTLSVerify !== true,
    // An address is no valid SNI name; the certificate is checked against it all the same.
    ...(net.isIP(host) === 0 ? { servername: host } : {}),
    ...(config.serverName !== undefined && {
      checkServerIdentity: (_host: string, cert: tls.PeerCertificate) =>
        tls.checkServerIdentity(config.serverName!, cert),
    }),
  };
}

/** Opens a TLS connection and finishes its handshake. @throws TransportError */
export function connectTLS(opts: ConnectOptions): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({
      ...tlsOptionsOf(opts.url, opts.tls),
      host: bareHost(opts.url),
      port: portOf(opts.url),
      ALPNProtocols: [...opts.alpn],
    });
    const fail = (cause: Error): void => {
      socket.destroy();
      reject(new TransportError("connect", `connect to ${opts.url.host}: ${cause.message}`, { cause }));
    };
    socket.setNoDelay(true);
    socket.setTimeout(opts.timeoutMs, () => fail(new Error(`no TLS handshake within ${opts.timeoutMs} ms`)));
    socket.once("error", fail);
    socket.once("secureConnect", () => {
      socket.setTimeout(0);
      socket.off("error", fail);
      resolve(socket);
    });
  });
}

export function portOf(url: URL): number {
  return url.port !== "" ? Number(url.port) : url.protocol === "https:" ? 443 : 80;
}

/** The URL's host without the brackets of an IPv6 address. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}
