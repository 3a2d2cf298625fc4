import { jsonOf } from "./log-backend.js";
import type { ReportLoss } from "./plugin-errors.js";
import { isAtLeast, type AuditBackend, type AuditEvent } from "./types.js";

const TRUNCATED = "audit.k8s.io/truncated";

export interface TruncateOptions {
  readonly maxEventBytes: number;
  readonly maxBatchBytes: number;
}

/**
 * Takes the objects out of events that are too large, and splits batches that are.
 * @see kubernetes/apiserver plugin/pkg/audit/truncate/truncate.go
 */
export class TruncatingBackend implements AuditBackend {
  readonly name: string;
  readonly #next: AuditBackend;
  readonly #opts: TruncateOptions;
  readonly #report: ReportLoss;

  constructor(next: AuditBackend, opts: TruncateOptions, report: ReportLoss) {
    this.name = `truncate<${next.name}>`;
    this.#next = next;
    this.#opts = opts;
    this.#report = report;
  }

  async process(events: readonly AuditEvent[]): Promise<boolean> {
    const { maxEventBytes, maxBatchBytes } = this.#opts;
    const tooLarge: AuditEvent[] = [];
    let kept = true;
    let batch: AuditEvent[] = [];
    let batchBytes = 0;
    for (let event of events) {
      let size = sizeOf(event);
      if (size > maxEventBytes && isAtLeast(event.level, "Request")) size = sizeOf((event = truncated(event)));
      if (size > maxEventBytes) {
        tooLarge.push(event);
        continue;
      }
      if (batch.length > 0 && batchBytes + size > maxBatchBytes) {
        kept = (await this.#next.process(batch)) && kept;
        batch = [];
        batchBytes = 0;
      }
      batch.push(event);
      batchBytes += size;
    }
    if (batch.length > 0) kept = (await this.#next.process(batch)) && kept;
    if (tooLarge.length > 0) {
      this.#report("truncate", new Error("event is too large even after truncating"), tooLarge);
    }
    return kept;
  }

  stop(): Promise<void> {
    return this.#next.stop();
  }
}

function sizeOf(event: AuditEvent): number {
  return Buffer.byteLength(jsonOf(event));
}

function truncated({ requestObject: _request, responseObject: _response, ...event }: AuditEvent): AuditEvent {
  return { ...event, annotations: { ...event.annotations, [TRUNCATED]: "true" } };
}
