import type { Clock, Random } from "../../apimachinery/clock/index.js";
import type { Authenticator } from "../authentication/index.js";
import type { Authorizer } from "../authorization/index.js";
import type { DiscoveryCatalog } from "../discovery/index.js";
import type { Handler } from "../endpoints/index.js";
import { countRegisteredMetrics, MetricsRegistry, observeProcess, RequestMetrics } from "../metrics/index.js";
import type { OpenAPIService } from "../openapi/index.js";
import { newAuditID } from "./audit-id.js";
import { chainNamed, filtersOf, type Filter } from "./filters/index.js";
import {
  createHookCheck,
  createLogCheck,
  createShutdownCheck,
  delayed,
  HealthEndpoint,
  HealthMetrics,
  pingCheck,
  type HealthCheck,
} from "./healthz/index.js";
import { LifecycleHooks, type LifecycleHook } from "./hooks.js";
import { Lifecycle, WaitGroup } from "./lifecycle.js";
import type { Logger } from "./logging/index.js";
import { PathMux } from "./mux/path-mux.js";
import type { EncodeProtobuf } from "./routes/discovery.js";
import { installRoutes } from "./routes/install.js";
import { notFound } from "./routes/simple.js";
import {
  ServerStoppingError,
  TransportServer,
  type ServerHandler,
  type ServerRequest,
  type TLSMaterial,
  type TransportServerOptions,
} from "./transport/index.js";
import { observeBuild, observeCompatibility, type VersionInfo } from "./version.js";

export interface GenericAPIServerConfig {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly registry: MetricsRegistry;
  readonly version: VersionInfo;
  /** Port 0 takes a free one. */
  readonly address: { readonly host: string; readonly port: number };
  readonly tls: TLSMaterial;
  readonly transport?: Pick<
    TransportServerOptions,
    "minTLSVersion" | "ciphers" | "disableHttp2" | "maxStreamsPerConnection"
  >;
  /** The host that discovery tells clients; by default the one the server listens at. */
  readonly advertiseHost?: string | undefined;
  readonly authenticator: Authenticator;
  readonly authorizer: Authorizer;
  /** Flags with their values, for `/flagz`. */
  readonly flagTexts?: ReadonlyMap<string, string> | undefined;
  readonly catalog: DiscoveryCatalog;
  readonly openapi: OpenAPIService;
  /** Answers requests about resources of versions in the catalog. */
  readonly resources: Handler;
  /** For discovery; undefined: no kind has this form. */
  readonly encodeProtobuf?: EncodeProtobuf | undefined;
  readonly requestTimeoutMs: number;
  readonly livezGracePeriodMs: number;
  readonly shutdownDelayMs: number;
  readonly shutdownSendRetryAfter: boolean;
  /** How long watches may go on after all else is drained; 0: they end at once. */
  readonly shutdownWatchTerminationGraceMs: number;
  readonly goawayChance: number;
  /** Requests without credentials get an HTTP/2 connection for one request only. */
  readonly limitStrangers: boolean;
  readonly hstsDirectives: readonly string[];
  readonly corsAllowedOrigins: readonly RegExp[];
  readonly audit?: Filter | undefined;
  readonly refusalAudit?: Filter | undefined;
  readonly impersonation?: Filter | undefined;
  readonly rateLimit?: Filter | undefined;
  readonly flowControl?: Filter | undefined;
}

export interface ServingAddress {
  readonly host: string;
  readonly port: number;
}

// After everything is drained, what a client may still take to read the end of its answer.
const CONNECTION_GRACE_MS = 2_000;

const READY_POLL_MS = 20;
const WATCH_POLL_MS = 100;

/**
 * A server without resources of its own: port, filters, health, discovery and metrics, and the order in which it starts
 * and stops.
 * @see kubernetes/apiserver pkg/server/genericapiserver.go
 */
export class GenericAPIServer {
  readonly mux = new PathMux(notFound);
  readonly lifecycle = new Lifecycle();
  readonly #config: GenericAPIServerConfig;
  readonly #hooks = new LifecycleHooks();
  // Of their own, as upstream: `/metrics/slis` shows these and no others.
  readonly #slis = new MetricsRegistry();
  readonly #healthz: HealthEndpoint;
  readonly #livez: HealthEndpoint;
  readonly #readyz: HealthEndpoint;
  readonly #readyChecks: HealthCheck[] = [];
  readonly #inFlight = new WaitGroup();
  readonly #longRunning = new Set<ServerRequest>();
  readonly #stopping = new AbortController();
  #transport: TransportServer | undefined;
  #address: ServingAddress | undefined;
  #filterNames: readonly string[] = [];
  #stopped: Promise<void> | undefined;

  constructor(config: GenericAPIServerConfig) {
    this.#config = config;
    const { logger } = config;
    const { mux, lifecycle } = this;
    const metrics = new HealthMetrics(this.#slis);
    this.#healthz = new HealthEndpoint({ mux, name: "healthz", logger, metrics });
    this.#livez = new HealthEndpoint({ mux, name: "livez", logger, metrics });
    this.#readyz = new HealthEndpoint({
      mux,
      name: "readyz",
      logger,
      metrics,
      onHealthy: () => lifecycle.hasBeenReady.signal(),
    });
    this.addHealthCheck(pingCheck);
    this.addHealthCheck(createLogCheck());
  }

  /** The filters of requests, in the order in which they run; none before the start. */
  get filterNames(): readonly string[] {
    return this.#filterNames;
  }

  /** For all three health paths. */
  addHealthCheck(check: HealthCheck): void {
    this.addLiveCheck(check);
    this.addReadyCheck(check);
  }

  /** For `/healthz` and `/livez`. */
  addLiveCheck(check: HealthCheck): void {
    this.#healthz.add(check);
    this.#livez.add(check);
  }

  /** For all three; `/livez` does not tell of a failure until the grace period is over. */
  addBootCheck(check: HealthCheck): void {
    this.#healthz.add(check);
    this.#livez.add(delayed(check, this.#config.clock, this.#config.livezGracePeriodMs));
    this.addReadyCheck(check);
  }

  addReadyCheck(check: HealthCheck): void {
    this.#readyz.add(check);
    this.#readyChecks.push(check);
  }

  /** Runs once the port is open; the server is ready when all have ended. What one throws ends the start. */
  addPostStartHook(name: string, run: LifecycleHook): void {
    this.addBootCheck(createHookCheck(name, this.#hooks.addPostStart(name, run)));
  }

  /** Runs while the server still serves, at the beginning of a shutdown. */
  addPreShutdownHook(name: string, run: LifecycleHook): void {
    this.#hooks.addPreShutdown(name, run);
  }

  /**
   * Opens the port and runs the post-start hooks; resolves when they have ended and the server is ready.
   * @param listening - called as soon as requests are answered.
   * @throws what a hook throws, or Error when the address is taken.
   */
  async start(listening?: (address: ServingAddress) => void): Promise<ServingAddress> {
    const { address, tls, transport: options = {}, clock, logger, advertiseHost } = this.#config;
    this.addReadyCheck(createShutdownCheck(this.lifecycle.shutdownInitiated));
    const { registry, version } = this.#config;
    observeBuild(registry, version);
    observeCompatibility(registry, version);
    observeProcess(registry);
    countRegisteredMetrics(registry);
    for (const endpoint of [this.#healthz, this.#livez, this.#readyz]) endpoint.install();
    const serverAddress = (): string => `${hostInURL(advertiseHost ?? address.host)}:${this.#address?.port}`;
    installRoutes(this.mux, { ...this.#config, slis: this.#slis, serverAddress });
    this.#transport = new TransportServer({
      ...options,
      handler: this.#buildHandler(),
      clock,
      tls,
      onHandlerError: (err) => logger.error("a filter failed", err),
      onTLSHandshakeError: this.#countHandshakeErrors(),
    });
    const { port } = await this.#transport.listen(address);
    this.#address = { host: address.host, port };
    this.lifecycle.muxComplete.signal();
    listening?.(this.#address);
    await this.#hooks.runPostStart(this.#stopping.signal);
    await this.#whenReady();
    return this.#address;
  }

  /** New connections see the new certificates. */
  updateTLS(tls: TLSMaterial): void {
    this.#transport?.updateTLS(tls);
  }

  /** Stops in upstream's order; a second call waits for the first. Storage may be closed afterwards. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    const { clock, logger, shutdownDelayMs, shutdownSendRetryAfter } = this.#config;
    const transport = this.#transport;
    // Load balancers are told, by readiness, and given time, while everything is still served.
    this.lifecycle.shutdownInitiated.signal();
    await Promise.all([clock.sleep(shutdownDelayMs), this.#hooks.runPreShutdown(this.#stopping.signal, logger)]);
    // No new requests: the port closes, or answers "later".
    this.lifecycle.notAcceptingNewRequests.signal();
    if (!shutdownSendRetryAfter) transport?.stopAccepting();
    // Requests under way have deadlines, so this ends.
    await this.#inFlight.wait();
    await this.#endLongRunning();
    this.lifecycle.inFlightDrained.signal();
    this.#stopping.abort(new ServerStoppingError());
    await transport?.close(CONNECTION_GRACE_MS);
    logger.verbose(2, "all requests are answered and all connections closed");
  }

  async #endLongRunning(): Promise<void> {
    const { clock, shutdownWatchTerminationGraceMs } = this.#config;
    const until = clock.monotonic() + shutdownWatchTerminationGraceMs;
    while (this.#longRunning.size > 0 && clock.monotonic() < until) await clock.sleep(WATCH_POLL_MS);
    for (const request of this.#longRunning) request.abort(new ServerStoppingError());
  }

  async #whenReady(): Promise<void> {
    const { signal } = this.#stopping;
    const { clock, logger } = this.#config;
    while (!this.lifecycle.shutdownInitiated.done) {
      try {
        await Promise.all(this.#readyChecks.map((check) => check.check({ signal })));
        this.lifecycle.hasBeenReady.signal();
        return;
      } catch (err) {
        logger.verbose(4, "not ready yet", { reason: err instanceof Error ? err.message : String(err) });
        await clock.sleep(READY_POLL_MS);
      }
    }
  }

  #buildHandler(): ServerHandler {
    const config = this.#config;
    const filters = filtersOf({
      ...config,
      newID: newAuditID,
      metrics: new RequestMetrics(config.registry),
      lifecycle: this.lifecycle,
      inFlight: this.#inFlight,
      longRunning: this.#longRunning,
      sendRetryAfter: config.shutdownSendRetryAfter,
      isKnown: (request) => this.#isKnown(request),
    });
    this.#filterNames = filters.map(({ name }) => name);
    return chainNamed(filters, this.mux.serve);
  }

  #isKnown(request: ServerRequest): boolean {
    const { isResourceRequest, apiGroup, apiVersion, resource, subresource, path } = request.requestInfo;
    if (!isResourceRequest) return this.mux.has(path);
    const known = this.#config.catalog.resource(apiGroup, apiVersion, resource);
    return known !== undefined && (subresource === "" || known.subresources.some(({ name }) => name === subresource));
  }

  #countHandshakeErrors(): (err: Error) => void {
    const { registry, logger } = this.#config;
    const errors = registry.counter({
      name: "apiserver_tls_handshake_errors_total",
      help: "[ALPHA] Number of requests dropped with 'TLS handshake error from' error",
    });
    return (err) => {
      errors.with().inc();
      logger.verbose(5, "TLS handshake error", { err: err.message });
    };
  }
}

/** An IPv6 address stands in brackets. */
export function hostInURL(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
