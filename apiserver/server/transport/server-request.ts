import type { MaybePromise } from "../../../apimachinery/promises/index.js";
import type { AuthenticationRequest } from "../../authentication/index.js";
import type { RequestContext, ResponseWriter } from "../../endpoints/request/request-context.js";

/** What the server's own filters may do with a request, beyond what endpoints see. */
export interface ServerRequest extends RequestContext, AuthenticationRequest {
  readonly response: RevocableResponse;
  /** True when the name of a header matches that is still there. */
  hasHeader(matches: (name: string) => boolean): boolean;
  /** Takes headers away, so that nothing behind the filter can see them (credentials, front-proxy headers). */
  removeHeaders(matches: (name: string) => boolean): void;
  /** Aborts `signal`. Only the first reason counts. */
  abort(reason: Error): void;
}

/** A response that a filter can take away from a handler that is late. */
export interface RevocableResponse extends ResponseWriter {
  /** The filter that calls this has answered: whatever is written from now on goes nowhere. */
  abandon(): void;
  /** What is sent from now on is also told to `observer`, of which there is one. */
  observe(observer: ResponseObserver): void;
  /** Ends a response under way so that the client sees that it is not complete. Does nothing once abandoned. */
  cut(reason: Error): void;
}

/** Sees a response as the handler gives it. */
export interface ResponseObserver {
  /** The status line is about to go out; 101 when the connection leaves HTTP. */
  head(status: number, contentType: string): void;
  /** Parts of the body before compression, in order; absent when nobody asks for them. */
  body?: ((chunk: Uint8Array) => void) | undefined;
}

/** A filter's or handler's work; ends when the answer is complete or on its way, at once where nothing has to wait. */
export type ServerHandler = (request: ServerRequest) => MaybePromise<void>;

/** The client closed the connection or reset the stream. Nobody is left to answer to. */
export class ClientGoneError extends Error {
  constructor() {
    super("the client closed the connection");
    this.name = "ClientGoneError";
  }
}

/** The server is shutting down; long-running requests end here. */
export class ServerStoppingError extends Error {
  constructor() {
    super("the server is shutting down");
    this.name = "ServerStoppingError";
  }
}
