import * as http2 from "node:http2";
import type { TLSSocket } from "node:tls";
import type { Clock, Timer } from "../../apimachinery/clock/index.js";
import { TransportError, type TransportRequest, type TransportResponse } from "./transport.js";

// The default 64 KiB would hold a 12 MB list up for 190 round trips.
const STREAM_WINDOW_BYTES = 4 << 20;
const CONNECTION_WINDOW_BYTES = 16 << 20;

// Above the windows, in MB; the default of 10 ends a connection that reads several long lists at once.
const MAX_SESSION_MEMORY_MB = 256;

// Servers end a connection after about 1,000 cancelled requests (the rapid-reset guard): leave well before that.
const MAX_RESETS = 500;

// As client-go: a peer that is gone without a word is noticed within 45 s.
const PING_INTERVAL_MS = 30_000;
const PING_TIMEOUT_MS = 15_000;
const IDLE_TIMEOUT_MS = 90_000;

export interface Http2ConnectionOptions {
  readonly origin: string;
  readonly socket: TLSSocket;
  /** Never above what the server allows. */
  readonly maxStreams: number;
  readonly clock: Clock;
  /** Called once, when the connection takes no more requests. */
  readonly onRetired: () => void;
}

/** One HTTP/2 connection. It keeps the process alive only while requests are open. */
export class Http2Connection {
  readonly #session: http2.ClientHttp2Session;
  readonly #options: Http2ConnectionOptions;
  #open = 0;
  #resets = 0;
  #retired = false;
  #lastStreamId = Infinity;
  #ping: Timer | undefined;
  #idle: Timer | undefined;

  constructor(options: Http2ConnectionOptions) {
    this.#options = options;
    this.#session = http2.connect(options.origin, {
      createConnection: () => options.socket,
      settings: { enablePush: false, initialWindowSize: STREAM_WINDOW_BYTES },
      maxSessionMemory: MAX_SESSION_MEMORY_MB,
    });
    this.#session.once("connect", () => this.#session.setLocalWindowSize(CONNECTION_WINDOW_BYTES));
    // Open requests get errors of their own; this one only must not go unheard.
    this.#session.on("error", () => this.#retire());
    this.#session.on("goaway", (_code: number, lastStreamId: number) => {
      this.#lastStreamId = lastStreamId;
      this.#retire();
    });
    this.#session.once("close", () => {
      this.#retire();
      this.#ping?.cancel();
      this.#idle?.cancel();
    });
    this.#session.unref();
  }

  /** True while another request may be opened. */
  get usable(): boolean {
    const limit = Math.min(this.#options.maxStreams, this.#session.remoteSettings?.maxConcurrentStreams ?? Infinity);
    return !this.#retired && !this.#session.closed && !this.#session.destroyed && this.#open < limit;
  }

  roundTrip(request: TransportRequest, signal: AbortSignal | undefined): Promise<TransportResponse> {
    return new Promise((resolve, reject) => {
      let stream: http2.ClientHttp2Stream;
      try {
        stream = this.#session.request(
          { ":method": request.method, ":path": request.path, ...(request.headers as http2.OutgoingHttpHeaders) },
          { endStream: request.body === undefined },
        );
      } catch (cause) {
        reject(new TransportError("refused", (cause as Error).message, { cause }));
        return;
      }
      this.#opened();
      let failure: Error | undefined;
      let answered = false;
      const onAbort = (): void => {
        this.#resets++;
        if (this.#resets >= MAX_RESETS) this.#retire();
        stream.close(http2.constants.NGHTTP2_CANCEL);
        stream.destroy(signal!.reason as Error);
        reject(signal!.reason as Error);
      };
      stream.on("error", (err) => (failure = err));
      stream.once("close", () => {
        signal?.removeEventListener("abort", onAbort);
        this.#closed();
        if (!answered) reject(this.#failureOf(stream, failure));
      });
      stream.once("response", (headers) => {
        answered = true;
        resolve({
          status: Number(headers[":status"]),
          headers: headers as TransportResponse["headers"],
          body: stream,
          truncated: () => stream.aborted || stream.rstCode !== http2.constants.NGHTTP2_NO_ERROR,
        });
      });
      if (signal?.aborted === true) onAbort();
      else signal?.addEventListener("abort", onAbort, { once: true });
      if (request.body !== undefined) stream.end(request.body);
    });
  }

  /** Ends the connection with all its requests. */
  destroy(): void {
    this.#retire();
    this.#session.destroy();
  }

  #failureOf(stream: http2.ClientHttp2Stream, cause: Error | undefined): TransportError {
    const refused =
      stream.rstCode === http2.constants.NGHTTP2_REFUSED_STREAM ||
      stream.id === undefined ||
      stream.id > this.#lastStreamId;
    const why = cause?.message ?? "the connection was closed before a response came";
    return new TransportError(refused ? "refused" : "lost", `${this.#options.origin}: ${why}`, { cause });
  }

  #opened(): void {
    if (this.#open++ > 0) return;
    this.#session.ref();
    this.#idle?.cancel();
    this.#ping ??= this.#schedulePing();
  }

  #closed(): void {
    if (--this.#open > 0) return;
    if (this.#session.destroyed) return;
    this.#session.unref();
    this.#ping?.cancel();
    this.#ping = undefined;
    if (this.#retired) this.#session.close();
    else this.#idle = this.#options.clock.setTimeout(() => this.#retire(), IDLE_TIMEOUT_MS, { unref: true });
  }

  #retire(): void {
    if (this.#retired) return;
    this.#retired = true;
    this.#options.onRetired();
    if (this.#open === 0 && !this.#session.closed) this.#session.close();
  }

  #schedulePing(): Timer {
    return this.#options.clock.setTimeout(() => this.#sendPing(), PING_INTERVAL_MS, { unref: true });
  }

  #sendPing(): void {
    if (this.#session.closed || this.#session.destroyed) return;
    const overdue = this.#options.clock.setTimeout(
      () => this.#session.destroy(new Error(`no answer to a ping within ${PING_TIMEOUT_MS} ms`)),
      PING_TIMEOUT_MS,
      { unref: true },
    );
    this.#session.ping((err) => {
      overdue.cancel();
      if (err === null && this.#open > 0) this.#ping = this.#schedulePing();
    });
  }
}
