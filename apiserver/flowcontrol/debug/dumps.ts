import type { Clock } from "../../../apimachinery/clock/index.js";
import { formatDuration } from "../../../apimachinery/scalars/index.js";
import { apiVersionOf } from "../../../apimachinery/schema/index.js";
import type { RequestDigest } from "../config/matching.js";
import type { FlowController } from "../controller/flow-controller.js";
import { nowNs, type PriorityLevel } from "../controller/priority-level.js";
import type { QueuedRequest } from "../queueset/request.js";
import { formatSeatSeconds } from "../queueset/seat-seconds.js";
import { formatTable } from "./tab-table.js";

/**
 * The three tables of `/debug/api_priority_and_fairness/`.
 * @see kubernetes/apiserver pkg/util/flowcontrol/apf_controller_debug.go
 */
export function dumpPriorityLevels(flow: FlowController): string {
  const rows = sortedLevels(flow).map((level) => {
    const state = level.queues.snapshot();
    return [
      level.name,
      state.activeQueues,
      level.queues.isIdle,
      level.quiescing,
      state.waiting,
      state.executing,
      state.dispatched,
      state.rejected,
      0, // time-outs are counted as cancellations
      state.cancelled,
    ].map(String);
  });
  return formatTable([PRIORITY_LEVEL_COLUMNS, ...rows]);
}

export function dumpQueues(flow: FlowController): string {
  const rows = sortedLevels(flow).flatMap((level) =>
    level.queues
      .snapshot()
      .queues.map((queue) => [
        level.name,
        String(queue.index),
        String(queue.waiting.length),
        String(queue.executing.size),
        String(queue.seatsInUse),
        formatSeatSeconds(queue.nextDispatchR),
        String(queue.waitingInitialSeats),
        String(queue.waitingMaxSeats),
        formatSeatSeconds(queue.waitingWork),
      ]),
  );
  return formatTable([QUEUE_COLUMNS, ...rows]);
}

export function dumpRequests(flow: FlowController, clock: Clock, opts: { readonly includeDetails: boolean }): string {
  // Read once, so that times of one table are in their right order.
  const offset = BigInt(Math.floor(clock.now())) * 1_000_000n - BigInt(nowNs(clock));
  const rows = sortedLevels(flow).flatMap((level) => {
    const { queues, queueless } = level.queues.snapshot();
    const row = (queueIndex: number, requestIndex: number, request: QueuedRequest): string[] => [
      level.name,
      request.spec.flowSchema,
      String(queueIndex),
      String(requestIndex),
      request.spec.flowDistinguisher,
      timeText(offset, request.arrivalNs),
      String(request.work.initialSeats),
      String(request.work.finalSeats),
      formatDuration(BigInt(Math.round(request.work.additionalLatencyNs))),
      request.state === "waiting" ? NEVER : timeText(offset, request.startNs),
      ...(opts.includeDetails ? detailCells(request.spec.details as RequestDigest) : []),
    ];
    return [
      ...queues.flatMap((queue) => [
        ...queue.waiting.map((request, i) => row(queue.index, i, request)),
        ...[...queue.executing].map((request) => row(queue.index, -1, request)),
      ]),
      ...[...queueless].map((request) => row(-1, -1, request)),
    ];
  });
  return formatTable([[...REQUEST_COLUMNS, ...(opts.includeDetails ? DETAIL_COLUMNS : [])], ...rows]);
}

const PRIORITY_LEVEL_COLUMNS = [
  "PriorityLevelName",
  "ActiveQueues",
  "IsIdle",
  "IsQuiescing",
  "WaitingRequests",
  "ExecutingRequests",
  "DispatchedRequests",
  "RejectedRequests",
  "TimedoutRequests",
  "CancelledRequests",
];

const QUEUE_COLUMNS = [
  "PriorityLevelName",
  "Index",
  "PendingRequests",
  "ExecutingRequests",
  "SeatsInUse",
  "NextDispatchR",
  "InitialSeatsSum",
  "MaxSeatsSum",
  "TotalWorkSum",
];

const REQUEST_COLUMNS = [
  "PriorityLevelName",
  "FlowSchemaName",
  "QueueIndex",
  "RequestIndexInQueue",
  "FlowDistingsher", // spelt so upstream, and read by scripts
  "ArriveTime",
  "InitialSeats",
  "FinalSeats",
  "AdditionalLatency",
  "StartTime",
];

const DETAIL_COLUMNS = ["UserName", "Verb", "APIPath", "Namespace", "Name", "APIVersion", "Resource", "SubResource"];

const NEVER = "0001-01-01T00:00:00Z";

function sortedLevels(flow: FlowController): readonly PriorityLevel[] {
  return [...flow.levels].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function detailCells({ requestInfo, user }: RequestDigest): string[] {
  const { verb, path, namespace, name, apiGroup, apiVersion, resource, subresource } = requestInfo;
  return [
    user.name,
    verb,
    path,
    namespace,
    name,
    apiVersionOf({ group: apiGroup, version: apiVersion }),
    resource,
    subresource,
  ];
}

/** RFC 3339 in UTC with as many digits as are needed, from a monotonic time. */
function timeText(wallMinusMonotonicNs: bigint, atNs: number): string {
  const wallNs = wallMinusMonotonicNs + BigInt(Math.round(atNs));
  const seconds = new Date(Number(wallNs / 1_000_000n)).toISOString().slice(0, 19);
  const fraction = String(wallNs % 1_000_000_000n)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return fraction === "" ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}
