import type { UserInfo } from "../../authentication/index.js";
import type { ResponseStream } from "../../endpoints/index.js";
import { parseRequestInfo } from "../../endpoints/index.js";
import type { ResponseObserver, RevocableResponse, ServerRequest } from "../transport/index.js";

/** Keeps what was sent. */
export class FakeResponse implements RevocableResponse {
  status = 0;
  body = "";
  contentType = "";
  cutBy: Error | undefined;
  ended = false;
  readonly headers: Record<string, string> = {};
  #abandoned = false;
  #observer: ResponseObserver | undefined;

  get started(): boolean {
    return this.status !== 0;
  }
  get bytesWritten(): number {
    return this.body.length;
  }
  setHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  getHeader(name: string): string | undefined {
    return this.headers[name];
  }
  send(status: number, contentType: string, body: Uint8Array | string): void {
    if (this.#abandoned) return;
    if (this.started) throw new Error("response already started");
    this.status = status;
    this.#observer?.head(status, contentType);
    this.#observer?.body?.(Buffer.from(body));
    this.contentType = contentType;
    this.body = typeof body === "string" ? body : Buffer.from(body).toString();
    this.ended = true;
  }
  stream(status: number, contentType: string): ResponseStream {
    this.status = status;
    this.contentType = contentType;
    this.#observer?.head(status, contentType);
    return {
      write: (chunk) => {
        this.#observer?.body?.(chunk);
        this.body += Buffer.from(chunk).toString();
        return true;
      },
      drained: () => Promise.resolve(),
      pendingBytes: 0,
      end: () => {
        this.ended = true;
      },
      destroy: (reason) => this.cut(reason),
    };
  }
  observe(observer: ResponseObserver): void {
    this.#observer = observer;
  }
  abandon(): void {
    this.#abandoned = true;
  }
  cut(reason: Error): void {
    if (this.#abandoned) return;
    this.#abandoned = true;
    this.cutBy = reason;
  }
  /** The body as a JSON object. */
  json(): Record<string, unknown> {
    return JSON.parse(this.body) as Record<string, unknown>;
  }
}

export interface FakeRequest extends ServerRequest {
  readonly response: FakeResponse;
}

/** A request for tests of filters and endpoints; `requestInfo` is filled in as the filter would. */
export function fakeRequest(
  method: string,
  url: string,
  parts: {
    readonly headers?: Record<string, string>;
    readonly user?: UserInfo;
    readonly receivedAt?: number;
    readonly httpVersion?: "1.1" | "2";
    readonly body?: string;
  } = {},
): FakeRequest {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const rawQuery = mark < 0 ? "" : url.slice(mark + 1);
  const query = new URLSearchParams(rawQuery);
  const headers = { ...parts.headers };
  const controller = new AbortController();
  return {
    method,
    path,
    rawQuery,
    query,
    httpVersion: parts.httpVersion ?? "2",
    header: (name) => headers[name],
    headerValues: (name) => (headers[name] === undefined ? [] : [headers[name]]),
    headerNames: () => Object.keys(headers),
    hasHeader: (matches) => Object.keys(headers).some(matches),
    removeHeaders: (matches) => {
      for (const name of Object.keys(headers)) if (matches(name)) delete headers[name];
    },
    remoteAddress: "192.0.2.1",
    peerCertificate: undefined,
    peerCertificateError: undefined,
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    receivedAt: parts.receivedAt ?? Date.parse("2026-01-01T00:00:00Z"),
    readBody: () => Promise.resolve(Buffer.from(parts.body ?? "")),
    response: new FakeResponse(),
    requestInfo: parseRequestInfo(method, path, { query }),
    auditID: "",
    user: parts.user,
    warnings: new Set(),
    auditAnnotations: new Map(),
    audit: undefined,
  };
}
