import type { Clock } from "../../apimachinery/clock/index.js";
import { abortable } from "./abortable.js";
import type { TLSConfig } from "./config.js";
import { Http1Transport } from "./http1-transport.js";
import { Http2Connection } from "./http2-connection.js";
import { connectTLS } from "./tls-socket.js";
import type { Transport, TransportRequest, TransportResponse } from "./transport.js";

export interface NegotiatingTransportOptions {
  readonly url: URL;
  readonly tls: TLSConfig;
  readonly connectTimeoutMs: number;
  readonly streamsPerConnection: number;
  readonly clock: Clock;
}

/**
 * HTTP/2 where the server offers it in the TLS handshake, else HTTP/1.1. Requests share a connection until it is full;
 * then another is opened. There is no upper bound of connections: watches hold their requests for hours, and waiting for
 * one of them to end could be for ever.
 */
export class NegotiatingTransport implements Transport {
  readonly #options: NegotiatingTransportOptions;
  readonly #connections = new Set<Http2Connection>();
  #connecting: Promise<void> | undefined;
  #http1: Http1Transport | undefined;
  #closed = false;

  constructor(options: NegotiatingTransportOptions) {
    this.#options = options;
    if (options.url.protocol === "http:") this.#http1 = new Http1Transport(options);
  }

  async roundTrip(request: TransportRequest, opts: { readonly signal?: AbortSignal }): Promise<TransportResponse> {
    for (;;) {
      opts.signal?.throwIfAborted();
      if (this.#closed) throw new Error("the client has been closed");
      if (this.#http1 !== undefined) return this.#http1.roundTrip(request, opts);
      const connection = this.#usable();
      if (connection !== undefined) return connection.roundTrip(request, opts.signal);
      // One handshake at a time: whoever waits meanwhile shares its connection, or starts the next one.
      this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined));
      await abortable(this.#connecting, opts.signal);
    }
  }

  close(): void {
    this.#closed = true;
    this.#http1?.close();
    for (const connection of this.#connections) connection.destroy();
  }

  #usable(): Http2Connection | undefined {
    for (const connection of this.#connections) if (connection.usable) return connection;
    return undefined;
  }

  async #connect(): Promise<void> {
    const { url, clock } = this.#options;
    const socket = await connectTLS({
      url,
      tls: this.#options.tls,
      timeoutMs: this.#options.connectTimeoutMs,
      alpn: ["h2", "http/1.1"],
    });
    if (this.#closed) {
      socket.destroy();
      return;
    }
    if (socket.alpnProtocol !== "h2") {
      socket.destroy();
      this.#http1 = new Http1Transport(this.#options);
      return;
    }
    const connection = new Http2Connection({
      origin: url.origin,
      socket,
      maxStreams: this.#options.streamsPerConnection,
      clock,
      onRetired: () => this.#connections.delete(connection),
    });
    this.#connections.add(connection);
  }
}
