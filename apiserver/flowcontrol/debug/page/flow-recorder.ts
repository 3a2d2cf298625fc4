import type { RequestDigest } from "../../config/matching.js";
import type { QueueSetObserver } from "../../queueset/observer.js";
import type { RejectReason } from "../../queueset/queue-set.js";
import type { RequestSpec } from "../../queueset/request.js";
import { nowNs } from "../../controller/priority-level.js";
import type { Clock } from "../../../../apimachinery/clock/index.js";

/** One request that found no place. */
export interface RecordedRejection {
  /** Wall time in ms. */
  readonly at: number;
  readonly level: string;
  readonly flowSchema: string;
  readonly distinguisher: string;
  readonly reason: RejectReason;
  readonly request: RequestDigest | undefined;
}

/** How long the requests of a level waited that had to, over the last minute. */
export interface RecentWaits {
  readonly count: number;
  readonly meanMs: number;
  readonly p99Ms: number;
}

const REJECTIONS_KEPT = 50;
const WAITS_KEPT = 1024;
const WINDOW_NS = 60e9;

interface LevelRecord {
  readonly rejected: Map<RejectReason, number>;
  /** A ring: `next` is the place that is written next. */
  readonly waits: { readonly atNs: number; readonly waitedNs: number }[];
  next: number;
}

/**
 * Remembers what the queues themselves forget: who was refused of late, and how long those waited that had to. Bounded, and
 * a request that runs at once costs one comparison.
 */
export class FlowRecorder {
  readonly #clock: Clock;
  readonly #levels = new Map<string, LevelRecord>();
  #rejections: RecordedRejection[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An observer of one level's queues that records, and tells `observer` all. */
  observe(level: string, observer: QueueSetObserver): QueueSetObserver {
    const record = this.#of(level);
    return {
      ...observer,
      executing: (request, atNs) => {
        if (atNs > request.arrivalNs) addWait(record, atNs, atNs - request.arrivalNs);
        observer.executing(request, atNs);
      },
      rejected: (spec, reason) => {
        record.rejected.set(reason, (record.rejected.get(reason) ?? 0) + 1);
        this.#addRejection(level, spec, reason);
        observer.rejected(spec, reason);
      },
    };
  }

  /** The newest first. */
  get rejections(): readonly RecordedRejection[] {
    return this.#rejections.slice(-REJECTIONS_KEPT).reverse();
  }

  /** Since the start, by reason. */
  rejectedBy(level: string): { readonly [reason: string]: number } {
    return Object.fromEntries(this.#levels.get(level)?.rejected ?? []);
  }

  recentWaits(level: string): RecentWaits {
    const sinceNs = nowNs(this.#clock) - WINDOW_NS;
    const waits = (this.#levels.get(level)?.waits ?? [])
      .filter(({ atNs }) => atNs >= sinceNs)
      .map(({ waitedNs }) => waitedNs / 1e6)
      .sort((a, b) => a - b);
    if (waits.length === 0) return { count: 0, meanMs: 0, p99Ms: 0 };
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    const p99Ms = waits[Math.ceil(waits.length * 0.99) - 1] ?? 0;
    return { count: waits.length, meanMs: total / waits.length, p99Ms };
  }

  #of(level: string): LevelRecord {
    let record = this.#levels.get(level);
    if (record === undefined) this.#levels.set(level, (record = { rejected: new Map(), waits: [], next: 0 }));
    return record;
  }

  #addRejection(level: string, spec: RequestSpec, reason: RejectReason): void {
    this.#rejections.push({
      at: this.#clock.now(),
      level,
      flowSchema: spec.flowSchema,
      distinguisher: spec.flowDistinguisher,
      reason,
      request: spec.details as RequestDigest | undefined,
    });
    // Cut in one piece now and then, so that a storm of refusals costs little each.
    if (this.#rejections.length >= 2 * REJECTIONS_KEPT) this.#rejections = this.#rejections.slice(-REJECTIONS_KEPT);
  }
}

function addWait(record: LevelRecord, atNs: number, waitedNs: number): void {
  record.waits[record.next] = { atNs, waitedNs };
  record.next = (record.next + 1) % WAITS_KEPT;
}
