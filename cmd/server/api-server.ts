import type { Clock, Random } from "../../apimachinery/clock/index.js";
import { AdmissionChain, AdmissionMetrics } from "../../apiserver/admission/index.js";
import type { Authenticator } from "../../apiserver/authentication/index.js";
import type { Authorizer } from "../../apiserver/authorization/index.js";
import { discoveredGroupOf, DiscoveryCatalog } from "../../apiserver/discovery/index.js";
import {
  createResourceHandler,
  DeprecatedAPIs,
  protobufOf,
  type Handler,
  type ProtobufCodec,
  type SchemaIndex,
} from "../../apiserver/endpoints/index.js";
import { ImpersonationMetrics, withImpersonation } from "../../apiserver/impersonation/index.js";
import { EndpointMetrics, MetricsRegistry, registerIdleMetrics } from "../../apiserver/metrics/index.js";
import { OpenAPIService } from "../../apiserver/openapi/index.js";
import type { DatabaseThread } from "../../apiserver/storage/embedded/index.js";
import type { StorageBackend } from "../../apiserver/storage/interface.js";
import { TracingBackend } from "../../apiserver/storage/tracing-backend.js";
import { isTracing } from "../../apiserver/tracing/index.js";
import {
  ADMIN_NAME,
  answerError,
  createExplainHandler,
  createInformerSyncCheck,
  createLoopbackCertificateCheck,
  createRegistrationCheck,
  GenericAPIServer,
  hostInURL,
  kubeconfigText,
  readOnly,
  versionInfo,
  writeFileAtomic,
  type GenericAPIServerConfig,
  type Logger,
  type ServerCredentials,
  type ServerRequest,
  type ServingAddress,
  type VersionInfo,
} from "../../apiserver/server/index.js";
import { admissionPluginsOf, type AdmissionPluginFactories } from "./admission.js";
import { readAdmissionConfig, type AdmissionConfig } from "./admission-config.js";
import { createAudit, type Audit } from "./audit.js";
import { authenticatorOf, tokenAuthenticatorOf } from "./authentication.js";
import { createAuthorization, type Authorization } from "./authorization.js";
import { advertisedHost, reachableHost, ServerCertificates } from "./certificates.js";
import { boundSubresourcesOf } from "./bound-subresources.js";
import { StoreObjects } from "./cluster-objects.js";
import { chooseBackends, createBackend } from "./create-backend.js";
import { createFlowControl, type FlowControl } from "./flow-control.js";
import { addIdentityLease } from "./identity-lease.js";
import { addKubernetesService } from "./kubernetes-service.js";
import { flagTexts } from "./flags/flag-text.js";
import { runNamespaceController } from "./namespace-controller.js";
import { addObjectControllers } from "./object-controllers.js";
import type { ServerOptions } from "./options.js";
import { createRateLimit, type RateLimit } from "./rate-limit.js";
import { packageVersion } from "./package-version.js";
import { createServiceAccounts, OPENID_PATHS, type ServiceAccounts } from "./service-accounts.js";
import { ServiceAllocation } from "./service-allocation.js";
import { observeBackend, observeStorage, StorageMetrics } from "./storage-metrics.js";
import { Stores } from "./stores.js";
import { keepSystemNamespaces, NAMESPACES } from "./system-namespaces.js";
import { startTracing } from "./tracing.js";
import { WorkQueueMetrics } from "./workqueue-metrics.js";
import { virtualResourcesOf } from "./virtual-resources.js";

export interface APIServerDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Plug-ins beside those of this package, by name. */
  readonly admissionPlugins?: AdmissionPluginFactories;
  /** A thread for the embedded store, started ahead. */
  readonly databaseThread?: DatabaseThread | undefined;
}

/** Where a running server is, and how its administrator gets in. */
export interface Serving {
  /** `https://127.0.0.1:6443` */
  readonly url: string;
  /** YAML with an administrator's token and certificate. */
  readonly kubeconfig: string;
  readonly credentials: ServerCredentials;
}

/** A whole API server: storage, the groups' resources, and the port in front of them. */
export class APIServer {
  readonly #options: ServerOptions;
  readonly #deps: APIServerDeps;
  readonly #stopCaches = new AbortController();
  #backend: StorageBackend | undefined;
  #stores: Stores | undefined;
  #certificates: ServerCertificates | undefined;
  #server: GenericAPIServer | undefined;
  #flowControl: FlowControl | undefined;
  #audit: Audit | undefined;
  #tracing: Awaited<ReturnType<typeof startTracing>>;

  constructor(options: ServerOptions, deps: APIServerDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** Resolves when the server is ready. @throws Error for the operator; call `stop` also then. */
  async start(): Promise<Serving> {
    const { clock, random, logger, databaseThread } = this.#deps;
    const { flags, groups } = this.#options;
    this.#tracing = await startTracing(this.#options.tracing, logger);
    const plain = await createBackend(this.#options, clock, logger, databaseThread);
    const backend = (this.#backend = isTracing() ? new TracingBackend(plain) : plain);
    const backendOf = await chooseBackends(backend, flags["encryption-provider-config"]);
    const certificates = (this.#certificates = new ServerCertificates(this.#options, clock));
    // What waits for the disk; what does not need it is made meanwhile.
    const opening = allEnded([
      certificates.ensure(),
      readAdmissionConfig(flags["admission-control-config-file"]),
      backend.start(),
    ]);
    const registry = new MetricsRegistry();
    const allocation = new ServiceAllocation({
      flags,
      keyPrefix: this.#options.keyPrefix,
      backend,
      clock,
      random,
      logger,
      registry,
      stores: () => stores,
    });
    const stores: Stores = (this.#stores = new Stores({
      groups,
      backendOf,
      clock,
      random,
      logger,
      keyPrefix: this.#options.keyPrefix,
      metrics: new StorageMetrics(registry, clock),
      watchCache: flags["watch-cache"],
      uncached: this.#options.uncached,
      maxRequestBytes: flags["max-stored-request-bytes"],
      reservationsOf: ({ group, plural }) =>
        group === "" && plural === "services" ? allocation.reservations : undefined,
    }));
    observeStorage(registry, stores.registry);
    observeBackend(registry, backend);
    registerIdleMetrics(registry);
    this.#options.featureGates.observe(registry);
    const authorization = createAuthorization({ options: this.#options, stores, clock, logger, registry });
    const { schemas } = stores;
    const protobuf = protobufOf(schemas);
    const apis = this.#createAPIs();
    const accounts = { dir: this.#options.certDir, registry: stores.registry, metrics: registry, clock };
    const [[credentials, admissionConfig], serviceAccounts] = await allEnded([
      opening,
      createServiceAccounts(this.#options.serviceAccounts, accounts),
    ]);
    const admission = this.#createAdmission({ stores, registry, authorization, config: admissionConfig });
    const tokens = tokenAuthenticatorOf(this.#options, credentials, serviceAccounts.tokens);
    const resources = this.#createResources({
      stores,
      admission,
      authorization,
      serviceAccounts,
      tokens,
      schemas,
      protobuf,
      registry,
    });
    const audit = (this.#audit = createAudit(this.#options.audit, {
      flags,
      registry,
      clock,
      random,
      logger,
      decodeProtobuf: protobuf === undefined ? undefined : (bytes) => protobuf.decode(bytes),
    }));
    const flowControl = (this.#flowControl = createFlowControl({
      options: this.#options,
      stores,
      registry,
      clock,
      random,
      logger,
    }));
    const { rateLimits } = this.#options;
    const rateLimit = rateLimits === undefined ? undefined : createRateLimit(rateLimits, { registry, clock });
    const { authorizer, authorizers } = authorization;
    const parts = { registry, certificates, credentials, resources, authorizer, rateLimit, flowControl, audit, tokens };
    const server = (this.#server = this.#createServer({ ...parts, ...apis, protobuf }));
    // Before all hooks that read.
    server.addPostStartHook("generic-apiserver-start-informers", () => {
      stores.start(this.#stopCaches.signal);
      return Promise.resolve();
    });
    server.addLiveCheck(createLoopbackCertificateCheck(clock, () => certificates.servingExpires));
    rateLimit?.addTo(server);
    flowControl.addTo(server);
    authorization.addTo(server);
    const explain = createExplainHandler({
      filters: () => server.filterNames,
      authorizers,
      admissionOf: (operation) => admission.pluginsFor(operation),
      ...(flowControl.classify === undefined ? {} : { classify: flowControl.classify }),
    });
    server.mux.handleUnlisted("/debug/explain-request", readOnly(explain));
    server.addPostStartHook("start-apiserver-admission-initializer", ({ signal }) => admission.start(signal));
    const queues = new WorkQueueMetrics(registry, clock);
    this.#addHooks({ server, stores, backend, catalog: apis.catalog, queues });
    let serving: Serving | undefined;
    // Known once the server listens.
    let port = 0;
    serviceAccounts.addTo(server, () => `https://${hostInURL(advertisedHost(flags))}:${port}`);
    allocation.addTo(server);
    addObjectControllers(server, { stores, clock, logger, queues });
    addIdentityLease(server, { stores, clock, random, logger });
    addKubernetesService(server, { options: this.#options, stores, backend, clock, logger, port: () => port });
    await server.start((address) => {
      port = address.port;
      serving = this.#servingAt(address, credentials);
    });
    certificates.watch(credentials, logger, (tls) => server.updateTLS(tls));
    if (serving === undefined) throw new Error("the server does not listen");
    const path = flags["write-kubeconfig"];
    if (path !== undefined) await writeFileAtomic(path, serving.kubeconfig, 0o600);
    return serving;
  }

  /** Lets requests end, then closes everything, in the opposite order of the start. */
  async stop(): Promise<void> {
    this.#certificates?.stop();
    await this.#server?.stop();
    await this.#audit?.stop();
    this.#flowControl?.stop();
    this.#stopCaches.abort(new Error("the server is shutting down"));
    await this.#stores?.stopped();
    await this.#backend?.stop();
    await this.#tracing?.stop();
  }

  /** What discovery and OpenAPI say of the groups. */
  #createAPIs(): Pick<GenericAPIServerConfig, "version" | "catalog" | "openapi"> {
    const version = versionInfo(packageVersion());
    const catalog = new DiscoveryCatalog();
    const info = { title: "Kubernetes", version: `${version.major}.${version.minor}` };
    const openapi = new OpenAPIService({ catalog, info, plainPaths: OPENID_PATHS });
    for (const group of this.#options.groups) {
      catalog.setGroup("builtin", discoveredGroupOf(group));
      openapi.setDefinitions(group.group, group.openAPIDefinitions);
    }
    return { version, catalog, openapi };
  }

  #createServer(parts: {
    readonly version: VersionInfo;
    readonly catalog: DiscoveryCatalog;
    readonly openapi: OpenAPIService;
    readonly registry: MetricsRegistry;
    readonly certificates: ServerCertificates;
    readonly credentials: ServerCredentials;
    readonly resources: Handler;
    readonly protobuf: ProtobufCodec | undefined;
    readonly authorizer: Authorizer;
    readonly rateLimit: RateLimit | undefined;
    readonly flowControl: FlowControl;
    readonly audit: Audit | undefined;
    readonly tokens: Authenticator;
  }): GenericAPIServer {
    const { registry, certificates, credentials, resources, authorizer, rateLimit, flowControl, audit } = parts;
    const { clock, random, logger } = this.#deps;
    const options = this.#options;
    const { flags } = options;
    const tls = certificates.tlsOf(credentials);
    return new GenericAPIServer({
      clock,
      random,
      logger,
      registry,
      version: parts.version,
      flagTexts: flagTexts(flags),
      catalog: parts.catalog,
      openapi: parts.openapi,
      address: { host: flags["bind-address"], port: flags["secure-port"] },
      advertiseHost: advertisedHost(flags),
      tls,
      transport: {
        minTLSVersion: flags["tls-min-version"] === "VersionTLS13" ? "TLSv1.3" : "TLSv1.2",
        disableHttp2: flags["disable-http2-serving"],
        maxStreamsPerConnection: flags["http2-max-streams-per-connection"],
        ...(options.ciphers === undefined ? {} : { ciphers: options.ciphers }),
      },
      authenticator: authenticatorOf(options, parts.tokens, tls.clientCAs, { clock, registry }),
      authorizer,
      resources,
      encodeProtobuf: parts.protobuf && ((object) => parts.protobuf!.encode(object)),
      requestTimeoutMs: flags["request-timeout"],
      livezGracePeriodMs: flags["livez-grace-period"],
      shutdownDelayMs: flags["shutdown-delay-duration"],
      shutdownSendRetryAfter: flags["shutdown-send-retry-after"],
      shutdownWatchTerminationGraceMs: flags["shutdown-watch-termination-grace-period"],
      goawayChance: flags["goaway-chance"],
      limitStrangers: options.featureGates.enabled("UnauthenticatedHTTP2DOSMitigation"),
      hstsDirectives: flags["strict-transport-security-directives"],
      corsAllowedOrigins: options.corsAllowedOrigins,
      audit: audit?.filter,
      refusalAudit: audit?.refusalFilter,
      impersonation: withImpersonation<ServerRequest>({
        authorizer,
        clock,
        metrics: new ImpersonationMetrics(registry),
        answerError,
      }),
      rateLimit: rateLimit?.filter,
      flowControl: flowControl.filter,
    });
  }

  #createAdmission(parts: {
    readonly stores: Stores;
    readonly registry: MetricsRegistry;
    readonly authorization: Authorization;
    readonly config: AdmissionConfig;
  }): AdmissionChain {
    const { stores, registry, authorization, config } = parts;
    const { clock, random, admissionPlugins = {} } = this.#deps;
    const initializer = { scheme: stores.scheme, reader: stores.registry, clock, random };
    const plugins = admissionPluginsOf(this.#options.flags, admissionPlugins, initializer, config);
    return new AdmissionChain([...plugins, authorization.escalationCheck], {
      clock,
      observer: new AdmissionMetrics(registry),
    });
  }

  #createResources(parts: {
    readonly stores: Stores;
    readonly admission: AdmissionChain;
    readonly authorization: Authorization;
    readonly serviceAccounts: ServiceAccounts;
    readonly tokens: Authenticator;
    readonly schemas: SchemaIndex;
    readonly protobuf: ProtobufCodec | undefined;
    readonly registry: MetricsRegistry;
  }): Handler {
    const { stores, admission, authorization, serviceAccounts, tokens, schemas, protobuf } = parts;
    const { major, minor } = versionInfo(packageVersion());
    const { clock, random } = this.#deps;
    const { flags, groups } = this.#options;
    const { registry, scheme } = stores;
    return createResourceHandler({
      registry,
      scheme,
      admission,
      authorizer: authorization.authorizer,
      virtualResources: virtualResourcesOf({
        groups,
        ...authorization,
        tokens,
        serviceAccounts: serviceAccounts.tokens,
        apiAudiences: this.#options.serviceAccounts.apiAudiences,
      }),
      boundSubresources: boundSubresourcesOf({
        registry,
        serviceAccounts,
        options: this.#options,
        authorizer: authorization.authorizer,
        random,
      }),
      schemas,
      fieldManagers: stores.fieldManagers,
      ...(protobuf === undefined ? {} : { protobuf }),
      deprecatedAPIs: new DeprecatedAPIs({ registry: parts.registry, release: `${major}.${minor}` }),
      metrics: new EndpointMetrics(parts.registry),
      clock,
      random,
      minRequestTimeoutSeconds: flags["min-request-timeout"],
    });
  }

  #addHooks(parts: {
    readonly server: GenericAPIServer;
    readonly stores: Stores;
    readonly backend: StorageBackend;
    readonly catalog: DiscoveryCatalog;
    readonly queues: WorkQueueMetrics;
  }): void {
    const { server, stores, backend, catalog, queues } = parts;
    const { clock, logger } = this.#deps;
    const check = { group: "etcd", check: (opts: { readonly signal: AbortSignal }) => backend.healthCheck(opts) };
    server.addHealthCheck({ name: "etcd", ...check });
    server.addReadyCheck({ name: "etcd-readiness", ...check, group: "etcd-readiness" });
    server.addReadyCheck(createInformerSyncCheck(() => stores.unsynced()));
    const versions = this.#options.groups.flatMap(({ group, versions }) =>
      versions.map((version) => ({ group, version })),
    );
    server.addBootCheck(
      createRegistrationCheck(() =>
        versions
          .filter(({ group, version }) => !catalog.has(group, version))
          .map(({ group, version }) => `${version}.${group}`),
      ),
    );
    server.addPostStartHook("storage-readiness", ({ signal }) => stores.waitReady(signal));
    if (stores.registry.store(NAMESPACES) !== undefined) {
      const deps = { objects: new StoreObjects({ stores, clock }), clock, logger };
      server.addPostStartHook("start-system-namespaces-controller", ({ signal }) => keepSystemNamespaces(deps, signal));
      const shared = this.#options.storage.kind === "etcd3";
      server.addPostStartHook("start-namespace-controller", ({ signal }) => {
        void runNamespaceController({ stores, clock, logger, queues, shared }, signal);
        return Promise.resolve();
      });
    }
  }

  #servingAt({ host, port }: ServingAddress, credentials: ServerCredentials): Serving {
    const url = `https://${hostInURL(reachableHost(host))}:${port}`;
    const { servingCertificate } = this.#options;
    const kubeconfig = kubeconfigText({
      server: url,
      // A certificate from elsewhere is its own anchor when nothing else is known of its authority.
      certificateAuthority: servingCertificate?.cert ?? credentials.servingCA,
      user: {
        name: ADMIN_NAME,
        token: credentials.adminToken,
        clientCertificate: credentials.admin.cert,
        clientKey: credentials.admin.key,
      },
    });
    return { url, kubeconfig, credentials };
  }
}

/** @throws the first failure, once nothing is under way any more: what has been opened meanwhile can be closed then. */
async function allEnded<T extends readonly unknown[]>(work: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(work);
  return (await Promise.all(work)) as unknown as T;
}
