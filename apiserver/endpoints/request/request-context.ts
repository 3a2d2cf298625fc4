import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { DetailedPeerCertificate } from "node:tls";
import type { MaybePromise } from "../../../apimachinery/promises/index.js";
import type { UserInfo } from "../../authentication/index.js";
import type { RequestInfo } from "./request-info.js";

/**
 * One request on its way through filters and handlers, the same for HTTP/1.1 and HTTP/2. Made by the transport; filters
 * fill in what they find out.
 */
export interface RequestContext {
  readonly method: string;
  /** The path as sent, percent-encoding kept, without the query. */
  readonly path: string;
  /** The query as sent, without `?`. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly httpVersion: "1.1" | "2";
  /** Lower-case names; repeated headers are joined by `, `. */
  header(name: string): string | undefined;
  /** All names, but not those of headers that filters have taken away. */
  headerNames(): readonly string[];
  readonly remoteAddress: string;
  /** Present when a client certificate was sent and verified against the client CA. */
  readonly peerCertificate: DetailedPeerCertificate | undefined;
  /** Aborted when the client is gone, the deadline passes or the server gives up; the reason is an Error. */
  readonly signal: AbortSignal;
  /** Wall time in ms. */
  readonly receivedAt: number;
  /** @throws StatusError 413 when the body is larger than `limitBytes`. May be called once. */
  readBody(limitBytes: number): Promise<Uint8Array>;
  readonly response: ResponseWriter;
  /** Present when the client asks to leave HTTP (WebSocket). A handler that accepts calls `take` and answers there. */
  readonly upgrade?: ConnectionUpgrade | undefined;

  /** Set by the request-info filter, before all that follows it. */
  requestInfo: RequestInfo;
  auditID: string;
  /** Set by authentication. */
  user: UserInfo | undefined;
  /** Texts for `Warning` headers, deduplicated; sent with the response's headers. */
  readonly warnings: Set<string>;
  readonly auditAnnotations: Map<string, string>;
  /** Set by impersonation: the verb that allowed it, where that is one of the constrained ones. */
  impersonationConstraint?: string | undefined;
  /** Present when the request's content may be recorded. */
  audit: RequestAudit | undefined;
  /** Set by flow control on a watch: to be called once the initial events are sent, when the watch's seats are free again. */
  watchInitialized?: (() => void) | undefined;
  /** How long flow control let the request wait for its turn. */
  queuedMs?: number;
}

/** What audit wants to know of a request's content. Of several calls the first counts. */
export interface RequestAudit {
  /** The body's object, defaulted, in the version in which it came. It is read at once and not kept. */
  requestObject(object: object): void;
  /** The body of a PATCH as a JSON value; called only when it is recorded. */
  requestPatch(read: () => unknown): void;
}

/** An HTTP/1.1 connection whose client sent `Upgrade`. */
export interface ConnectionUpgrade {
  /** The header's value in lower case: `websocket`. */
  readonly protocol: string;
  /** Hands the connection over; from then on the response writer must not be used. May be called once. */
  take(): { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer };
}

/** Writes one response: whole by `send`, or in parts by `stream`. Exactly one of the two, once. */
export interface ResponseWriter {
  /** True once a status line is on its way. */
  readonly started: boolean;
  /** The status sent, 0 before. */
  readonly status: number;
  readonly bytesWritten: number;
  /** A header for whichever way the response is sent; lower-case name. Later calls replace. */
  setHeader(name: string, value: string): void;
  getHeader(name: string): string | undefined;
  /** Sends everything; compresses when asked for and worth it. */
  send(status: number, contentType: string, body: Uint8Array | string): void;
  /** Sends headers at once and returns where the body goes. `flush` small writes as they come (watch). */
  stream(status: number, contentType: string): ResponseStream;
}

export interface ResponseStream {
  /**
   * False when the caller should await `drained()` before it goes on.
   * @param onSent - called once the system has the bytes and `chunk` may be used again; not when it never gets them.
   */
  write(chunk: Uint8Array, onSent?: () => void): boolean;
  drained(): Promise<void>;
  /** Bytes accepted but not yet handed to the system. */
  readonly pendingBytes: number;
  end(): void;
  /** Cuts the connection (HTTP/1.1) or resets the stream, so that the client cannot take the body for complete. */
  destroy(reason: Error): void;
}

/**
 * A filter's or endpoint's work on one request; ends when the response is complete, at once where nothing has to wait.
 * Throws StatusError or any Error.
 */
export type Handler = (ctx: RequestContext) => MaybePromise<void>;
