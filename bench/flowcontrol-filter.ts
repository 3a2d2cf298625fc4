/** The filter alone, with everything that a server gives it: metrics, estimates, the objects every server starts with. */
import type { MaybePromise } from "../apimachinery/promises/index.js";
import { realClock } from "../apimachinery/clock/index.js";
import type { UserInfo } from "../apiserver/authentication/index.js";
import { parseRequestInfo, type RequestContext, type RequestInfo } from "../apiserver/endpoints/index.js";
import {
  bootstrap,
  createWorkEstimator,
  DroppedRequestsTracker,
  FlowController,
  FlowControlMetrics,
  WatchTracker,
  withPriorityAndFairness,
} from "../apiserver/flowcontrol/index.js";
import { MetricsRegistry } from "../apiserver/metrics/index.js";
import { RequestSignal } from "../apiserver/server/transport/request-signal.js";

const ROUNDS = 5;
const REQUESTS = 10_000;
const IN_FLIGHT = 32;

type Chain = (request: RequestContext) => MaybePromise<void>;

interface Case {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly user: UserInfo;
}

const user = (name: string, ...groups: string[]): UserInfo => ({ name, uid: "", groups, extra: {} });
const ALICE = user("alice", "dev", "system:authenticated");
const CASES: readonly Case[] = [
  { name: "GET, a user", method: "GET", url: "/api/v1/namespaces/a/configmaps/x", user: ALICE },
  { name: "PUT, a user", method: "PUT", url: "/api/v1/namespaces/a/configmaps/x", user: ALICE },
  { name: "LIST of a page, a user", method: "GET", url: "/api/v1/namespaces/a/configmaps?limit=50", user: ALICE },
  {
    name: "GET, a service account",
    method: "GET",
    url: "/api/v1/namespaces/a/configmaps/x",
    user: user(
      "system:serviceaccount:a:b",
      "system:serviceaccounts",
      "system:serviceaccounts:a",
      "system:authenticated",
    ),
  },
  {
    name: "PUT of a lease, a controller",
    method: "PUT",
    url: "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/x",
    user: user("system:kube-controller-manager", "system:authenticated"),
  },
  {
    name: "GET, an administrator (exempt)",
    method: "GET",
    url: "/api/v1/namespaces/a/configmaps/x",
    user: user("admin", "system:masters", "system:authenticated"),
  },
];

/** Prints µs of CPU for a request: all that the process used, collector and all, less the chain without the filter. */
export async function benchFilter(): Promise<void> {
  const filtered = flowControlled();
  console.log(`\nFlow control of a request that need not wait (${IN_FLIGHT} in flight; aim < 20 µs)`);
  for (const subject of CASES) {
    await measure(subject, filtered);
    let [bare, withFilter] = [Infinity, Infinity];
    for (let round = 0; round < ROUNDS; round++) {
      bare = Math.min(bare, await measure(subject, handler));
      withFilter = Math.min(withFilter, await measure(subject, filtered));
    }
    const cost = (withFilter - bare).toFixed(2);
    console.log(
      `  ${subject.name.padEnd(32)} ${cost.padStart(7)} µs   (with ${withFilter.toFixed(2)}, without ${bare.toFixed(2)})`,
    );
  }
}

function flowControlled(): Chain {
  const clock = realClock;
  const metrics = new FlowControlMetrics(new MetricsRegistry(), clock);
  const watches = new WatchTracker();
  const flow = new FlowController({
    clock,
    serverConcurrencyLimit: 600,
    observerOf: (level) => metrics.observerOf(level),
    onSeatsChanged: (levels, round) => metrics.seatsChanged(levels, round),
  });
  flow.configure(
    [...bootstrap.mandatoryPriorityLevels, ...bootstrap.suggestedPriorityLevels],
    [...bootstrap.mandatoryFlowSchemas, ...bootstrap.suggestedFlowSchemas],
  );
  const filter = withPriorityAndFairness({
    flow,
    watches,
    clock,
    dropped: new DroppedRequestsTracker(() => clock.now()),
    requestTimeoutMs: 60_000,
    bypasses: () => false,
    observer: metrics,
    estimateWork: createWorkEstimator({
      stats: () => ({ state: "known", stats: { objectCount: 10_000, averageObjectBytes: 1200 } }),
      watchCount: (info) => watches.interestedIn(info),
      maxSeats: (level) => flow.maxSeats(level),
      consistentReadsFromCache: true,
      observeWatchCount: (level, schema, count) => metrics.watchCount(level, schema, count),
    }),
  });
  return filter(handler);
}

/** Ends in a later turn of the loop, as a request that reads or writes something does. */
const handler: Chain = () => new Promise(setImmediate);

/** µs of CPU for each request. */
async function measure(subject: Case, chain: Chain): Promise<number> {
  const info = parseRequestInfo(subject.method, pathOf(subject.url), { query: queryOf(subject.url) });
  globalThis.gc?.();
  const before = process.cpuUsage();
  let left = REQUESTS;
  const client = async (): Promise<void> => {
    while (left-- > 0) await chain(makeRequest(subject, { ...info }));
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, client));
  const used = process.cpuUsage(before);
  return (used.user + used.system) / REQUESTS;
}

/** What the filter sees of a request. */
function makeRequest(subject: Case, requestInfo: RequestInfo): RequestContext {
  const headers: Record<string, string> = {};
  let query: URLSearchParams | undefined;
  const seen = {
    requestInfo,
    user: subject.user,
    get query() {
      return (query ??= queryOf(subject.url));
    },
    signal: new RequestSignal(),
    receivedAt: Date.now(),
    response: { setHeader: (name: string, value: string) => (headers[name] = value) },
  };
  return seen as unknown as RequestContext;
}

const pathOf = (url: string): string => url.replace(/\?.*/, "");
const queryOf = (url: string): URLSearchParams => new URLSearchParams(url.replace(/^[^?]*\??/, ""));
