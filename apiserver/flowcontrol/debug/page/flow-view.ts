import type { Clock } from "../../../../apimachinery/clock/index.js";
import type { RequestDigest } from "../../config/matching.js";
import type { FlowController } from "../../controller/flow-controller.js";
import { nowNs, type PriorityLevel } from "../../controller/priority-level.js";
import type { Queue, QueuedRequest } from "../../queueset/request.js";
import type { FlowRecorder, RecentWaits, RecordedRejection } from "./flow-recorder.js";

/** Flow control at one moment, as `/debug/flowcontrol/data` sends it. Times are RFC 3339, lengths of time ms. */
export interface FlowControlView {
  readonly time: string;
  readonly seats: { readonly inUse: number; readonly total: number };
  /** By name. */
  readonly levels: readonly LevelView[];
  /** Those that hold and want most seats first; no more than {@link FLOWS_SHOWN}. */
  readonly flows: readonly FlowView[];
  readonly flowCount: number;
  /** The newest first. */
  readonly rejections: readonly RejectionView[];
}

export interface LevelView {
  readonly name: string;
  readonly type: "Exempt" | "Queue" | "Reject";
  /** No longer configured, and waiting for its last request. */
  readonly quiescing: boolean;
  readonly seats: SeatsView;
  readonly requests: {
    readonly executing: number;
    readonly waiting: number;
    readonly dispatched: number;
    readonly rejected: number;
  };
  readonly rejectedBy: { readonly [reason: string]: number };
  readonly waits: RecentWaits & { readonly oldestMs: number };
  readonly queues: {
    readonly count: number;
    readonly lengthLimit: number;
    /** Those in which something waits or runs. */
    readonly busy: readonly QueueView[];
  };
}

export interface SeatsView {
  readonly nominal: number;
  readonly min: number;
  readonly max: number;
  /** What the level may use now, after borrowing and lending. */
  readonly current: number;
  readonly inUse: number;
  readonly wanted: number;
  readonly borrowed: number;
  readonly lent: number;
}

export interface QueueView {
  readonly index: number;
  readonly waiting: number;
  readonly executing: number;
  readonly seatsInUse: number;
}

export interface FlowView {
  readonly level: string;
  readonly flowSchema: string;
  readonly distinguisher: string;
  readonly user: string;
  readonly executing: number;
  readonly waiting: number;
  readonly seatsInUse: number;
  readonly seatsWanted: number;
  readonly oldestWaitMs: number;
}

export interface RejectionView {
  readonly time: string;
  readonly level: string;
  readonly flowSchema: string;
  readonly user: string;
  readonly verb: string;
  readonly path: string;
  readonly reason: string;
}

export interface FlowViewDeps {
  readonly flow: FlowController;
  readonly recorder: FlowRecorder;
  readonly clock: Clock;
}

export const FLOWS_SHOWN = 25;

export function flowControlView({ flow, recorder, clock }: FlowViewDeps): FlowControlView {
  const atNs = nowNs(clock);
  const levels = [...flow.levels].sort((a, b) => (a.name < b.name ? -1 : 1));
  const views = levels.map((level) => levelView(level, recorder, atNs));
  const flows = flowsOf(levels, atNs);
  return {
    time: new Date(clock.now()).toISOString(),
    seats: {
      inUse: views.reduce((sum, level) => sum + level.seats.inUse, 0),
      total: views.reduce((sum, level) => sum + level.seats.nominal, 0),
    },
    levels: views,
    flows: flows.slice(0, FLOWS_SHOWN),
    flowCount: flows.length,
    rejections: recorder.rejections.map(rejectionView),
  };
}

function levelView(level: PriorityLevel, recorder: FlowRecorder, atNs: number): LevelView {
  const { queues, waiting, executing, seatsInUse, seatsWaiting, dispatched, rejected } = level.queues.snapshot();
  const { nominal, min, max } = level.limits;
  const current = level.currentLimit;
  return {
    name: level.name,
    type: level.exempt ? "Exempt" : level.queues.config.queues > 0 ? "Queue" : "Reject",
    quiescing: level.quiescing,
    seats: {
      nominal,
      min,
      max,
      current,
      inUse: seatsInUse,
      wanted: seatsWaiting,
      borrowed: Math.max(0, current - nominal),
      lent: Math.max(0, nominal - current),
    },
    requests: { executing, waiting, dispatched, rejected },
    rejectedBy: recorder.rejectedBy(level.name),
    waits: { ...recorder.recentWaits(level.name), oldestMs: oldestWaitMs(queues, atNs) },
    queues: {
      count: queues.length,
      lengthLimit: queues.length === 0 ? 0 : level.queues.config.queueLengthLimit,
      busy: queues
        .filter((queue) => queue.waiting.length > 0 || queue.executing.size > 0)
        .map((queue) => ({
          index: queue.index,
          waiting: queue.waiting.length,
          executing: queue.executing.size,
          seatsInUse: queue.seatsInUse,
        })),
    },
  };
}

function oldestWaitMs(queues: readonly Readonly<Queue>[], atNs: number): number {
  // Queues are in the order of arrival, so only their heads count.
  return queues.reduce(
    (oldest, { waiting: [head] }) => Math.max(oldest, head === undefined ? 0 : waitMs(head, atNs)),
    0,
  );
}

function waitMs(request: Readonly<QueuedRequest>, atNs: number): number {
  return (atNs - request.arrivalNs) / 1e6;
}

type MutableFlow = { -readonly [K in keyof FlowView]: FlowView[K] };

/** Who fills the levels now: requests by schema, flow and user. */
function flowsOf(levels: readonly PriorityLevel[], atNs: number): readonly FlowView[] {
  const flows = new Map<string, MutableFlow>();
  for (const level of levels) {
    const { queues, queueless } = level.queues.snapshot();
    for (const queue of queues) {
      for (const request of queue.executing) addExecuting(flowOf(flows, level.name, request), request);
      for (const request of queue.waiting) addWaiting(flowOf(flows, level.name, request), request, atNs);
    }
    for (const request of queueless) addExecuting(flowOf(flows, level.name, request), request);
  }
  return [...flows.values()].sort(
    (a, b) => seatsOf(b) - seatsOf(a) || compareText(a.user, b.user) || compareText(a.flowSchema, b.flowSchema),
  );
}

function flowOf(flows: Map<string, MutableFlow>, level: string, { spec }: Readonly<QueuedRequest>): MutableFlow {
  const user = userOf(spec.details as RequestDigest | undefined);
  const key = JSON.stringify([level, spec.flowSchema, spec.flowDistinguisher, user]);
  let flow = flows.get(key);
  if (flow === undefined) {
    flow = {
      level,
      flowSchema: spec.flowSchema,
      distinguisher: spec.flowDistinguisher,
      user,
      executing: 0,
      waiting: 0,
      seatsInUse: 0,
      seatsWanted: 0,
      oldestWaitMs: 0,
    };
    flows.set(key, flow);
  }
  return flow;
}

function addExecuting(flow: MutableFlow, request: Readonly<QueuedRequest>): void {
  flow.executing++;
  flow.seatsInUse += request.work.maxSeats;
}

function addWaiting(flow: MutableFlow, request: Readonly<QueuedRequest>, atNs: number): void {
  flow.waiting++;
  flow.seatsWanted += request.work.maxSeats;
  flow.oldestWaitMs = Math.max(flow.oldestWaitMs, waitMs(request, atNs));
}

function seatsOf(flow: FlowView): number {
  return flow.seatsInUse + flow.seatsWanted;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function rejectionView({ at, level, flowSchema, reason, request }: RecordedRejection): RejectionView {
  return {
    time: new Date(at).toISOString(),
    level,
    flowSchema,
    user: userOf(request),
    verb: request?.requestInfo.verb ?? "",
    path: request?.requestInfo.path ?? "",
    reason,
  };
}

function userOf(digest: RequestDigest | undefined): string {
  return digest?.user.name ?? "";
}
