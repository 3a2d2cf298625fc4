import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { ConnectionUpgrade } from "../../endpoints/request/request-context.js";
import { acceptsGzip, Exchange, rawHeaderValues, type ExchangeDeps } from "./exchange.js";
import type { BodyFollows, ResponseHeaders, ResponseTransport } from "./response-writer.js";

const EMPTY = Buffer.alloc(0);

/** A request on an HTTP/1.1 connection. */
export class Http1Exchange extends Exchange {
  readonly #request: IncomingMessage;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    deps: Pick<ExchangeDeps, "peer" | "receivedAt" | "scheduler"> & { readonly upgrade?: ConnectionUpgrade },
  ) {
    super({
      peer: deps.peer,
      receivedAt: deps.receivedAt,
      scheduler: deps.scheduler,
      ...(deps.upgrade === undefined ? undefined : { upgrade: deps.upgrade }),
      method: request.method ?? "GET",
      target: originForm(request.url ?? "/"),
      httpVersion: "1.1",
      body: request,
      transport: new Http1Transport(request, response),
      acceptsGzip: acceptsGzip(request.headers["accept-encoding"] as string | undefined),
    });
    this.#request = request;
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  }

  headerValues(name: string): readonly string[] {
    return this.#request.headers[name] === undefined ? [] : rawHeaderValues(this.#request.rawHeaders, name);
  }

  headerNames(): readonly string[] {
    const { headers } = this.#request;
    return Object.keys(headers).filter((name) => headers[name] !== undefined);
  }

  hasHeader(matches: (name: string) => boolean): boolean {
    return this.headerNames().some(matches);
  }

  removeHeaders(matches: (name: string) => boolean): void {
    const { headers } = this.#request;
    for (const name in headers) if (matches(name)) headers[name] = undefined;
  }

  protected get bodyIsEmpty(): boolean {
    return !hasBody(this.#request);
  }

  protected invite(): void {
    // Node's parser has answered `Expect: 100-continue` by itself.
  }
}

class Http1Transport implements ResponseTransport {
  readonly writable: ServerResponse;
  readonly #request: IncomingMessage;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.writable = response;
  }

  get connection(): object {
    return this.#request.socket;
  }

  writeHead(status: number, headers: ResponseHeaders, follows: BodyFollows): void {
    const response = this.writable;
    if (response.destroyed) return;
    response.writeHead(status, headers as OutgoingHttpHeaders);
    if (hasBody(this.#request) && !this.#request.complete) discardRest(this.#request);
    if (follows === "nothing") response.end();
    // Sends the headers as `flushHeaders` does, but as the bytes they are: that one would encode them as UTF-8 once more.
    if (follows === "later") response.write(EMPTY);
  }

  cut(reason: Error): void {
    this.writable.destroy(reason);
  }
}

function hasBody(request: IncomingMessage): boolean {
  const { headers } = request;
  return headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
}

// Enough for clients that send a body somewhat above the limit to come to read why it was refused.
const DISCARD_BYTES = 16 * 1024 * 1024;

/** The answer does not wait for the rest of the body: reads it away, within a bound, so that the connection lives on. */
function discardRest(request: IncomingMessage): void {
  let seen = 0;
  request.on("data", (chunk: Buffer) => {
    seen += chunk.byteLength;
    if (seen > DISCARD_BYTES) request.destroy();
  });
}

/** Proxies send absolute URLs; only path and query matter here. */
function originForm(target: string): string {
  if (target.startsWith("/")) return target;
  const match = /^https?:\/\/[^/?]*([^]*)$/i.exec(target);
  const rest = match?.[1] ?? target;
  return rest.startsWith("/") ? rest : `/${rest}`;
}
