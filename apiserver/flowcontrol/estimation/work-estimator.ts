import { groupResourceToString } from "../../../apimachinery/schema/index.js";
import type { RequestInfo } from "../../endpoints/request/request-info.js";
import { durationPerSeat, seatsTimesDuration } from "../queueset/seat-seconds.js";
import type { WorkEstimate } from "../queueset/work-estimate.js";
import type { ResourceStats, StatsLookup } from "./object-stats.js";

/** Where estimates come from. */
export interface WorkEstimatorDeps {
  /** By group resource: `deployments.apps`. */
  readonly stats: (groupResource: string) => StatsLookup;
  /** How many watchers a write would reach. */
  readonly watchCount: (info: RequestInfo) => number;
  /** The widest request the level takes; 0: no bound of its own. */
  readonly maxSeats: (priorityLevel: string) => number;
  /** A read without a version is served by the cache, since the store tells the cache how far it has come. */
  readonly consistentReadsFromCache: boolean;
  /** Told of each write's watchers. */
  readonly observeWatchCount?: (priorityLevel: string, flowSchema: string, count: number) => void;
}

const MAX_LIST_SEATS = 100;
const MAX_MUTATING_SEATS = 10;
const BYTES_PER_SEAT = 100_000;
// A list from the cache is streamed, so that no more than this is in memory at once.
const STREAMED_BYTES = 1_000_000;
// etcd takes no larger object.
const LARGEST_OBJECT_BYTES = 1_500_000;
const STALE: ResourceStats = { objectCount: 1e9, averageObjectBytes: LARGEST_OBJECT_BYTES };
const WATCHES_PER_SEAT = 10;
const EVENT_NS = 5e6;
const ONE_SEAT: WorkEstimate = { initialSeats: 1, finalSeats: 0, additionalLatencyNs: 0 };

/**
 * Says how many seats a request will hold: reads by what they load, writes by the watchers they wake. The query is parsed
 * only when it is asked for, so it is not for requests that do not need it.
 * @see kubernetes/apiserver pkg/util/flowcontrol/request/{width,list_work_estimator,mutating_work_estimator}.go
 */
export function createWorkEstimator(deps: WorkEstimatorDeps) {
  return function estimateWork(
    info: RequestInfo,
    request: { readonly query: URLSearchParams },
    flowSchema: string,
    priorityLevel: string,
  ): WorkEstimate {
    if (!info.isResourceRequest) return ONE_SEAT;
    switch (info.verb) {
      case "list":
      case "watch":
        return estimateList(deps, info, request.query, priorityLevel);
      case "create":
      case "update":
      case "patch":
      case "delete":
        return estimateWrite(deps, info, flowSchema, priorityLevel);
      default:
        return ONE_SEAT;
    }
  };
}

function estimateList(
  deps: WorkEstimatorDeps,
  info: RequestInfo,
  query: URLSearchParams,
  priorityLevel: string,
): WorkEstimate {
  const levelSeats = deps.maxSeats(priorityLevel);
  const maxSeats = levelSeats === 0 ? MAX_LIST_SEATS : Math.min(levelSeats, MAX_LIST_SEATS);
  const options = readListOptions(query);
  if (options === undefined) return { ...ONE_SEAT, initialSeats: maxSeats };
  const fromVersion = options.resourceVersion !== "" && options.resourceVersion !== "0";
  // A watch that only follows changes loads nothing.
  if (info.verb === "watch" && !options.sendInitialEvents && fromVersion) return ONE_SEAT;

  const lookup = deps.stats(groupResourceToString({ group: info.apiGroup, resource: info.resource }));
  if (lookup.state === "unknown") return ONE_SEAT;
  const stats = lookup.state === "stale" ? STALE : lookup.stats;
  const fromCache = info.verb === "watch" || !readsFromStore(options, deps.consistentReadsFromCache);
  const seats = Math.ceil(loadedBytes(stats, options, fromCache, info.name !== "") / BYTES_PER_SEAT);
  return { ...ONE_SEAT, initialSeats: Math.min(Math.max(seats, 1), maxSeats) };
}

function loadedBytes(stats: ResourceStats, options: ListOptions, fromCache: boolean, single: boolean): number {
  const { objectCount } = stats;
  const average = stats.averageObjectBytes <= 0 && objectCount !== 0 ? LARGEST_OBJECT_BYTES : stats.averageObjectBytes;
  const limited = options.limit > 0 ? Math.min(options.limit, objectCount) : objectCount;
  const filtered = !fromCache && options.selects;
  const objects = single ? 1 : filtered ? Math.max(limited, Math.trunc(objectCount / 2)) : limited;
  const bytes = objects * average;
  return fromCache ? Math.min(bytes, STREAMED_BYTES) : bytes;
}

interface ListOptions {
  readonly limit: number;
  readonly continue: string;
  readonly resourceVersion: string;
  readonly resourceVersionMatch: string;
  readonly selects: boolean;
  readonly sendInitialEvents: boolean;
}

/** undefined: the query is malformed, and the handler will say so. */
function readListOptions(query: URLSearchParams): ListOptions | undefined {
  const limit = query.get("limit") ?? "";
  if (limit !== "" && !/^[+-]?\d+$/.test(limit)) return undefined;
  return {
    limit: Number(limit),
    continue: query.get("continue") ?? "",
    resourceVersion: query.get("resourceVersion") ?? "",
    resourceVersionMatch: query.get("resourceVersionMatch") ?? "",
    selects: (query.get("labelSelector") ?? "") !== "" || (query.get("fieldSelector") ?? "") !== "",
    sendInitialEvents: isTrue(query.get("sendInitialEvents")),
  };
}

/** @see kubernetes/apiserver pkg/storage/cacher/delegator/interface.go, ShouldDelegateListMeta */
function readsFromStore(options: ListOptions, consistentReadsFromCache: boolean): boolean {
  switch (options.resourceVersionMatch) {
    case "":
      if (options.continue !== "") return true;
      if (options.resourceVersion === "") return !consistentReadsFromCache;
      return options.limit > 0 && options.resourceVersion !== "0";
    case "NotOlderThan":
      return false;
    default:
      return true;
  }
}

function estimateWrite(
  deps: WorkEstimatorDeps,
  info: RequestInfo,
  flowSchema: string,
  priorityLevel: string,
): WorkEstimate {
  // A token is not stored, so nobody watches it.
  if (info.resource === "serviceaccounts" && info.subresource === "token") return ONE_SEAT;
  const count = deps.watchCount(info);
  deps.observeWatchCount?.(priorityLevel, flowSchema, count);
  if (count < WATCHES_PER_SEAT) return ONE_SEAT;
  const levelSeats = deps.maxSeats(priorityLevel);
  const maxSeats = levelSeats === 0 ? MAX_MUTATING_SEATS : Math.min(levelSeats, MAX_MUTATING_SEATS);
  const wanted = Math.ceil(count / WATCHES_PER_SEAT);
  const finalSeats = Math.min(wanted, maxSeats);
  return {
    initialSeats: 1,
    finalSeats,
    additionalLatencyNs: durationPerSeat(seatsTimesDuration(wanted, EVENT_NS), finalSeats),
  };
}

function isTrue(value: string | null): boolean {
  return value !== null && value !== "" && value !== "false" && value !== "0";
}
