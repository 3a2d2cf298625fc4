import { newRequestEntityTooLarge } from "../../../apimachinery/api/errors/index.js";
import type { UserInfo } from "../../authentication/index.js";
import { parseRequestInfo } from "../request/parse-request-info.js";
import type { RequestContext, ResponseStream, ResponseWriter } from "../request/request-context.js";

const ADMIN: UserInfo = { name: "admin", uid: "", groups: ["system:masters"], extra: {} };

/** Keeps what a handler sends. */
export class RecordedResponse implements ResponseWriter {
  status = 0;
  contentType = "";
  ended = false;
  destroyedBy: Error | undefined;
  readonly headers = new Map<string, string>();
  readonly chunks: Buffer[] = [];
  /** Called after each write, so that a test can react to what has come. */
  onWrite: () => void = () => undefined;

  get started(): boolean {
    return this.status !== 0;
  }

  get bytesWritten(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  get body(): Buffer {
    return Buffer.concat(this.chunks);
  }

  setHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  getHeader(name: string): string | undefined {
    return this.headers.get(name);
  }

  send(status: number, contentType: string, body: Uint8Array | string): void {
    this.#begin(status, contentType);
    this.chunks.push(Buffer.from(body));
    this.ended = true;
  }

  stream(status: number, contentType: string): ResponseStream {
    this.#begin(status, contentType);
    return {
      write: (chunk) => {
        this.chunks.push(Buffer.from(chunk));
        this.onWrite();
        return true;
      },
      drained: () => Promise.resolve(),
      pendingBytes: 0,
      end: () => void (this.ended = true),
      destroy: (reason) => void (this.destroyedBy = reason),
    };
  }

  #begin(status: number, contentType: string): void {
    if (this.started) throw new Error("response already started");
    this.status = status;
    this.contentType = contentType;
  }
}

export interface FakeRequestParts {
  readonly headers?: { readonly [name: string]: string };
  readonly body?: Uint8Array | string;
  readonly user?: UserInfo;
  readonly signal?: AbortSignal;
}

export interface FakeExchange extends RequestContext {
  readonly response: RecordedResponse;
}

/** A request as the filters hand it to the handlers. Header names are lower-case. */
export function fakeExchange(method: string, url: string, parts: FakeRequestParts = {}): FakeExchange {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const rawQuery = mark < 0 ? "" : url.slice(mark + 1);
  const query = new URLSearchParams(rawQuery);
  return {
    method,
    path,
    rawQuery,
    query,
    httpVersion: "2",
    header: (name) => parts.headers?.[name],
    headerNames: () => Object.keys(parts.headers ?? {}),
    remoteAddress: "192.0.2.1",
    peerCertificate: undefined,
    signal: parts.signal ?? new AbortController().signal,
    receivedAt: 0,
    readBody: async (limit) => {
      const body = Buffer.from(parts.body ?? "");
      if (body.length > limit) throw newRequestEntityTooLarge(`limit is ${limit}`);
      return body;
    },
    response: new RecordedResponse(),
    requestInfo: parseRequestInfo(method, path, { query }),
    auditID: "audit",
    user: parts.user ?? ADMIN,
    warnings: new Set(),
    auditAnnotations: new Map(),
    audit: undefined,
  };
}
