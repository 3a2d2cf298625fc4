import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { acceptsGzip, Exchange, rawHeaderValues, type ExchangeDeps } from "./exchange.js";
import type { BodyFollows, ResponseHeaders, ResponseTransport } from "./response-writer.js";

/** A request on an HTTP/2 stream. */
export class Http2Exchange extends Exchange {
  readonly #stream: ServerHttp2Stream;
  readonly #headers: IncomingHttpHeaders;
  readonly #rawHeaders: readonly string[];

  constructor(
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    rawHeaders: readonly string[],
    deps: Pick<ExchangeDeps, "peer" | "receivedAt" | "scheduler">,
  ) {
    // Named one by one: to spread an object and add to it takes Node 20 ten times as long as all the rest of this.
    super({
      peer: deps.peer,
      receivedAt: deps.receivedAt,
      scheduler: deps.scheduler,
      method: headers[":method"] ?? "GET",
      target: headers[":path"] ?? "/",
      httpVersion: "2",
      body: stream,
      transport: new Http2Transport(stream),
      acceptsGzip: acceptsGzip(headers["accept-encoding"] as string | undefined),
    });
    this.#stream = stream;
    this.#headers = headers;
    this.#rawHeaders = rawHeaders;
  }

  header(name: string): string | undefined {
    // HTTP/2 has no Host header; `:authority` takes its place.
    const value = this.#headers[name] ?? (name === "host" ? this.#headers[":authority"] : undefined);
    return Array.isArray(value) ? value.join(", ") : value;
  }

  headerValues(name: string): readonly string[] {
    return this.#headers[name] === undefined ? [] : rawHeaderValues(this.#rawHeaders, name);
  }

  headerNames(): readonly string[] {
    return Object.keys(this.#headers).filter((name) => !name.startsWith(":") && this.#headers[name] !== undefined);
  }

  // These two look at what came over the wire, where names are lower-case too: the headers' object has no prototype, and
  // to list the names of such an object makes an array of them each time.
  hasHeader(matches: (name: string) => boolean): boolean {
    const raw = this.#rawHeaders;
    for (let i = 0; i < raw.length; i += 2) {
      if (matches(raw[i]!) && this.#headers[raw[i]!] !== undefined) return true;
    }
    return false;
  }

  removeHeaders(matches: (name: string) => boolean): void {
    const raw = this.#rawHeaders;
    for (let i = 0; i < raw.length; i += 2) if (matches(raw[i]!)) this.#headers[raw[i]!] = undefined;
  }

  protected get bodyIsEmpty(): boolean {
    return this.#stream.endAfterHeaders;
  }

  protected invite(): void {
    if (this.#headers["expect"] === "100-continue" && !this.#stream.headersSent) {
      this.#stream.additionalHeaders({ ":status": 100 });
    }
  }
}

class Http2Transport implements ResponseTransport {
  readonly writable: ServerHttp2Stream;

  constructor(stream: ServerHttp2Stream) {
    this.writable = stream;
  }

  get connection(): object {
    return this.writable.session ?? this;
  }

  writeHead(status: number, headers: ResponseHeaders, follows: BodyFollows): void {
    const stream = this.writable;
    if (stream.destroyed || stream.closed) return;
    // HTTP/2 has no Connection header: to close the connection is to say GOAWAY and let open streams end.
    const closes = headers["connection"] === "close";
    if (closes) headers["connection"] = undefined;
    headers[":status"] = status;
    stream.respond(headers, { endStream: follows === "nothing" });
    if (closes) stream.session?.close();
    if (stream.endAfterHeaders || stream.readableEnded) return;
    // The answer is complete without the rest of the body: tell the client not to send it. Waits until all is written.
    if (follows === "nothing") stopReading(stream);
    else stream.once("finish", () => stopReading(stream));
  }

  cut(reason: Error): void {
    // `close` with an error code would end the body first, and the client take it for complete.
    this.writable.destroy(reason);
  }
}

function stopReading(stream: ServerHttp2Stream): void {
  if (!stream.readableEnded) stream.close(constants.NGHTTP2_NO_ERROR);
}
