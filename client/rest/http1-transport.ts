import * as http from "node:http";
import * as https from "node:https";
import { tlsOptionsOf } from "./tls-socket.js";
import type { TLSConfig } from "./config.js";
import {
  TransportError,
  type Transport,
  type TransportFailure,
  type TransportRequest,
  type TransportResponse,
} from "./transport.js";

/** HTTP/1.1 with kept-alive connections, for servers that offer nothing better and for `http:` URLs. */
export class Http1Transport implements Transport {
  readonly #url: URL;
  readonly #agent: http.Agent;
  readonly #send: typeof https.request;

  constructor(opts: { readonly url: URL; readonly tls: TLSConfig; readonly connectTimeoutMs: number }) {
    this.#url = opts.url;
    const shared = { keepAlive: true, noDelay: true };
    if (opts.url.protocol === "https:") {
      this.#agent = new https.Agent({ ...shared, ...tlsOptionsOf(opts.url, opts.tls), ALPNProtocols: ["http/1.1"] });
      this.#send = https.request;
    } else {
      this.#agent = new http.Agent(shared);
      this.#send = http.request;
    }
  }

  roundTrip(request: TransportRequest, opts: { readonly signal?: AbortSignal }): Promise<TransportResponse> {
    const { signal } = opts;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const outgoing = this.#send(new URL(request.path, this.#url), {
        method: request.method,
        headers: request.headers as http.OutgoingHttpHeaders,
        agent: this.#agent,
      });
      let response: http.IncomingMessage | undefined;
      const onAbort = (): void => {
        response?.destroy(signal!.reason as Error);
        outgoing.destroy(signal!.reason as Error);
        reject(signal!.reason as Error);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      outgoing.once("close", () => signal?.removeEventListener("abort", onAbort));
      outgoing.on("error", (cause: NodeJS.ErrnoException) =>
        reject(new TransportError(failureOf(cause), `${this.#url.host}: ${cause.message}`, { cause })),
      );
      outgoing.once("response", (incoming) => {
        response = incoming;
        // A reader gets the error from the stream; without one it must not end the process.
        incoming.on("error", () => undefined);
        resolve({
          status: incoming.statusCode!,
          headers: incoming.headers,
          body: incoming,
          truncated: () => !incoming.complete,
        });
      });
      outgoing.end(request.body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function failureOf(err: NodeJS.ErrnoException): TransportFailure {
  return err.syscall === "connect" || err.code === "ENOTFOUND" || err.code === "EAI_AGAIN" ? "connect" : "lost";
}
