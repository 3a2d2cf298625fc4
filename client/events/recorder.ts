import { isAlreadyExists, isNotFound, statusOf } from "../../apimachinery/api/errors/index.js";
import { realClock, type Clock, type Random } from "../../apimachinery/clock/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import { formatTime } from "../../apimachinery/scalars/index.js";
import { PatchType } from "../gentype/index.js";
import { EventCorrelator, type Correlation } from "./correlator.js";
import { referenceTo, type EventClient, type EventType, type ObjectReference, type RecordedEvent } from "./types.js";

// As client-go.
const MAX_QUEUED = 1000;
const MAX_TRIES = 12;
const RETRY_MS = 10_000;
const DEFAULT_NAMESPACE = "default";

export interface EventRecorderOptions {
  /** `(namespace) => clientset.coreV1().events(namespace)` */
  readonly events: (namespace: string) => EventClient;
  /** Who reports: `flunder-controller`. */
  readonly component: string;
  readonly host?: string;
  /** Is told of events that are lost. Must not throw. */
  readonly onError?: (err: Error) => void;
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * Tells people what a controller does to an object. Recording never waits and never fails: events go out one by one in
 * the background, are counted and combined when there are many, and are dropped when more than 1,000 wait.
 * @see kubernetes/client-go tools/record/event.go
 */
export class EventRecorder {
  readonly #options: EventRecorderOptions;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #correlator: EventCorrelator;
  #queue: RecordedEvent[] = [];
  #wake: (() => void) | undefined;

  constructor(options: EventRecorderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? realClock;
    this.#random = options.random ?? Math.random;
    this.#correlator = new EventCorrelator(this.#clock);
  }

  /**
   * Records an event about an object that says its kind and apiVersion, or about a reference.
   * @param reason - a word in CamelCase for programs; `message` is for people.
   */
  event(about: DeepReadonly<KubeObject> | ObjectReference, type: EventType, reason: string, message: string): void {
    const reference = "metadata" in about ? referenceTo(about as DeepReadonly<KubeObject>) : (about as ObjectReference);
    if (this.#queue.length >= MAX_QUEUED) {
      this.#lost(reference, reason, new Error(`${MAX_QUEUED} events wait already`));
      return;
    }
    this.#queue.push(this.#newEvent(reference, type, reason, message));
    this.#wake?.();
  }

  /** Writes events until the signal; then returns, and what still waits is dropped. */
  async run(opts: { readonly signal: AbortSignal }): Promise<void> {
    const { signal } = opts;
    const onAbort = (): void => this.#wake?.();
    signal.addEventListener("abort", onAbort);
    try {
      while (!signal.aborted) {
        const event = this.#queue.shift();
        if (event !== undefined) await this.#write(event, signal);
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  #newEvent(reference: ObjectReference, type: EventType, reason: string, message: string): RecordedEvent {
    const nowMs = this.#clock.now();
    const timestamp = formatTime(nowMs);
    const { component, host = "" } = this.#options;
    // Unique as long as one process records no two events about an object within a microsecond.
    const suffix = (BigInt(Math.floor(nowMs)) * 1_000_000n + BigInt(Math.floor(this.#random() * 1_000_000))).toString(
      16,
    );
    return {
      metadata: { name: `${reference.name ?? ""}.${suffix}`, namespace: reference.namespace || DEFAULT_NAMESPACE },
      involvedObject: reference,
      reason,
      message,
      source: { component, ...(host !== "" && { host }) },
      firstTimestamp: timestamp,
      lastTimestamp: timestamp,
      count: 1,
      type,
      reportingComponent: component,
      reportingInstance: host,
    };
  }

  async #write(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const correlation = this.#correlator.correlate(event);
    if (correlation === undefined) return;
    for (let tries = 1; !signal.aborted; tries++) {
      try {
        this.#correlator.written(correlation.key, await this.#send(correlation, signal));
        return;
      } catch (err) {
        if (signal.aborted || isAlreadyExists(err)) return;
        // What the server refuses once it refuses always; what does not reach it may do so later.
        if (statusOf(err) !== undefined || tries >= MAX_TRIES) {
          this.#lost(event.involvedObject, event.reason ?? "", err as Error);
          return;
        }
      }
      // The first wait is random, so that clients of a server that was away do not all return at once.
      await this.#pause(tries === 1 ? RETRY_MS * this.#random() : RETRY_MS, signal);
    }
  }

  async #send({ event, seen }: Correlation, signal: AbortSignal): Promise<RecordedEvent> {
    const client = this.#options.events(event.metadata.namespace ?? DEFAULT_NAMESPACE);
    if (seen) {
      const { count, lastTimestamp, message } = event;
      try {
        const patch = { count, lastTimestamp, message };
        return await client.patch(event.metadata.name ?? "", PatchType.StrategicMerge, patch, { signal });
      } catch (err) {
        // Events expire; the next one is then the first again.
        if (!isNotFound(err)) throw err;
      }
    }
    return client.create(event, { signal });
  }

  #lost(about: ObjectReference, reason: string, cause: Error): void {
    const what = `event ${reason} about ${about.kind ?? ""} ${about.namespace ?? ""}/${about.name ?? ""}`;
    this.#options.onError?.(new Error(`${what} is lost: ${cause.message}`, { cause }));
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#clock.sleep(ms, { signal });
    } catch (err) {
      if (!signal.aborted) throw err;
    }
  }
}
