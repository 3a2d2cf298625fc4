import { connect, type ClientHttp2Session, type OutgoingHttpHeaders } from "node:http2";
import { loadRestConfig } from "../../client/index.js";

export interface LoadRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
}

export interface LoadAnswer {
  readonly status: number;
  /** Empty unless the body was asked for. */
  readonly body: Buffer;
  readonly bytes: number;
}

/** A load of one kind, and what it took. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds of each request, sorted. */
  readonly latencies: Float64Array;
}

const MIB = 1024 * 1024;

/** One HTTP/2 connection that asks as plainly as possible, so that the machine is left to the server. */
export class LoadClient {
  readonly #session: ClientHttp2Session;

  private constructor(session: ClientHttp2Session) {
    this.#session = session;
  }

  static async open(kubeconfig: string): Promise<LoadClient> {
    const { server, tls = {} } = loadRestConfig({ path: kubeconfig }).config;
    const session = connect(server, {
      ...(tls.ca === undefined ? {} : { ca: tls.ca }),
      ...(tls.cert === undefined ? {} : { cert: tls.cert, key: tls.key! }),
      settings: { initialWindowSize: 4 * MIB, enablePush: false },
      maxSessionMemory: 1000,
    });
    await new Promise<void>((resolve, reject) => {
      session.once("error", reject);
      session.once("connect", () => {
        session.off("error", reject);
        session.setLocalWindowSize(64 * MIB);
        resolve();
      });
    });
    return new LoadClient(session);
  }

  request(request: LoadRequest, keepBody = false): Promise<LoadAnswer> {
    return new Promise((resolve, reject) => {
      const { body } = request;
      const stream = this.#session.request(headersOf(request), { endStream: body === undefined });
      if (body !== undefined) stream.end(body);
      let status = 0;
      let bytes = 0;
      const chunks: Buffer[] = [];
      stream.on("response", (headers) => (status = headers[":status"] ?? 0));
      stream.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (keepBody) chunks.push(chunk);
      });
      stream.on("end", () => resolve({ status, bytes, body: Buffer.concat(chunks) }));
      stream.on("error", reject);
    });
  }

  /** Asks for a stream and hands on what comes, until the connection is closed. Resolves when the answer begins. */
  watch(path: string, onData: (chunk: Buffer) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const stream = this.#session.request(headersOf({ method: "GET", path }), { endStream: true });
      stream.on("data", onData);
      stream.on("error", reject);
      stream.on("response", (headers) => {
        if (headers[":status"] === 200) resolve();
        else reject(new Error(`${path}: ${headers[":status"]}`));
      });
    });
  }

  /**
   * Makes `count` requests, `inFlight` at a time.
   * @throws Error when one is not answered with a 2xx status.
   */
  async load(
    opts: { readonly count: number; readonly inFlight: number; readonly keepBody?: boolean },
    make: (i: number) => LoadRequest,
    onAnswer?: (i: number, answer: LoadAnswer) => void,
  ): Promise<LoadResult> {
    const { count, inFlight, keepBody = false } = opts;
    const latencies = new Float64Array(count);
    let next = 0;
    const begun = performance.now();
    const work = async (): Promise<void> => {
      while (next < count) {
        const i = next++;
        const request = make(i);
        const sent = performance.now();
        const answer = await this.request(request, keepBody);
        latencies[i] = performance.now() - sent;
        if (answer.status < 200 || answer.status > 299) throw unexpected(request, answer);
        onAnswer?.(i, answer);
      }
    };
    await Promise.all(Array.from({ length: Math.min(inFlight, count) }, work));
    return { requests: count, seconds: (performance.now() - begun) / 1000, latencies: latencies.sort() };
  }

  close(): void {
    this.#session.destroy();
  }
}

function headersOf(request: LoadRequest): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {
    ":method": request.method,
    ":path": request.path,
    accept: "application/json",
    "user-agent": "bench",
  };
  if (request.body !== undefined) {
    headers["content-type"] = request.contentType ?? "application/json";
    headers["content-length"] = Buffer.byteLength(request.body);
  }
  return headers;
}

function unexpected({ method, path }: LoadRequest, { status, body }: LoadAnswer): Error {
  return new Error(`${method} ${path}: ${status} ${body.toString().slice(0, 300)}`);
}
