import type { Clock } from "../../apimachinery/clock/index.js";
import { TokenBucketLimiter } from "../../apimachinery/ratelimit/index.js";
import { timeToMs } from "../../apimachinery/scalars/index.js";
import type { RecordedEvent } from "./types.js";

// As client-go: an event that differs by its message alone is combined from the tenth within ten minutes on; each object
// may have 25 events at once from one source, then one in five minutes; so much is remembered.
const AGGREGATE_MAX_EVENTS = 10;
const AGGREGATE_INTERVAL_MS = 600_000;
const SPAM_BURST = 25;
const SPAM_QPS = 1 / 300;
const MAX_REMEMBERED = 4096;

/** What to do about one event. */
export interface Correlation {
  readonly event: RecordedEvent;
  /** The event has been written before under this name: count it there. */
  readonly seen: boolean;
  /** Under which it is remembered. */
  readonly key: string;
}

interface Observation {
  readonly name: string;
  readonly count: number;
  readonly firstTimestamp: string | null | undefined;
}

/**
 * Keeps a storm of events from becoming a storm of requests: equal ones are counted, similar ones combined, and an object
 * with too many is muted for a while.
 * @see kubernetes/client-go tools/record/events_cache.go
 */
export class EventCorrelator {
  readonly #clock: Clock;
  readonly #similar = new Remembered<{ readonly messages: Set<string>; lastMs: number }>();
  readonly #observed = new Remembered<Observation>();
  readonly #budgets = new TokenBucketLimiter({ qps: SPAM_QPS, burst: SPAM_BURST, maxKeys: MAX_REMEMBERED });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** undefined: the event is not to be written. */
  correlate(event: RecordedEvent): Correlation | undefined {
    const { event: aggregated, key } = this.#aggregate(event);
    const last = this.#observed.get(key);
    const counted: RecordedEvent =
      last === undefined
        ? aggregated
        : {
            ...aggregated,
            metadata: { ...aggregated.metadata, name: last.name },
            count: last.count + 1,
            ...(last.firstTimestamp !== undefined && { firstTimestamp: last.firstTimestamp }),
          };
    this.#observe(key, counted);
    const isWithinBudget = this.#budgets.tryAcquire(spamKey(counted), 1, this.#clock.monotonic()).admitted;
    return isWithinBudget ? { event: counted, seen: last !== undefined, key } : undefined;
  }

  /** Takes over what the server made of the event. */
  written(key: string, event: RecordedEvent): void {
    this.#observe(key, event);
  }

  #observe(key: string, event: RecordedEvent): void {
    const { count = 1, firstTimestamp } = event;
    this.#observed.set(key, { name: event.metadata.name ?? "", count, firstTimestamp });
  }

  #aggregate(event: RecordedEvent): { readonly event: RecordedEvent; readonly key: string } {
    const key = aggregateKey(event);
    const nowMs = timeToMs(event.lastTimestamp ?? "");
    let similar = this.#similar.get(key);
    if (similar === undefined || nowMs - similar.lastMs > AGGREGATE_INTERVAL_MS) {
      similar = { messages: new Set(), lastMs: nowMs };
    }
    similar.messages.add(event.message ?? "");
    similar.lastMs = nowMs;
    this.#similar.set(key, similar);
    if (similar.messages.size < AGGREGATE_MAX_EVENTS) return { event, key: `${key}\n${event.message ?? ""}` };
    // Make room, so that the number of messages that are remembered has a bound.
    similar.messages.delete(similar.messages.values().next().value!);
    return { event: { ...event, message: `(combined from similar events): ${event.message ?? ""}` }, key };
  }
}

function spamKey({ source, involvedObject: o, type }: RecordedEvent): string {
  return [source?.component, source?.host, o.kind, o.namespace, o.name, o.uid, o.apiVersion, type].join("\n");
}

function aggregateKey(event: RecordedEvent): string {
  return [spamKey(event), event.involvedObject.fieldPath, event.reason].join("\n");
}

/** A map that forgets what was not used for longest. */
class Remembered<V> {
  readonly #entries = new Map<string, V>();

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > MAX_REMEMBERED) this.#entries.delete(this.#entries.keys().next().value!);
  }
}
