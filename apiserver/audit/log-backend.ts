import { escapeHTMLInJSON } from "../../apimachinery/text/index.js";
import { legacyLine } from "./legacy-line.js";
import type { ReportLoss } from "./plugin-errors.js";
import type { AuditBackend, AuditEvent } from "./types.js";

/** Where lines go. */
export interface LineOutput {
  /** Takes a line with its end. @throws Error when it is lost */
  write(line: string): void;
  close(): void;
}

/** Writes each event as a line. @see kubernetes/apiserver plugin/pkg/audit/log/backend.go */
export class LogBackend implements AuditBackend {
  readonly name = "log";
  readonly #output: LineOutput;
  readonly #lineOf: (event: AuditEvent) => string;
  readonly #report: ReportLoss;

  constructor(deps: { readonly output: LineOutput; readonly format: "json" | "legacy"; readonly report: ReportLoss }) {
    this.#output = deps.output;
    this.#lineOf = deps.format === "json" ? jsonOf : legacyLine;
    this.#report = deps.report;
  }

  process(events: readonly AuditEvent[]): boolean {
    let kept = true;
    for (const event of events) {
      try {
        this.#output.write(`${this.#lineOf(event)}\n`);
      } catch (err) {
        this.#report(this.name, err, [event]);
        kept = false;
      }
    }
    return kept;
  }

  stop(): Promise<void> {
    this.#output.close();
    return Promise.resolve();
  }
}

/** An event as Go's encoder writes it. */
export function jsonOf(event: AuditEvent): string {
  return escapeHTMLInJSON(JSON.stringify(event));
}
