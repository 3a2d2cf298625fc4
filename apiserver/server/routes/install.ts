import type { Clock } from "../../../apimachinery/clock/index.js";
import { DISCOVERY_MEDIA_TYPES, type DiscoveryCatalog } from "../../discovery/index.js";
import type { Handler } from "../../endpoints/index.js";
import { ProcessMetrics, type MetricsRegistry } from "../../metrics/index.js";
import type { OpenAPIService } from "../../openapi/index.js";
import type { PathMux } from "../mux/path-mux.js";
import type { VersionInfo } from "../version.js";
import { createFlagPage, createStatusPage } from "../zpages/index.js";
import { createAPIHandler } from "./api.js";
import type { Logger } from "../logging/index.js";
import { installDebugFlags } from "./debug-flags.js";
import { DiscoveryRoutes, type EncodeProtobuf } from "./discovery.js";
import { createV2Handler, createV3DocumentHandler, createV3IndexHandler } from "./openapi.js";
import { createIndexHandler } from "./index-page.js";
import { createMetricsHandler, createVersionHandler, routed } from "./simple.js";

export interface RoutesDeps {
  readonly catalog: DiscoveryCatalog;
  readonly resources: Handler;
  readonly registry: MetricsRegistry;
  /** What `/metrics/slis` shows. */
  readonly slis: MetricsRegistry;
  /** What `/flagz` shows; undefined: there is no such page. */
  readonly flagTexts?: ReadonlyMap<string, string> | undefined;
  readonly version: VersionInfo;
  readonly serverAddress: () => string;
  readonly openapi: OpenAPIService;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly encodeProtobuf?: EncodeProtobuf | undefined;
}

/** Registers what every server answers, beside its health. */
export function installRoutes(mux: PathMux, deps: RoutesDeps): void {
  const index = createIndexHandler({ mux, catalog: deps.catalog });
  mux.handleUnlisted("/", index);
  mux.handleUnlisted("/index.html", index);

  const version = routed(["application/json"], createVersionHandler(deps.version));
  mux.handle("/version", version);
  mux.handleUnlisted("/version/", version);
  mux.handle("/metrics", createMetricsHandler({ registry: deps.registry, process: new ProcessMetrics() }));
  mux.handle("/metrics/slis", createMetricsHandler({ registry: deps.slis }));

  installDebugFlags(mux, deps.logger);
  if (deps.flagTexts !== undefined) mux.handle("/flagz", createFlagPage(deps.flagTexts));
  const { clock, version: info } = deps;
  mux.handle("/statusz", createStatusPage({ clock, version: info, listedPaths: () => mux.listedPaths() }));

  const discovery = new DiscoveryRoutes(deps);
  const core = routed(DISCOVERY_MEDIA_TYPES, discovery.core);
  mux.handle("/api", core);
  mux.handleUnlisted("/api/", core);
  // As upstream, whose aggregator answers these whatever the method is.
  mux.handle("/apis", discovery.groups);
  mux.handle("/apis/", discovery.groups);
  mux.handle("/openapi/v2", createV2Handler(deps));
  mux.handle("/openapi/v3", createV3IndexHandler(deps));
  mux.handlePrefix("/openapi/v3/", createV3DocumentHandler(deps));
  const api = createAPIHandler({ catalog: deps.catalog, discovery, resources: deps.resources });
  mux.handleUnlistedPrefix("/api/", api);
  mux.handleUnlistedPrefix("/apis/", api);
}
