import type { Clock, Random } from "../../apimachinery/clock/index.js";
import {
  createWorkEstimator,
  DroppedRequestsTracker,
  dumpPriorityLevels,
  dumpQueues,
  dumpRequests,
  FLOW_CONTROL_DATA,
  FLOW_CONTROL_PAGE,
  FlowController,
  FlowControlManager,
  FlowControlMetrics,
  FlowRecorder,
  InFlightMetrics,
  ObjectStatsTracker,
  serveFlowControlData,
  serveFlowControlPage,
  WatchTracker,
  withMaxInFlight,
  withPriorityAndFairness,
  type FlowSchema,
  type PriorityLevelConfiguration,
} from "../../apiserver/flowcontrol/index.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import {
  isLongRunning,
  readOnly,
  type ExplainerDeps,
  type Filter,
  type GenericAPIServer,
  type Logger,
  type ServerHandler,
} from "../../apiserver/server/index.js";
import { StoreAccess } from "./object-access.js";
import { followObjectStats } from "./object-stats.js";
import type { ServerOptions } from "./options.js";
import type { Stores } from "./stores.js";

const GROUP = "flowcontrol.apiserver.k8s.io";
const DUMPS = "/debug/api_priority_and_fairness";

/** As upstream: one part of a server makes the objects, the other says what it thinks of them. */
const MANAGERS = {
  object: "api-priority-and-fairness-config-producer-v1",
  status: "api-priority-and-fairness-config-consumer-v1",
};

export interface FlowControlDeps {
  readonly options: ServerOptions;
  readonly stores: Stores;
  readonly registry: MetricsRegistry;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** What decides when a request runs: priority and fairness, or the two plain limits. */
export interface FlowControl {
  readonly filter: Filter;
  /** Where a request would belong; absent with the plain limits. */
  readonly classify?: NonNullable<ExplainerDeps["classify"]>;
  /** Adds hooks and debugging paths. */
  addTo(server: GenericAPIServer): void;
  stop(): void;
}

export function createFlowControl(deps: FlowControlDeps): FlowControl {
  return deps.options.flags["enable-priority-and-fairness"] ? priorityAndFairness(deps) : maxInFlight(deps);
}

function maxInFlight({ options, registry, clock }: FlowControlDeps): FlowControl {
  const { readOnly: maxReadOnly, mutating: maxMutating } = options.inFlight;
  const metrics = new InFlightMetrics(registry, clock);
  metrics.setLimit("executing", "readOnly", maxReadOnly);
  metrics.setLimit("executing", "mutating", maxMutating);
  const filter = withMaxInFlight({
    maxReadOnly,
    maxMutating,
    bypasses: ({ requestInfo }) => isLongRunning(requestInfo),
    onChange: (kind, by) => metrics.change("executing", kind, by),
  });
  return { filter, addTo: () => undefined, stop: () => undefined };
}

function priorityAndFairness(deps: FlowControlDeps): FlowControl {
  const { options, registry, clock } = deps;
  const metrics = new FlowControlMetrics(registry, clock);
  const recorder = new FlowRecorder(clock);
  const watches = new WatchTracker();
  const stats = new ObjectStatsTracker(() => clock.monotonic());
  const flow = new FlowController({
    clock,
    serverConcurrencyLimit: options.inFlight.readOnly + options.inFlight.mutating,
    observerOf: (level) => recorder.observe(level, metrics.observerOf(level)),
    onSeatsChanged: (levels, round) => metrics.seatsChanged(levels, round),
  });
  const filter = withPriorityAndFairness({
    flow,
    watches,
    clock,
    dropped: new DroppedRequestsTracker(() => clock.now()),
    requestTimeoutMs: options.flags["request-timeout"],
    bypasses: ({ requestInfo }) => isLongRunning(requestInfo),
    observer: metrics,
    estimateWork: createWorkEstimator({
      stats: (groupResource) => stats.get(groupResource),
      watchCount: (info) => watches.interestedIn(info),
      maxSeats: (level) => flow.maxSeats(level),
      consistentReadsFromCache: options.flags["watch-cache"],
      observeWatchCount: (level, schema, count) => metrics.watchCount(level, schema, count),
    }),
  });
  return {
    filter,
    classify: (digest) => {
      const { flowSchema, level, distinguisher } = flow.classify(digest);
      return { flowSchema: flowSchema.metadata.name ?? "", priorityLevel: level.name, distinguisher };
    },
    addTo: (server) => {
      addDumps(server, flow, clock);
      server.mux.handleUnlisted(FLOW_CONTROL_PAGE, readOnly(serveFlowControlPage));
      server.mux.handleUnlisted(FLOW_CONTROL_DATA, readOnly(serveFlowControlData({ flow, recorder, clock })));
      addHooks(server, deps, flow, stats);
    },
    stop: () => flow.stop(),
  };
}

function addDumps(server: GenericAPIServer, flow: FlowController, clock: Clock): void {
  const dump = (name: string, text: (includeDetails: boolean) => string): void => {
    const handler: ServerHandler = (request) => {
      const includeDetails = (request.query.get("includeRequestDetails") ?? "") !== "";
      request.response.send(200, "text/plain; charset=utf-8", text(includeDetails));
      return Promise.resolve();
    };
    server.mux.handleUnlisted(`${DUMPS}/${name}`, handler);
  };
  dump("dump_priority_levels", () => dumpPriorityLevels(flow));
  dump("dump_queues", () => dumpQueues(flow));
  dump("dump_requests", (includeDetails) => dumpRequests(flow, clock, { includeDetails }));
}

function addHooks(
  server: GenericAPIServer,
  deps: FlowControlDeps,
  flow: FlowController,
  stats: ObjectStatsTracker,
): void {
  const { stores, clock, random, logger } = deps;
  const flowSchemas = stores.registry.store({ group: GROUP, resource: "flowschemas" });
  const priorityLevels = stores.registry.store({ group: GROUP, resource: "prioritylevelconfigurations" });
  server.addPostStartHook("storage-object-count-tracker-hook", ({ signal }) => {
    const onError = (resource: string, err: unknown): void =>
      logger.warn("cannot count objects", { resource, cause: String(err) });
    void followObjectStats({ stores: () => stores.registry.stores(), stats, clock, onError }, signal);
    return Promise.resolve();
  });
  if (flowSchemas === undefined || priorityLevels === undefined) return;
  const access = { stores, clock, managers: MANAGERS };
  const manager = new FlowControlManager({
    flow,
    objects: {
      flowSchemas: new StoreAccess<FlowSchema>({ store: flowSchemas, ...access }),
      priorityLevels: new StoreAccess<PriorityLevelConfiguration>({ store: priorityLevels, ...access }),
    },
    clock,
    random,
    onError: (what, err) => logger.error(what, err),
  });
  server.addPostStartHook("priority-and-fairness-config-producer", ({ signal }) => manager.produce(signal));
  let consumed: Promise<void> | undefined;
  server.addPostStartHook("priority-and-fairness-config-consumer", ({ signal }) => {
    return (consumed = manager.consume(signal));
  });
  // Before that it knows the mandatory levels only.
  server.addPostStartHook("priority-and-fairness-filter", () => consumed ?? Promise.resolve());
}
