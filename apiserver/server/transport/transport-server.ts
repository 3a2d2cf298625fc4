import {
  createSecureServer,
  type Http2SecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import { ServerResponse, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { DEFAULT_CIPHERS, type SecureVersion, type TLSSocket } from "node:tls";
import type { Clock } from "../../../apimachinery/clock/index.js";
import { rescue } from "../../../apimachinery/promises/index.js";
import type { ConnectionUpgrade } from "../../endpoints/request/request-context.js";
import type { Exchange } from "./exchange.js";
import { Http1Exchange } from "./http1-exchange.js";
import { Http2Exchange } from "./http2-exchange.js";
import { Peer } from "./peer.js";
import { ClientGoneError, type ServerHandler } from "./server-request.js";
import { WriteScheduler } from "./write-scheduler.js";

// Limits as upstream's secure serving. @see kubernetes/apiserver pkg/server/secure_serving.go
const MAX_HEADER_BYTES = 1024 * 1024;
const IDLE_MS = 90_000;
const READ_HEADER_MS = 32_000;
const KEEP_ALIVE_MS = 180_000;
const DEFAULT_MAX_STREAMS = 100;
const STREAM_WINDOW_BYTES = 256 * 1024;

// Node counts what a session holds and fails new streams above 10 MB, so that one slow reader would starve all others on
// its connection. What each stream may hold is bounded by STREAM_BUDGET_BYTES instead; this is far above their sum.
const MAX_SESSION_MEMORY_MB = 256;

// Controllers cancel watches by the hundred; nghttp2's guard against rapid resets would end their connection. Node 20
// ignores these two options; there 1,000 cancelled streams in a burst cost the client a reconnect.
const RESET_BURST = 100_000;
const RESET_RATE = 10_000;

// Node prefers AES-256, which takes a quarter longer for each byte. Go prefers AES-128, so kube-apiserver serves with it.
const CIPHERS = ["TLS_AES_128_GCM_SHA256", ...DEFAULT_CIPHERS.split(":")]
  .filter((cipher, i, all) => all.indexOf(cipher) === i)
  .join(":");

/** PEM texts. */
export interface TLSMaterial {
  readonly cert: string;
  readonly key: string;
  /** Certificates that clients' certificates are verified with. Empty: no client certificate is asked for. */
  readonly clientCAs: readonly string[];
}

export interface TransportServerOptions {
  readonly handler: ServerHandler;
  readonly clock: Clock;
  readonly tls: TLSMaterial;
  readonly minTLSVersion?: SecureVersion;
  /** OpenSSL names, joined by `:`. */
  readonly ciphers?: string;
  readonly disableHttp2?: boolean;
  readonly maxStreamsPerConnection?: number;
  /** What a handler throws is a defect: the filters answer every error. */
  readonly onHandlerError: (err: unknown) => void;
  readonly onTLSHandshakeError?: (err: Error) => void;
}

/** As documented; the declared type lacks the last argument. */
type StreamListener = (
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  flags: number,
  rawHeaders: readonly string[],
) => void;

/** One TLS port that speaks HTTP/2 and HTTP/1.1 and hands every request to one handler. */
export class TransportServer {
  readonly #opts: TransportServerOptions;
  readonly #scheduler = new WriteScheduler();
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #sockets = new Set<Socket>();
  readonly #peers = new WeakMap<object, Peer>();
  /** Sessions with open streams, and how many. */
  readonly #busy = new Map<object, number>();
  #server: Http2SecureServer | undefined;

  constructor(opts: TransportServerOptions) {
    this.#opts = opts;
  }

  /** Port 0 takes a free one. @throws Error when the address is taken or not ours. */
  async listen(address: { readonly host: string; readonly port: number }): Promise<AddressInfo> {
    const server = (this.#server = this.#createServer());
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(address.port, address.host, () => {
        server.off("error", reject);
        resolve();
      });
    });
    return server.address() as AddressInfo;
  }

  /** New connections see the new certificates. */
  updateTLS(tls: TLSMaterial): void {
    this.#server?.setSecureContext({ cert: tls.cert, key: tls.key, ca: [...tls.clientCAs] });
  }

  /** Stops listening and closes what is idle. Streams under way go on; no new ones are taken. */
  stopAccepting(): void {
    this.#server?.close();
    for (const session of this.#sessions) session.close();
  }

  /** Resolves once every connection is closed; those still open after `graceMs` are cut off. */
  async close(graceMs: number): Promise<void> {
    if (this.#server?.listening === true) this.stopAccepting();
    if (this.#sockets.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = this.#opts.clock.setTimeout(() => {
        for (const session of this.#sessions) session.destroy();
        for (const socket of this.#sockets) socket.destroy();
      }, graceMs);
      for (const socket of this.#sockets) {
        socket.once("close", () => {
          if (this.#sockets.size > 0) return;
          timer.cancel();
          resolve();
        });
      }
    });
  }

  #createServer(): Http2SecureServer {
    const { tls, disableHttp2, maxStreamsPerConnection, minTLSVersion = "TLSv1.2", ciphers = CIPHERS } = this.#opts;
    const resets = { streamResetBurst: RESET_BURST, streamResetRate: RESET_RATE };
    const server = createSecureServer({
      allowHTTP1: true,
      cert: tls.cert,
      key: tls.key,
      ca: [...tls.clientCAs],
      requestCert: tls.clientCAs.length > 0,
      // Other credentials may follow; authentication decides.
      rejectUnauthorized: false,
      minVersion: minTLSVersion,
      ciphers,
      ...(disableHttp2 === true ? { ALPNProtocols: ["http/1.1"] } : {}),
      maxSessionMemory: MAX_SESSION_MEMORY_MB,
      settings: {
        maxConcurrentStreams: maxStreamsPerConnection || DEFAULT_MAX_STREAMS,
        initialWindowSize: STREAM_WINDOW_BYTES,
        maxHeaderListSize: MAX_HEADER_BYTES,
      },
      ...resets,
    });
    // HTTP/1.1 limits, which this class of server takes as properties.
    Object.assign(server, {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: READ_HEADER_MS,
      keepAliveTimeout: IDLE_MS,
    });
    server.on("request", (request, response) => {
      if (request.httpVersionMajor === 1)
        this.#onHttp1(request as unknown as IncomingMessage, response as unknown as ServerResponse);
    });
    // Listening to "request" made Node add its HTTP/2 compatibility layer, which costs 30–50% more than plain streams.
    server.removeAllListeners("stream");
    const onStream: StreamListener = (stream, headers, _flags, rawHeaders) => {
      const exchange = new Http2Exchange(stream, headers, rawHeaders, {
        peer: this.#peerOf(stream.session!.socket as TLSSocket),
        receivedAt: this.#opts.clock.now(),
        scheduler: this.#scheduler,
      });
      this.#onHttp2(stream, exchange);
    };
    server.on("stream", onStream as (stream: ServerHttp2Stream) => void);
    server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#onUpgrade(request, socket as TLSSocket, head);
    });
    server.on("session", (session) => this.#onSession(session));
    server.on("connection", (socket: Socket) => {
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      socket.setNoDelay(true);
      this.#track(socket);
    });
    server.on("secureConnection", (socket: TLSSocket) => this.#track(socket));
    server.on("tlsClientError", (err: Error) => this.#opts.onTLSHandshakeError?.(err));
    return server;
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
  }

  #onSession(session: ServerHttp2Session): void {
    this.#sessions.add(session);
    session.once("close", () => this.#sessions.delete(session));
    // Let a connection's many uploads run beside each other: the default is one stream's window for all.
    session.setLocalWindowSize(STREAM_WINDOW_BYTES * 16);
    // A quiet watch is not an idle connection.
    session.setTimeout(IDLE_MS, () => {
      if (!this.#busy.has(session)) session.close();
    });
  }

  #onHttp2(stream: ServerHttp2Stream, exchange: Exchange): void {
    const { session } = stream;
    if (session !== undefined) this.#busy.set(session, (this.#busy.get(session) ?? 0) + 1);
    // A reset of the stream arrives as an error or as a mere close; either way the client is gone.
    stream.on("error", ignore);
    const onClose = (): void => {
      // When both sides have ended, the stream may close before it hears that its last write is done.
      if (!stream.writableEnded || stream.rstCode !== 0) exchange.abort(new ClientGoneError());
      if (session !== undefined) this.#streamEnded(session);
      // Node holds on to closed streams until a full collection; all of the request would wait there with them.
      stream.off("close", onClose);
    };
    stream.on("close", onClose);
    this.#run(exchange);
  }

  #streamEnded(session: object): void {
    const left = (this.#busy.get(session) ?? 1) - 1;
    if (left === 0) this.#busy.delete(session);
    else this.#busy.set(session, left);
  }

  #onHttp1(request: IncomingMessage, response: ServerResponse, upgrade?: ConnectionUpgrade): void {
    const exchange = new Http1Exchange(request, response, {
      peer: this.#peerOf(request.socket as TLSSocket),
      receivedAt: this.#opts.clock.now(),
      scheduler: this.#scheduler,
      ...(upgrade === undefined ? {} : { upgrade }),
    });
    request.on("error", ignore);
    response.on("error", ignore);
    response.on("close", () => {
      if (!response.writableFinished) exchange.abort(new ClientGoneError());
    });
    this.#run(exchange);
  }

  #onUpgrade(request: IncomingMessage, socket: TLSSocket, head: Buffer): void {
    const response = new ServerResponse(request);
    // Node's parser has let go of the connection: an ordinary answer is the last on it.
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once("finish", () => socket.end());
    socket.on("error", ignore);
    this.#onHttp1(request, response, {
      protocol: (request.headers.upgrade ?? "").toLowerCase(),
      take: () => {
        response.detachSocket(socket);
        return { request, socket, head };
      },
    });
  }

  #run(exchange: Exchange): void {
    void rescue(this.#opts.handler, exchange, (err) => {
      this.#opts.onHandlerError(err);
      exchange.response.cut(err instanceof Error ? err : new Error("handler failed", { cause: err }));
    });
  }

  #peerOf(socket: TLSSocket): Peer {
    let peer = this.#peers.get(socket);
    if (peer === undefined) this.#peers.set(socket, (peer = new Peer(socket)));
    return peer;
  }
}

/** For errors that show as an aborted request. */
function ignore(): void {}
