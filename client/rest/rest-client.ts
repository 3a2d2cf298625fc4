import {
  newGenericServerResponse,
  statusErrorFromObject,
  type StatusError,
} from "../../apimachinery/api/errors/index.js";
import { realClock, type Clock, type Random } from "../../apimachinery/clock/index.js";
import type { KubeObject, RuntimeObject } from "../../apimachinery/runtime/index.js";
import { AuthHeaders } from "./auth-headers.js";
import { Backoff } from "./backoff.js";
import { DEFAULT_USER_AGENT, validateRestConfig, type RestConfig } from "./config.js";
import { deadlineOf, type Deadline } from "./deadline.js";
import { NegotiatingTransport } from "./negotiating-transport.js";
import { TokenBucketRateLimiter, type RateLimiter } from "./rate-limiter.js";
import { requestPath, type RequestSpec } from "./request.js";
import { isRetriableFailure, MAX_RETRIES, retryAfterOf, retryAfterSeconds } from "./retry.js";
import { traceHeaders } from "./trace-headers.js";
import { headerValue, readBody, type Transport, type TransportRequest, type TransportResponse } from "./transport.js";
import { WatchDecoder } from "./watch-decoder.js";
import type { Watch } from "./watch.js";
import { parseWarnings } from "./warnings.js";

/** What every call may be given. */
export interface CallOptions {
  /** Ends the call: it throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface RawResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: TransportResponse["headers"];
  readonly body: Buffer;
}

/** What clients need of a REST client; fakes implement it too. */
export interface RESTInterface {
  /** Sends and reads an object. @throws StatusError for what the server refuses, TransportError, or signal.reason */
  request<T = RuntimeObject>(spec: RequestSpec, opts?: CallOptions): Promise<T>;
  /** Sends and gives the answer as it came, whatever its status. */
  requestRaw(spec: RequestSpec, opts?: CallOptions): Promise<RawResponse>;
  /** Resolves when the server has accepted the watch; `watch=true` is added to the parameters. @throws as `request` */
  watch<T = KubeObject>(spec: RequestSpec, opts?: CallOptions): Promise<Watch<T>>;
  /** Ends all connections, open calls included. */
  close(): void;
}

/**
 * Talks to one API server: makes paths, authenticates, limits the rate, repeats what the server asks to repeat, decodes.
 * Safe for any number of calls at once. Idle connections do not keep the process alive.
 * @see kubernetes/client-go rest/request.go
 */
export class RESTClient implements RESTInterface {
  readonly #config: RestConfig;
  readonly #url: URL;
  readonly #prefix: string;
  readonly #transport: Transport;
  readonly #limiter: RateLimiter | undefined;
  readonly #auth: AuthHeaders;
  readonly #clock: Clock;
  readonly #random: Random;

  /** @throws Error when the config is not valid. */
  constructor(config: RestConfig, deps: { readonly transport?: Transport } = {}) {
    validateRestConfig(config);
    this.#config = config;
    this.#url = new URL(config.server);
    this.#prefix = this.#url.pathname.replace(/\/+$/, "");
    this.#clock = config.clock ?? realClock;
    this.#random = config.random ?? Math.random;
    this.#auth = new AuthHeaders(config, this.#clock);
    const { qps = 0, burst = 10 } = config;
    this.#limiter = qps > 0 ? new TokenBucketRateLimiter({ qps, burst, clock: this.#clock }) : undefined;
    this.#transport =
      deps.transport ??
      new NegotiatingTransport({
        url: this.#url,
        tls: config.tls ?? {},
        connectTimeoutMs: config.connectTimeoutMs ?? 30_000,
        streamsPerConnection: config.streamsPerConnection ?? 100,
        clock: this.#clock,
      });
  }

  async request<T = RuntimeObject>(spec: RequestSpec, opts: CallOptions = {}): Promise<T> {
    const { status, headers, body } = await this.requestRaw(spec, opts);
    if (status < 200 || status > 206) throw responseError(spec, { status, headers, body });
    const object = parseBody(headers, body);
    if (object === undefined) {
      const contentType = headerValue(headers, "content-type") ?? "";
      throw new Error(`no object in the response with status ${status} and content type "${contentType}"`);
    }
    const failure = statusErrorFromObject(object);
    if (failure !== undefined) throw failure;
    return object as T;
  }

  async requestRaw(spec: RequestSpec, opts: CallOptions = {}): Promise<RawResponse> {
    const request = await this.#prepare(spec);
    await this.#limiter?.wait(signalOption(opts.signal));
    const deadline = deadlineOf(this.#clock, this.#config.timeoutMs, opts.signal);
    try {
      const response = await this.#exchange(spec, request, deadline.signal);
      return { status: response.status, headers: response.headers, body: await readBody(response, deadline.signal) };
    } finally {
      deadline.end();
    }
  }

  async watch<T = KubeObject>(spec: RequestSpec, opts: CallOptions = {}): Promise<Watch<T>> {
    const watchSpec = { ...spec, params: { ...spec.params, watch: true } };
    const request = await this.#prepare(watchSpec);
    // The server ends watches; no deadline here, but a signal of our own so that the caller's gathers no listeners.
    const deadline: Deadline = deadlineOf(this.#clock, undefined, opts.signal);
    try {
      const response = await this.#exchange(watchSpec, request, deadline.signal);
      if (response.status === 200) {
        return new WatchDecoder<T>(response, { signal: deadline.signal, onEnd: () => deadline.end() });
      }
      const body = await readBody(response, deadline.signal);
      throw responseError(watchSpec, { ...response, body });
    } catch (err) {
      deadline.end();
      throw err;
    }
  }

  close(): void {
    this.#transport.close();
  }

  async #prepare(spec: RequestSpec): Promise<TransportRequest> {
    const body = encodeBody(spec.body);
    return {
      method: spec.method,
      path: requestPath(this.#prefix, spec),
      headers: {
        accept: spec.accept ?? "application/json",
        "user-agent": this.#config.userAgent ?? DEFAULT_USER_AGENT,
        ...(await this.#auth.headers()),
        ...(body !== undefined && {
          "content-type": spec.contentType ?? "application/json",
          "content-length": String(Buffer.byteLength(body)),
        }),
        ...traceHeaders(),
        ...spec.headers,
      },
      ...(body !== undefined && { body }),
    };
  }

  /** Sends, and sends again as often as the server asks for that and {@link MAX_RETRIES} allows. */
  async #exchange(spec: RequestSpec, request: TransportRequest, signal: AbortSignal): Promise<TransportResponse> {
    const backoff = new Backoff({ baseMs: 100, maxMs: 5_000, jitter: 0.5, clock: this.#clock, random: this.#random });
    for (let retries = 0; ; retries++) {
      if (retries > 0) await this.#limiter?.wait({ signal });
      let waitMs: number;
      try {
        const response = await this.#transport.roundTrip(request, { signal });
        this.#warn(response);
        const seconds = retryAfterSeconds(response);
        if (seconds === undefined || retries >= MAX_RETRIES) return response;
        response.body.resume();
        // Spread, so that those who were turned away together do not return together.
        waitMs = seconds * 1000 * (1 + 0.25 * this.#random());
      } catch (err) {
        if (retries >= MAX_RETRIES || !isRetriableFailure(err, spec.method)) throw err;
        waitMs = backoff.next();
      }
      await this.#clock.sleep(waitMs, { signal });
    }
  }

  #warn(response: TransportResponse): void {
    const { warningHandler } = this.#config;
    if (warningHandler === undefined) return;
    for (const warning of parseWarnings(response.headers["warning"])) warningHandler(warning);
  }
}

function encodeBody(body: unknown): string | Buffer | undefined {
  if (body === undefined || typeof body === "string" || Buffer.isBuffer(body)) return body;
  return JSON.stringify(body);
}

/** The object in a JSON body; undefined for other content types and for what does not parse. */
function parseBody(headers: TransportResponse["headers"], body: Buffer): unknown {
  const mediaType = headerValue(headers, "content-type") ?? "application/json";
  if (body.length === 0 || !/^application\/(?:[^;]+\+)?json\b/i.test(mediaType)) return undefined;
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

// Of an answer that is no Status, this much is kept.
const MAX_UNSTRUCTURED_CHARS = 2048;

/** The error that a response stands for: its Status, or one made from its code when it is none of an API server's. */
export function responseError(spec: RequestSpec, response: RawResponse): StatusError {
  const failure = statusErrorFromObject(parseBody(response.headers, response.body));
  if (failure !== undefined) return failure;
  const contentType = headerValue(response.headers, "content-type");
  const isText = contentType === undefined || contentType.startsWith("text/");
  const resource =
    spec.resource === undefined ? undefined : { group: spec.groupVersion?.group ?? "", resource: spec.resource };
  return newGenericServerResponse({
    code: response.status,
    verb: spec.method,
    ...(resource !== undefined && { resource }),
    ...(spec.name !== undefined && { name: spec.name }),
    serverMessage: isText ? response.body.toString("utf8").slice(0, MAX_UNSTRUCTURED_CHARS).trim() : "unknown",
    retryAfterSeconds: retryAfterOf(response.headers) ?? 0,
    unexpected: true,
  });
}

function signalOption(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
