import type { Counter, Gauge, MetricsRegistry } from "../../metrics/index.js";

/**
 * How each check went, for `/metrics/slis`.
 * @see kubernetes/component-base metrics/prometheus/slis/metrics.go
 */
export class HealthMetrics {
  readonly #last: Gauge;
  readonly #total: Counter;

  constructor(registry: MetricsRegistry) {
    this.#last = registry.gauge({
      name: "kubernetes_healthcheck",
      help: "[STABLE] This metric records the result of a single healthcheck.",
      labels: ["name", "type"],
    });
    this.#total = registry.counter({
      name: "kubernetes_healthchecks_total",
      help: "[STABLE] This metric records the results of all healthcheck.",
      labels: ["name", "status", "type"],
    });
  }

  /** @param type - `healthz`, `livez` or `readyz` */
  observe(check: string, type: string, status: "success" | "error"): void {
    this.#last.with(check, type).set(status === "success" ? 1 : 0);
    this.#total.with(check, status, type).inc();
  }
}
