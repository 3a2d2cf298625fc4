import { context, ROOT_CONTEXT } from "@opentelemetry/api";
import type { Clock, Timer } from "../../apimachinery/clock/index.js";
import type { RateLimiter } from "../../client/rest/index.js";
import type { ReportLoss } from "./plugin-errors.js";
import type { AuditBackend, AuditEvent } from "./types.js";

export interface BufferOptions {
  /** Events that wait at the most; more are lost. */
  readonly bufferSize: number;
  readonly maxBatchSize: number;
  /** How long an event waits for others. */
  readonly maxBatchWaitMs: number;
  /** Holds batches back; undefined: none is. */
  readonly throttle: RateLimiter | undefined;
  /** Whether a batch is sent before the one ahead of it has arrived. */
  readonly concurrent: boolean;
}

/**
 * Takes events without making requests wait, and hands them on in batches.
 * @see kubernetes/apiserver plugin/pkg/audit/buffered/buffered.go
 */
export class BufferedBackend implements AuditBackend {
  readonly name: string;
  readonly #next: AuditBackend;
  readonly #opts: BufferOptions;
  readonly #clock: Clock;
  readonly #report: ReportLoss;
  readonly #sending = new Set<Promise<boolean>>();
  #queue: AuditEvent[] = [];
  #timer: Timer | undefined;
  #draining: Promise<void> | undefined;
  #stopped = false;

  constructor(next: AuditBackend, opts: BufferOptions, deps: { readonly clock: Clock; readonly report: ReportLoss }) {
    this.name = `buffered<${next.name}>`;
    this.#next = next;
    this.#opts = opts;
    this.#clock = deps.clock;
    this.#report = deps.report;
  }

  /** What does not fit in is lost, but requests go on. */
  process(events: readonly AuditEvent[]): boolean {
    const { bufferSize, maxBatchSize, maxBatchWaitMs } = this.#opts;
    const room = this.#stopped ? 0 : bufferSize - this.#queue.length;
    this.#queue.push(...events.slice(0, room));
    if (events.length > room) {
      const why = this.#stopped ? "audit backend shut down" : "audit buffer queue blocked";
      this.#report("buffered", new Error(why), events.slice(room));
    }
    if (this.#queue.length >= maxBatchSize) this.#drain(maxBatchSize);
    else if (this.#queue.length > 0) {
      this.#timer ??= this.#clock.setTimeout(() => this.#drain(1), maxBatchWaitMs, { unref: true });
    }
    return true;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    // A batch that is held back goes out before what came after it.
    await this.#draining;
    this.#drain(1);
    await this.#draining;
    await Promise.all(this.#sending);
    await this.#next.stop();
  }

  /** Sends batches until fewer than `least` events wait. */
  #drain(least: number): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    // A batch belongs to no request's trace, whichever request completes it.
    this.#draining ??= context
      .with(ROOT_CONTEXT, () => this.#sendBatches(least))
      .finally(() => {
        this.#draining = undefined;
        // Events that came in the meantime wait for their own time.
        if (!this.#stopped && this.#queue.length > 0) this.process([]);
      });
  }

  async #sendBatches(least: number): Promise<void> {
    const { maxBatchSize, throttle, concurrent } = this.#opts;
    while (this.#queue.length >= least) {
      await throttle?.wait({});
      const batch = this.#queue.slice(0, maxBatchSize);
      this.#queue = this.#queue.slice(batch.length);
      const sent = Promise.resolve(this.#next.process(batch));
      this.#sending.add(sent);
      const done = sent.finally(() => this.#sending.delete(sent));
      if (!concurrent) await done;
    }
  }
}
