import type { Readable } from "node:stream";
import type { DetailedPeerCertificate } from "node:tls";
import type { UserInfo } from "../../authentication/index.js";
import type { ConnectionUpgrade, RequestAudit } from "../../endpoints/request/request-context.js";
import type { RequestInfo } from "../../endpoints/request/request-info.js";
import type { Peer } from "./peer.js";
import { readBody } from "./read-body.js";
import { RequestSignal } from "./request-signal.js";
import { ServerResponseWriter, type ResponseTransport } from "./response-writer.js";
import type { ServerRequest } from "./server-request.js";
import type { WriteScheduler } from "./write-scheduler.js";

export interface ExchangeDeps {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly httpVersion: "1.1" | "2";
  readonly peer: Peer;
  readonly receivedAt: number;
  readonly body: Readable;
  readonly transport: ResponseTransport;
  readonly scheduler: WriteScheduler;
}

/** One request and its answer; what HTTP/1.1 and HTTP/2 have in common. Nothing is computed before it is asked for. */
export abstract class Exchange implements ServerRequest {
  readonly method: string;
  readonly path: string;
  readonly rawQuery: string;
  readonly httpVersion: "1.1" | "2";
  readonly receivedAt: number;
  readonly response: ServerResponseWriter;
  readonly auditAnnotations = new Map<string, string>();
  readonly upgrade: ConnectionUpgrade | undefined;
  readonly signal = new RequestSignal();
  auditID = "";
  user: UserInfo | undefined = undefined;
  audit: RequestAudit | undefined = undefined;
  queuedMs = 0;

  readonly #peer: Peer;
  readonly #body: Readable;
  #warnings: Set<string> | undefined;
  #requestInfo: RequestInfo | undefined;
  #query: URLSearchParams | undefined;

  constructor(deps: ExchangeDeps & { readonly acceptsGzip: boolean; readonly upgrade?: ConnectionUpgrade }) {
    this.method = deps.method;
    const mark = deps.target.indexOf("?");
    this.path = mark < 0 ? deps.target : deps.target.slice(0, mark);
    this.rawQuery = mark < 0 ? "" : deps.target.slice(mark + 1);
    this.httpVersion = deps.httpVersion;
    this.receivedAt = deps.receivedAt;
    const { upgrade } = deps;
    this.upgrade = upgrade && {
      protocol: upgrade.protocol,
      take: () => {
        this.response.switchProtocols();
        return upgrade.take();
      },
    };
    this.#peer = deps.peer;
    this.#body = deps.body;
    this.response = new ServerResponseWriter({
      transport: deps.transport,
      scheduler: deps.scheduler,
      head: deps.method === "HEAD",
      acceptsGzip: deps.acceptsGzip,
      warnings: () => this.#warnings,
      signal: this.signal,
    });
  }

  get warnings(): Set<string> {
    return (this.#warnings ??= new Set());
  }

  get query(): URLSearchParams {
    return (this.#query ??= new URLSearchParams(this.rawQuery));
  }

  get requestInfo(): RequestInfo {
    if (this.#requestInfo === undefined) throw new Error("the request-info filter has not run");
    return this.#requestInfo;
  }
  set requestInfo(info: RequestInfo) {
    this.#requestInfo = info;
  }

  get remoteAddress(): string {
    return this.#peer.remoteAddress;
  }
  get peerCertificate(): DetailedPeerCertificate | undefined {
    return this.#peer.certificate;
  }
  get peerCertificateError(): string | undefined {
    return this.#peer.certificateError;
  }

  abort(reason: Error): void {
    this.signal.abort(reason);
  }

  async readBody(limitBytes: number): Promise<Uint8Array> {
    if (this.bodyIsEmpty) return new Uint8Array(0);
    const length = this.header("content-length");
    const contentLength = length === undefined ? undefined : Number(length);
    this.invite();
    return readBody(this.#body, { limitBytes, contentLength, signal: this.signal });
  }

  abstract header(name: string): string | undefined;
  abstract headerValues(name: string): readonly string[];
  abstract headerNames(): readonly string[];
  abstract hasHeader(matches: (name: string) => boolean): boolean;
  abstract removeHeaders(matches: (name: string) => boolean): void;
  protected abstract readonly bodyIsEmpty: boolean;
  /** Answers `Expect: 100-continue` where the protocol implementation leaves that to us. */
  protected abstract invite(): void;
}

/** The values of `name` in a flat list of names and values, as they came over the wire. */
export function rawHeaderValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]!.toLowerCase() === name) values.push(rawHeaders[i + 1]!);
  }
  return values;
}

/** True when gzip may be sent. A weight of zero refuses it. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  if (acceptEncoding === undefined) return false;
  return acceptEncoding.split(",").some((item) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$)[\d.]+\s*)?$/i.test(item));
}
