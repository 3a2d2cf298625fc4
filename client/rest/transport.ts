import type { Readable } from "node:stream";

/** One HTTP exchange, below retries, authentication and decoding. */
export interface TransportRequest {
  readonly method: string;
  /** Path and query, the server URL's prefix included. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string | readonly string[] };
  readonly body?: string | Buffer;
}

export interface TransportResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  /** Must be read to the end or destroyed, else the connection cannot be used again. */
  readonly body: Readable;
  /** Asked after the body has ended: the connection was lost before all of it came. */
  truncated(): boolean;
}

export interface Transport {
  /**
   * Resolves when the response's headers are there. The signal also ends the body.
   * @throws TransportError, or the signal's reason.
   */
  roundTrip(request: TransportRequest, opts: { readonly signal?: AbortSignal }): Promise<TransportResponse>;
  /** Ends all connections, open requests included. */
  close(): void;
}

/**
 * How far a failed exchange got: `connect` no connection was made; `refused` the server said that it has not looked at
 * the request; `lost` the connection ended, and what the server did is unknown.
 */
export type TransportFailure = "connect" | "refused" | "lost";

/** The exchange failed below HTTP. */
export class TransportError extends Error {
  readonly kind: TransportFailure;

  constructor(kind: TransportFailure, message: string, opts: { readonly cause?: unknown } = {}) {
    super(message, { cause: opts.cause });
    this.name = "TransportError";
    this.kind = kind;
  }
}

/** The first value of a header. */
export function headerValue(headers: TransportResponse["headers"], name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : value?.[0];
}

/** Reads a body to its end. @throws TransportError when the connection is lost before that, or the signal's reason */
export function readBody(response: TransportResponse, signal?: AbortSignal): Promise<Buffer> {
  const { body } = response;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let ended = false;
    const fail = (cause: Error | null): void => {
      if (ended) return;
      if (signal?.aborted === true) reject(signal.reason as Error);
      else reject(new TransportError("lost", "the connection was lost within the response", { cause }));
    };
    // Events and no iterator: it costs half as much, and small answers are what most calls get.
    body.on("data", (chunk: Buffer) => chunks.push(chunk));
    body.once("end", () => {
      if (response.truncated()) {
        fail(null);
        return;
      }
      ended = true;
      resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
    body.once("error", fail);
    body.once("close", () => fail(null));
    if (body.destroyed) fail(body.errored);
  });
}
