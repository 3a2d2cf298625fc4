import type { Counter, CounterSeries, MetricsRegistry } from "../metrics/index.js";
import type { AuditLevel } from "./types.js";

/** @see kubernetes/apiserver pkg/audit/metrics.go */
export class AuditMetrics {
  readonly events: CounterSeries;
  readonly rejectedRequests: CounterSeries;
  readonly #errors: Counter;
  readonly #levels: Counter;

  constructor(registry: MetricsRegistry) {
    this.events = registry
      .counter({
        name: "apiserver_audit_event_total",
        help: "[ALPHA] Counter of audit events generated and sent to the audit backend.",
      })
      .with();
    this.rejectedRequests = registry
      .counter({
        name: "apiserver_audit_requests_rejected_total",
        help: "[ALPHA] Counter of apiserver requests rejected due to an error in audit logging backend.",
      })
      .with();
    this.#errors = registry.counter({
      name: "apiserver_audit_error_total",
      help: "[ALPHA] Counter of audit events that failed to be audited properly. Plugin identifies the plugin affected by the error.",
      labels: ["plugin"],
    });
    this.#levels = registry.counter({
      name: "apiserver_audit_level_total",
      help: "[ALPHA] Counter of policy levels for audit events (1 per request).",
      labels: ["level"],
    });
  }

  observeLevel(level: AuditLevel): void {
    this.#levels.with(level).inc();
  }

  lost(plugin: string, count: number): void {
    this.#errors.with(plugin).inc(count);
  }
}
