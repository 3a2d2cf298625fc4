import {
  Client,
  credentials,
  Metadata,
  status,
  type ChannelCredentials,
  type ClientDuplexStream,
  type ServiceError,
} from "@grpc/grpc-js";
import type { Clock } from "../../../apimachinery/clock/index.js";
import { newUnavailable } from "../errors.js";
import { mayBeReadElsewhere, storageErrorOf, wasNotSent } from "./etcd-errors.js";
import { WatchRequest, WatchResponse } from "./messages.js";
import type { Decoded, Encodable, Message } from "./wire.js";

export interface EtcdTLS {
  /** PEM. */
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

export interface EtcdClientOptions {
  /** `http://host:port` or `https://host:port`; tried in order, starting with the last that worked. */
  readonly endpoints: readonly string[];
  readonly tls?: EtcdTLS;
  readonly clock: Clock;
  readonly requestTimeoutMs?: number;
  /** How long a request that reached no server is tried again. */
  readonly retryForMs?: number;
  /** Told of each request, for metrics. */
  readonly observe?: (operation: string, durationMs: number, failed: boolean) => void;
}

export interface Method<In, Out> {
  readonly path: string;
  readonly request: Message<In, unknown>;
  readonly response: Message<never, Out>;
  /** A call that changes nothing may be sent again when its outcome is unknown. */
  readonly readOnly: boolean;
}

export type WatchStream = ClientDuplexStream<Encodable<typeof WatchRequest>, Decoded<typeof WatchResponse>>;

const REQUEST_TIMEOUT_MS = 30_000;
const RETRY_FOR_MS = 5_000;
const RETRY_EVERY_MS = 100;

const CHANNEL_OPTIONS = {
  // The default of 4 MB is less than a list of a few thousand objects.
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  "grpc.keepalive_time_ms": 30_000,
  "grpc.keepalive_timeout_ms": 10_000,
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 2_000,
};

/** Calls to a cluster of etcd servers over one connection for each, going on to the next server when one is gone. */
export class EtcdClient {
  readonly #opts: EtcdClientOptions;
  readonly #clients: Client[] = [];
  #current = 0;

  constructor(opts: EtcdClientOptions) {
    this.#opts = opts;
  }

  /** Connections are made when they are first needed. */
  open(): void {
    for (const endpoint of this.#opts.endpoints) {
      const { protocol, host } = new URL(endpoint);
      this.#clients.push(new Client(host, this.#credentialsFor(protocol), CHANNEL_OPTIONS));
    }
  }

  close(): void {
    for (const client of this.#clients) client.close();
    this.#clients.length = 0;
  }

  /** @throws StorageError, or the signal's reason; a write that was sent may have happened even so */
  async call<In, Out>(method: Method<In, Out>, request: In, signal?: AbortSignal): Promise<Out> {
    const { clock, retryForMs = RETRY_FOR_MS, observe } = this.#opts;
    const startMs = clock.monotonic();
    for (let failures = 1; ; failures++) {
      signal?.throwIfAborted();
      const index = this.#current;
      try {
        const response = await this.#callOnce(index, method, request, signal);
        observe?.(method.path, clock.monotonic() - startMs, false);
        return response;
      } catch (err) {
        signal?.throwIfAborted();
        const error = err as ServiceError;
        const again = wasNotSent(error) || (method.readOnly && mayBeReadElsewhere(error));
        if (again) this.#leave(index);
        if (!again || clock.monotonic() - startMs >= retryForMs) {
          observe?.(method.path, clock.monotonic() - startMs, true);
          throw storageErrorOf(error);
        }
        if (failures % this.#clients.length === 0)
          await clock.sleep(RETRY_EVERY_MS, signal === undefined ? {} : { signal });
      }
    }
  }

  /** Opens a stream for one watch. It fails when its server loses the cluster, rather than staying silent. */
  watch(): WatchStream {
    const metadata = new Metadata();
    metadata.set("hasleader", "true");
    const index = this.#current;
    const stream = this.#clientAt(index).makeBidiStreamRequest(
      "/etcdserverpb.Watch/Watch",
      (request: Encodable<typeof WatchRequest>) => WatchRequest.encode(request),
      (bytes: Buffer) => WatchResponse.decode(bytes),
      metadata,
    );
    stream.on("error", (err: ServiceError) => {
      if (err.code === status.UNAVAILABLE) this.#leave(index);
    });
    return stream;
  }

  #callOnce<In, Out>(
    index: number,
    method: Method<In, Out>,
    request: In,
    signal: AbortSignal | undefined,
  ): Promise<Out> {
    return new Promise((resolve, reject) => {
      const call = this.#clientAt(index).makeUnaryRequest(
        method.path,
        (message: In) => method.request.encode(message),
        (bytes: Buffer) => method.response.decode(bytes),
        request,
        { deadline: Date.now() + (this.#opts.requestTimeoutMs ?? REQUEST_TIMEOUT_MS) },
        (err, response) => {
          signal?.removeEventListener("abort", onAbort);
          if (err !== null) reject(err);
          else resolve(response!);
        },
      );
      const onAbort = (): void => call.cancel();
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  }

  #clientAt(index: number): Client {
    const client = this.#clients[index];
    if (client === undefined) throw newUnavailable("storage is not running");
    return client;
  }

  /** Goes on to the next server, unless somebody did already. */
  #leave(index: number): void {
    if (this.#current === index && this.#clients.length > 0) this.#current = (index + 1) % this.#clients.length;
  }

  #credentialsFor(protocol: string): ChannelCredentials {
    if (protocol === "http:") return credentials.createInsecure();
    const { ca, cert, key } = this.#opts.tls ?? {};
    return credentials.createSsl(ca ?? null, key ?? null, cert ?? null);
  }
}
