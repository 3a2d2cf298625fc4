import type { Writable } from "node:stream";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ResponseStream } from "../../endpoints/request/request-context.js";
import { CoalescingStream, type BodySink } from "./coalescing-stream.js";
import type { ResponseObserver, RevocableResponse } from "./server-request.js";
import { warningHeaders } from "./warning-header.js";
import type { WriteScheduler } from "./write-scheduler.js";

// Smaller bodies cost more to compress than the network saves. As upstream's responsewriters.
const GZIP_MIN_BYTES = 128 * 1024;

// One `end(12 MB)` holds every other request for some 28 ms; in slices others get their turn.
const SLICE_BYTES = 64 * 1024;

const SWITCHING_PROTOCOLS = 101;

const compress = promisify(gzip);

export type ResponseHeaders = Record<string, string | string[] | number | undefined>;

/** What comes after the headers: nothing, a body at once, or a body some time, so that headers must go out now. */
export type BodyFollows = "nothing" | "now" | "later";

/** What the two protocols do differently. `writeHead` is called once, before anything else. */
export interface ResponseTransport extends BodySink {
  writeHead(status: number, headers: ResponseHeaders, follows: BodyFollows): void;
}

export interface ResponseWriterDeps {
  readonly transport: ResponseTransport;
  readonly scheduler: WriteScheduler;
  readonly head: boolean;
  readonly acceptsGzip: boolean;
  /** undefined where there are none. */
  readonly warnings: () => ReadonlySet<string> | undefined;
  readonly signal: AbortSignal;
}

/** Sends one response. After `abandon` everything that is still written goes nowhere. */
export class ServerResponseWriter implements RevocableResponse {
  readonly #deps: ResponseWriterDeps;
  readonly #headers: ResponseHeaders = {};
  #status = 0;
  #bytesWritten = 0;
  #abandoned = false;
  #observer: ResponseObserver | undefined;

  constructor(deps: ResponseWriterDeps) {
    this.#deps = deps;
  }

  get started(): boolean {
    return this.#status !== 0;
  }
  get status(): number {
    return this.#status;
  }
  get bytesWritten(): number {
    return this.#bytesWritten;
  }

  setHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getHeader(name: string): string | undefined {
    const value = this.#headers[name];
    return Array.isArray(value) ? value.join(", ") : value?.toString();
  }

  send(status: number, contentType: string, body: Uint8Array | string): void {
    if (!this.#begin(status, contentType)) return;
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    this.#bytesWritten = bytes.byteLength;
    this.#observer?.body?.(bytes);
    const { transport, acceptsGzip, head } = this.#deps;
    if (acceptsGzip && bytes.byteLength >= GZIP_MIN_BYTES && this.#headers["content-encoding"] === undefined && !head) {
      void this.#sendCompressed(status, bytes);
      return;
    }
    // Neither may have a body, nor say how long it would be.
    const bodiless = status === 204 || status === 304;
    if (!bodiless) this.#headers["content-length"] = String(bytes.byteLength);
    if (head || bodiless || bytes.byteLength === 0) {
      transport.writeHead(status, this.#headers, "nothing");
      return;
    }
    transport.writeHead(status, this.#headers, "now");
    sendBody(transport.writable, bytes);
  }

  stream(status: number, contentType: string): ResponseStream {
    const { transport, scheduler, signal, head } = this.#deps;
    if (!this.#begin(status, contentType)) return discardingStream;
    transport.writeHead(status, this.#headers, head ? "nothing" : "later");
    if (head) return discardingStream;
    const body = new CoalescingStream({
      sink: transport,
      scheduler,
      signal,
      onBytes: (count) => (this.#bytesWritten += count),
    });
    const observe = this.#observer?.body;
    return observe === undefined ? body : observedStream(body, observe);
  }

  /** The connection leaves HTTP: from now on nothing is sent here. */
  switchProtocols(): void {
    this.#status = SWITCHING_PROTOCOLS;
    this.#observer?.head(SWITCHING_PROTOCOLS, "");
    this.abandon();
  }

  observe(observer: ResponseObserver): void {
    this.#observer = observer;
  }

  abandon(): void {
    this.#abandoned = true;
  }

  cut(reason: Error): void {
    if (this.#abandoned) return;
    this.abandon();
    this.#deps.transport.cut(reason);
  }

  #begin(status: number, contentType: string): boolean {
    if (this.#abandoned) return false;
    if (this.started) throw new Error(`response already started with status ${this.#status}`);
    this.#status = status;
    this.#observer?.head(status, contentType);
    if (contentType !== "") this.#headers["content-type"] = contentType;
    const warnings = this.#deps.warnings();
    if (warnings !== undefined && warnings.size > 0) this.#headers["warning"] = warningHeaders(warnings);
    return true;
  }

  async #sendCompressed(status: number, bytes: Uint8Array): Promise<void> {
    const { transport } = this.#deps;
    const compressed = await compress(bytes, { level: 1 });
    if (transport.writable.destroyed) return;
    this.#headers["content-encoding"] = "gzip";
    const vary = this.getHeader("vary");
    this.#headers["vary"] = vary === undefined ? "Accept-Encoding" : `${vary}, Accept-Encoding`;
    this.#headers["content-length"] = String(compressed.byteLength);
    transport.writeHead(status, this.#headers, "now");
    sendBody(transport.writable, compressed);
  }
}

/** Writes in slices, each once the one before is with the system: what a slow reader holds stays small. */
function sendBody(writable: Writable, bytes: Uint8Array): void {
  if (bytes.byteLength <= SLICE_BYTES) {
    writable.end(bytes);
    return;
  }
  let offset = 0;
  const next = (): void => {
    while (offset < bytes.byteLength) {
      if (writable.destroyed) return;
      const end = Math.min(offset + SLICE_BYTES, bytes.byteLength);
      const slice = bytes.subarray(offset, end);
      offset = end;
      if (offset === bytes.byteLength) {
        writable.end(slice);
      } else if (!writable.write(slice)) {
        writable.once("drain", next);
        return;
      }
    }
  };
  next();
}

function observedStream(stream: ResponseStream, observe: (chunk: Uint8Array) => void): ResponseStream {
  return {
    write: (chunk) => {
      observe(chunk);
      return stream.write(chunk);
    },
    drained: () => stream.drained(),
    get pendingBytes() {
      return stream.pendingBytes;
    },
    end: () => stream.end(),
    destroy: (reason) => stream.destroy(reason),
  };
}

/** For HEAD requests and abandoned responses. */
const discardingStream: ResponseStream = {
  write: () => true,
  drained: () => Promise.resolve(),
  pendingBytes: 0,
  end: () => undefined,
  destroy: () => undefined,
};
